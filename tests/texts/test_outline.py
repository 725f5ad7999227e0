from __future__ import annotations

from pathlib import Path

import pytest

from crisiskg.errors import DataError
from crisiskg.texts import dump_outline, load_outline, outline

from .conftest import Lay

CONTENT = ' Ⅰ　「題」と"引用"\n　一つ（1）。\n\n（1）\t 甲。\n 二つ。\n'


def test_an_outline_survives_its_yaml(lay: Lay, tmp_path: Path) -> None:
    _, value = lay("bracketed-notes", CONTENT)
    path = tmp_path / "a.yaml"
    path.write_text(dump_outline(value), encoding="utf-8")
    assert load_outline(path) == value
    assert dump_outline(load_outline(path)) == dump_outline(value)


def test_an_outline_holds_titles_but_no_sentence(lay: Lay) -> None:
    _, value = lay("bracketed-notes", CONTENT)
    dumped = dump_outline(value)
    assert "「題」" in dumped
    assert "一つ" not in dumped and "甲" not in dumped


def test_the_data_name_the_places_of_each_notes_markers(lay: Lay) -> None:
    _, value = lay("bracketed-notes", CONTENT)
    start = CONTENT.index("（1）。")
    assert outline(value)["notes"][0]["markers"] == [start]
    assert outline(value)["markers"][0]["sentence"] == [CONTENT.index("一つ"), start + 4]


@pytest.mark.parametrize("content", ["[", "a: 1", "- 1", "text: a\nsections: 3", ""])
def test_what_is_no_outline_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="not an outline") as caught:
        load_outline(path)
    assert caught.value.problems[0].mend


def test_a_missing_outline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        load_outline(tmp_path / "a.yaml")


MEND = "write it again with `crisiskg layout a --write`"
SOUND = """\
text: "a"
digest: "00"
length: 30
sections:
  - {path: "Ⅰ", title: "題", start: 0, end: 30}
pages:
  - {number: null, start: 0, end: 30}
notes:
  - {number: 1, spans: [[20, 24], [26, 30]], markers: [5]}
markers:
  - {note: 1, start: 5, end: 8, sentence: [2, 9]}
paragraphs:
  - [[2, 19]]
heads:
  - [24, 26]
asides:
  - {kind: "caption", start: 0, end: 1}
problems:
  - "note 2 is missing"
"""


def test_an_outline_written_by_hand_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SOUND, encoding="utf-8")
    value = load_outline(path)
    assert value.notes[0].spans == ((20, 24), (26, 30))
    assert value.markers[0].sentence == (2, 9)
    assert value.problems == ("note 2 is missing",)


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("length: 30", "length: true", 3, "length"),
        ("length: 30\n", "", None, "length"),
        ('title: "題", start: 0', 'title: "題", start: "0"', 5, "sections"),
        ('title: "題", ', "", 5, "sections.title"),
        ('title: "題", ', 'title: "題", colour: "red", ', 5, "sections.colour"),
        ('title: "題"', "title: 3", 5, "sections.title"),
        ("number: null, start: 0", "number: null, start: 0.5", 7, "pages"),
        ("number: null", "number: 3", 7, "pages.number"),
        ("number: null", "counted: 1, number: null", 7, "pages.counted"),
        ("number: null, start: 0, end: 30", "number: null, start: 0, end: 31", 7, "pages"),
        ("[[20, 24], [26, 30]]", "[[20, 24], [26, 30, 31]]", 9, "notes.spans"),
        ("[[20, 24], [26, 30]]", "[]", 9, "notes.spans"),
        ("number: 1", "number: false", 9, "notes.number"),
        ("markers: [5]", "markers: [x]", 9, "notes.markers"),
        ("sentence: [2, 9]", "sentence: [9, 2]", 11, "markers.sentence"),
        ("sentence: [2, 9]", "sentence: [-2, 9]", 11, "markers.sentence"),
        ("  - [[2, 19]]", "  - [2, 19]", 13, "paragraphs"),
        ("  - [24, 26]", "  - {a: 1}", 15, "heads"),
        ('{kind: "caption", start: 0, end: 1}', "caption", 17, "asides"),
        ('  - "note 2 is missing"', "  - 2", 19, "problems"),
        ('text: "a"', 'text: "a"\ntext: "a"', 2, "text"),
        ("length: 30", "length: &a 30", 3, ""),
        ("length: 30", f"length: {'9' * 5000}", 3, "length"),
        ("[2, 9]", "[" * 100_000, 11, ""),
    ],
)
def test_a_fault_is_shown_with_its_line_and_how_to_mend_it(
    tmp_path: Path, old: str, new: str, line: int | None, key: str
) -> None:
    assert SOUND.count(old) == 1
    path = tmp_path / "a.yaml"
    path.write_text(SOUND.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match="not an outline") as caught:
        load_outline(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.key, problem.mend) == (str(path), line, key, MEND)


def test_a_file_that_is_not_utf8_and_a_folder_are_no_outlines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b'text: "\xff"\n')
    with pytest.raises(DataError, match="not an outline") as caught:
        load_outline(path)
    assert "UTF-8" in caught.value.problems[0].message
    path.unlink()
    path.mkdir()
    with pytest.raises(DataError, match="not an outline"):
        load_outline(path)
