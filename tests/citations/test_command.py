"""``crisiskg citations`` on the small workspace: what it says, what it writes, what it refuses."""

from __future__ import annotations

import json

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.mini import CITATIONS, write

from crisiskg.cli import main
from crisiskg.texts import load_register
from crisiskg.texts.loose import digest
from crisiskg.workspace import Workspace

BODY = "はじめに\n　東国と西国は湖水条約を結んだ。（1）艦船の通告を課した。（2）湖水危機が起こった。（3）\n"
NOTES = (
    "（1）　クリオ『湖水条約集』水明社、1901年、12頁。\n"
    "（2）　Anna Lake, The Lake (Cass, 1979), 3; compare the odd “Keepers,” seen at the Fair, 12.\n"
    "（3）　同上、14頁。\n"
)
TREATIES = """
- id: work/treaties
  label: {ja: クリオ『湖水条約集』, en: "Clio, Treaties"}
  type: concept/work-book
  creators: [person/clio]
  title: {ja: 湖水条約集}
  issued: "1901"
"""
LAKE = """
- id: work/lake
  label: {ja: レイク『湖』, en: "Lake, The Lake"}
  type: concept/work-book
  creators: [Anna Lake]
  title: {en: The Lake}
  issued: "1979"
"""


def run(workspace: Workspace, *args: str, text: str = "lake-study") -> Result:
    texts = str(workspace.root / "texts")
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), "citations", text, "--texts", texts, *args])


def rewritten(workspace: Workspace, content: str) -> None:
    """Give the registered text other words."""
    path = workspace.data / "texts.yaml"
    record = load_register(path).records["lake-study"]
    register = path.read_text("utf-8").replace(record.sha256, digest(content))
    write(path, register.replace(f"length: {record.length}", f"length: {len(content)}"))
    (workspace.root / "texts" / "lake.txt").write_bytes(content.encode("utf-8"))


@pytest.fixture
def noted(mini: Workspace) -> Workspace:
    """The small workspace with a text that has notes, and one of the two works that they cite."""
    rewritten(mini, BODY + NOTES)
    things = mini.data / "entities" / "things.yaml"
    write(things, things.read_text("utf-8") + TREATIES)
    return mini


@pytest.fixture
def complete(noted: Workspace) -> Workspace:
    """The same, read to the end, with both works."""
    rewritten(noted, BODY + NOTES.replace("; compare the odd “Keepers,” seen at the Fair, 12.", "."))
    things = noted.data / "entities" / "things.yaml"
    write(things, things.read_text("utf-8") + LAKE)
    return noted


def test_it_counts_citations_and_tells_what_is_left_over(noted: Workspace) -> None:
    result = run(noted)
    assert result.exit_code == 1
    assert "lake-study: 3 citations in 3 notes" in result.stdout
    left = "compare the odd “Keepers,” seen at the Fair, 12."
    start = (BODY + NOTES).index(left)
    assert f"1 note not read to the end, {len(left)} characters left over" in result.stdout
    assert f"note 2: {start}-{start + len(left)} left over" in result.stdout


def test_it_prints_no_words_of_the_text_that_are_no_reference(noted: Workspace) -> None:
    assert "艦船" not in run(noted).output and "Keepers" not in run(noted).output


def test_an_unregistered_work_is_proposed_as_an_entity_that_loads(noted: Workspace) -> None:
    output = run(noted).stdout
    assert "1 work to complete and paste into data/entities/:" in output
    (entity,) = yaml.safe_load(output[output.index("- id: ") :])
    assert (entity["id"], entity["creators"], entity["issued"]) == ("work/lake-lake", ["Anna Lake"], "1979")


def test_when_everything_is_known_it_succeeds(complete: Workspace) -> None:
    result = run(complete)
    assert result.exit_code == 0, result.output
    assert "0 notes not read to the end" in result.stdout and "paste" not in result.stdout


def test_json_has_the_same(noted: Workspace) -> None:
    result = run(noted, "--format", "json")
    found = json.loads(result.stdout)
    assert (found["text"], found["notes"], len(found["leftover"])) == ("lake-study", 3, 1)
    assert [(one["note"], one["work"], one["locator"]) for one in found["citations"]] == [
        (1, "work/treaties", "p. 12"),
        (2, None, "p. 3"),
        (3, None, "p. 14"),
    ]
    assert [entity["id"] for entity in found["unregistered"]] == ["work/lake-lake"]


def test_reading_alone_writes_nothing(complete: Workspace) -> None:
    run(complete)
    assert (complete.data / "citations" / "lake-study.yaml").read_text("utf-8") == CITATIONS


def test_write_makes_a_file_that_loads_and_is_the_same_twice(complete: Workspace) -> None:
    path = complete.data / "citations" / "lake-study.yaml"
    result = run(complete, "--write")
    assert result.exit_code == 0 and f"wrote {path}" in result.stdout
    first = path.read_bytes()
    loaded = yaml.safe_load(first)
    content = BODY + NOTES.replace("; compare the odd “Keepers,” seen at the Fair, 12.", ".")
    assert loaded["text"] == "lake-study"
    assert [(one["note"], one["work"], one["locator"]) for one in loaded["citations"]] == [
        ("1", "work/treaties", "p. 12"),
        ("2", "work/lake", "p. 3"),
        ("3", "work/lake", "p. 14"),
    ]
    assert [content[one["start"] : one["end"]].rstrip(".。") for one in loaded["citations"]] == [
        "クリオ『湖水条約集』水明社、1901年、12頁",
        "Anna Lake, The Lake (Cass, 1979), 3",
        "同上、14頁",
    ]
    assert run(complete, "--write").exit_code == 0 and path.read_bytes() == first


def test_what_was_written_can_be_built(complete: Workspace) -> None:
    write(complete.data / "claims" / "lake-study.yaml", "text: lake-study\npassages: []\n")
    args = ["--workspace", str(complete.root)]
    texts = ["--texts", str(complete.root / "texts")]
    laid = CliRunner().invoke(main, [*args, "layout", "lake-study", *texts, "--write"])
    assert laid.exit_code == 0, laid.output
    assert run(complete, "--write").exit_code == 0
    built = CliRunner().invoke(main, [*args, "build", *texts])
    assert built.exit_code == 0, built.output


def test_what_nobody_has_registered_is_not_written(noted: Workspace) -> None:
    assert run(noted, "--write").exit_code == 1
    loaded = yaml.safe_load((noted.data / "citations" / "lake-study.yaml").read_text("utf-8"))
    assert [one["work"] for one in loaded["citations"]] == ["work/treaties"]


def test_a_text_without_notes_is_refused(mini: Workspace) -> None:
    rewritten(mini, "はじめに\n　東国と西国は湖水条約を結んだ。\n")
    before = (mini.data / "citations" / "lake-study.yaml").read_bytes()
    result = run(mini, "--write")
    assert result.exit_code == 2 and "neither notes nor a reference list" in result.output
    assert "Traceback" not in result.output
    assert (mini.data / "citations" / "lake-study.yaml").read_bytes() == before


def test_an_unknown_text_is_refused_with_the_one_that_was_meant(mini: Workspace) -> None:
    result = run(mini, text="lake-studies")
    assert result.exit_code == 2 and "lake-study" in result.output and "Traceback" not in result.output


def test_a_text_of_another_edition_is_refused(mini: Workspace) -> None:
    (mini.root / "texts" / "lake.txt").write_text("まったく別の文章。\n", encoding="utf-8")
    result = run(mini)
    assert result.exit_code in (1, 2) and "Traceback" not in result.output and result.stdout == ""


def test_a_table_of_pages_that_is_none_is_told(complete: Workspace) -> None:
    write(complete.data / "frus.yaml", "- no table\n")
    result = run(complete, "--write")
    assert result.exit_code in (1, 2) and "frus.yaml" in result.output and "Traceback" not in result.output
