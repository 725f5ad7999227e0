"""No note, however odd, makes the reader fail or think for long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.citations import strategies as draw
from tests.citations import styles
from tests.citations.reading import Notes, note

from crisiskg.citations.resolve import Resolver

#: Matter of which notes are made, in no order.
_PARTS = st.sampled_from(
    [*"「」『』《》（）()［］[]“”‘’、。；;：:,.・-–― \n\t\u3000\0", "Ibid.", "Idem", "ed.,", "eds., ", "in ", "vol. ", "No. ", "pp. ", "3-5", "1962", "（2001）", "年", "3 May 1962",
     "1958年8月3日", "頁", "第3页", "編", "訳", "所蔵", "檔案", "前掲", "註5の", "の著作", "同上", "FRUS, ", "Vol. VII", "Box 1", "Lake Library", "[TNA]", "（以下、TNAとする）",
     "Anna Lake", "Ben Hill and ", "The Lake", "青山太郎", "湖水", "日記", "会議録", "http://lake.example/a", "(accessed 3 May 2012)", "quoted in ", "All in ", "undated", "&", "Jr.", "et al."]
)  # fmt: skip
_LONG = 4.0


@settings(deadline=None, max_examples=250)
@given(st.text(max_size=80))
def test_any_text_can_be_read(words: str) -> None:
    reading = note(words)
    for start, end in (*(reference.span for reference in reading.references), *reading.leftover):
        assert 0 <= start < end <= len(words)


@settings(deadline=None, max_examples=400)
@given(st.lists(_PARTS, max_size=14).map("".join))
def test_the_parts_of_notes_in_any_order_can_be_read(words: str) -> None:
    reading = note(words)
    for start, end in (*(reference.span for reference in reading.references), *reading.leftover):
        assert 0 <= start < end <= len(words)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.one_of(
            st.lists(_PARTS, max_size=8).map("".join),
            draw.BOOKS.map(styles.western),
            draw.JA_BOOKS.map(styles.japanese),
        ),
        max_size=5,
    )
)
def test_any_notes_can_be_resolved_and_every_citation_is_of_their_note(words: list[str]) -> None:
    notes = Notes(Resolver())
    for number, one in enumerate(words, 1):
        assert {item.note for item in notes.add(one)} <= {number}


@pytest.mark.parametrize(
    "part",
    ["「", "『", "《", "」", "(", "（", "[", "［", "“", "”", "‘", "’", "a, ", "A, ", "Aa Bb, ", "A. ", "、", "青", "青・", "ア", "1", "1-", "1, ", "; ", "。", " ", "\n", "\0",
     "A and ", "A de ", "A: ", ", A: B, ", "(A, 1962) ", "A (1962) ", "3 May 1962 and ", "3 May 1962, ", "FRUS ", "[TNA] ", "(hereafter A", "（以下、", "Ibid. ", "註1の",
     "「」", "「あ」『い』", "青山『", "湖水檔案「", "湖［1］", "前掲", "同上", "会議録", "一巻", "1年", "Translated by A, ", "Working Paper ", "quoted in ", "https://", "p. 1 ", "あA、"],
)  # fmt: skip
def test_long_runs_take_no_long_time(part: str) -> None:
    begun = time.perf_counter()
    note(part * (500 if part in "“”‘’" else 1000))
    assert time.perf_counter() - begun < _LONG
