"""One note into its references: what belongs together, what is no reference, what is left over."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.citations.reading import left, note, only, references

from crisiskg.citations.latin import Known
from crisiskg.citations.reference import KINDS, Reference

LAKE = "Anna Lake, The Lake (Cass, 1979), 3"
HILL = "Ben Hill, The Hill (Cass, 1980), 5"


def test_the_number_of_a_note_is_no_part_of_its_references() -> None:
    for label in ("（1）", "(1) ", "1) ", "1 ", "（１２）　", ""):
        reading = note(f"{label}{LAKE}.")
        (reference,) = reading.references
        start, end = reference.span
        assert f"{label}{LAKE}."[start:end].rstrip(".") == LAKE


@pytest.mark.parametrize("signal", ["See ", "see also ", "See also ", "Cf. ", "E.g., ", "For example, "])
def test_a_word_that_leads_to_a_reference_is_no_part_of_its_author(signal: str) -> None:
    (reference,) = [found for found in references(f"{HILL}; {signal}{LAKE}.") if found.title != "The Hill"]
    assert (reference.authors, reference.title) == (("Anna Lake",), "The Lake")


def test_commentary_without_a_reference_cites_nothing_and_leaves_nothing() -> None:
    for words in (
        "「湖の歌」と言われる。Alto（アルト）は、そう述べた。",
        "『湖の本』は名著である。",
        "They did not agree, for reasons of their own.",
        "この点は、いまだ明らかではない。",
    ):
        reading = note(words)
        assert (reading.references, reading.leftover) == ((), ())


def test_what_looks_like_a_reference_and_is_not_understood_is_left_over_with_its_place() -> None:
    words = f"{LAKE}; compare the odd “Keepers,” seen at the Fair, 12."
    assert left(words) == ["compare the odd “Keepers,” seen at the Fair, 12."]
    assert [reference.title for reference in references(words)] == ["The Lake"]


def test_pages_alone_go_on_with_the_reference_before() -> None:
    words = f"{LAKE}; pp. 5-7."
    (reference,) = note(words).references
    assert reference.locator == "pp. 3, 5–7" and words[slice(*reference.span)] == words


def test_pages_alone_at_the_start_of_a_note_cite_nothing() -> None:
    assert references("pp. 5-7.") == []


def test_sentences_part_references_as_semicolons_do() -> None:
    assert [found.title for found in references(f"{LAKE}. {HILL}.")] == ["The Lake", "The Hill"]


def test_a_semicolon_in_a_title_or_in_brackets_parts_nothing() -> None:
    assert [found.title for found in references("Anna Lake, “Boats; Keepers,” Lake Quarterly 2 (1979), 3.")] == [
        "Boats; Keepers"
    ]


def test_a_source_read_in_another_work_says_so() -> None:
    first, second = references(f"{LAKE}, quoted in {HILL}.")
    assert (first.title, first.through, second.title, second.through) == ("The Lake", True, "The Hill", False)
    first, second = references(f"{LAKE}, cited in {HILL}.")
    assert first.through and not second.through


def test_two_days_are_two_documents_of_one_file() -> None:
    first, second = references("Alto to Brano, 28 and 30 Oct. 1962, Box 1, Alto Papers, Lake Library.")
    assert (first.date, second.date) == ("1962-10-28", "1962-10-30")
    assert first.location == second.location == ("Box 1", "Alto Papers", "Lake Library")


def test_two_days_with_two_pages_are_two_documents_each_with_its_own() -> None:
    found = references("Alto to Brano, 28 and 30 Oct. 1962, FRUS, 1961-1963, vol. VI, 189, 198-9.")
    assert [(one.date, one.locator) for one in found] == [("1962-10-28", "p. 189"), ("1962-10-30", "pp. 198–199")]
    shared = references("Alto to Brano, 28 and 30 Oct. 1962, FRUS, 1961-1963, vol. VI, 189-98.")
    assert [one.locator for one in shared] == ["pp. 189–198", "pp. 189–198"]


def test_an_undated_document_has_no_date() -> None:
    found = only("Alto to Brano, undated, Box 1, Alto Papers, Lake Library.")
    assert (found.title, found.date, found.location[0]) == ("Alto to Brano", "", "Box 1")


def test_documents_wait_for_the_place_that_all_share() -> None:
    known = Known(frus_years="1961-1963")
    found = references("Alto to Brano, 3 May 1962; Brano to Alto, 4 May 1962. All in FRUS, 7: 833-7.", known)
    assert [(one.title, one.date, one.container, one.locator) for one in found] == [
        ("Alto to Brano", "1962-05-03", "FRUS 1961–1963, vol. VII", "pp. 833–837"),
        ("Brano to Alto", "1962-05-04", "FRUS 1961–1963, vol. VII", "pp. 833–837"),
    ]
    assert {one.form for one in found} == {"full"}


def test_documents_without_any_place_are_not_made_up() -> None:
    assert references("Alto to Brano, 3 May 1962; Brano to Alto, 4 May 1962.") == []


def test_the_years_of_frus_are_remembered_from_note_to_note() -> None:
    known = Known()
    note("Alto to Brano, 3 May 1959, Foreign Relations of the United States, 1958-1960, Vol. XIX, 66.", 1, known)
    assert [one.container for one in references("Brano to Alto, 4 May 1959, FRUS, 19: 70.", known)] == [
        "FRUS 1958–1960, vol. XIX"
    ]


def test_a_defined_abbreviation_is_a_way_to_a_file_in_later_notes() -> None:
    known = Known()
    note("Alto to Brano, 3 May 1962, CAB 1/2, The National Archives, London [TNA].", 1, known)
    assert known.abbreviations == {"TNA": "The National Archives, London"}
    (found,) = references("Brano to Alto, 4 May 1962, XZ 7, TNA.", known)
    assert (found.kind, found.location) == ("archival-document", ("XZ 7", "TNA"))


def test_idem_is_another_work_of_the_last_author() -> None:
    first, second = references(f"{LAKE}; Idem, The Shore (Cass, 1981), 9.")
    assert (second.authors, second.title, second.form) == (first.authors, "The Shore", "full")


def test_ibid_has_a_page_or_none_and_may_follow_a_title() -> None:
    assert only("Ibid.") == Reference(form="ibid")
    assert only("Ibid., 12-5.") == Reference(form="ibid", locator="pp. 12–15")
    document = only("Brano to Alto, 3 May 1962, ibid., 4.")
    assert (document.form, document.title, document.date, document.locator) == (
        "ibid",
        "Brano to Alto",
        "1962-05-03",
        "p. 4",
    )


@pytest.mark.parametrize(
    ("words", "authors", "title", "year"),
    [
        ("Lake, The Hill, 45.", ("Lake",), "The Hill", ""),
        ("Lake and Hill, The Shore, 45.", ("Lake", "Hill"), "The Shore", ""),
        ("Lake, “The Hill,” 45.", ("Lake",), "The Hill", ""),
        ("Lake (1979), p. 45.", ("Lake",), "", "1979"),
        ("Anna Lake, op. cit., p. 45.", ("Anna Lake",), "", ""),
    ],
)
def test_a_short_reference_names_author_and_short_title(
    words: str, authors: tuple[str, ...], title: str, year: str
) -> None:
    found = only(words)
    assert (found.form, found.authors, found.title, found.year, found.locator) == (
        "short",
        authors,
        title,
        year,
        "p. 45",
    )


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("註5のLakeの著作を参照。", [(5, ("Lake",))]),
        ("注(5)のLake、Hill及びDaleの研究。", [(5, ("Lake",)), (5, ("Hill",)), (5, ("Dale",))]),
        ("註5の諸研究。", [(5, ())]),
        ("Lake（註5）を参照。", [(5, ("Lake",))]),
        ("青山・前掲注（3）45頁。", [(3, ("青山",))]),
    ],
)
def test_the_works_of_another_note_are_asked_for_by_its_number(
    words: str, given: list[tuple[int, tuple[str, ...]]]
) -> None:
    assert [(found.note, found.authors) for found in references(words)] == given
    assert {found.form for found in references(words)} == {"note"}


def test_authors_named_before_stand_for_one_work_each() -> None:
    assert [(one.form, one.authors) for one in references("前に言及したLake、Hillの著作。")] == [
        ("short", ("Lake",)),
        ("short", ("Hill",)),
    ]


def test_japanese_and_chinese_ibid_and_op_cit() -> None:
    assert references("青山・前掲書130頁。同上、52頁。") == [
        Reference(form="short", authors=("青山",), locator="p. 130"),
        Reference(form="ibid", locator="p. 52"),
    ]
    assert references("陆怀远前引书，第45页。同上，第46页。") == [
        Reference(form="short", authors=("陆怀远",), locator="p. 45"),
        Reference(form="ibid", locator="p. 46"),
    ]


def test_the_same_author_again() -> None:
    found = references("青山太郎（1958）『湖』（水明社）、同（1960）『港』（水明社）。")
    assert [(one.authors, one.title, one.year) for one in found] == [
        (("青山太郎",), "湖", "1958"),
        (("青山太郎",), "港", "1960"),
    ]


def test_each_entry_of_a_diary_is_a_reference() -> None:
    found = references("『青山日記』（1958年8月23日）（1958年8月25日）。")
    assert [(one.kind, one.title, one.date) for one in found] == [
        ("diary", "青山日記", "1958-08-23"),
        ("diary", "青山日記", "1958-08-25"),
    ]


def test_further_files_of_a_collection_are_references_of_their_own() -> None:
    found = references("「島嶼」（1958年8月23日）湖國史館文物［002-1］; ［002-2］。")
    assert [one.location for one in found] == [("湖國史館文物", "002-1"), ("湖國史館文物", "002-2")]


def test_a_western_document_may_lie_in_an_east_asian_file() -> None:
    found = only("“Alto to Brano, May 3, 1962,” 湖水部檔案「島嶼」［11-NAA-05901 (429/0034)］, p. 7.")
    assert found.location == ("湖水部檔案", "島嶼", "11-NAA-05901 (429/0034)")
    assert (found.title, found.date, found.locator) == ("Alto to Brano, May 3, 1962", "1962-05-03", "p. 7")


def test_an_address_goes_with_the_reference_before_it() -> None:
    japanese = only("青山太郎『湖の本』水明社、2001年。http://lake.example/a.html（2022年8月31日アクセス）")
    assert (japanese.title, japanese.url, japanese.accessed) == ("湖の本", "http://lake.example/a.html", "2022-08-31")
    western = only(f"{LAKE}, https://lake.example/b.pdf (accessed 3 May 2012).")
    assert (western.title, western.url, western.accessed) == ("The Lake", "https://lake.example/b.pdf", "2012-05-03")


def test_an_address_alone_is_a_page() -> None:
    found = only("http://lake.example/a.html（2022年8月31日アクセス）")
    assert found == Reference(kind="web-page", url="http://lake.example/a.html", accessed="2022-08-31")


@pytest.mark.parametrize(
    ("words", "place", "publisher"),
    [
        ("Anna Lake, The Lake, London: Cass, 1979, pp. 3-5.", "London", "Cass"),
        ("Anna Lake, The Lake, Cambridge, Massachusetts: Shore University Press, 1979, pp. 3-5.", "Cambridge, Massachusetts", "Shore University Press"),
        ("Anna Lake, The Lake, 2nd ed. (London: Cass, 1979), pp. 3-5.", "London", "Cass"),
    ],
)  # fmt: skip
def test_place_and_publisher_may_stand_without_brackets_and_an_edition_is_no_title(
    words: str, place: str, publisher: str
) -> None:
    found = only(words)
    assert (found.title, found.place, found.publisher, found.locator) == ("The Lake", place, publisher, "pp. 3–5")


def test_a_document_in_a_printed_collection_is_a_published_document() -> None:
    found = only("「題（1958年5月3日）」『湖水資料集』水明社、1970年、12頁。")
    assert (found.kind, found.date, found.container, found.document) == (
        "published-documents",
        "1958-05-03",
        "湖水資料集",
        True,
    )


def test_a_newspaper_has_its_day() -> None:
    found = references("「社説」湖水新聞1961年5月17日付朝刊。")[0]
    assert (found.kind, found.container, found.date) == ("newspaper", "湖水新聞", "1961-05-17")


def test_minutes_need_no_quotation_marks() -> None:
    (found,) = references("湖水委員会第三次会議紀録（1958年8月23日）、12頁。")
    assert (found.kind, found.date) == ("minutes", "1958-08-23")


def test_every_kind_that_is_read_is_a_concept_of_the_scheme(workspace_root: Path) -> None:
    schemes = (workspace_root / "data" / "entities" / "schemes.yaml").read_text("utf-8")
    assert [kind for kind in KINDS if f"id: concept/work-{kind}," not in schemes] == []
