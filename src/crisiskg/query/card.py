"""One entity with everything that is claimed about it: the page of an entity, as a value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store, Triple

from crisiskg.errors import UsageError, nearest
from crisiskg.query.model import StoredQuery
from crisiskg.terms import CKG, DCTERMS, OA, ORG, PREFIXES, RDF, RDFS, SCHEMA, SKOS, WD, WIKIBASE, Base, compact, expand

Term = NamedNode | Literal

_LOCAL = re.compile(r"[a-z]+/[a-z0-9-]+")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
#: What is told of a thing before its claims: dates and status from the view, and the record of a work.
_SHORT = (
    *(CKG.date, CKG.agreementStatus, CKG.actuality),
    *(DCTERMS.creator, DCTERMS.issued, DCTERMS.publisher, RDFS.seeAlso),
)

#: What points with these from a part to its whole.
_PART_OF = (CKG.agreement, CKG.obligationOf, ORG.member)

_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True)
class Evidence:
    """One place that a claim rests on: a span of a text (code points), or a place in a public record.

    ``notes`` are the numbers of the notes that it carries, ``note`` that of the one it stands in.
    """

    source: str
    start: int | None
    end: int | None
    section: str
    page: str
    notes: tuple[str, ...]
    note: str
    locator: str
    url: str


@dataclass(frozen=True)
class CardClaim:
    """One claim about the entity. ``inverse`` holds when the entity is its value, not its subject."""

    claim: str
    predicate: dict[str, str]
    inverse: bool
    value: dict[str, str]
    certainty: str
    negative: bool
    holders: tuple[dict[str, str], ...]
    attitude: str
    qualifiers: tuple[tuple[str, dict[str, str]], ...]
    rank: str
    note: dict[str, str]
    evidence: tuple[Evidence, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """An entity: names by language, what it is, matches, and its claims.

    ``parts`` are the cards of what belongs to it: an agreement's acts by their dates and its
    obligations, a person's offices.
    """

    iri: str
    labels: dict[str, str]
    other_names: tuple[str, ...]
    gist: dict[str, str]
    types: tuple[dict[str, str], ...]
    matches: tuple[str, ...]
    derived: tuple[tuple[str, str], ...]
    claims: tuple[CardClaim, ...]
    parts: tuple[Card, ...] = ()


def find_entity(store: Store, wanted: str, base: Base | None = None) -> NamedNode:
    """The node that a person means: a local id, an IRI, a Wikidata id, or any of its names.

    Raises ``UsageError`` when nothing, or more than one thing, is called so.
    """
    base = base or Base()
    candidates = []
    if wanted.partition(":")[0] in PREFIXES:
        candidates.append(expand(wanted))
    elif _LOCAL.fullmatch(wanted):
        candidates.append(base.node(wanted))
    elif _IRI.fullmatch(wanted):
        candidates.append(NamedNode(wanted))
    for node in candidates:
        if _any(store, node, None):
            return node
    found = set()
    if _WIKIDATA.fullmatch(wanted):
        found = {quad.subject for quad in store.quads_for_pattern(None, SKOS.exactMatch, WD[wanted])}
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        if not found:
            named = store.quads_for_pattern(None, predicate, None)
            found = {quad.subject for quad in named if _text(quad.object).casefold() == wanted.casefold()}
    nodes = sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)
    if len(nodes) == 1:
        return nodes[0]
    if nodes:
        names = ", ".join(base.local(node.value) for node in nodes)
        raise UsageError(f"{wanted!r} may be any of {names}: give one of these")
    known = {base.local(_text(quad.subject)) for quad in store.quads_for_pattern(None, SKOS.prefLabel, None)}
    advice = nearest(wanted, known) or "give a local id such as agreement/some-treaty, an IRI, or a name"
    raise UsageError(f"nothing is called {wanted!r}: {advice}")


def known_entities(store: Store, query: StoredQuery, params: dict[str, str], base: Base) -> dict[str, str]:
    """The parameters with every entity said by its local id, by whatever name it was given.

    Raises ``UsageError`` when an entity is not in the graph: no answer would look like no evidence.
    """
    entities = {parameter.name for parameter in query.parameters if parameter.type == "entity"}
    return {
        name: base.local(find_entity(store, value, base).value) if name in entities and value else value
        for name, value in params.items()
    }


def entity_triples(store: Store, node: NamedNode) -> list[Triple]:
    """Every triple about an entity and about the claims that speak of it, sorted."""
    things = {node, *_claims_of(store, node)}
    triples = {
        Triple(quad.subject, quad.predicate, quad.object)
        for thing in things
        for quad in store.quads_for_pattern(thing, None, None)
    }
    return sorted(triples, key=lambda t: (str(t.subject), t.predicate != RDF.type, str(t.predicate), str(t.object)))


def entity_card(store: Store, node: NamedNode) -> Card:
    """The card of an entity; ``node`` is one that ``find_entity`` gave."""
    names = [
        _text(quad.object)
        for predicate in (SKOS.altLabel, SKOS.hiddenLabel)
        for quad in store.quads_for_pattern(node, predicate, None)
    ]
    kinds = [quad.object for quad in store.quads_for_pattern(node, RDF.type, None)]
    derived = [
        (compact(predicate.value), _name(store, value)["en"])
        for predicate in _SHORT
        for value in _objects(store, node, predicate)
    ]
    claims = [_claim(store, claim, node) for claim in _claims_of(store, node)]
    parts = [
        entity_card(store, quad.subject)
        for predicate in _PART_OF
        for quad in {quad.subject: quad for quad in store.quads_for_pattern(None, predicate, node)}.values()
        if isinstance(quad.subject, NamedNode)
    ]
    return Card(
        iri=node.value,
        labels=_languages(store, node, SKOS.prefLabel),
        other_names=tuple(sorted(set(names))),
        gist=_languages(store, node, CKG.gist),
        types=tuple(_name(store, kind) for kind in sorted(kinds, key=str) if isinstance(kind, NamedNode)),
        matches=tuple(sorted(_text(value) for value in _objects(store, node, SKOS.exactMatch))),
        derived=tuple(derived),
        claims=tuple(sorted(claims, key=_order)),
        parts=tuple(sorted(parts, key=lambda part: (dict(part.derived).get("ckg:date", "~"), part.iri))),
    )


def _order(claim: CardClaim) -> tuple[bool, str, str, int, str]:
    first = claim.evidence[0] if claim.evidence else None
    return (
        claim.inverse,
        claim.predicate["en"],
        first.source if first else "",
        first.start or 0 if first else 0,
        claim.claim,
    )


def _claims_of(store: Store, node: NamedNode) -> set[NamedNode]:
    if _one(store, node, RDF.subject) is not None:
        return {node}
    return {
        quad.subject
        for predicate in (RDF.subject, RDF.object, CKG.heldBy)
        for quad in store.quads_for_pattern(None, predicate, node)
        if isinstance(quad.subject, NamedNode)
    }


def _claim(store: Store, claim: NamedNode, about: NamedNode) -> CardClaim:
    subject = _one(store, claim, RDF.subject)
    inverse = subject != about
    value = subject if inverse else _one(store, claim, RDF.object)
    shown = _name(store, value)
    if about == claim or (inverse and _one(store, claim, RDF.object) != about):
        # The entity holds the claim, or is the claim: both ends of the content are news.
        content = _name(store, _one(store, claim, RDF.object))
        shown = {language: f"{shown[language]} → {content[language]}" for language in ("ja", "en")}
    qualifiers = [
        (name, _name(store, item))
        for name in ("Date", "Office", "Place", "StatedAs", "Article")
        for item in _objects(store, claim, CKG["qualifier" + name])
    ]
    return CardClaim(
        claim=claim.value,
        predicate=_name(store, _one(store, claim, RDF.predicate)),
        inverse=inverse,
        value=shown,
        certainty=_tail(_one(store, claim, CKG.certainty), "certainty-"),
        negative=_tail(_one(store, claim, CKG.polarity), "polarity-") == "negative",
        holders=tuple(_name(store, holder) for holder in _objects(store, claim, CKG.heldBy)),
        attitude=_tail(_one(store, claim, CKG.attitude), "attitude-"),
        qualifiers=tuple(qualifiers),
        rank=_tail(_one(store, claim, WIKIBASE.rank), "ontology#").removesuffix("Rank").lower(),
        note=_languages(store, claim, CKG.rankNote),
        evidence=tuple(_evidence(store, anchor) for anchor in _objects(store, claim, CKG.anchor)),
        conflicts=tuple(sorted(_text(other) for other in _objects(store, claim, CKG.conflictsWith))),
    )


def _evidence(store: Store, anchor: Term) -> Evidence:
    selector = _one(store, anchor, OA.hasSelector)
    start, end = _text(_one(store, selector, OA.start)), _text(_one(store, selector, OA.end))
    notes = [_text(_one(store, note, CKG.noteNumber)) for note in _objects(store, anchor, CKG.carriesNote)]
    inside = _one(store, anchor, CKG.inNote)
    section = _one(store, anchor, CKG.section)
    return Evidence(
        source=_text(_one(store, anchor, OA.hasSource)),
        start=int(start) if start else None,
        end=int(end) if end else None,
        section=_text(_one(store, section, CKG.sectionPath)),
        page=_text(_one(store, anchor, CKG.page)),
        notes=tuple(notes),
        note=_text(_one(store, inside, CKG.noteNumber)),
        locator=_text(_one(store, anchor, CKG.locator)),
        url=_text(_one(store, anchor, RDFS.seeAlso)),
    )


def _name(store: Store, term: Term | None) -> dict[str, str]:
    """What a term is called in ja and en; a literal is called by its own text."""
    if not isinstance(term, NamedNode):
        return {"ja": _text(term), "en": _text(term)}
    for predicate in (SKOS.prefLabel, RDFS.label):
        labels = _languages(store, term, predicate)
        if labels:
            some = next(iter(labels.values()))
            return {"ja": labels.get("ja", some), "en": labels.get("en", some)}
    amount = _one(store, term, SCHEMA.value)
    if amount is not None:
        units = _languages(store, term, SCHEMA.unitText)
        return {language: f"{_text(amount)} {units.get(language, '')}".strip() for language in ("ja", "en")}
    return {"ja": compact(term.value), "en": compact(term.value)}


def _languages(store: Store, node: NamedNode, predicate: NamedNode) -> dict[str, str]:
    found = [value for value in _objects(store, node, predicate) if isinstance(value, Literal) and value.language]
    return {str(value.language): value.value for value in sorted(found, key=lambda value: str(value.language))}


def _objects(store: Store, node: Term | None, predicate: NamedNode) -> list[Term]:
    if not isinstance(node, NamedNode):
        return []
    found = {quad.object for quad in store.quads_for_pattern(node, predicate, None)}
    return sorted((term for term in found if isinstance(term, NamedNode | Literal)), key=str)


def _one(store: Store, node: Term | None, predicate: NamedNode) -> Term | None:
    return next(iter(_objects(store, node, predicate)), None)


def _any(store: Store, node: NamedNode, predicate: NamedNode | None) -> bool:
    return next(iter(store.quads_for_pattern(node, predicate, None)), None) is not None


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _tail(term: Term | None, mark: str) -> str:
    return _text(term).rpartition(mark)[2]
