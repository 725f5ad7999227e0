from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crisiskg.errors import TextError, UsageError
from crisiskg.texts import Anchor, Edition, Outcome, Register, make_anchor, open_text, verify
from crisiskg.texts.loose import digest
from crisiskg.texts.verify import check_anchors

from .conftest import invented

CONTENT = "初めの文。会談は十月に\n始まった。終わりの文。\n"


@pytest.fixture
def anchor() -> Anchor:
    return make_anchor(invented(CONTENT), 5, 17)


def put(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_bytes(content.encode())
    return path


def test_an_unchanged_text_keeps_its_anchors(register: Register, folder: Path, anchor: Anchor) -> None:
    path = put(folder, "sample.txt", CONTENT)
    (check,) = verify(register, folder, {"sample": [anchor]})
    assert (check.edition, check.path) == (Edition.UNCHANGED, path)
    assert check.count(Outcome.OK) == 1


def test_a_renamed_file_is_found_by_its_digest(register: Register, folder: Path, anchor: Anchor) -> None:
    put(folder, "other.txt", "別の本文")
    path = put(folder, "renamed.txt", CONTENT)
    (check,) = verify(register, folder, {"sample": [anchor]})
    assert (check.edition, check.path) == (Edition.UNCHANGED, path)


def test_another_edition_says_where_the_words_moved(register: Register, folder: Path, anchor: Anchor) -> None:
    put(folder, "sample.txt", "序。" + CONTENT.replace("\n", ""))
    (check,) = verify(register, folder, {"sample": [anchor]})
    assert check.edition is Edition.OTHER
    assert [(found.outcome, found.places) for found in check.anchors] == [(Outcome.MOVED, ((7, 18),))]


def test_the_registered_edition_under_another_name_is_preferred(register: Register, folder: Path) -> None:
    put(folder, "sample.txt", "別の版")
    path = put(folder, "b.txt", CONTENT)
    assert verify(register, folder, {})[0].path == path


def test_a_missing_text_is_reported(register: Register, folder: Path, anchor: Anchor) -> None:
    (check,) = verify(register, folder, {"sample": [anchor]})
    assert (check.edition, check.path, check.anchors) == (Edition.MISSING, None, ())
    assert open_text(register.records["sample"], folder) is None


def test_a_file_that_cannot_be_read_is_reported(register: Register, folder: Path) -> None:
    (folder / "sample.txt").write_bytes(b"\xff")
    (check,) = verify(register, folder, {})
    assert check.edition is Edition.UNREADABLE
    assert check.problem is not None and "byte 0" in check.problem.message
    with pytest.raises(TextError):
        open_text(register.records["sample"], folder)


def test_an_anchor_with_a_wrong_digest_is_not_ok_in_an_unchanged_text(register: Register, folder: Path) -> None:
    put(folder, "sample.txt", CONTENT)
    (check,) = verify(register, folder, {"sample": [Anchor(5, 17, "0" * 64, "0" * 64, 11)]})
    assert [found.outcome for found in check.anchors] == [Outcome.LOST]


def test_an_anchor_whose_other_digest_or_length_is_wrong_is_not_ok(anchor: Anchor) -> None:
    text = invented(CONTENT)
    wrong = [replace(anchor, loose="0" * 64), replace(anchor, chars=3), replace(anchor, chars=0)]
    checks = check_anchors(text, [anchor, *wrong, replace(anchor, chars=None)])
    assert [check.outcome for check in checks] == [Outcome.OK, *[Outcome.WRONG] * 3, Outcome.OK]
    assert checks[1].places == ((5, 17),)


def test_a_text_with_a_wrong_digest_does_not_hold(register: Register, folder: Path, anchor: Anchor) -> None:
    put(folder, "sample.txt", CONTENT)
    (check,) = verify(register, folder, {"sample": [anchor, replace(anchor, chars=3)]})
    assert not check.holds
    assert (check.count(Outcome.OK), check.count(Outcome.WRONG)) == (1, 1)


def test_an_anchor_outside_the_text_or_without_words_is_not_ok() -> None:
    text = invented(CONTENT)
    end = len(CONTENT)
    last = make_anchor(text, end - 5, end)
    beyond, before = replace(last, end=end + 9), replace(last, start=-5, end=end)
    empty = Anchor(3, 3, digest(""), digest(""), 0)
    blank = Anchor(11, 12, digest("\n"), digest(""), 0)
    outcomes = [check.outcome for check in check_anchors(text, [beyond, before, empty, blank])]
    assert outcomes == [Outcome.MOVED, Outcome.MOVED, Outcome.WRONG, Outcome.WRONG]


def test_the_call_is_refused_for_an_unknown_text_or_folder(register: Register, folder: Path) -> None:
    with pytest.raises(UsageError, match="not registered: unknown"):
        verify(register, folder, {"unknown": []})
    with pytest.raises(UsageError, match="not a folder"):
        verify(register, folder / "none", {})
    with pytest.raises(UsageError, match="not a folder"):
        open_text(register.records["sample"], folder / "none")
