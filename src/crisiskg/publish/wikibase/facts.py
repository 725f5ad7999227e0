"""What an item is besides the claims about it: its class, its place on the map, its bibliographic data."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from crisiskg.publish.wikibase.statements import LostError, Statements
from crisiskg.terms import CKG, DCTERMS, GEO, ORG, RDFS, SCHEMA, SEM, SKOS, compact
from crisiskg.wikibase.mapping import CLASSES
from crisiskg.wikibase.model import (
    LONGEST_MONOLINGUAL,
    Coordinate,
    EntityId,
    Monolingual,
    Snak,
    Statement,
    Text,
    Value,
    fault,
    no_language,
)
from crisiskg.wikibase.times import dating

# What is said: by which of our properties, by which key of the mapping, with which value.
_Said = tuple[NamedNode, str | None, Value]

_TYPES = (SEM.eventType, DCTERMS.type, CKG.instrumentKind, CKG.obligationType)
_LINKS = (
    *(CKG.agreement, CKG.obligationOf, CKG.actuality, ORG.organization, DCTERMS.isPartOf, DCTERMS.creator),
    *(SCHEMA.editor, SCHEMA.translator, SCHEMA.translationOfWork, SCHEMA.holdingArchive),
)
_STRINGS = (SCHEMA.volumeNumber, SCHEMA.issueNumber, SCHEMA.pagination)
# Names and descriptions; offices and their dates are said of the person.
_ELSEWHERE = {"skos:prefLabel", "skos:altLabel", "rdfs:label", "ckg:gist", "ckg:byline", "org:member", "org:role"}

# Coordinates of the corpus are given to two decimals.
_PRECISION = 0.01


def facts(thing: str, made: Statements) -> Iterator[Statement]:
    """The statements about a thing that need no text behind them; what is lost goes into ``made.losses``."""
    try:
        around = tuple(made.actuality(thing))
    except LostError as lost:
        around = ()
        made.lose(thing, lost.part, lost.reason)
    # Of what did not happen, another statement tells so or else each of them.
    asserted = made.actual(thing) or made.mapping.property("ckg:actuality") is not None
    for snak, own in _snaks(thing, made):
        yield Statement(snak, qualifiers=(*own, *around), asserted=asserted)
    matches = made.graph.links(thing, SKOS.exactMatch) if made.mapping.own else []
    for address in (made.graph.base.node(thing).value, *matches):
        match = made.wanted(thing, "skos:exactMatch", "P2888", Text(address))
        if match:
            yield Statement(match)
    for predicate in map(compact, made.graph.predicates(thing)):
        rule = made.mapping.facts.get(predicate)
        if rule and rule.property is None and predicate not in _ELSEWHERE:
            made.lose(thing, predicate, rule.none)


def _snaks(thing: str, made: Statements) -> Iterator[tuple[Snak, list[Snak]]]:
    """What is said of a thing, with the qualifiers of its own."""
    graph = made.graph
    for snak in _classes(thing, made):
        yield snak, []
    values = [*_strings(thing, made), *_titles(thing, made)]
    for predicate in _LINKS:
        values += _links(thing, predicate, made)
    latitude, longitude = graph.text(thing, GEO.lat), graph.text(thing, GEO.long)
    if latitude and longitude:
        values.append((GEO.lat, _key(made, GEO.lat), Coordinate(float(latitude), float(longitude), _PRECISION)))
    for predicate, key, value in values:
        found = made.wanted(thing, compact(predicate.value), key, value)
        if found:
            yield found, []
    yield from _issued(thing, made)


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
        else:
            made.lose(thing, "class", made.ids.why_not(class_))


def _links(thing: str, predicate: NamedNode, made: Statements) -> Iterator[_Said]:
    curie = compact(predicate.value)
    rule = made.mapping.facts[curie]
    for value in made.graph.all(thing, predicate):
        if isinstance(value, Literal):
            # The name of an author who is no item.
            if predicate == DCTERMS.creator:
                yield predicate, "P2093", Text(value.value)
            else:
                made.lose(thing, curie, f"{rule.property} takes items; {value.value} is a name")
        elif isinstance(value, NamedNode):
            target = made.graph.base.local(value.value)
            id_ = made.ids.of(target)
            if predicate == CKG.actuality and not made.mapping.property(rule.property):
                continue  # Then it is a qualifier of every statement.
            if id_:
                yield predicate, rule.property, EntityId(id_)
            else:
                made.lose(thing, curie, made.ids.why_not(target))


def _strings(thing: str, made: Statements) -> Iterator[_Said]:
    for predicate in _STRINGS:
        for text in made.graph.texts(thing, predicate):
            yield predicate, _key(made, predicate), Text(text)
    for address in made.graph.links(thing, RDFS.seeAlso):
        yield RDFS.seeAlso, _key(made, RDFS.seeAlso), Text(address)


def _titles(thing: str, made: Statements) -> Iterator[_Said]:
    graph = made.graph
    for language, title in graph.names(thing, DCTERMS.title):
        wrong = fault(title, LONGEST_MONOLINGUAL) or no_language(language.lower())
        if wrong:
            made.lose(thing, "dcterms:title", wrong)
        else:
            yield DCTERMS.title, _key(made, DCTERMS.title), Monolingual(title, language.lower())
    for language in graph.texts(thing, DCTERMS.language):
        id_ = made.ids.of(f"language:{language}")
        if id_:
            yield DCTERMS.language, _key(made, DCTERMS.language), EntityId(id_)
        else:
            made.lose(thing, "dcterms:language", f"the mapping has no language:{language}")


def _issued(thing: str, made: Statements) -> Iterator[tuple[Snak, list[Snak]]]:
    for issued in made.graph.texts(thing, DCTERMS.issued):
        date = dating(issued, lasting=False)
        if date.point is None:
            made.lose(thing, "dcterms:issued", f"no time value can say {issued}")
            continue
        found = made.wanted(thing, "dcterms:issued", _key(made, DCTERMS.issued), date.point)
        if found:
            yield found, made.around(thing, date)


def _key(made: Statements, predicate: NamedNode) -> str | None:
    return made.mapping.facts[compact(predicate.value)].property
