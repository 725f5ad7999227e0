"""A release is loaded into real triple stores, and asked there.

Virtuoso 7 is the store that most publishers of linked data run; it comes from Debian. The other is the
server of Oxigraph, from PyPI: no server of another engine is packaged for Debian, PyPI or npm (Jena
comes without Fuseki, RDF4J and QLever without their servers; rdflib-endpoint has no Graph Store
Protocol). It has the engine of the embedded store, but is a store of its own over HTTP, and of the other kind: its
default graph is empty, its updates are transactions, it takes no password.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest
import requests
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse
from tests.interop.stores import Server, oxigraph, virtuoso
from tests.query.common import QUERIES

from crisiskg.publish.load import RemoteStore, find_addresses, load_graphs, probe
from crisiskg.publish.load.vocabulary import DIGEST, ROOT, STAGED, STATE
from crisiskg.query import Client, Credentials, EmbeddedGraph, RemoteEndpoint, Table, bind, whole_dataset
from crisiskg.query.results import normalise
from crisiskg.terms import XSD

DBA = Credentials("dba", "dba")
VIEW = NamedNode("https://w3id.org/crisiskg/graph/view")
RECORD = NamedNode("https://w3id.org/crisiskg/graph/record")
EXTRA = NamedNode("https://w3id.org/crisiskg/graph/text/extra")
ADDED = Triple(NamedNode("urn:x"), NamedNode("urn:y"), Literal("z"))


def absent(name: str) -> None:
    """A store that is not installed is no reason to fail, but on CI, which installs it."""
    reason = f"{name} is not installed (.ci/run installs it)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if shutil.which("virtuoso-t") is None:
        absent("virtuoso-t")
    # As it comes, it cuts a graph that is fetched at 10,000 triples, and says nothing of it.
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), ("ResultSetMaxRows", "1000000")) as server:
        yield server


@pytest.fixture(scope="module")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        absent("oxigraph")
    with oxigraph(tmp_path_factory.mktemp("oxigraph"), str(program)) as server:
        yield server


def crisiskg(server: Server, *args: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "crisiskg", *args]
    secret = {**os.environ, "CRISISKG_PASSWORD": server.password}
    return subprocess.Popen(words, env=secret, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def load(server: Server, release: Path, *more: str) -> subprocess.Popen[str]:
    user = ["--user", server.user] if server.user else []
    return crisiskg(server, "load", server.query, "--graph", str(release), *user, *more)


def loaded(server: Server, release: Path) -> str:
    process = load(server, release)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


@pytest.fixture(scope="module")
def full_virtuoso(virtuoso_server: Server, real_release: Path) -> Server:
    assert "14 graphs replaced" in loaded(virtuoso_server, real_release)
    return virtuoso_server


@pytest.fixture(scope="module")
def full_oxigraph(oxigraph_server: Server, real_release: Path) -> Server:
    loaded(oxigraph_server, real_release)
    return oxigraph_server


def graph_of(server: Server, graph: NamedNode) -> set[Triple]:
    """The triples of a graph, as the Graph Store Protocol gives them."""
    url = f"{server.graph_store.removesuffix('-auth')}?graph={quote(graph.value, safe='')}"
    answer = requests.get(url, headers={"Accept": "application/n-triples"}, timeout=60)
    assert answer.ok, answer.text
    found = parse(answer.content, format=RdfFormat.TURTLE)
    return {Triple(t.subject, t.predicate, canonical(t.object)) for t in found}


def canonical(term: object) -> object:
    """Of the forms of one number, Virtuoso keeps the shortest."""
    if isinstance(term, Literal) and term.datatype == XSD.decimal:
        return Literal(f"{Decimal(term.value).normalize():f}", datatype=XSD.decimal)
    return normalise(term)  # type: ignore[arg-type]


def expected(store: Store, graph: NamedNode) -> set[Triple]:
    quads = store.quads_for_pattern(None, None, None, graph)
    return {Triple(q.subject, q.predicate, canonical(q.object)) for q in quads}


def remote(server: Server) -> RemoteEndpoint:
    return whole_dataset(RemoteEndpoint(server.query))


def leftovers(server: Server) -> int:
    """How many triples of loads stand in the store besides the digests of the graphs."""
    found = RemoteEndpoint(server.query).query(
        f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} "
        f'FILTER (STRSTARTS(STR(?g), "{ROOT}") && ?p != {DIGEST}) }}'
    )
    assert isinstance(found, Table)
    return int(str(found.records()[0]["n"]))


@pytest.fixture(scope="module")
def answers(real_graph: EmbeddedGraph) -> dict[str, Table]:
    return {name: real_graph.query(bind(query, {})) for name, query in QUERIES.items()}  # type: ignore[misc]


@pytest.mark.parametrize("name", list(QUERIES))
def test_virtuoso_gives_the_same_rows(full_virtuoso: Server, answers: dict[str, Table], name: str) -> None:
    assert RemoteEndpoint(full_virtuoso.query).query(bind(QUERIES[name], {})) == answers[name]


#: Values that are not the defaults, so that each parameter of each query is tried; "" leaves one unbound.
GIVEN: list[tuple[str, dict[str, str]]] = [
    ("agreement-end", {"agreement": "agreement/dpct"}),
    ("agreement-life", {"agreement": "agreement/incsea"}),
    ("agreement-parties", {"agreement": "agreement/nato-warsaw-pact-nap"}),
    ("alleged-violations", {"agreement": "agreement/budapest-memorandum"}),
    ("alleged-violations", {"party": "state/russia"}),
    ("causes", {"outcome": "event/kinmen-shelling-1958-08-23"}),
    ("causes", {"author": "person/matsumoto-haruka"}),
    ("claims-on-page", {"page": ""}),
    ("claims-on-page", {"work": "", "page": "5"}),
    ("contacts", {"from": "", "until": ""}),
    ("contacts", {"from": "1962-10", "until": "1963", "person": "person/nikita-khrushchev"}),
    ("contradicted-scholars", {"text": "text/aono-1963-detente"}),
    ("contradicted-scholars", {"scholar": "person/louis-halle"}),
    ("coverage", {"text": "text/yu-confidence-building"}),
    ("coverage-stretches", {"text": "text/yu-confidence-building", "minimum": "20"}),
    ("crisis-span", {"crisis": "event/cuban-missile-crisis"}),
    ("date-misfits", {"direction": "before"}),
    ("date-misfits", {"direction": "after", "text": "text/aono-1963-detente"}),
    ("evidence-chain", {"about": "event/cuban-missile-crisis"}),
    ("evidence-chain", {"claim": "claim/aono-1963-detente-c145d32b", "about": ""}),
    ("force-constraints", {"party": "state/united-states"}),
    ("force-constraints", {"party": "", "agreement": "agreement/budapest-memorandum"}),
    ("letter-chain", {"letter": "event/kinmen-shelling-1958-08-23"}),
    ("never-concluded", {"agreement": "agreement/nato-warsaw-pact-nap"}),
    ("never-concluded", {"actor": "state/soviet-union"}),
    ("not-happened", {"way": "threatened"}),
    ("not-happened", {"way": "denied", "text": "text/matsumoto-taiwan-strait"}),
    ("obligations-by-author", {"agreement": "agreement/ptbt"}),
    ("obligations-by-author", {"text": "text/aono-1963-detente"}),
    *(
        ("offices-on-date", {"person": "", "date": date})
        for date in ("", "1954", "1958", "1958-09", "1959", "1962", "1963", "1963-07", "2021", "1950/..", "../1950")
    ),
    ("offices-on-date", {"person": "person/john-foster-dulles", "date": "1958-08/1958-10"}),
    *(("on-date", {"date": date}) for date in ("", "1958", "1958-08", "1959", "1958-08/1958-10", "1954/..", "../1945")),
    ("on-date", {"date": "1962", "fit": ""}),
    ("on-date", {"date": "1962", "fit": "around"}),
    ("one-sided-evidence", {"country": "state/united-states"}),
    ("one-sided-evidence", {"text": "text/aono-1963-detente"}),
    ("person-beliefs", {"person": "person/chiang-kai-shek", "attitude": "concept/attitude-states"}),
    ("person-beliefs", {"attitude": "concept/attitude-believes"}),
    ("rests-on", {"source": "work/frus-1958-60-v19"}),
    ("rests-on", {"source": "", "text": "text/aono-1963-detente"}),
    ("shared-entities", {"minimum": ""}),
    ("shared-entities", {"minimum": "3", "kind": "person"}),
    ("shortest-connection", {"first": "person/john-foster-dulles", "last": "person/john-f-kennedy"}),
    ("single-kind-sources", {"kind": "concept/work-archival-document"}),
    ("single-kind-sources", {"text": "text/aono-1963-detente"}),
    ("spans", {"about": "event/kinmen-shelling-1958-08-23"}),
    ("text-self-contradictions", {"relation": "overlapping"}),
    ("text-self-contradictions", {"relation": "disjoint", "text": "text/yu-confidence-building"}),
    ("treaty-additions", {"newAgreement": "agreement/doan-wang-memorandum-1958"}),
    ("treaty-additions", {"oldAgreement": "agreement/prior-consultation"}),
    ("treaty-scope", {"agreement": "agreement/dulles-yeh-notes"}),
]


def test_every_parameter_is_tried_with_another_value_than_its_default() -> None:
    for name, query in QUERIES.items():
        for parameter in query.parameters:
            tried = {given[parameter.name] for other, given in GIVEN if other == name and parameter.name in given}
            assert tried - {parameter.default or ""}, (name, parameter.name)


@pytest.mark.parametrize(("name", "given"), GIVEN)
def test_virtuoso_gives_the_same_rows_for_other_parameters(
    full_virtuoso: Server, real_graph: EmbeddedGraph, name: str, given: dict[str, str]
) -> None:
    query = bind(QUERIES[name], given)
    found = real_graph.query(query)
    assert isinstance(found, Table) and found.rows
    assert RemoteEndpoint(full_virtuoso.query).query(query) == found


@pytest.mark.parametrize("name", list(QUERIES))
def test_oxigraph_gives_the_same_rows(full_oxigraph: Server, answers: dict[str, Table], name: str) -> None:
    assert remote(full_oxigraph).query(bind(QUERIES[name], {})) == answers[name]


@pytest.mark.parametrize("store", ["full_virtuoso", "full_oxigraph"])
def test_one_command_puts_every_graph_into_the_store(
    store: str, real_graph: EmbeddedGraph, real_release: Path, request: pytest.FixtureRequest
) -> None:
    server: Server = request.getfixturevalue(store)
    for graph in real_graph.store.named_graphs():
        assert isinstance(graph, NamedNode)
        assert graph_of(server, graph) == expected(real_graph.store, graph), graph
    assert leftovers(server) == 0
    assert "0 graphs replaced (0 triples), 14 unchanged, 0 dropped" in loaded(server, real_release)


@pytest.fixture(scope="module")
def other_release(real_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release that lacks one graph and has another, and of whose view half the triples are gone."""
    lines = (real_release / "crisiskg.nq").read_text("utf-8").splitlines(keepends=True)
    view = [line for line in lines if line.endswith(f"{VIEW} .\n")]
    gone = set(view[::2])
    kept = [line for line in lines if not line.endswith(f"{RECORD} .\n") and line not in gone]
    path = tmp_path_factory.mktemp("other") / "other.nq"
    path.write_text("".join(kept) + f"{ADDED.subject} {ADDED.predicate} {ADDED.object} {EXTRA} .\n", "utf-8")
    return path


@pytest.mark.parametrize("store", ["full_virtuoso", "full_oxigraph"])
def test_a_killed_load_leaves_the_old_graphs_serving_and_the_next_one_finishes(
    store: str,
    real_graph: EmbeddedGraph,
    real_release: Path,
    other_release: Path,
    answers: dict[str, Table],
    request: pytest.FixtureRequest,
) -> None:
    server: Server = request.getfixturevalue(store)
    asked = RemoteEndpoint(server.query)
    process = load(server, other_release)
    started = time.monotonic()
    while not asked.query(f"ASK {{ GRAPH {STATE} {{ ?graph {STAGED} ?staged . }} GRAPH ?staged {{ ?s ?p ?o }} }}"):
        assert process.poll() is None and time.monotonic() - started < 60
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert leftovers(server) > 0
    assert graph_of(server, VIEW) == expected(real_graph.store, VIEW)
    assert remote(server).query(bind(QUERIES["crisis-span"], {})) == answers["crisis-span"]

    out = loaded(server, other_release)
    assert "2 graphs replaced" in out and "12 unchanged, 1 dropped" in out
    other = Store()
    other.load(path=str(other_release), format=RdfFormat.N_QUADS)
    assert graph_of(server, VIEW) == expected(other, VIEW)
    assert graph_of(server, EXTRA) == {ADDED}
    assert asked.query(f"ASK {{ GRAPH {RECORD} {{ ?s ?p ?o }} }}") is False
    assert leftovers(server) == 0
    assert "2 graphs replaced" in loaded(server, real_release)


def test_virtuoso_is_asked_for_what_it_cannot_do(full_virtuoso: Server) -> None:
    client = Client(DBA)
    store = RemoteStore(client, find_addresses(client, full_virtuoso.query))
    assert store.addresses.update == full_virtuoso.update
    assert store.addresses.graph_store == full_virtuoso.graph_store
    assert [ability.name for ability in probe(store).missing] == []
    assert leftovers(full_virtuoso) == 0


def test_the_default_graph_of_oxigraph_is_no_union(full_oxigraph: Server) -> None:
    process = load(full_oxigraph, Path("none"), "--check")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert [line for line in out.splitlines() if line.startswith("no ")] == [
        "no   the default graph of a query is the union of all graphs: "
        "crisiskg query asks for the union; other tools must name the graphs with FROM"
    ]


def test_a_wrong_password_is_one_line_and_changes_nothing(full_virtuoso: Server, real_release: Path) -> None:
    wrong = Server(full_virtuoso.query, "", "", "dba", "open sesame")
    process = load(wrong, real_release)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.count("\n") == 1 and "sparql-auth: refused with HTTP 401" in err and "CRISISKG_PASSWORD" in err
    assert "open sesame" not in err


def test_a_query_may_need_a_password(full_virtuoso: Server, answers: dict[str, Table]) -> None:
    words = ["query", "crisis-span", "--endpoint", full_virtuoso.update, "--format", "json"]
    process = crisiskg(full_virtuoso, *words, "--user", "dba")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert out.count('"claim":') == len(answers["crisis-span"].rows)
    process = crisiskg(full_virtuoso, *words)
    assert "refused with HTTP 401" in process.communicate(timeout=60)[1]


def test_graphs_go_in_by_updates_where_there_is_no_graph_store(full_oxigraph: Server) -> None:
    client = Client()
    addresses = find_addresses(client, full_oxigraph.query, graph_store=full_oxigraph.query + "/nothing")
    small = Store()
    small.update("INSERT DATA { GRAPH <https://lake.example/graph/one> { <urn:a> <urn:b> '港\\n'@ja } }")
    load_graphs(small, RemoteStore(client, addresses))
    one = NamedNode("https://lake.example/graph/one")
    assert graph_of(full_oxigraph, one) == expected(small, one)
