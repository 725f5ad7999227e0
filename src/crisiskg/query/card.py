"""One entity with everything that is claimed about it: the page of an entity, as a value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store, Triple

from crisiskg.errors import UsageError, nearest
from crisiskg.query.chain import CitedSource, Citing, citing_places, sources_of
from crisiskg.query.model import StoredQuery
from crisiskg.query.terms import Term, any_triple, languages, name, objects, one, text
from crisiskg.terms import CKG, DCTERMS, OA, ORG, PREFIXES, RDF, RDFS, SKOS, WD, WIKIBASE, Base, compact, expand

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
    sources: tuple[CitedSource, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """An entity: names by language, what it is, matches, and its claims.

    ``parts`` are the cards of what belongs to it: an agreement's acts by their dates and its
    obligations, a person's offices. ``cited`` is where notes cite it, if it is a work, an archive or
    a body that keeps one.
    """

    iri: str
    labels: dict[str, str]
    other_names: tuple[str, ...]
    gist: dict[str, str]
    types: tuple[dict[str, str], ...]
    matches: tuple[str, ...]
    derived: tuple[tuple[str, str], ...]
    claims: tuple[CardClaim, ...]
    cited: tuple[Citing, ...] = ()
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
        if any_triple(store, node, None):
            return node
    found = set()
    if _WIKIDATA.fullmatch(wanted):
        found = {quad.subject for quad in store.quads_for_pattern(None, SKOS.exactMatch, WD[wanted])}
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        if not found:
            named = store.quads_for_pattern(None, predicate, None)
            found = {quad.subject for quad in named if text(quad.object).casefold() == wanted.casefold()}
    nodes = sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)
    if len(nodes) == 1:
        return nodes[0]
    if nodes:
        names = ", ".join(base.local(node.value) for node in nodes)
        raise UsageError(f"{wanted!r} may be any of {names}: give one of these")
    known = {base.local(text(quad.subject)) for quad in store.quads_for_pattern(None, SKOS.prefLabel, None)}
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
        text(quad.object)
        for predicate in (SKOS.altLabel, SKOS.hiddenLabel)
        for quad in store.quads_for_pattern(node, predicate, None)
    ]
    kinds = [quad.object for quad in store.quads_for_pattern(node, RDF.type, None)]
    derived = [
        (compact(predicate.value), name(store, value)["en"])
        for predicate in _SHORT
        for value in objects(store, node, predicate)
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
        labels=languages(store, node, SKOS.prefLabel),
        other_names=tuple(sorted(set(names))),
        gist=languages(store, node, CKG.gist),
        types=tuple(name(store, kind) for kind in sorted(kinds, key=str) if isinstance(kind, NamedNode)),
        matches=tuple(sorted(text(value) for value in objects(store, node, SKOS.exactMatch))),
        derived=tuple(derived),
        claims=tuple(sorted(claims, key=_order)),
        cited=citing_places(store, node),
        parts=tuple(sorted(parts, key=lambda part: (dict(part.derived).get("ckg:date", "~"), part.iri))),
    )


def claim_card(store: Store, node: NamedNode) -> Card:
    """The card of one claim. Raises ``UsageError`` when the node is something else."""
    if one(store, node, RDF.subject) is None:
        raise UsageError(f"{compact(node.value)} is no claim: `crisiskg show` lists the claims about a thing")
    return entity_card(store, node)


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
    if one(store, node, RDF.subject) is not None:
        return {node}
    return {
        quad.subject
        for predicate in (RDF.subject, RDF.object, CKG.heldBy)
        for quad in store.quads_for_pattern(None, predicate, node)
        if isinstance(quad.subject, NamedNode)
    }


def _claim(store: Store, claim: NamedNode, about: NamedNode) -> CardClaim:
    subject = one(store, claim, RDF.subject)
    inverse = subject != about
    value = subject if inverse else one(store, claim, RDF.object)
    shown = name(store, value)
    if about == claim or (inverse and one(store, claim, RDF.object) != about):
        # The entity holds the claim, or is the claim: both ends of the content are news.
        content = name(store, one(store, claim, RDF.object))
        shown = {language: f"{shown[language]} → {content[language]}" for language in ("ja", "en")}
    qualifiers = [
        (key, name(store, item))
        for key in ("Date", "Office", "Place", "StatedAs", "Article")
        for item in objects(store, claim, CKG["qualifier" + key])
    ]
    return CardClaim(
        claim=claim.value,
        predicate=name(store, one(store, claim, RDF.predicate)),
        inverse=inverse,
        value=shown,
        certainty=_tail(one(store, claim, CKG.certainty), "certainty-"),
        negative=_tail(one(store, claim, CKG.polarity), "polarity-") == "negative",
        holders=tuple(name(store, holder) for holder in objects(store, claim, CKG.heldBy)),
        attitude=_tail(one(store, claim, CKG.attitude), "attitude-"),
        qualifiers=tuple(qualifiers),
        rank=_tail(one(store, claim, WIKIBASE.rank), "ontology#").removesuffix("Rank").lower(),
        note=languages(store, claim, CKG.rankNote),
        evidence=tuple(_evidence(store, anchor) for anchor in objects(store, claim, CKG.anchor)),
        sources=sources_of(store, claim),
        conflicts=tuple(sorted(text(other) for other in objects(store, claim, CKG.conflictsWith))),
    )


def _evidence(store: Store, anchor: Term) -> Evidence:
    selector = one(store, anchor, OA.hasSelector)
    start, end = text(one(store, selector, OA.start)), text(one(store, selector, OA.end))
    notes = [text(one(store, note, CKG.noteNumber)) for note in objects(store, anchor, CKG.carriesNote)]
    inside = one(store, anchor, CKG.inNote)
    section = one(store, anchor, CKG.section)
    return Evidence(
        source=text(one(store, anchor, OA.hasSource)),
        start=int(start) if start else None,
        end=int(end) if end else None,
        section=text(one(store, section, CKG.sectionPath)),
        page=text(one(store, anchor, CKG.page)),
        notes=tuple(notes),
        note=text(one(store, inside, CKG.noteNumber)),
        locator=text(one(store, anchor, CKG.locator)),
        url=text(one(store, anchor, RDFS.seeAlso)),
    )


def _tail(term: Term | None, mark: str) -> str:
    return text(term).rpartition(mark)[2]
