"""The command line: every command does its work on a small workspace, and refuses with one line and the right status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crisiskg.cli import main
from crisiskg.publish.formats import FORMATS
from crisiskg.workspace import Workspace
from tests.mini import write

COMMANDS = sorted(main.commands)


def run(workspace: Workspace | None, *args: str) -> Result:
    before = ["--workspace", str(workspace.root)] if workspace else []
    return CliRunner().invoke(main, [*before, *args])


@pytest.fixture
def built(mini: Workspace) -> Workspace:
    result = run(mini, "build", "--texts", str(mini.root / "texts"))
    assert result.exit_code == 0, result.output
    return mini


def test_the_commands_are_those_of_the_design() -> None:
    assert {"build", "verify", "validate", "query", "show", "anchor", "diff", "export"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_an_example(command: str) -> None:
    output = run(None, command, "--help").output
    assert f"Example: crisiskg {command}" in " ".join(output.split())


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from crisiskg.cli import main; print([m for m in ('rdflib', 'pyshacl', 'pyoxigraph', 'pyld', 'edtf', 'networkx', 'pyarrow', 'nanopub', 'requests') if m in sys.modules])"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_build_says_what_it_made(built: Workspace) -> None:
    result = run(built, "build", "--texts", str(built.root / "texts"))
    assert "7 claims of 1 texts" in result.output and "conform" in result.output
    assert "anchors of lake-study: 7 ok" in result.output
    assert (built.root / "dist" / "crisiskg.ttl").is_file()


def test_verify_fails_when_a_text_is_missing_or_changed(built: Workspace) -> None:
    texts = built.root / "texts"
    assert run(built, "verify", "--texts", str(texts)).exit_code == 0
    text = texts / "lake.txt"
    text.write_text("まったく別の文章。\n", encoding="utf-8")
    changed = run(built, "verify", "--texts", str(texts))
    assert changed.exit_code == 1 and "another edition" in changed.output and "lost" in changed.output
    text.unlink()
    missing = run(built, "verify", "--texts", str(texts))
    assert missing.exit_code == 1 and "missing" in missing.output


def test_verify_says_where_the_words_have_moved(built: Workspace) -> None:
    text = built.root / "texts" / "lake.txt"
    text.write_text("\n\n\n" + text.read_text("utf-8"), encoding="utf-8")
    result = run(built, "verify", "--texts", str(text.parent), "--format", "json")
    (check,) = json.loads(result.stdout)
    assert {anchor["outcome"] for anchor in check["anchors"]} == {"moved"}
    assert all(a["places"] == [[a["anchor"]["start"] + 3, a["anchor"]["end"] + 3]] for a in check["anchors"])


def test_anchor_prints_something_that_can_be_pasted(built: Workspace) -> None:
    result = run(built, "anchor", "lake-study", "湖水 条約", "--texts", str(built.root / "texts"))
    assert result.exit_code == 0 and "1 of 2" in result.output and "section はじめに" in result.output
    assert "in note 1" in result.output and "- {start: " in result.output
    assert run(built, "anchor", "lake-study", "火山", "--texts", str(built.root / "texts")).exit_code == 1


def test_show_tells_claims_places_and_conflicts(built: Workspace) -> None:
    result = run(built, "show", "event/lake-treaty-signature", "--lang", "en")
    assert "signature of the Lake Treaty" in result.output and "1901-03" in result.output
    assert "deprecated" in result.output and "conflicts with ckgclaim:lake-study-c0000001" in result.output
    assert "note 1" in result.output and "§ はじめに" in result.output


def test_show_prints_the_passage_only_from_the_readers_own_text(built: Workspace) -> None:
    words = "同年5月、湖水危機が起こった"
    assert words not in run(built, "show", "event/lake-crisis").output
    assert words in run(built, "show", "event/lake-crisis", "--texts", str(built.root / "texts")).output


def test_show_shows_no_passage_of_another_edition(built: Workspace) -> None:
    text = built.root / "texts" / "lake.txt"
    text.write_text("\n" + text.read_text("utf-8"), encoding="utf-8")
    result = run(built, "show", "event/lake-crisis", "--texts", str(built.root / "texts"))
    assert "「" not in result.stdout and "another edition" in result.stderr


def test_a_corpus_with_other_iris_is_asked_and_shown_by_its_own(mini: Workspace) -> None:
    corpus = mini.data / "corpus.yaml"
    write(corpus, corpus.read_text("utf-8").replace("https://w3id.org/crisiskg/id/", "https://lake.example/id/"))
    for name in ("queries", "shapes"):
        for path in (mini.root / name).rglob("*.*"):
            write(path, path.read_text("utf-8").replace("https://w3id.org/crisiskg/id/", "https://lake.example/id/"))
    assert run(mini, "build").exit_code == 0
    assert "湖水条約" in run(mini, "show", "agreement/lake-treaty", "--lang", "ja").output


def test_a_query_of_ones_own_takes_no_parameters_and_a_graph_comes_as_turtle(built: Workspace, tmp_path: Path) -> None:
    own = write(tmp_path / "own.rq", "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } ORDER BY ?s LIMIT 1")
    assert run(built, "query", "--file", str(own)).output.rstrip().endswith(".")
    assert run(built, "query", "--file", str(own), "--param", "a=b").exit_code == 2


@pytest.mark.parametrize("name", ["agreement/lake-treaty", "湖水条約", "lake treaty"])
def test_show_finds_an_entity_by_any_of_its_names(built: Workspace, name: str) -> None:
    assert "湖水条約" in run(built, "show", name).output


def test_show_finds_an_entity_by_its_wikidata_id(built: Workspace) -> None:
    assert "西国" in run(built, "show", "Q30").output


def test_query_runs_stored_and_own_queries_in_every_format(built: Workspace, tmp_path: Path) -> None:
    listed = run(built, "query", "--list")
    assert listed.exit_code == 0 and "agreement-life" in listed.output
    table = run(built, "query", "agreement-life", "--param", "agreement=agreement/lake-treaty")
    assert table.exit_code == 0 and "1901-03" in table.output
    own = write(
        tmp_path / "own.rq", "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/crisiskg/ontology#Claim> }"
    )
    assert run(built, "query", "--file", str(own), "--format", "csv").output.split() == ["n", "7"]
    for form in ("tsv", "json", "xml"):
        assert run(built, "query", "--file", str(own), "--format", form).exit_code == 0


def test_validate_judges_a_file_by_the_shapes(built: Workspace, tmp_path: Path) -> None:
    assert run(built, "validate").exit_code == 0
    bad = write(tmp_path / "bad.ttl", "<https://w3id.org/crisiskg/id/person/x> a <http://xmlns.com/foaf/0.1/Person> .")
    result = run(built, "validate", str(bad))
    assert (result.exit_code == 1 and "person/x" in result.output) or "ckgperson:x" in result.output


def test_diff_is_silent_on_the_same_and_tells_a_change(built: Workspace, tmp_path: Path) -> None:
    old = tmp_path / "old.nq"
    old.write_bytes((built.root / "dist" / "crisiskg.nq").read_bytes())
    assert run(built, "diff", str(old), str(built.root / "dist")).exit_code == 0
    old.write_text("".join(line for line in old.read_text("utf-8").splitlines(True) if "c0000005" not in line))
    result = run(built, "diff", str(old), str(built.root / "dist"))
    assert result.exit_code == 1 and "added ckgclaim:lake-study-c0000005" in result.output


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig", "rdf", "jsonld"])
def test_export_writes_what_the_build_wrote(built: Workspace, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"out.{form}"
    assert run(built, "export", form, "--output", str(target)).exit_code == 0
    assert target.read_bytes() == (built.root / "dist" / f"crisiskg.{form}").read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_export_writes_every_format_where_it_is_told_to(built: Workspace, tmp_path: Path, form: str) -> None:
    done = run(built, "export", form, "--output", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out").is_dir() == bool(FORMATS[form].folder)


@pytest.mark.parametrize("form", ["crm", "gexf", "parquet"])
def test_an_export_that_cannot_be_written_says_so_in_a_line(built: Workspace, tmp_path: Path, form: str) -> None:
    taken = write(tmp_path / "taken", "a file")
    done = run(built, "export", form, "--output", str(taken / "out"))
    assert done.exit_code == 1 and done.output.startswith("error: cannot") and len(done.output.splitlines()) == 1


def test_a_format_that_there_is_not_is_refused(built: Workspace) -> None:
    done = run(built, "export", "pdf")
    assert done.exit_code == 2 and "pdf" in done.output


def test_export_csv_writes_all_tables(built: Workspace, tmp_path: Path) -> None:
    assert run(built, "export", "csv", "--output", str(tmp_path / "t")).exit_code == 0
    assert (tmp_path / "t" / "claims.csv").is_file()


def test_layout_prints_offsets_and_can_be_kept(built: Workspace) -> None:
    kept = (built.data / "layout" / "lake-study.yaml").read_text("utf-8")
    assert run(built, "layout", "lake-study", "--texts", str(built.root / "texts")).output == kept


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (("show", "agreement/none"), 2, "nothing is called"),
        (("query", "agreement-lif"), 2, "agreement-life"),
        (("query", "agreement-life", "--param", "agreement=state/eastland"), 2, "agreement"),
        (("query", "agreement-life", "--param", "treaty=x"), 2, "treaty"),
        (("query",), 2, "--list"),
        (("anchor", "lake-studies", "x", "--texts", "."), 2, "lake-study"),
        (("diff", "none.nq", "none.nq"), 2, "no release in none.nq"),
        (("show", "x", "--graph", "nowhere"), 2, "crisiskg build"),
        (("validate", "nowhere.ttl"), 2, "missing"),
        (("query", "--file", "nowhere.rq"), 2, "nowhere.rq"),
    ],
)
def test_a_wrong_call_exits_2_with_one_line(built: Workspace, args: tuple[str, ...], status: int, message: str) -> None:
    result = run(built, *args)
    assert result.exit_code == status, result.output
    assert message in result.output and "Traceback" not in result.output


def test_wrong_data_exits_1_with_a_line_for_every_mistake(built: Workspace) -> None:
    things = built.data / "entities" / "things.yaml"
    write(things, things.read_text("utf-8").replace("id: person/clio", "id: person/Clio"))
    before = (built.root / "dist" / "crisiskg.nq").read_bytes()
    result = run(built, "build")
    assert result.exit_code == 1 and "data/entities/things.yaml:2:" in result.output
    assert (built.root / "dist" / "crisiskg.nq").read_bytes() == before


def test_a_folder_that_is_no_workspace_says_what_it_lacks(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--workspace", str(tmp_path), "build"])
    assert result.exit_code == 2 and "ontology/" in result.output


def test_cite_prints_the_chain_of_a_claim(built: Workspace) -> None:
    result = run(built, "cite", "lake-study-c0000001", "--lang", "en")
    assert result.exit_code == 0
    assert "note 1" in result.output and "Treaties of the Lake" in result.output and "12頁" in result.output
    assert "Clio" not in run(built, "cite", "lake-study-c0000005", "--lang", "en").output.splitlines()[-1]


def test_cite_names_what_is_no_claim(built: Workspace) -> None:
    result = run(built, "cite", "lake-study-c9999999")
    assert result.exit_code == 2 and "lake-study-c9999999" in result.stderr


def test_citations_reads_the_notes_and_writes_nothing_unasked(mini: Workspace) -> None:
    before = (mini.data / "citations" / "lake-study.yaml").read_bytes()
    result = run(mini, "citations", "lake-study", "--texts", str(mini.root / "texts"))
    assert result.exit_code == 0 and "1 citation in 1 note" in result.output
    assert (mini.data / "citations" / "lake-study.yaml").read_bytes() == before


def test_citations_proposes_a_work_that_is_not_registered(mini: Workspace) -> None:
    things = mini.data / "entities" / "things.yaml"
    write(things, things.read_text("utf-8").partition("- id: work/lake-treaties")[0])
    result = run(mini, "citations", "lake-study", "--texts", str(mini.root / "texts"))
    assert result.exit_code == 1
    assert 'title: {ja: "湖水条約集"}' in result.output and 'issued: "1902"' in result.output


def test_citations_writes_what_it_read(mini: Workspace) -> None:
    texts = str(mini.root / "texts")
    assert run(mini, "citations", "lake-study", "--texts", texts, "--write").exit_code == 0
    assert "work/lake-treaties" in (mini.data / "citations" / "lake-study.yaml").read_text("utf-8")
    assert run(mini, "build", "--texts", texts).exit_code == 0
