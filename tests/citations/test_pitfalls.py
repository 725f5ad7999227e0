"""Notes that a hasty reader takes for something else."""

from __future__ import annotations

import time

import pytest
from tests.citations.reading import Notes, left, note, only, references

from crisiskg.citations.titles import likeness, same_person
from crisiskg.citations.words import plain

BOOK = "Anna Lake, The Lake (Cass, 1979), 3."


def test_a_name_registered_with_its_family_name_first_is_the_name_of_the_note() -> None:
    assert same_person("Chen Jian", "Chen, Jian") and same_person("Chen, Jian", "Jian Chen")
    assert not same_person("Laker", "Lake") and not same_person("Lake", "Laker")


def test_a_title_of_marks_only_is_like_nothing() -> None:
    assert likeness(":", "0") == 0.0
    notes = Notes()
    notes.add(BOOK)
    assert notes.titles("Lake, “…,” 45.") == [None]


@pytest.mark.parametrize("part", ["A、B、", "https://a ", "「", "［"])
def test_long_runs_take_no_time_to_speak_of(part: str) -> None:
    begin = time.process_time()
    note(part * 300)
    assert time.process_time() - begin < 10


def test_ibid_after_what_was_not_read_means_nothing() -> None:
    notes = Notes()
    notes.add(BOOK)
    notes.add("Some odd “Keepers,” seen at the Fair, 12.")
    assert notes.titles("Ibid., 4.") == [None]


def test_a_short_title_is_not_swallowed_by_a_longer_one_of_the_same_family_name() -> None:
    notes = Notes()
    notes.add("Anna Lake, The Lake: Keepers and Boats (Cass, 1979), 3.")
    assert notes.titles("Ben Lake, The Boats (Cass, 1979), 3.") == ["The Boats"]
    assert notes.titles("Anna Lake, The Lake (Cass, 1979), 5.") == ["The Lake: Keepers and Boats"]


@pytest.mark.parametrize("name", ["Émile Zahra", "Šime Žer"])
def test_a_capital_of_any_latin_alphabet_opens_a_name(name: str) -> None:
    assert only(f"{name}, The Lake (Cass, 1979), 3.").authors == (name,)


def test_an_author_after_a_comma_is_no_editor_of_the_work_before() -> None:
    words = "「第1次湖水委員会会議紀録」（2000年1月1日）、青山太郎『湖の研究』水明社、1900年。"
    assert [(found.kind, found.title, found.authors) for found in references(words)] == [
        ("minutes", "第1次湖水委員会会議紀録", ()),
        ("book", "湖の研究", ("青山太郎",)),
    ]


def test_a_sentence_before_a_reference_is_no_part_of_its_title() -> None:
    (found,) = references("They met in London. " + BOOK)
    assert (found.authors, found.title) == (("Anna Lake",), "The Lake")
    assert references("Lake Commission’s papers were lost (1958).") == []
    assert only("Compare " + BOOK).authors == ("Anna Lake",)


def test_a_file_without_a_title_is_no_book() -> None:
    assert only("湖國史館文物［11-NAA-05901 (429/0034)］。").location == ("湖國史館文物", "11-NAA-05901 (429/0034)")


def test_an_entry_of_a_diary_needs_no_brackets_round_its_date() -> None:
    assert only("『青山日記』1958年8月23日。").date == "1958-08-23"


def test_a_thesis_may_stand_in_brackets() -> None:
    found = only("Anna Lake, “Boats” (Ph.D. diss., Ohio University, 1988), 256.")
    assert (found.kind, found.publisher, found.year, found.locator) == ("thesis", "Ohio University", "1988", "p. 256")


def test_a_document_that_names_no_place_is_left_over() -> None:
    words = "Alto to Brano, 3 May 1962; Brano to Alto, 4 May 1962."
    assert references(words) == []
    assert len(left(words)) == 2


def test_a_reference_to_a_note_that_cites_nothing_is_kept_as_not_known() -> None:
    notes = Notes()
    notes.add(BOOK)
    assert notes.titles("註9の諸研究を参照。") == [None]


def test_an_address_over_three_lines_is_whole() -> None:
    assert plain("http://lak\ne.example/\na/b.html").text == "http://lake.example/a/b.html"
