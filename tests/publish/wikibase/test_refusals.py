"""Bad input to the exports for a Wikibase: the right exit status, one line with place and mend, nothing written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.mini import mini_workspace, write

from crisiskg.cli import main
from crisiskg.workspace import Workspace

HEAD = "name: Lake Wikibase\nbase: https://lake.example/\n"


def run(workspace: Workspace, *args: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *args])


def build(workspace: Workspace) -> Result:
    return run(workspace, "build", "--texts", str(workspace.root / "texts"))


def export(workspace: Workspace, *args: str) -> Result:
    return run(workspace, "export", "wikibase", "--output", str(workspace.root / "out"), *args)


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert content.count(old) == 1, old
    write(path, content.replace(old, new))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def made(workspace_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    mini = mini_workspace(tmp_path_factory.mktemp("refusals") / "mini", workspace_root)
    assert build(mini).exit_code == 0
    assert export(mini).exit_code == 0
    shutil.copytree(mini.root / "out", mini.root / "before")
    return mini


@pytest.fixture
def built(made: Workspace, tmp_path: Path) -> Workspace:
    """The small workspace with its release, and with an export of it in ``out``, to be changed at will."""
    shutil.copytree(made.root, tmp_path / "mini")
    return Workspace(tmp_path / "mini")


def refused(workspace: Workspace, result: Result, status: int, *said: str) -> None:
    """One line names the place and the mend, nothing is a traceback, and the export before still stands."""
    assert result.exit_code == status, result.output
    assert isinstance(result.exception, SystemExit)
    assert any(all(part in line for part in said) for line in result.output.splitlines()), result.output
    assert contents(workspace.root / "out") == contents(workspace.root / "before")


IDS: dict[str, tuple[str, str, str]] = {
    "an id that is none": ("ids:\n  P31: X9\n", "own.yaml:4: ids.P31: 'X9' has the wrong form", "Mend: it must match"),
    "a key that is none": ("ids:\n  P9999: P1\n", "own.yaml:4: ids.P9999: the mapping knows no P9999", "Mend: use a key"),
    "a misspelt key": ('ids:\n  "ckg:conditon": P1\n', "own.yaml:4", "Mend: did you mean 'ckg:condition'?"),
    "a thing that is none": ("ids:\n  state/eastlan: Q1\n", "own.yaml:4", "Mend: did you mean 'state/eastland'?"),
    "an item for a property": ("ids:\n  P31: Q1\n", "own.yaml:4: ids.P31: Q1 cannot be", "Mend: correct the id"),
    "a property for an item": ("ids:\n  Q5: P1\n", "own.yaml:4: ids.Q5: P1 cannot be", "Mend: correct the id"),
    "one id for two keys": ("ids:\n  P31: P1\n  P39: P1\n", "own.yaml:5: ids.P39: P1 stands for several keys", "Mend: give each"),
    "two ids for one key": ("ids:\n  P31: P1\n  P31: P2\n", "own.yaml:5: P31: the key 'P31' stands twice", "Mend: keep one"),
    "no YAML": ("ids: [\n", "own.yaml:4: not YAML", "Mend: mend the indentation"),
    "an unknown part": ("idz: {}\n", "own.yaml:3: idz: unknown key 'idz'", "Mend: did you mean 'ids'?"),
}  # fmt: skip


@pytest.mark.parametrize("case", IDS)
def test_ids_of_a_wikibase_with_a_mistake(case: str, built: Workspace) -> None:
    ids, *said = IDS[case]
    path = write(built.root / "own.yaml", HEAD + ids)
    before = contents(built.root / "out")
    refused(built, export(built, "--mapping", str(path)), 1, *said)
    assert contents(built.root / "out") == before
    if case != "a thing that is none":  # Only the graph knows which things there are.
        refused(built, run(built, "export", "wikibase-properties", "--mapping", str(path)), 1, *said)


@pytest.mark.parametrize("command", ["wikibase", "wikibase-properties"])
def test_ids_that_are_not_there(command: str, built: Workspace) -> None:
    for path in (built.root / "none.yaml", built.root):
        result = run(built, "export", command, "--mapping", str(path))
        refused(built, result, 2, f"error: --mapping: {path} is missing, or is no file")


def test_ids_that_are_empty_or_a_list(built: Workspace) -> None:
    for content in ("", "- a\n"):
        path = write(built.root / "own.yaml", content)
        refused(built, export(built, "--mapping", str(path)), 1, "own.yaml", "Mend: give an object")


def test_a_rule_of_the_mapping_with_a_property_that_is_not_listed(built: Workspace) -> None:
    change(built.data / "wikidata.yaml", '"ckg:trigger": {property: P1478}', '"ckg:trigger": {property: P14788}')
    refused(built, export(built), 1, "data/wikidata.yaml:", "claims.ckg:trigger: the property P14788 is not listed", "Mend: did you mean 'P1478'?")  # fmt: skip


TERMS: dict[str, tuple[str, str]] = {
    "a long name": ("label: {ja: アルト, en: " + "A" * 251 + "}", "Mend:"),
    "a TAB in a name": ('label: {ja: アルト, en: "Al\\tto"}', "Mend: write it on one line, without TABs"),
    "a line break in a name": ('label: {ja: "アル\\nト", en: Alto}', "Mend: write it on one line, without TABs"),
}


@pytest.mark.parametrize("case", TERMS)
def test_a_name_that_no_wikibase_takes_is_refused_when_it_is_read(case: str, built: Workspace) -> None:
    term, mend = TERMS[case]
    change(built.data / "entities" / "things.yaml", "label: {ja: アルト, en: Alto}", term)
    refused(built, build(built), 1, "entities/things.yaml:5:", "label.", mend)


def test_a_title_on_two_lines_is_refused_when_it_is_read(built: Workspace) -> None:
    change(built.data / "entities" / "things.yaml", "title: {ja: 湖水条約集}", 'title: {ja: "湖水\\n条約集"}')
    refused(built, build(built), 1, "entities/things.yaml:", "title.ja", "Mend: write it on one line, without TABs")


def test_a_name_used_by_the_text_with_a_tab_is_refused_when_it_is_read(built: Workspace) -> None:
    claims = built.data / "claims" / "lake-study.yaml"
    change(claims, "predicate: ckg:party, object: state/westland", 'predicate: ckg:party, object: state/westland, qualifiers: {statedAs: "西\\t国"}')  # fmt: skip
    refused(built, build(built), 1, "claims/lake-study.yaml:", "statedAs", "Mend: write it on one line, without TABs")


def test_a_31st_of_february_is_refused_when_it_is_read(built: Workspace) -> None:
    change(built.data / "claims" / "lake-study.yaml", '"1901-05"', '"1901-02-31"')
    refused(built, build(built), 1, "claims/lake-study.yaml:", "1901-02-31", "Mend:")


def test_a_bar_in_a_name_is_kept(built: Workspace) -> None:
    change(built.data / "entities" / "things.yaml", "label: {ja: アルト, en: Alto}", 'label: {ja: アルト, en: "Alto|Alt"}')  # fmt: skip
    assert build(built).exit_code == 0
    assert export(built).exit_code == 0
    assert '"Alto|Alt"' in (built.root / "out" / "entities.json").read_text("utf-8")


def test_two_things_that_a_wikibase_could_not_tell_apart(built: Workspace) -> None:
    twin = "- id: state/eastlands\n  label: {ja: 東の国, en: Eastland}\n"
    path = built.data / "entities" / "things.yaml"
    write(path, path.read_text("utf-8") + twin)
    assert build(built).exit_code == 0
    before = contents(built.root / "out")
    refused(built, export(built), 1, "state/eastlands: ", "also those of state/eastland", "Mend: give one of them a gist")  # fmt: skip
    assert contents(built.root / "out") == before


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Cl\\tio", "it holds a TAB"),
        ("Clio  Alto", "it has several spaces in a row"),
        ("Clio\\u200B", "it holds the invisible character U+200B"),
        ("Clio\\u0301", "it is not in the Unicode form NFC"),
    ],
)
def test_names_of_an_older_release_that_a_wikibase_refuses(built: Workspace, name: str, wrong: str) -> None:
    graph = built.root / "old.nq"
    content = (built.root / "dist" / "crisiskg.nq").read_text("utf-8")
    write(graph, content.replace('"Clio"@en', f'"{name}"@en'))
    refused(built, export(built, "--graph", str(graph)), 1, "person/clio: ", wrong, "Mend: shorten or correct the name")


def test_quotes_without_texts(built: Workspace) -> None:
    refused(built, export(built, "--quotes"), 2, "error: --quotes needs --texts")


def test_texts_that_are_not_there(built: Workspace) -> None:
    result = export(built, "--quotes", "--texts", str(built.root / "none"))
    refused(built, result, 2, "Error: Invalid value for '--texts'", "does not exist")


def test_a_changed_text_is_not_quoted_and_that_is_said(built: Workspace) -> None:
    texts = built.root / "texts"
    assert export(built, "--quotes", "--texts", str(texts)).exit_code == 0
    quoted = (built.root / "out" / "entities.json").read_text("utf-8")
    assert "1901年3月に湖水条約を結んだ" in quoted
    write(texts / "lake.txt", (texts / "lake.txt").read_text("utf-8") + "後記\n")
    result = export(built, "--quotes", "--texts", str(texts))
    assert result.exit_code == 0
    assert "lake.txt is another edition or missing: its passages are not quoted; see `crisiskg verify`" in result.output
    assert "1901年3月に湖水条約を結んだ" not in (built.root / "out" / "entities.json").read_text("utf-8")


def test_a_folder_that_cannot_be_written(built: Workspace) -> None:
    file = write(built.root / "file", "mine")
    result = export(built, "--output", str(file / "inside"))
    refused(built, result, 1, f"error: cannot write to {file / 'inside'}: ", "a file stands where a folder is wanted")
    assert file.read_text("utf-8") == "mine"
    result = export(built, "--output", str(file))
    refused(built, result, 2, "Error: Invalid value for '--output'", "is a file")


def test_when_one_file_cannot_be_put_in_place_the_others_are_put_back(built: Workspace) -> None:
    out = built.root / "other"
    write(out / "entities.json", "old")
    (out / "losses.csv").mkdir()
    result = export(built, "--output", str(out))
    refused(built, result, 1, f"error: cannot write the files to {out}: ", "the old files stand")
    assert contents(out) == {"entities.json": b"old"}
    assert sorted(path.name for path in out.iterdir()) == ["entities.json", "losses.csv"]


def test_a_release_that_is_not_there(built: Workspace) -> None:
    result = export(built, "--graph", str(built.root / "texts"))
    refused(built, result, 2, "no release in", "run `crisiskg build`, or give --graph FILE")
