"""From references to works: the right one, or none with all that it can be."""

from __future__ import annotations

import pytest
from tests.citations.reading import Notes, note

from crisiskg.citations.reference import Reference
from crisiskg.citations.resolve import Resolver, Work, holder

LAKE = "Anna Lake, The Lake: Keepers and Boats (Cass, 1979), 3."
SHORE = "Anna Lake, The Shore (Cass, 1981), 3."
HILL = "Ben Hill, The Hill (Cass, 1980), 5."
LETTER = "Alto to Brano, 3 May 1962, Box 1, Alto Papers, Lake Library."
THE_LAKE = "The Lake: Keepers and Boats"


def after(*words: str) -> Notes:
    """Notes that have been read."""
    notes = Notes()
    for one in words:
        notes.add(one)
    return notes


@pytest.mark.parametrize("words", ["Lake, The Lake, 45.", "Lake, Keepers and Boats, 45.", "Lake, 45.", "Lake, op. cit., 45.", "Lake (1979), p. 45."])  # fmt: skip
def test_a_short_title_or_the_author_alone_finds_the_work(words: str) -> None:
    assert after(LAKE, HILL).titles(words) == [THE_LAKE]


def test_a_misprinted_surname_of_some_length_is_forgiven() -> None:
    assert after("Marc Trachtenberg, The Peace (Cass, 1979), 3.", HILL).titles("Tracntenberg, The Peace, 4.") == [
        "The Peace"
    ]
    assert after("Marc Trachtenberg, The Peace (Cass, 1979), 3.", HILL).titles("Tracntenberg, 4.") == ["The Peace"]


def test_a_short_title_chooses_among_the_works_of_an_author() -> None:
    assert after(LAKE, SHORE).titles("Lake, The Shore, 45.") == ["The Shore"]


def test_the_author_alone_of_two_works_is_undecided_with_both() -> None:
    (found,) = after(LAKE, SHORE).add("Lake, 45.")
    assert found.work is None and [work.titles[0] for work in found.candidates] == [THE_LAKE, "The Shore"]


def test_two_works_of_an_author_in_one_year_are_undecided_and_in_two_years_are_not() -> None:
    first = "Anna Lake (1979) The Keepers (London: Cass), p. 3."
    (found,) = after(first, "Anna Lake (1979) The Shore (London: Cass), p. 3.").add("Lake (1979), p. 45.")
    assert found.work is None and {work.titles[0] for work in found.candidates} == {"The Keepers", "The Shore"}
    assert after(first, "Anna Lake (1981) The Shore (London: Cass), p. 3.").titles("Lake (1981), p. 45.") == [
        "The Shore"
    ]


def test_what_is_not_known_has_no_work_and_no_candidates() -> None:
    for words in ("Dale, The Unknown, 4.", "Dale, 4.", "Ibid., 4."):
        (found,) = Notes().add(words)
        assert (found.work, found.candidates) == (None, ())


def test_the_same_full_reference_is_one_work_and_a_longer_title_is_kept() -> None:
    notes = after(
        "Anna Lake, Keepers and Boats (Cass, 1979), 3.", "Anna Lake, Keepers and Boats: A Study (Cass, 1979), 9."
    )
    (work,) = notes.resolver.works
    assert work.titles == ("Keepers and Boats", "Keepers and Boats: A Study") and work.notes == [1, 2]


@pytest.mark.parametrize(
    "other",
    [
        "Anna Lake, The Lake: Keepers and Boats (Cass, 1999), 3.",
        "Ben Hill, The Lake: Keepers and Boats (Cass, 1979), 3.",
        "Anna Lake, The Lake: Fishes and Nets (Cass, 1979), 3.",
    ],
)
def test_another_year_author_or_title_is_another_work(other: str) -> None:
    assert len(after(LAKE, other).resolver.works) == 2


def test_a_chapter_and_the_book_of_its_name_are_two_works() -> None:
    chapter = "Anna Lake, “The Harbour Question,” in Ben Hill, ed., The Harbour Question (Cass, 1979), 3."
    assert len(after(chapter, "Ben Hill, ed., The Harbour Question (Cass, 1979), 9.").resolver.works) == 2


def test_ibid_is_the_work_right_before_in_the_same_note() -> None:
    found = Notes().add(f"{LAKE[:-1]}; {HILL[:-1]}; ibid., 9.")
    assert [(item.work.titles[0] if item.work else None, item.reference.locator) for item in found] == [
        (THE_LAKE, "p. 3"),
        ("The Hill", "p. 5"),
        ("The Hill", "p. 9"),
    ]


def test_ibid_at_the_start_of_a_note_is_the_one_work_of_the_note_before() -> None:
    notes = after(HILL, LAKE)
    assert notes.titles("Ibid., 9.") == [THE_LAKE]
    assert notes.titles("Ibid.") == [THE_LAKE]


def test_ibid_after_a_note_of_commentary_goes_back_beyond_it() -> None:
    assert after(LAKE, "この点は、いまだ明らかではない。").titles("Ibid., 9.") == [THE_LAKE]


def test_ibid_after_a_note_with_several_works_is_undecided() -> None:
    (found,) = after(f"{LAKE[:-1]}; {HILL}").add("Ibid., 9.")
    assert found.work is None and [work.titles[0] for work in found.candidates] == [THE_LAKE, "The Hill"]


def test_ibid_after_a_title_and_a_date_is_another_document_of_the_same_file() -> None:
    notes = after(LETTER)
    (found,) = notes.add("Brano to Alto, 4 May 1962, ibid.")
    first, second = notes.resolver.works
    assert found.work is second and (second.titles, second.reference.date) == (("Brano to Alto",), "1962-05-04")
    assert first.part_of == second.part_of


def test_the_works_of_another_note_are_all_of_them_or_those_of_one_author() -> None:
    notes = after(f"{LAKE[:-1]}; {HILL}")
    assert notes.titles("註1のLakeの著作。") == [THE_LAKE]
    assert notes.titles("註1の諸研究。") == [THE_LAKE, "The Hill"]
    assert notes.titles("註1のLake、Hillの著作。") == [THE_LAKE, "The Hill"]
    assert notes.titles("Hill（註1）を参照。") == ["The Hill"]
    assert notes.titles("註1のDaleの著作。") == [None]


def test_a_note_that_was_not_read_gives_no_work() -> None:
    assert [item.work for item in after(LAKE).add("註9のLakeの著作。")] == [None]


def test_japanese_short_forms() -> None:
    notes = after("青山太郎『湖水条約の研究』水明社、2001年。", "緑川花子『港湾の研究』水明社、2002年。")
    assert notes.titles("青山『湖水条約の研究』12頁。") == ["湖水条約の研究"]
    assert notes.titles("青山・前掲書130頁。") == ["湖水条約の研究"]
    assert notes.titles("緑川・前掲注（2）13頁。") == ["港湾の研究"]
    assert notes.titles("同上、52頁。") == ["港湾の研究"]


def test_letters_of_other_days_or_the_other_way_round_are_other_documents() -> None:
    notes = after(
        LETTER, LETTER.replace("3 May", "4 May"), "Brano to Alto, 3 May 1962, Box 1, Alto Papers, Lake Library."
    )
    assert len(notes.resolver.works) == 3
    assert notes.add(LETTER)[0].work is notes.resolver.works[0]


def test_a_document_is_known_when_the_archive_is_abbreviated() -> None:
    notes = after("Alto to Brano, 3 May 1962, CAB 1/2, The National Archives, London [TNA].")
    notes.add("Alto to Brano, 3 May 1962, CAB 1/2, TNA.")
    assert len(notes.resolver.works) == 1


def test_a_volume_and_the_documents_in_it_are_works_of_their_own() -> None:
    notes = after(
        "Alto to Brano, 3 May 1962, Foreign Relations of the United States, 1961-1963, Vol. VII, 571.", "FRUS, 7: 3."
    )
    notes.add("Alto to Brano, 3 May 1962, FRUS, 7: 572.")
    document, volume = notes.resolver.works
    assert document.part_of == volume.part_of and (document.notes, volume.notes) == ([1, 3], [2])


def test_documents_that_share_a_place_are_two_works_in_it() -> None:
    notes = after("FRUS, 1961-1963, Vol. VII, 3.")
    found = notes.add("Alto to Brano, 3 May 1962; Brano to Alto, 4 May 1962. All in FRUS, 7: 833-7.")
    assert len({id(item.work) for item in found}) == 2 and len(notes.resolver.works) == 3


def test_other_sessions_of_a_body_are_not_one_and_a_diary_is_one_work() -> None:
    sessions = after("「第3次湖水委員会会議紀録」（1958年8月23日）。", "「第4次湖水委員会会議紀録」（1958年8月25日）。")
    assert len(sessions.resolver.works) == 2
    assert sessions.titles("「第3次湖水委員会会議紀録」（1958年8月23日）。") == ["第3次湖水委員会会議紀録"]
    diary = after("『青山日記』（1958年8月23日）。", "『青山日記』（1958年8月25日）。")
    assert len(diary.resolver.works) == 1


def test_a_reference_list_is_known_to_every_note() -> None:
    notes = Notes()
    listed = notes.resolver.register(note("Anna Lake (1979) The Lake (London: Cass).").references)
    assert [item.note for item in listed] == [None]
    assert notes.titles("Lake (1979), p. 4.") == ["The Lake"]


def test_a_registered_work_is_found_instead_of_a_new_one() -> None:
    work = Work(
        Reference(kind="book", authors=("Anna Lake",), title=THE_LAKE, year="1979"),
        "work/lake",
        ("Anna Lake",),
        (THE_LAKE,),
    )
    notes = Notes(Resolver([work]))
    assert notes.add(LAKE)[0].work is work and notes.add("Lake, Keepers and Boats, 4.")[0].work is work
    assert notes.resolver.works == [work]


def test_two_registered_works_that_fit_alike_are_candidates() -> None:
    def made(id_: str, year: str) -> Work:
        return Work(
            Reference(kind="book", authors=("Anna Lake",), title=THE_LAKE, year=year), id_, ("Anna Lake",), (THE_LAKE,)
        )

    (found,) = Notes(Resolver([made("work/a", "1979"), made("work/b", "1980")])).add(LAKE)
    assert found.work is None and [work.id for work in found.candidates] == ["work/a", "work/b"]


def test_the_way_to_a_file_counts_without_order_articles_and_abbreviations() -> None:
    one = Reference(kind="archival-document", location=("Box 1", "LP", "The Lake Library"))
    other = Reference(kind="archival-document", location=("Lake Library", "Lake Papers", "Box 1"))
    assert holder(one, {"LP": "Lake Papers"}) == holder(other, {}) != ()
    assert holder(Reference(kind="book", title="The Lake"), {}) == ()
