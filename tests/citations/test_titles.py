"""Whether two titles, or two names, can be of one work."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisiskg.citations.titles import likeness, plain_letters, same_person, title_words

_SURE = 0.85
_ENOUGH = 0.6
_WORDS = st.text(max_size=30).filter(lambda title: not title or any(map(str.isalnum, title)))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("The Lake Crisis", "The Lake Crisis: Keepers and Boats, 1945-1964"),
        ("Lake Crisis", "The Lake Crisis"),
        ("Detente on the Quay", "Détente on the Quay"),
        ("Keeper’s Lake", "The Keeper's Lake"),
        ("Lake-Keepers", "The Lakekeepers of the North"),
        ("Reluctant Garison", "The Reluctant Garrison"),
        ("Blockades", "The Blockade of the Lake"),
        ("湖水条約", "湖水条約の研究"),
        ("湖水条約の研究", "湖水条約の研究（上）"),
        ("湖水條約", "湖水條約の研究"),
        ("「湖水」の条約", "『湖水』の条約"),
        ("レイク・レビュー", "レイクレビュー"),
        ("湖水条約の研究と港湾", "湖水条約の研究と港弯"),
    ],
)
def test_a_title_cut_short_or_misprinted_is_the_same(short: str, full: str) -> None:
    assert likeness(short, full) >= _SURE


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("The Hill", "The Lake"),
        ("湖水条約", "港湾条約論集"),
        ("第3次湖水委員会会議紀録", "第4次湖水委員会会議紀録"),
        ("第八届第七十一次会議紀録", "第八届第七十二次会議紀録"),
        ("湖水史（二）", "湖水史（三）"),
        ("Report 1958", "Report 1959"),
        ("", "The Lake"),
        ("The Lake", ""),
        ("。", "湖"),
    ],
)
def test_other_titles_and_other_sessions_are_not(short: str, full: str) -> None:
    assert likeness(short, full) < _ENOUGH


@settings(deadline=None, max_examples=150)
@given(_WORDS, _WORDS)
def test_likeness_is_a_part_of_one(short: str, full: str) -> None:
    assert 0.0 <= likeness(short, full) <= 1.0


@settings(deadline=None, max_examples=100)
@given(
    st.text(alphabet="abc deth 湖水条約19", min_size=1, max_size=20).filter(
        lambda title: any(c.isalnum() for c in title)
    )
)
def test_a_title_is_like_itself(title: str) -> None:
    assert likeness(title, title) == 1.0


def test_marks_widths_and_forms_of_letters_do_not_count() -> None:
    assert plain_letters("Ｄétente Åkerby") == "detente akerby"
    assert title_words("The Lake’s End, in 1958") == ["lake’s", "end", "1958"]
    assert title_words("Of the") == ["of", "the"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Lake", "Anna Lake"),
        ("Trachtenborg", "Marc Trachtenberg"),
        ("Vaisse", "Maurice Vaïsse"),
        ("O'Harran", "Ben O’Harran"),
        ("Anna Lake Jr.", "A. Lake"),
        ("Van Oudenrode", "John Van Oudenrode"),
        ("青山", "青山太郎"),
        ("青山太郎", "青山太郎"),
    ],
)
def test_a_family_name_stands_for_a_person_even_misprinted(name: str, other: str) -> None:
    assert same_person(name, other) and same_person(other, name)


@pytest.mark.parametrize(("name", "other"), [("Lake", "Anna Lane"), ("Hill", "Bill"), ("Anna Lake", "Anna Hill"), ("青山太郎", "青山花子"), ("青", "青山"), ("Lake", "青山")])  # fmt: skip
def test_other_people_are_other_people(name: str, other: str) -> None:
    assert not same_person(name, other)
