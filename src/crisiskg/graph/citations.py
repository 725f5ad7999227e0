"""Citations as triples: from a note, or from a text itself, to the work and the place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from crisiskg.claims.dates import bounds
from crisiskg.claims.model import Citation, Entity
from crisiskg.graph.statements import Triple, integer, note_node
from crisiskg.terms import CITO, CKG, EDTF, OA, RDF, RDFS, XSD, Base

#: Kinds of work whose date is that of what they tell.
_DATED = ("archival-document", "published-documents", "minutes", "interview", "newspaper")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_PAGES = re.compile(r"pp?\. (?P<ranges>\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*)")
#: A range of more pages than this is taken for a misprint: only its ends count.
_LONGEST = 200


def citation_quads(citations: Iterable[Citation], entities: Mapping[str, Entity], base: Base) -> Iterator[Quad]:
    """Every citation, in the graph ``citations/{text}``, with the date of what it cites if that has one.

    Its IRI is made of the text, the note, the work and, where a note cites a work at several
    places, the place: it stays what it is when other citations come or go.
    """
    listed = list(citations)
    slugs = [_slug(citation) for citation in listed]
    for citation, slug in zip(listed, slugs, strict=True):
        more = _more(citation) if slugs.count(slug) > 1 else ""
        node = base.node(f"citation/{slug}{more}")
        graph = base.graph("citations/" + citation.text)
        for subject, predicate, value in _citation(node, citation, base):
            yield Quad(subject, predicate, value, graph)
        for subject, predicate, value in _dates(node, citation.date or _document_date(citation, entities)):
            yield Quad(subject, predicate, value, graph)


def _slug(citation: Citation) -> str:
    work = citation.work.partition("/")[2] if citation.work else "undecided"
    return f"{citation.text}-{citation.note or 'text'}-{work}"


def _more(citation: Citation) -> str:
    place = _NOT_IN_SLUG.sub("-", (citation.date or citation.locator or "").lower()).strip("-")
    return "-" + (place or str(citation.span[0] if citation.span else citation.line))


def _citation(node: NamedNode, citation: Citation, base: Base) -> Iterator[Triple]:
    text = base.node("text/" + citation.text)
    yield node, RDF.type, CITO.Citation
    yield node, CITO.hasCitingEntity, note_node(citation.text, citation.note, base) if citation.note else text
    if citation.work:
        yield node, CITO.hasCitedEntity, base.node(citation.work)
    for candidate in citation.candidates:
        yield node, CKG.candidate, base.node(candidate)
    if citation.through:
        yield node, CKG.citedThrough, base.node(citation.through)
    if citation.span:
        yield node, OA.start, integer(citation.span[0])
        yield node, OA.end, integer(citation.span[1])
    if citation.locator:
        yield node, CKG.locator, Literal(citation.locator)
        for page in cited_pages(citation.locator):
            yield node, CKG.citedPage, integer(page)
    if citation.url:
        yield node, RDFS.seeAlso, NamedNode(citation.url)
    if citation.document:
        yield node, CKG.citedDocument, NamedNode(citation.document)
    if citation.accessed:
        yield node, CKG.accessed, Literal(citation.accessed, datatype=EDTF)


def _document_date(citation: Citation, entities: Mapping[str, Entity]) -> str | None:
    """The date of a document; that of a book is when it was published, and says nothing here."""
    entity = entities.get(citation.work or "")
    if entity is None:
        return None
    kind = entity.fields["type"].removeprefix("concept/work-")
    collection = kind == "published-documents" and "partOf" not in entity.fields
    return entity.fields.get("issued") if kind in _DATED and not collection else None


def _dates(node: NamedNode, date: str | None) -> Iterator[Triple]:
    if date is None:
        return
    yield node, CKG.citedDate, Literal(date, datatype=EDTF)
    begin, end = bounds(date)
    if begin:
        yield node, CKG.citedBegin, Literal(begin.isoformat(), datatype=XSD.date)
    if end:
        yield node, CKG.citedEnd, Literal(end.isoformat(), datatype=XSD.date)


def cited_pages(locator: str) -> list[int]:
    """Every page that a locator names, in order.

    >>> cited_pages("pp. 68, 109–111"), cited_pages("chap. 4")
    ([68, 109, 110, 111], [])
    """
    match = _PAGES.fullmatch(locator)
    pages: list[int] = []
    for part in match["ranges"].split(", ") if match else ():
        first, _, last = part.partition("–")
        begin, end = int(first), int(last or first)
        pages += range(begin, end + 1) if begin <= end <= begin + _LONGEST else [begin, end]
    return sorted(set(pages))
