from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisiskg.errors import UsageError
from crisiskg.texts import Outcome, Place, find, make_anchor, relocate
from crisiskg.texts.loose import LooseText, loose
from crisiskg.texts.verify import check_anchors

from .conftest import Lay, invented

# Characters that NFKC joins, splits, or turns into spaces, besides ordinary ones.
LETTERS = "条約会談ＡＢab12１２ｶﾞハ\u309a\u3099゛¨ﾞ㍿①…\U00020bb7\U0001f600é\u0301가\u1100\u1161\u11a8（）。"
SPACES = " \u3000\n\r\t"
words = st.text(alphabet=LETTERS + SPACES, max_size=60)


def test_an_anchor_holds_the_digests_that_the_design_defines() -> None:
    anchor = make_anchor(invented("前文。第１条\n ＡＢ。"), 3, 10)
    assert anchor.segment == hashlib.sha256("第１条\n ＡＢ".encode()).hexdigest()
    assert anchor.loose == hashlib.sha256("第1条AB".encode()).hexdigest()
    assert anchor.chars == 5


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99), (3, 5)])
def test_a_span_outside_the_text_or_without_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(UsageError):
        make_anchor(invented("あいう \nえ"), start, end)


def test_words_are_found_whatever_stands_between_their_characters() -> None:
    text = invented("会談は１９５８年\n\n　に 終わった。会談は1958年に終わった。")
    places = find(text, "1958年に終")
    assert [text.content[place.start : place.end] for place in places] == [
        "１９５８年\n\n　に 終",
        "1958年に終",
    ]


def test_overlapping_occurrences_are_all_found() -> None:
    assert find(invented("ああああ"), "ああ") == [Place(0, 2), Place(1, 3), Place(2, 4)]


def test_half_a_ligature_is_not_found() -> None:
    assert find(invented("㍿"), "株式") == []
    assert find(invented("㍿"), "株式会社") == [Place(0, 1)]


def test_words_made_of_white_space_are_refused() -> None:
    with pytest.raises(UsageError):
        find(invented("あ"), " \u3000")


def test_a_note_that_runs_over_a_page_is_searched_as_one(lay: Lay) -> None:
    content = " Ⅰ　題\n　本文（1）が\n\n（1）\t 記録の前半と\n 続く。\n\n後半。\n"
    text, outline = lay("bracketed-notes", content)
    assert len(outline.notes[0].spans) == 2
    assert [place.interrupted for place in find(text, "前半と後半", outline)] == [True]
    assert [place.interrupted for place in find(text, "（1）が続く", outline)] == [True]
    assert find(text, "前半と後半") == []


@settings(deadline=None)
@given(words, words, words)
def test_found_places_have_the_loose_form_of_the_words(before: str, wanted: str, after: str) -> None:
    text = invented(before + wanted + after)
    if loose(wanted):
        for place in find(text, wanted):
            assert loose(text.content[place.start : place.end]) == loose(wanted)


@settings(deadline=None)
@given(words, words, words)
def test_words_between_plain_characters_are_found(before: str, wanted: str, after: str) -> None:
    # A mark at the beginning of the words belongs to the character before it, and is not cut off.
    if loose(wanted) and not unicodedata.combining(loose(wanted)[0]):
        text = invented(f"{before}国{wanted}国{after}")
        start = len(before) + 1
        places = find(text, wanted)
        assert any(start <= place.start and place.end <= start + len(wanted) for place in places)


@settings(deadline=None)
@given(words)
def test_the_loose_form_does_not_depend_on_white_space(content: str) -> None:
    bare = "".join(content.split())
    assert loose(content) == loose(bare) == loose(loose(content))
    assert LooseText(content, [(0, len(content))]).stream == loose(content)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_one_loose_form_by_pieces_and_as_a_whole(content: str) -> None:
    assert LooseText(content, [(0, len(content))]).stream == loose(content)


def rewrap(content: str, width: int) -> str:
    bare = "".join(content.split())
    return "\n".join(bare[start : start + width] for start in range(0, len(bare), width))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=LETTERS + SPACES, min_size=1, max_size=200), st.integers(1, 50), st.data())
def test_rewrapping_keeps_every_anchor_findable(content: str, width: int, data: st.DataObject) -> None:
    text, other = invented(content), invented(rewrap(content, width))
    stream = LooseText(content, [(0, len(content))])
    if not stream.raw:
        return
    first = data.draw(st.integers(0, len(stream.raw) - 1))
    last = data.draw(st.integers(first, len(stream.raw) - 1))
    anchor = make_anchor(text, stream.raw[first][0], stream.raw[last][1])
    check = check_anchors(other, [anchor], len(text))[0]
    assert check.outcome is not Outcome.LOST
    for start, end in check.places:
        assert loose(other.content[start:end]) == loose(content[anchor.start : anchor.end])


def test_an_anchor_without_the_number_of_characters_is_found_too() -> None:
    text = invented("序文。" * 50 + "会談は\n十月に始まった。" + "結び。" * 50)
    anchor = replace(make_anchor(text, 150, 162), chars=None)
    other = invented(rewrap("前置き。" + text.content, 7))
    assert [loose(other.content[start:end]) for start, end in relocate(other, anchor)] == ["会談は十月に始まった。"]


def test_an_astral_character_is_one_code_point() -> None:
    text = invented("\U00020bb7野家\U0001f600会談")
    assert find(text, "会談") == [Place(4, 6)]
    assert make_anchor(text, 0, 3).chars == 3


def test_several_places_are_listed_the_nearest_first() -> None:
    text = invented("条約。" + "甲" * 300 + "条約。" + "乙" * 300 + "条約。")
    anchor = make_anchor(text, 303, 305)
    other = invented("\n" + text.content)
    check = check_anchors(other, [anchor], len(text))[0]
    assert check.outcome is Outcome.AMBIGUOUS
    assert check.places == ((304, 306), (1, 3), (607, 609))


def test_an_anchor_far_from_its_proportional_place_is_found() -> None:
    old = invented("".join(chr(0x4E00 + index % 5000) for index in range(20000)) + "会談は終わった")
    anchor = make_anchor(old, 20000, 20007)
    other = invented("会談は終わった" + "".join(chr(0x4E00 + index % 5000) for index in range(20000)))
    assert relocate(other, anchor, len(old)) == [(0, 7)]


def test_a_lost_anchor_is_lost() -> None:
    anchor = make_anchor(invented("消えた文。"), 0, 5)
    assert check_anchors(invented("別の文。"), [anchor])[0].outcome is Outcome.LOST
    assert check_anchors(invented(""), [anchor])[0].outcome is Outcome.LOST
