"""The evidence chain: from a claim through the notes of its passage to works, documents and archives."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from crisiskg.query.terms import name, objects, one, text
from crisiskg.terms import CITO, CKG, DCTERMS, RDFS, SCHEMA


@dataclass(frozen=True)
class CitedSource:
    """What one citation of a note adds to the evidence of a claim.

    ``work`` is its names by language, empty where it is undecided among ``candidates``. ``held`` goes
    from the file or volume outwards to who keeps it. ``date`` is EDTF; ``url`` where the place can be
    read, ``document`` the address of the document that stands there.
    """

    citation: str
    note: str
    iri: str
    work: dict[str, str]
    locator: str
    date: str
    url: str
    document: str
    held: tuple[dict[str, str], ...]
    through: dict[str, str]
    candidates: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Citing:
    """One place where a work or an archive, or a part of it, is cited, and how many claims rest on it."""

    citation: str
    source: str
    note: str
    work: dict[str, str]
    locator: str
    claims: int


def sources_of(store: Store, claim: NamedNode) -> tuple[CitedSource, ...]:
    """What a claim rests on, by the notes that its passage carries or stands in, in the order of the notes."""
    found = [_source(store, citation) for citation in objects(store, claim, CITO.citesAsEvidence)]
    return tuple(sorted(found, key=lambda source: (source.note.zfill(4), source.citation)))


def citing_places(store: Store, node: NamedNode) -> tuple[Citing, ...]:
    """Every citation of a work, of an archive, or of anything that is part of it or kept by it."""
    works = {node}
    grown = True
    while grown:
        parts = {
            quad.subject
            for whole in works
            for link in (DCTERMS.isPartOf, SCHEMA.holdingArchive)
            for quad in store.quads_for_pattern(None, link, whole)
            if isinstance(quad.subject, NamedNode) and one(store, quad.subject, DCTERMS.type) is not None
        }
        grown = not parts <= works
        works |= parts
    places = []
    for work in works:
        for quad in store.quads_for_pattern(None, CITO.hasCitedEntity, work):
            places.append(_citing(store, quad.subject, work))
    return tuple(sorted(places, key=lambda place: (place.source, place.note.zfill(4), place.citation)))


def _citing(store: Store, citation: object, work: NamedNode) -> Citing:
    assert isinstance(citation, NamedNode)
    entity = one(store, citation, CITO.hasCitingEntity)
    whole = one(store, entity, DCTERMS.isPartOf)
    number = text(one(store, entity, CKG.noteNumber))
    claims = {quad.subject for quad in store.quads_for_pattern(None, CITO.citesAsEvidence, citation)}
    return Citing(
        citation=citation.value,
        source=text(whole if number else entity),
        note=number,
        work=name(store, work),
        locator=text(one(store, citation, CKG.locator)),
        claims=len(claims),
    )


def _source(store: Store, citation: object) -> CitedSource:
    assert isinstance(citation, NamedNode)
    cited = one(store, citation, CITO.hasCitedEntity)
    through = one(store, citation, CKG.citedThrough)
    return CitedSource(
        citation=citation.value,
        note=text(one(store, one(store, citation, CITO.hasCitingEntity), CKG.noteNumber)),
        iri=text(cited),
        work=name(store, cited) if cited else {},
        locator=text(one(store, citation, CKG.locator)),
        date=text(one(store, citation, CKG.citedDate)),
        url=text(one(store, citation, RDFS.seeAlso)) or text(one(store, cited, RDFS.seeAlso)),
        document=text(one(store, citation, CKG.citedDocument)),
        held=_held(store, cited if isinstance(cited, NamedNode) else None),
        through=name(store, through) if through else {},
        candidates=tuple(name(store, work) for work in objects(store, citation, CKG.candidate)),
    )


def _held(store: Store, work: NamedNode | None) -> tuple[dict[str, str], ...]:
    """The wholes that a work is part of, from the nearest outwards, and at last who keeps it."""
    wholes: list[NamedNode] = []
    at = work
    keeper = None
    while at is not None:
        keeper = one(store, at, SCHEMA.holdingArchive) or keeper
        larger = [whole for whole in objects(store, at, DCTERMS.isPartOf) if isinstance(whole, NamedNode)]
        at = larger[0] if larger and larger[0] not in wholes else None
        wholes += [at] if at is not None else []
    return tuple(name(store, whole) for whole in [*wholes, *([keeper] if keeper is not None else [])])
