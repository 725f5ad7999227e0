from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from crisiskg.errors import TextError, UsageError
from crisiskg.texts import Register, occurrences, open_registered, read_outline

CONTENT = "港の会談は春に始まった。\n会談は夏に終わった。\n"


@pytest.fixture
def content() -> str:
    return CONTENT


def test_the_registered_edition_is_read_under_whatever_name(register: Register, folder: Path) -> None:
    (folder / "sample.txt").write_bytes("別の版".encode())
    (folder / "renamed.txt").write_bytes(CONTENT.encode())
    assert open_registered(register, "sample", folder).content == CONTENT
    assert read_outline(register, "sample", folder).length == len(CONTENT)
    assert [place.anchor.start for place in occurrences(register, "sample", "会談は", folder)] == [2, 13]


def test_another_edition_is_refused_with_what_would_register_it(register: Register, folder: Path) -> None:
    other = "序。" + CONTENT
    path = folder / "sample.txt"
    path.write_bytes(other.encode())
    digest = hashlib.sha256(other.encode()).hexdigest()
    with pytest.raises(TextError, match=r"sample\.txt is another edition than the registered one") as caught:
        open_registered(register, "sample", folder)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    assert problem.mend == f"use the registered edition, or register this one (sha256 {digest}, length {len(other)})"


def test_neither_anchors_nor_a_layout_are_made_from_another_edition(register: Register, folder: Path) -> None:
    (folder / "sample.txt").write_bytes(CONTENT.replace("\n", "\r\n").encode())
    with pytest.raises(TextError, match="another edition"):
        occurrences(register, "sample", "会談は", folder)
    with pytest.raises(TextError, match="another edition"):
        read_outline(register, "sample", folder)


def test_a_text_that_is_not_there_or_not_registered_is_refused(register: Register, folder: Path) -> None:
    with pytest.raises(TextError, match=r"neither sample\.txt nor") as caught:
        open_registered(register, "sample", folder)
    assert caught.value.problems[0].mend
    with pytest.raises(UsageError, match="there are sample"):
        open_registered(register, "sampel", folder)
