"""Curated entities as triples of the graph ``entities``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from crisiskg.claims.model import Entity
from crisiskg.terms import CKG, DCTERMS, EDTF, GEO, KIND_CLASSES, ORG, RDF, RDFS, SCHEMA, SEM, SKOS, WD, XSD, Base

Term = NamedNode | Literal

#: The controlled vocabulary ``rank-reason`` is the concept ``concept/scheme-rank-reason``.
SCHEME = "concept/scheme-"

#: Entity keys whose value is another entity, with the property that says so.
_LINKS = {
    "instrumentKind": CKG.instrumentKind,
    "agreement": CKG.agreement,
    "of": CKG.obligationOf,
    "member": ORG.member,
    "role": ORG.role,
    "organization": ORG.organization,
    "broader": SKOS.broader,
    "heldBy": SCHEMA.holdingArchive,
    "partOf": DCTERMS.isPartOf,
    "translationOf": SCHEMA.translationOfWork,
    "country": SCHEMA.countryOfOrigin,
}

#: The property of ``type``, by kind.
_TYPES = {
    "event": SEM.eventType,
    "obligation": CKG.obligationType,
    "work": DCTERMS.type,
    "archive": DCTERMS.type,
}

#: Bibliographic keys with plain strings.
_STRINGS = {
    "publisher": DCTERMS.publisher,
    "container": DCTERMS.isPartOf,
    "volume": SCHEMA.volumeNumber,
    "issue": SCHEMA.issueNumber,
    "pages": SCHEMA.pagination,
    "publicationPlace": SCHEMA.locationCreated,
}

#: Bibliographic keys with names or ids of people.
_PEOPLE = {"creators": DCTERMS.creator, "editors": SCHEMA.editor, "translators": SCHEMA.translator}


def entity_quads(entities: Iterable[Entity], base: Base) -> Iterator[Quad]:
    """Every curated entity, in the graph ``entities``."""
    graph = base.graph("entities")
    listed = list(entities)
    names = {entity.id: entity.fields["label"]["en"] for entity in listed}
    for entity in listed:
        node = base.node(entity.id)
        for predicate, value in _statements(entity, base):
            yield Quad(node, predicate, value, graph)
        byline = [names.get(name, name) for key in _PEOPLE for name in entity.fields.get(key, ())]
        if len(byline) > 1:
            yield Quad(node, CKG.byline, Literal("; ".join(byline)), graph)


def match_node(match: str) -> NamedNode:
    """The node of a match such as ``wikidata:Q30`` or of a plain IRI."""
    return WD[match.removeprefix("wikidata:")] if match.startswith("wikidata:") else NamedNode(match)


def _statements(entity: Entity, base: Base) -> Iterator[tuple[NamedNode, Term]]:
    fields = entity.fields
    for class_ in _classes(entity):
        yield RDF.type, class_
    yield from _names(fields)
    for match in fields.get("match", {}).get("exact", ()):
        yield SKOS.exactMatch, match_node(match)
    for match in fields.get("match", {}).get("close", ()):
        yield SKOS.closeMatch, match_node(match)
    for system, code in fields.get("notation", {}).items():
        yield SKOS.notation, Literal(code, datatype=CKG[system])
    if "coordinates" in fields:
        latitude, longitude = fields["coordinates"]
        yield GEO.lat, Literal(str(latitude), datatype=XSD.decimal)
        yield GEO.long, Literal(str(longitude), datatype=XSD.decimal)
    for key, predicate in _LINKS.items():
        if key in fields:
            yield predicate, base.node(fields[key])
    if entity.kind in _TYPES and "type" in fields:
        yield _TYPES[entity.kind], base.node(fields["type"])
    if entity.kind == "event":
        yield CKG.actuality, base.node("concept/actuality-" + fields.get("actuality", "actual"))
    if "scheme" in fields:
        yield SKOS.inScheme, base.node(SCHEME + fields["scheme"])
    yield from _bibliography(fields, base)


def _classes(entity: Entity) -> Iterator[NamedNode]:
    if entity.id.startswith(SCHEME):
        yield SKOS.ConceptScheme
        return
    yield from KIND_CLASSES[entity.kind]
    if entity.fields.get("crisis"):
        yield CKG.Crisis
    if entity.kind == "event" and "agreement" in entity.fields:
        yield CKG.AgreementAction


def _names(fields: dict[str, Any]) -> Iterator[tuple[NamedNode, Term]]:
    for language, label in fields["label"].items():
        yield SKOS.prefLabel, Literal(label, language=language)
    for key, predicate in (("alt", SKOS.altLabel), ("hidden", SKOS.hiddenLabel)):
        for language, forms in fields.get(key, {}).items():
            for form in forms:
                if form != fields["label"].get(language):
                    yield predicate, Literal(form, language=language)
    for language, gist in fields.get("gist", {}).items():
        yield CKG.gist, Literal(gist, language=language)


def _bibliography(fields: dict[str, Any], base: Base) -> Iterator[tuple[NamedNode, Term]]:
    for key, predicate in _PEOPLE.items():
        for name in fields.get(key, ()):
            registered = name.startswith(("person/", "organization/"))
            yield predicate, base.node(name) if registered else Literal(name)
    if "location" in fields:
        yield SCHEMA.itemLocation, Literal(", ".join(fields["location"]))
    for language, title in fields.get("title", {}).items():
        yield DCTERMS.title, Literal(title, language=language)
    for key, predicate in _STRINGS.items():
        if key in fields:
            yield predicate, Literal(fields[key])
    if "issued" in fields:
        yield DCTERMS.issued, Literal(fields["issued"], datatype=EDTF)
    if "url" in fields:
        yield RDFS.seeAlso, NamedNode(fields["url"])
