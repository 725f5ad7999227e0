"""What an item is besides the claims about it: its class, its place on the map, its bibliographic data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from crisiskg.publish.wikibase.statements import ACTUAL, Statements
from crisiskg.terms import CKG, DCTERMS, GEO, ORG, RDFS, SCHEMA, SEM, SKOS, compact
from crisiskg.wikibase.model import LONGEST_MONOLINGUAL, Coordinate, EntityId, Monolingual, Snak, Statement, Text, fault
from crisiskg.wikibase.times import dating

#: The class of each kind, for things whose type has no item.
CLASSES = {
    "person": "foaf:Person",
    "state": "ckg:State",
    "organization": "org:Organization",
    "place": "sem:Place",
    "agreement": "ckg:Agreement",
    "event": "sem:Event",
    "concept": "skos:Concept",
    "work": "dcterms:BibliographicResource",
    "archive": "schema:ArchiveComponent",
    "office": "org:Role",
    "text": "ckg:SourceText",
    "obligation": "ckg:Obligation",
}
_TYPES = (SEM.eventType, DCTERMS.type, CKG.instrumentKind, CKG.obligationType)
_LINKS = (
    *(CKG.agreement, CKG.obligationOf, CKG.actuality, ORG.organization, DCTERMS.isPartOf, DCTERMS.creator),
    *(SCHEMA.editor, SCHEMA.translator, SCHEMA.translationOfWork, SCHEMA.holdingArchive),
)
_STRINGS = (SCHEMA.volumeNumber, SCHEMA.issueNumber, SCHEMA.pagination)

# Coordinates of the corpus are given to two decimals.
_PRECISION = 0.01


def facts(thing: str, made: Statements) -> Iterator[Statement]:
    """The statements about a thing that need no text behind them; what is lost goes into ``made.losses``."""
    graph = made.graph
    yield from _plain(made, made.snak("P2888", Text(graph.base.node(thing).value)))
    if made.mapping.own:
        for match in graph.links(thing, SKOS.exactMatch):
            yield from _plain(made, made.snak("P2888", Text(match)))
    for statement in _nature(thing, made):
        # Of what did not happen, another statement tells so or else each of them.
        if made.actual(thing) or made.mapping.property("ckg:actuality"):
            yield statement
        else:
            told = made.item(made.mapping.qualifiers["actuality"].property, graph.link(thing, CKG.actuality) or "")
            yield replace(statement, qualifiers=(told,) if told else (), asserted=False)


def _nature(thing: str, made: Statements) -> Iterator[Statement]:
    graph = made.graph
    for snak in _classes(thing, made):
        yield Statement(snak)
    for predicate in _LINKS:
        yield from _links(thing, predicate, made)
    for predicate in _STRINGS:
        for text in graph.texts(thing, predicate):
            yield from _plain(made, made.snak(_key(made, predicate), Text(text)))
    yield from _bibliography(thing, made)
    latitude, longitude = graph.text(thing, GEO.lat), graph.text(thing, GEO.long)
    if latitude and longitude:
        place = Coordinate(float(latitude), float(longitude), _PRECISION)
        yield from _plain(made, made.snak(_key(made, GEO.lat), place))


def _classes(thing: str, made: Statements) -> Iterator[Snak]:
    """Class and type."""
    found = False
    for predicate in _TYPES:
        for type_ in made.graph.links(thing, predicate):
            snak = made.item(_key(made, predicate), type_)
            if snak:
                found = True
                yield snak
            else:
                made.lose(thing, "type", made.ids.why_not(type_))
    class_ = CLASSES.get(thing.partition("/")[0])
    if not found and class_:
        snak = made.item("P31", class_)
        if snak:
            yield snak


def _links(thing: str, predicate: NamedNode, made: Statements) -> Iterator[Statement]:
    rule = made.mapping.facts[compact(predicate.value)]
    for value in made.graph.all(thing, predicate):
        if isinstance(value, Literal):
            # The name of an author who is no item.
            if predicate == DCTERMS.creator:
                yield from _plain(made, made.snak("P2093", Text(value.value)))
            else:
                made.lose(thing, compact(predicate.value), f"{rule.property} takes items; {value.value} is a name")
        elif isinstance(value, NamedNode):
            target = made.graph.base.local(value.value)
            id_ = made.ids.of(target)
            snak = made.snak(rule.property, EntityId(id_)) if id_ else None
            if snak:
                yield Statement(snak)
            elif rule.property:
                reason = rule.none if id_ else made.ids.why_not(target)
                if target != ACTUAL and predicate != CKG.actuality:
                    made.lose(thing, compact(predicate.value), reason)


def _bibliography(thing: str, made: Statements) -> Iterator[Statement]:
    graph = made.graph
    for language, title in graph.names(thing, DCTERMS.title):
        if fault(title, LONGEST_MONOLINGUAL):
            made.lose(thing, "title", fault(title, LONGEST_MONOLINGUAL) or "")
        else:
            yield from _plain(made, made.snak(_key(made, DCTERMS.title), Monolingual(title, language.lower())))
    for issued in graph.texts(thing, DCTERMS.issued):
        point = dating(issued, lasting=False).point
        if point:
            yield from _plain(made, made.snak(_key(made, DCTERMS.issued), point))
        else:
            made.lose(thing, "date of issue", f"no time value can say {issued}")
    for language in graph.texts(thing, DCTERMS.language):
        snak = made.item(_key(made, DCTERMS.language), f"language:{language}")
        yield from _plain(made, snak)
    for address in graph.links(thing, RDFS.seeAlso):
        yield from _plain(made, made.snak(_key(made, RDFS.seeAlso), Text(address)))


def _key(made: Statements, predicate: NamedNode) -> str | None:
    return made.mapping.facts[compact(predicate.value)].property


def _plain(made: Statements, snak: Snak | None) -> Iterator[Statement]:
    if snak:
        yield Statement(snak)
