"""A reference that is written out in a style is read back with the same fields, alone and among others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.citations import strategies as draw
from tests.citations import styles
from tests.citations.styles import Style

from crisiskg.citations.latin import Known
from crisiskg.citations.read import NoteReading, read_note
from crisiskg.citations.reference import Reference
from crisiskg.citations.words import CJK, plain

Case = tuple[Style, st.SearchStrategy[Reference]]
_MODEST = settings(deadline=None, max_examples=12)
_MORE = settings(deadline=None, max_examples=30)

LATIN: dict[str, Case] = {
    "book": (styles.western, draw.BOOKS),
    "edited book": (styles.western, draw.EDITED_BOOKS),
    "chapter": (styles.western, draw.CHAPTERS),
    "article": (styles.western, draw.ARTICLES),
    "thesis": (styles.western, draw.THESES),
    "working paper": (styles.western, draw.PAPERS),
    "book, pp.": (styles.western_long, draw.BOOKS),
    "edited book, eds. without commas": (styles.western_long, draw.EDITED_BOOKS),
    "chapter, editors after the book": (styles.western_long, draw.CHAPTERS),
    "article, Vol. and pp.": (styles.western_long, draw.ARTICLES),
    "article, British": (styles.british, draw.ARTICLES),
    "chapter, British": (styles.british, draw.CHAPTERS),
    "book, author and year": (styles.author_year, draw.PLACED_BOOKS),
    "archival document": (styles.archival, draw.DOCUMENTS),
    "archival document, American date": (styles.archival_american, draw.DOCUMENTS),
    "newspaper": (styles.newspaper, draw.NEWSPAPERS),
    "FRUS": (styles.frus, draw.FRUS),
    "FRUS, short": (styles.frus_short, draw.FRUS),
}
EASTERN: dict[str, Case] = {
    "book": (styles.japanese, draw.JA_BOOKS),
    "edited book": (styles.japanese, draw.JA_EDITED),
    "translated book": (styles.japanese, draw.JA_TRANSLATED),
    "chapter": (styles.japanese, draw.JA_CHAPTERS),
    "article": (styles.japanese, draw.JA_ARTICLES),
    "book, publication in brackets": (styles.japanese_bracketed, draw.JA_BOOKS),
    "edited book, publication in brackets": (styles.japanese_bracketed, draw.JA_EDITED),
    "translated book, publication in brackets": (styles.japanese_bracketed, draw.JA_TRANSLATED),
    "chapter, book in brackets": (styles.japanese_bracketed, draw.JA_CHAPTERS),
    "article, year in brackets": (styles.japanese_bracketed, draw.JA_ARTICLES),
    "book, author and year": (styles.japanese_author_year, draw.JA_BOOKS),
    "article, author and year": (styles.japanese_author_year, draw.JA_ARTICLES),
    "diary": (styles.diary, draw.diaries()),
    "minutes": (styles.minutes, draw.MINUTES),
    "document in a file": (styles.east_asian_file, draw.FILES),
    "file": (styles.east_asian_file, draw.WHOLE_FILES),
}
CHINESE: dict[str, Case] = {
    "book": (styles.chinese, draw.ZH_BOOKS),
    "edited book": (styles.chinese, draw.ZH_EDITED),
    "article": (styles.chinese, draw.ZH_ARTICLES),
}
#: What says by itself where it ends. Minutes and files may be followed by the book that prints them.
CLOSED = {name: case for name, case in EASTERN.items() if "book" in name or "article" in name or "chapter" in name}
MIXED = LATIN | {f"Japanese {name}": case for name, case in EASTERN.items() if "translated" not in name}
Written = tuple[str, Reference]


def _written(cases: dict[str, Case]) -> st.SearchStrategy[Written]:
    """The words of a reference in any of some styles, and its fields."""
    return st.one_of(
        [strategy.map(lambda work, style=style: (style(work), work)) for style, strategy in cases.values()]
    )


#: Made once: what is drawn must not depend on when the strategy was made.
WRITTEN = {
    "Western": _written(LATIN),
    "Japanese": _written(EASTERN),
    "Japanese, closed": _written(CLOSED),
    "Chinese": _written(CHINESE),
    "Western and Japanese": _written(MIXED),
}


def _read(words: str) -> NoteReading:
    return read_note(1, plain(words), Known(frus_years="1961-1963"))


def _bare(reading: NoteReading) -> list[Reference]:
    return [replace(reference, span=(0, 0)) for reference in reading.references]


def _tight(words: str) -> str:
    return re.sub(r"\s", "", words).strip(" .,;。；，、")


def _same(words: str, items: Sequence[Written]) -> None:
    """Whether the references of a note are these, with spans that hold their words and nothing left over."""
    reading = _read(words)
    assert _bare(reading) == [work for _, work in items], words
    assert reading.leftover == ()
    assert [_tight(words[slice(*reference.span)]) for reference in reading.references] == [
        _tight(text) for text, _ in items
    ]


@pytest.mark.parametrize("case", LATIN)
@_MODEST
@given(data=st.data())
def test_a_western_reference_is_read_back(case: str, data: st.DataObject) -> None:
    style, strategy = LATIN[case]
    work = data.draw(strategy)
    _same(style(work) + ".", [(style(work), work)])


@pytest.mark.parametrize("case", EASTERN)
@_MODEST
@given(data=st.data())
def test_a_japanese_reference_is_read_back(case: str, data: st.DataObject) -> None:
    style, strategy = EASTERN[case]
    work = data.draw(strategy)
    _same(style(work) + "。", [(style(work), work)])


@pytest.mark.parametrize("case", CHINESE)
@_MODEST
@given(data=st.data())
def test_a_chinese_reference_is_read_back(case: str, data: st.DataObject) -> None:
    style, strategy = CHINESE[case]
    work = data.draw(strategy)
    _same(style(work) + "。", [(style(work), work)])


@pytest.mark.parametrize(
    ("written", "between", "end"),
    [
        ("Western", "; ", "."),
        ("Japanese", "；", "。"),
        ("Japanese, closed", "、", "。"),
        ("Chinese", "；", "。"),
        ("Western and Japanese", "; ", "."),
    ],
)
@_MORE
@given(data=st.data())
def test_several_references_in_one_note_stay_apart(written: str, between: str, end: str, data: st.DataObject) -> None:
    items = data.draw(st.lists(WRITTEN[written], min_size=2, max_size=4))
    _same(between.join(words for words, _ in items) + end, items)


@_MORE
@given(data=st.data())
def test_western_references_are_the_same_however_lines_break_between_words(data: st.DataObject) -> None:
    items = data.draw(st.lists(WRITTEN["Western"], min_size=1, max_size=3))
    words = "; ".join(text for text, _ in items) + "."
    blanks = [match.start() for match in re.finditer(" ", words)]
    broken = data.draw(st.sets(st.sampled_from(blanks)))
    feed = data.draw(st.sampled_from(["\n", "\r\n", " \n  ", "\n\u3000"]))
    _same("".join(feed if at in broken else character for at, character in enumerate(words)), items)


@pytest.mark.parametrize("written", ["Japanese", "Chinese"])
@_MORE
@given(data=st.data())
def test_eastern_references_are_the_same_wherever_lines_break(written: str, data: st.DataObject) -> None:
    items = data.draw(st.lists(WRITTEN[written], min_size=1, max_size=3))
    words = "；".join(text for text, _ in items) + "。"
    wide = re.compile(f"[{CJK}]")
    # Figures and Latin letters are not broken: nobody could tell 19 and 58 from 1958.
    places = [at for at in range(1, len(words)) if wide.match(words[at - 1]) or wide.match(words[at])]
    broken = data.draw(st.sets(st.sampled_from(places)))
    feed = data.draw(st.sampled_from(["\n", "\r\n", "\n\u3000"]))
    _same("".join((feed if at in broken else "") + character for at, character in enumerate(words)), items)
