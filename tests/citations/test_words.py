"""The words of a note, set evenly, and the way back to the file from every one of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisiskg.citations.words import plain, tidy

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
_MATTER = st.text(alphabet="abzA Bc19\n\t\u3000 、。（）「」湖水,.;:()“”-–―/ http://x.y" + _DASHES, max_size=60)


@pytest.mark.parametrize(
    ("written", "even"),
    [
        ("The  Lake\n and\tits  Shore", "The Lake and its Shore"),
        ("湖水\n 条約（　参照　）", "湖水条約（参照）"),
        ("湖水 Lake 条約", "湖水Lake条約"),
        ("Lake , 1958 ; ( 1960 )", "Lake, 1958; (1960)"),
        ("“ Lake ”", "“Lake”"),
        ("  Lake \n", "Lake"),
        ("", ""),
        ("\u3000\n\t", ""),
    ],
)
def test_white_space_is_one_space_and_none_beside_wide_characters_and_marks(written: str, even: str) -> None:
    assert plain(written).text == even


@pytest.mark.parametrize("dash", _DASHES)
def test_any_dash_between_figures_or_letters_is_a_hyphen(dash: str) -> None:
    assert plain(f"83{dash}86, 12 {dash} 14, Anglo{dash}Lake").text == "83-86, 12-14, Anglo-Lake"


def test_a_dash_in_japanese_and_a_long_vowel_stay() -> None:
    assert plain("湖―湖水の条約 レイクー").text == "湖―湖水の条約レイクー"


def test_a_word_divided_at_the_end_of_a_line_keeps_its_hyphen_and_no_space() -> None:
    assert plain("Zahra-\nPace").text == "Zahra-Pace"


@pytest.mark.parametrize(
    "broken",
    [
        "http://lake.example/a/\nb.html",
        "http://lake.example/a\n/b.html",
        "http://lake.exa\nmple/a/b.html",
        "http://lake.example/a/b.ht\n  ml",
    ],
)
def test_an_address_broken_over_lines_is_whole_again(broken: str) -> None:
    assert plain(f"see {broken} 湖").text == "see http://lake.example/a/b.html湖"


def test_an_address_does_not_swallow_the_next_word_of_its_line() -> None:
    assert plain("http://lake.example/a and more").text == "http://lake.example/a and more"


@settings(deadline=None, max_examples=300)
@given(_MATTER)
def test_every_kept_character_is_that_of_the_file_but_for_dashes(content: str) -> None:
    words = plain(content)
    assert len(words.offsets) == len(words.text) == len(words)
    assert list(words.offsets) == sorted(set(words.offsets))
    for character, offset in zip(words.text, words.offsets, strict=True):
        there = content[offset]
        assert character == there or (character == " " and there.isspace()) or (character == "-" and there in _DASHES)


@settings(deadline=None, max_examples=200)
@given(_MATTER)
def test_nothing_but_white_space_is_left_out(content: str) -> None:
    words = plain(content)
    kept = set(words.offsets)
    assert all(character.isspace() for at, character in enumerate(content) if at not in kept)


@settings(deadline=None, max_examples=200)
@given(_MATTER.filter(lambda matter: "http" not in matter))
def test_even_words_stay_as_they_are(content: str) -> None:
    once = plain(content).text
    assert plain(plain(once).text).text == plain(once).text


def test_spans_of_a_file_are_joined_and_offsets_are_those_of_the_file() -> None:
    content = "（1）　Anna Lake, The\n― 12 ―\nLake, 45.\n"
    spans = [(0, content.index("\n")), (content.index("Lake, 45"), len(content) - 1)]
    words = tidy(content, spans)
    assert words.text == "（1）Anna Lake, The Lake, 45."
    at = words.text.index("Lake, 45")
    assert words.span(at, at + 4) == (content.rindex("Lake"), content.rindex("Lake") + 4)


def test_a_part_has_no_blanks_around_it_and_keeps_its_offsets() -> None:
    part = plain("ab  cd  ef").part(2, 6)
    assert (part.text, part.offsets) == ("cd", (4, 5))
    assert plain("湖の本").span(1, 3) == (1, 3)


def test_offsets_count_code_points() -> None:
    words = plain("𠮷野『湖』")
    assert words.span(words.text.index("『"), len(words)) == (2, 5)
