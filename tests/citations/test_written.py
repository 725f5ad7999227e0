"""What is written of a text's citations: lines of data, pages and documents of FRUS, the same bytes each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crisiskg.citations import FrusPages, TextReading, citations_yaml, entries, load_frus, read_citations, registered
from crisiskg.citations.frus import PUBLISHED
from crisiskg.claims.schema import load_schemas
from crisiskg.errors import DataError
from crisiskg.texts import Text, read_layout
from crisiskg.texts.conventions import conventions
from crisiskg.texts.loose import digest

PLAIN = {
    "paragraph": "indent",
    "headings": [{"level": 1, "pattern": "(?P<title>はじめに)$"}, {"level": 1, "pattern": "(?P<title>参考文献)$", "kind": "references"}],
    "notes": {"line": "^（(?P<number>\\d+)）　", "marker": "（(?P<number>\\d+)）"},
}  # fmt: skip
ENTITIES: dict[str, dict[str, Any]] = {
    "work/lake": {"label": {"ja": "湖", "en": "The Lake"}, "type": "concept/work-book", "creators": ["Anna Lake"], "title": {"en": "The Lake"}, "issued": "1979"},
    "work/lake-again": {"label": {"ja": "湖ふたたび", "en": "The Shore"}, "type": "concept/work-book", "creators": ["Anna Lake"], "title": {"en": "The Shore"}, "issued": "1979"},
    "work/hill": {"label": {"ja": "丘", "en": "The Hill"}, "type": "concept/work-book", "creators": ["Ben Hill"], "title": {"en": "The Hill"}, "issued": "1980"},
    "work/diary": {"label": {"ja": "青山日記", "en": "diary"}, "type": "concept/work-diary", "title": {"ja": "青山日記"}},
    "work/frus7": {"label": {"ja": "第7巻", "en": "vol. VII"}, "type": "concept/work-published-documents", "url": PUBLISHED + "frus1961-63v07"},
    "work/letter": {"label": {"ja": "書簡", "en": "letter"}, "type": "concept/work-published-documents", "title": {"en": "Alto to Brano"}, "issued": "1962-05-03", "partOf": "work/frus7"},
}  # fmt: skip
PAGES = FrusPages(
    {
        "frus1961-63v07": {
            "pages": {"570": ["d1"], "571": ["d1", "d2"], "572": ["d2"], "573": ["d2", "d3", "d4"], "574": ["d4"]},
            "documents": {"d1": "1962-05-01", "d2": "1962-05-03", "d3": "1962-05-04", "d4": None},
        }
    }
)
LAKE = "Anna Lake, The Lake (Cass, 1979), 3"
HILL = "Ben Hill, The Hill (Cass, 1980), 5"


def reading(*notes: str, listed: str = "") -> TextReading:
    """What an invented text with some notes cites."""
    body = "　東国と西国は湖水条約を結んだ。" + "".join(f"（{number}）" for number in range(1, len(notes) + 1))
    lines = [f"（{number}）　{words}" for number, words in enumerate(notes, 1)]
    after = ["参考文献", f"　{listed}"] if listed else []
    content = "\n".join(["はじめに", body, *after, *lines]) + "\n"
    text = Text("lake-study", content, digest(content))
    return read_citations(text, read_layout(text, conventions(PLAIN)), registered(ENTITIES))


def lines(*notes: str) -> list[dict[str, Any]]:
    """The citations of an invented text without their places."""
    made = entries(reading(*notes), ENTITIES, PAGES)
    return [{key: value for key, value in entry.items() if key not in ("start", "end")} for entry in made]


@pytest.mark.parametrize(
    ("pages", "date", "document"),
    [
        ([570], "", "d1"),
        ([572], "", "d2"),
        ([571, 572], "", "d2"),
        ([570, 571], "", "d1"),
        ([571], "", None),
        ([571], "1962-05-01", "d1"),
        ([571], "1962-05-03", "d2"),
        ([571], "1962-05-09", None),
        ([573], "1962-05-04", "d3"),
        ([574], "", "d4"),
        ([570, 572], "", None),
        ([575], "", None),
        ([574, 575], "", None),
        ([], "", None),
    ],
)
def test_pages_hold_a_document_only_when_it_is_one(pages: list[int], date: str, document: str | None) -> None:
    found = PAGES.document("frus1961-63v07", pages, date)
    assert (found and found.url) == (document and f"{PUBLISHED}frus1961-63v07/{document}")


def test_a_volume_that_is_not_in_the_table_is_not_known() -> None:
    assert PAGES.document("frus1961-63v08", [570]) is None


def test_a_document_without_a_date_has_none() -> None:
    found = PAGES.document("frus1961-63v07", [574])
    assert found is not None and found.date is None


def test_a_workspace_without_the_table_knows_no_page(tmp_path: Path) -> None:
    assert load_frus(tmp_path / "frus.yaml").document("frus1961-63v07", [570]) is None


@pytest.mark.parametrize(
    "content",
    ["[]", "frus1961-63v07: 3", "frus1961-63v07: {pages: {1: [d1]}}", "frus1961-63v07: {pages: [], documents: {}}"],
)
def test_what_is_no_table_is_refused_by_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "frus.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"frus\.yaml"):
        load_frus(tmp_path / "frus.yaml")


def test_the_table_of_the_workspace_is_found_by_page(workspace_root: Path) -> None:
    found = load_frus(workspace_root / "data" / "frus.yaml").document("frus1958-60v19", [66])
    assert found is not None and found.url == PUBLISHED + "frus1958-60v19/d39"


def test_a_table_that_was_read_finds_its_documents(tmp_path: Path) -> None:
    table = "frus1961-63v07:\n  pages:\n    570: [d1]\n    571: [d1, d2]\n  documents: {d1: 1962-05-01, d2: null}\n"
    (tmp_path / "frus.yaml").write_text(table, encoding="utf-8")
    frus = load_frus(tmp_path / "frus.yaml")
    first, second = frus.document("frus1961-63v07", [570]), frus.document("frus1961-63v07", [571], "1962-05-01")
    assert first is not None and first == second and first.date == "1962-05-01"


def test_a_citation_says_note_work_and_place() -> None:
    made = reading(f"{LAKE}.")
    (entry,) = entries(made, ENTITIES, PAGES)
    start = entry.pop("start")
    assert entry.pop("end") - start == len(LAKE) + 1
    assert entry == {"note": "1", "work": "work/lake", "locator": "p. 3"}


def test_two_places_of_one_work_in_a_note_are_one_citation() -> None:
    assert lines(f"{LAKE}; {HILL}; Lake, The Lake, 7-9.") == [
        {"note": "1", "work": "work/lake", "locator": "pp. 3, 7–9"},
        {"note": "1", "work": "work/hill", "locator": "p. 5"},
    ]
    assert lines(f"{LAKE}; Lake, The Lake, 3.") == [{"note": "1", "work": "work/lake", "locator": "p. 3"}]


def test_the_same_work_in_two_notes_is_cited_twice() -> None:
    assert [entry["note"] for entry in lines(f"{LAKE}.", "Ibid., 4.")] == ["1", "2"]


def test_two_entries_of_a_diary_are_two_citations_with_their_days() -> None:
    assert lines("『青山日記』（1958年8月23日）（1958年8月25日）。") == [
        {"note": "1", "work": "work/diary", "locator": "1958年8月23日", "date": "1958-08-23"},
        {"note": "1", "work": "work/diary", "locator": "1958年8月25日", "date": "1958-08-25"},
    ]


def test_a_source_read_in_another_names_both() -> None:
    assert lines(f"{LAKE}, quoted in {HILL}.") == [
        {"note": "1", "work": "work/lake", "through": "work/hill", "locator": "p. 3"},
        {"note": "1", "work": "work/hill", "locator": "p. 5"},
    ]


def test_an_undecided_citation_names_its_candidates() -> None:
    notes = (f"{LAKE}.", "Anna Lake, The Shore (Cass, 1979), 4.", "Lake (1979), p. 9.")
    assert lines(*notes)[-1] == {"note": "3", "candidates": ["work/lake", "work/lake-again"], "locator": "p. 9"}


def test_works_that_nobody_has_registered_are_left_out_and_reported() -> None:
    made = reading("Cora Dale, The Dale (Cass, 1979), 3.", "Dale, The Dale, 4.", "Nobody, The Unknown, 4.")
    assert entries(made, ENTITIES, PAGES) == []
    assert [work.titles for work in made.unregistered] == [("The Dale",)]
    assert [item.note for item in made.unknown] == [3]


def test_a_page_of_frus_has_its_address_and_the_one_document_there() -> None:
    assert lines("FRUS, 1961-1963, Vol. VII, 570.", "FRUS, 7: 571.", "FRUS, 7: 600.") == [
        {"note": "1", "work": "work/frus7", "locator": "p. 570", "url": PUBLISHED + "frus1961-63v07/pg_570",
         "document": PUBLISHED + "frus1961-63v07/d1", "date": "1962-05-01"},
        {"note": "2", "work": "work/frus7", "locator": "p. 571", "url": PUBLISHED + "frus1961-63v07/pg_571"},
        {"note": "3", "work": "work/frus7", "locator": "p. 600", "url": PUBLISHED + "frus1961-63v07/pg_600"},
    ]  # fmt: skip


def test_the_date_of_a_document_decides_between_two_on_a_page() -> None:
    (entry,) = lines("Alto to Brano, 3 May 1962, FRUS, 1961-1963, Vol. VII, 571.")
    assert (entry["work"], entry["document"]) == (
        "work/letter",
        PUBLISHED + "frus1961-63v07/d2",
    ) and "date" not in entry


def test_the_year_of_a_volume_is_no_date_of_a_document() -> None:
    volume = {**ENTITIES["work/frus7"], "issued": "1995"}
    (entry,) = entries(reading("FRUS, 1961-1963, Vol. VII, 570."), {**ENTITIES, "work/frus7": volume}, PAGES)
    assert (entry["document"], entry["date"]) == (PUBLISHED + "frus1961-63v07/d1", "1962-05-01")


def test_addresses_and_the_day_they_were_read_are_kept() -> None:
    (entry,) = lines(f"{LAKE}, https://lake.example/b.pdf (accessed 3 May 2012).")
    assert (entry["url"], entry["accessed"]) == ("https://lake.example/b.pdf", "2012-05-03")


def test_the_same_reading_gives_the_same_bytes_and_data_that_load_back(workspace_root: Path) -> None:
    notes = (
        f"{LAKE}; Lake, The Lake, 7-9; {HILL}.",
        "『青山日記』（1958年8月23日）（1958年8月25日）。",
        "Alto to Brano, 3 May 1962, FRUS, 1961-1963, Vol. VII, 571.",
        "Anna Lake, The Shore (Cass, 1979), 4.",
        "Lake (1979), p. 9.",
    )
    first, second = (citations_yaml(reading(*notes), ENTITIES, PAGES) for _ in range(2))
    assert first == second
    loaded = yaml.safe_load(first)
    assert loaded == {"text": "lake-study", "citations": entries(reading(*notes), ENTITIES, PAGES)}
    assert first.count("\n- {") == len(loaded["citations"]) == 7
    schema = load_schemas(workspace_root / "data" / "schema")["citations"]
    assert list(schema.validator.iter_errors(loaded)) == []


def test_a_reference_list_is_cited_without_a_note_and_after_the_notes() -> None:
    made = reading("Lake (1979), p. 9.", listed="Anna Lake (1979) The Lake (London: Cass).")
    assert [item.note for item in made.citations] == [1, None]
    assert [entry.get("note") for entry in entries(made, ENTITIES, PAGES)] == ["1", None]


def test_leftovers_are_reported_with_their_note_and_their_place() -> None:
    made = reading(f"{LAKE}.", f"{LAKE}; compare the odd “Keepers,” seen at the Fair, 12.")
    ((number, (start, end)),) = made.leftover
    assert number == 2 and end - start == len("compare the odd “Keepers,” seen at the Fair, 12.")
