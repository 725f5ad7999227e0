"""Proposals of Wikidata ids: from a file or an endpoint, with score and reasons, confirmed by a person."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import QueryResultsFormat, RdfFormat, Store
from tests.mini import write

from crisiskg.cli import main
from crisiskg.commands.matching import KINDS as CHOICES
from crisiskg.graph.build import load_workspace
from crisiskg.matching.candidates import Candidate, read_candidates
from crisiskg.matching.lookup import BATCH, look_up
from crisiskg.matching.scoring import KINDS, Proposal, Wanted, propose, score, wanted_entities
from crisiskg.query import EndpointError, RemoteEndpoint
from crisiskg.query.http import AGENT
from crisiskg.wikibase.mapping import Mapping, load_mapping
from crisiskg.workspace import Workspace

HEAD = "qid,label,language,description,class,date\n"
ALTO = HEAD + "Q501,アルト,ja,人物,Q5,\nQ501,Alto,en,chancellor,Q5,\nQ502,Alto,en,a lake,Q2221906,\n"


def run(workspace: Workspace, *args: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), "match", *args])


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"))))


@pytest.fixture
def terms(mini: Workspace) -> Mapping:
    return load_mapping(mini.data)


def person(*names: tuple[str, str, bool]) -> Wanted:
    return Wanted("person/x", "X", names)


def scored(terms: Mapping, wanted: Wanted, name: tuple[str, str], **more: object) -> Proposal:
    return score(wanted, Candidate("Q1", (name,), **more), terms)  # type: ignore[arg-type]


def test_the_kinds_of_the_command_are_those_that_are_scored() -> None:
    assert tuple(KINDS) == CHOICES


def test_proposals_come_with_score_reasons_and_an_empty_column(mini: Workspace) -> None:
    before = {path: path.read_bytes() for path in mini.data.rglob("*.yaml")}
    result = run(mini, "--candidates", str(write(mini.root / "c.csv", ALTO)), "--kind", "person")
    assert result.exit_code == 0, result.output
    (found,) = rows(result)
    assert list(found) == ["entity", "label", "qid", "candidate label", "description", "score", "why", "confirm"]
    assert (found["entity"], found["label"], found["qid"], found["score"]) == ("person/alto", "Alto", "Q501", "100")
    assert found["confirm"] == "" and "same name" in found["why"] and "class of a person" in found["why"]
    assert "1 proposals for 1 of 2 entities" in result.stderr
    assert {path: path.read_bytes() for path in mini.data.rglob("*.yaml")} == before


def test_an_item_that_is_matched_already_is_not_proposed(mini: Workspace) -> None:
    path = write(mini.root / "c.csv", HEAD + "Q30,Eastland,en,,,\n")
    assert rows(run(mini, "--candidates", str(path))) == []


def test_equal_names_score_above_variants_aliases_and_likeness(terms: Mapping) -> None:
    own = ("ja", "ニキータ・フルシチョフ", True)
    points = [
        scored(terms, person(own), ("ja", "ニキータ・フルシチョフ")).score,
        scored(terms, person(own), ("ja", "ﾆｷｰﾀ＝ﾌﾙｼﾁｮﾌ")).score,
        scored(terms, person(own), ("zh", "ニキータ・フルシチョフ")).score,
        scored(terms, person(("ja", "ニキータ・フルシチョフ", False)), ("zh", "ニキータ＝フルシチョフ")).score,
        scored(terms, person(own), ("ja", "ニキタ・フルシチョフ")).score,
        scored(terms, person(own), ("ja", "レオニード・ブレジネフ")).score,
    ]
    assert points == sorted(points, reverse=True) and len(set(points)) == len(points)


def test_a_class_of_another_kind_counts_against_an_item(terms: Mapping) -> None:
    own = person(("en", "Alto", True))
    place = scored(terms, own, ("en", "Alto"), classes=frozenset(("Q2221906",)))
    assert place.score == 55 and "class Q2221906 is not of a person" in place.why
    assert scored(terms, own, ("en", "Alto"), classes=frozenset(("Q999",))).score == 100


def test_dates_tell_namesakes_apart(mini: Workspace) -> None:
    loaded = load_workspace(mini)
    wanted = wanted_entities(loaded.curated.entities, loaded.curated.claims, "agreement")
    assert wanted[0].dates == ("1901-03", "1901-04")
    fits = Candidate("Q8", (("en", "Lake Treaty"),), dates=("1901-03-12",))
    other = Candidate("Q7", (("en", "Lake Treaty"),), dates=("1815",))
    found = propose(wanted, [other, fits], load_mapping(mini.data))
    assert [(each.candidate.qid, each.score) for each in found] == [("Q8", 100), ("Q7", 70)]
    assert "date fits" in found[0].why and "date 1815 against 1901-03" in found[1].why


def test_a_tab_parts_columns_too(tmp_path: Path) -> None:
    content = "language\tlabel\tqid\tclass\nen\tAlto, the Elder\tQ5\tQ5|Q6\n"
    (found,) = read_candidates(write(tmp_path / "c.tsv", content))
    assert found.names == (("en", "Alto, the Elder"),) and found.classes == {"Q5", "Q6"}


FAULTS = [
    ("", 1, "column qid, label, language is missing"),
    ("qid,label\nQ1,x\n", 1, "column language is missing"),
    ("qid,label,language,kind\n", 1, "'kind' is no column"),
    ("qid,label,language,label\n", 1, "stands twice"),
    (HEAD + "30,x,en,,,\n", 2, "'30' is no id"),
    (HEAD + "Q30,,en,,,\n", 2, "it is empty"),
    (HEAD + "Q30,x,,,,\n", 2, "it is empty"),
    (HEAD + "Q30,x,en,,human,\n", 2, "'human' is no id"),
    (HEAD + "Q30,x,en,,,1901-02-31\n", 2, "is no date"),
    (HEAD + "Q30,x,en\n", 2, "3 cells"),
    (HEAD + 'Q30,"x,en,,,\n', 2, "no CSV"),
]


@pytest.mark.parametrize(("content", "line", "message"), FAULTS)
def test_a_mistake_in_a_file_of_candidates_is_told_with_line_and_mend(
    mini: Workspace, content: str, line: int, message: str
) -> None:
    result = run(mini, "--candidates", str(write(mini.root / "c.csv", content)))
    assert result.exit_code == 1
    assert f"c.csv:{line}:" in result.stderr and message in result.stderr and "Mend: " in result.stderr


def test_a_file_that_is_not_utf_8_or_not_there_is_refused(mini: Workspace) -> None:
    path = mini.root / "c.csv"
    path.write_bytes(HEAD.encode() + b"Q1,\xff,en,,,\n")
    assert "not UTF-8" in run(mini, "--candidates", str(path)).stderr
    assert run(mini, "--candidates", "nowhere.csv").exit_code == 2


def test_one_source_of_candidates_is_given(mini: Workspace) -> None:
    assert run(mini).exit_code == 2
    assert run(mini, "--candidates", "a.csv", "--endpoint", "http://x.example/").exit_code == 2


# ---- Confirmed ----

TABLE = "entity,label,qid,candidate label,description,score,why,confirm\n"


def confirmed(workspace: Workspace, content: str) -> Result:
    return run(workspace, "--confirmed", str(write(workspace.root / "p.csv", TABLE + content)))


def test_a_table_without_a_yes_is_told(mini: Workspace) -> None:
    result = confirmed(mini, "person/alto,Alto,Q501,Alto,,100,x,\n")
    assert result.exit_code == 0 and result.stdout == ""
    assert "is marked yes" in result.stderr


def test_what_is_confirmed_is_printed_as_lines_to_paste(mini: Workspace) -> None:
    result = confirmed(mini, "person/alto,Alto,Q501,Alto,,100,x,yes\nplace/lake,Lake,Q7,Lake,,90,x,\n")
    assert result.exit_code == 0
    place, line = result.stdout.splitlines()
    assert place.startswith("# data/entities/things.yaml:") and place.endswith("person/alto")
    path = mini.data / "entities" / "things.yaml"
    label = "  label: {ja: アルト, en: Alto}\n"
    write(path, path.read_text("utf-8").replace(label, label + line + "\n"))
    assert load_workspace(mini).curated.entities["person/alto"].fields["match"] == {"exact": ["wikidata:Q501"]}


def test_other_matches_of_an_entity_stay_in_its_line(mini: Workspace) -> None:
    path = mini.data / "entities" / "things.yaml"
    label = "  label: {ja: アルト, en: Alto}\n"
    match = '  match: {close: ["https://viaf.example/1"]}\n'
    write(path, path.read_text("utf-8").replace(label, label + match))
    result = confirmed(mini, "person/alto,Alto,Q501,Alto,,100,x,はい\n")
    assert 'match: {close: ["https://viaf.example/1"], exact: ["wikidata:Q501"]}' in result.stdout
    assert "instead of its match line" in result.stdout


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("person/altoo,,Q501,,,,,yes\n", 2, "person/altoo is not defined Mend: did you mean 'person/alto'?"),
        ("person/alto,,501,,,,,yes\n", 2, "'501' is no id"),
        ("person/alto,,Q501,,,,,perhaps\n", 2, "neither yes nor no"),
        ("person/alto,,Q501,,,,,yes\nperson/clio,,Q501,,,,,x\n", 3, "Q501 would stand for person/alto too"),
        ("person/alto,,Q501,,,,,yes\nperson/alto,,Q502,,,,,x\n", 3, "two ids, Q501 and Q502"),
        ("person/alto,,Q501,,,,,yes\nperson/alto,,Q501,,,,,x\n", 3, "confirmed twice"),
        ("state/westland,,Q501,,,,,yes\n", 2, "matched to Q30 already"),
        ("state/eastland,,Q30,,,,,yes\n", 2, "Q30 would stand for state/westland too"),
    ],
)
def test_what_cannot_be_confirmed_is_told_and_nothing_printed(
    mini: Workspace, content: str, line: int, message: str
) -> None:
    result = confirmed(mini, content)
    assert result.exit_code == 1 and result.stdout == ""
    assert f"p.csv:{line}:" in result.stderr and message in result.stderr


# ---- The endpoint ----

GRAPH = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
wd:Q501 rdfs:label "アルト"@ja, "Alto"@en ; schema:description "chancellor"@en ; wdt:P31 wd:Q5 .
wd:Q601 skos:altLabel "Lake Crisis"@en ; wdt:P585 "1901-05-02T00:00:00Z"^^xsd:dateTime .
wd:P5 rdfs:label "Clio"@en .
"""


@dataclass
class Fake:
    """An endpoint that first gives the answers of ``before``: a status with headers, and a body."""

    url: str = ""
    before: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    agents: set[str | None] = field(default_factory=set)
    hang: threading.Event = field(default_factory=threading.Event)
    hangs: bool = False


@pytest.fixture
def fake() -> Iterator[Fake]:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TURTLE)
    endpoint = Fake()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            endpoint.queries.append(parse_qs(body)["query"][0])
            endpoint.agents.add(self.headers["User-Agent"])
            if endpoint.hangs:
                endpoint.hang.wait(10)
                return
            if endpoint.before:
                self.answer(*endpoint.before.pop(0))
                return
            found = store.query(endpoint.queries[-1])
            media = {"Content-Type": "application/sparql-results+json"}
            self.answer(200, media, (found.serialize(format=QueryResultsFormat.JSON) or b"").decode())  # type: ignore[union-attr]

        def answer(self, status: int, headers: dict[str, str], body: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.hang.set()
        server.shutdown()
        thread.join()
        server.server_close()


WANTED = [person(("en", "Alto", True))]


def test_names_are_looked_up_and_proposed(mini: Workspace, fake: Fake) -> None:
    found = rows(run(mini, "--endpoint", fake.url))
    assert {(row["entity"], row["qid"]) for row in found} == {("person/alto", "Q501"), ("event/lake-crisis", "Q601")}
    assert all(int(row["score"]) >= 97 for row in found)
    assert fake.agents == {AGENT}


def test_names_are_asked_for_in_batches_and_no_sign_in_one_breaks_the_query(fake: Fake) -> None:
    names = [("en", f'"quoted\\ {number}\n}}', True) for number in range(BATCH + 1)]
    assert look_up([person(*names)], RemoteEndpoint(fake.url)) == []
    assert len(fake.queries) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_endpoint_is_asked_again_after_as_long_as_it_says(fake: Fake, status: int) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    fake.before = [(status, {"Retry-After": "7"}, ""), (status, {}, ""), (status, {"Retry-After": later}, "")]
    waits: list[float] = []
    (found,) = look_up(WANTED, RemoteEndpoint(fake.url), waits.append)
    assert found.qid == "Q501" and found.classes == {"Q5"} and found.description == "chancellor"
    assert waits[:2] == [7.0, 2.0] and 20 < waits[2] <= 30


def test_an_endpoint_that_stays_busy_or_asks_for_too_long_a_wait_is_given_up(fake: Fake) -> None:
    fake.before = [(429, {}, "slow down")] * 9
    waits: list[float] = []
    with pytest.raises(EndpointError, match="429: slow down"):
        look_up(WANTED, RemoteEndpoint(fake.url), waits.append)
    assert waits == [1.0, 2.0, 4.0, 8.0]
    fake.before = [(503, {"Retry-After": "86400"}, "")]
    with pytest.raises(EndpointError, match="asks to wait 86400 seconds"):
        look_up(WANTED, RemoteEndpoint(fake.url), waits.append)


def test_an_error_is_told_in_one_line(mini: Workspace, fake: Fake) -> None:
    fake.before = [(500, {}, "the store is down\nand a stack trace")]
    result = run(mini, "--endpoint", fake.url, "--kind", "person")
    assert result.exit_code == 1 and result.stdout == ""
    assert "HTTP 500: the store is down" in result.stderr and "stack trace" not in result.stderr
    assert len(fake.queries) == 1


def test_an_answer_in_html_is_refused(mini: Workspace, fake: Fake) -> None:
    fake.before = [(200, {"Content-Type": "text/html"}, "<html>welcome</html>")]
    result = run(mini, "--endpoint", fake.url, "--kind", "person")
    assert result.exit_code == 1 and "text/html" in result.stderr and "cannot be read" in result.stderr


def test_an_answer_without_the_columns_is_refused(fake: Fake) -> None:
    media = {"Content-Type": "application/sparql-results+json"}
    fake.before = [(200, media, '{"head": {"vars": ["x"]}, "results": {"bindings": []}}')]
    with pytest.raises(EndpointError, match="no table of items"):
        look_up(WANTED, RemoteEndpoint(fake.url))


def test_an_endpoint_that_does_not_answer_in_time_is_given_up(mini: Workspace, fake: Fake) -> None:
    fake.hangs = True
    result = run(mini, "--endpoint", fake.url, "--kind", "person", "--timeout", "1")
    assert result.exit_code == 1 and "no answer within 1 seconds" in result.stderr


def test_what_is_no_address_is_the_fault_of_the_call(mini: Workspace) -> None:
    assert run(mini, "--endpoint", "wikidata").exit_code == 2
