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
