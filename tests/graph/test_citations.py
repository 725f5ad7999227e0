"""Citations as triples: stable names, pages, dates, and what is undecided."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from crisiskg.claims.model import Citation, Entity
from crisiskg.graph.citations import citation_quads, cited_pages
from crisiskg.terms import CITO, CKG, EDTF, XSD, Base

BASE = Base()


def entity(id_: str, **fields: str) -> Entity:
    return Entity(id_, {"label": {"ja": "題", "en": "title"}, **fields}, "data/entities/works.yaml", 1)


ENTITIES = {
    one.id: one
    for one in (
        entity("work/letter", type="concept/work-archival-document", issued="1901-03-05"),
        entity("work/papers", type="concept/work-published-documents", issued="1950"),
        entity("work/paper-7", type="concept/work-published-documents", issued="1901-04", partOf="work/papers"),
        entity("work/book", type="concept/work-book", issued="1960"),
        entity("archive/diary", type="concept/work-diary"),
    )
}


def citation(work: str | None, note: str | None = "3", **more: object) -> Citation:
    values: dict[str, object] = {"locator": None, "url": None, "file": "f", "line": 2}
    return Citation(text="study", note=note, work=work, **{**values, **more})  # type: ignore[arg-type]


def quads(*citations: Citation) -> list[Quad]:
    return list(citation_quads(citations, ENTITIES, BASE))


def names(*citations: Citation) -> list[str]:
    return list(dict.fromkeys(BASE.local(quad.subject.value) for quad in quads(*citations)))  # type: ignore[union-attr]


def test_a_citation_is_named_for_its_note_and_work_whatever_stands_before_it() -> None:
    alone = names(citation("work/book"))
    assert alone == ["citation/study-3-book"]
    assert names(citation("work/letter"), citation("work/book"))[1:] == alone


def test_two_entries_of_a_diary_in_one_note_are_told_apart_by_their_dates() -> None:
    entries = [citation("archive/diary", date=day) for day in ("1901-03-05", "1901-03-06")]
    assert names(*entries) == ["citation/study-3-diary-1901-03-05", "citation/study-3-diary-1901-03-06"]


def test_a_text_without_notes_cites_by_itself() -> None:
    (first, *_) = [quad for quad in quads(citation("work/book", None)) if quad.predicate == CITO.hasCitingEntity]
    assert first.object == BASE.node("text/study")


def test_an_undecided_citation_names_its_candidates_and_no_work() -> None:
    found = quads(citation(None, candidates=("work/book", "work/letter"), span=(4, 9)))
    assert names(citation(None, candidates=("work/book", "work/letter"))) == ["citation/study-3-undecided"]
    assert {quad.object for quad in found if quad.predicate == CKG.candidate} == {
        BASE.node("work/book"),
        BASE.node("work/letter"),
    }
    assert not [quad for quad in found if quad.predicate == CITO.hasCitedEntity]


def test_a_document_dates_its_citation_and_a_book_or_a_collection_does_not() -> None:
    def date(work: str) -> list[object]:
        return [quad.object for quad in quads(citation(work)) if quad.predicate == CKG.citedDate]

    assert date("work/letter") == [Literal("1901-03-05", datatype=EDTF)]
    assert date("work/paper-7") == [Literal("1901-04", datatype=EDTF)]
    assert date("work/book") == date("work/papers") == []


def test_a_month_is_bounded_by_its_first_and_last_day() -> None:
    found = {quad.predicate: quad.object for quad in quads(citation("work/paper-7"))}
    assert found[CKG.citedBegin] == Literal("1901-04-01", datatype=XSD.date)
    assert found[CKG.citedEnd] == Literal("1901-04-30", datatype=XSD.date)


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 40)), min_size=1, max_size=4))
def test_the_pages_of_a_locator_are_those_of_its_ranges(ranges: list[tuple[int, int]]) -> None:
    written = ", ".join(f"{first}–{first + more}" if more else str(first) for first, more in ranges)
    wanted = {page for first, more in ranges for page in range(first, first + more + 1)}
    assert cited_pages("pp. " + written) == sorted(wanted)


def test_a_range_that_runs_backwards_counts_its_ends_only() -> None:
    assert cited_pages("pp. 84–71") == [71, 84]
