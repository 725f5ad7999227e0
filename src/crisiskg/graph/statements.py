"""Claims as triples: each claim a resource, each anchor an RFC 5147 fragment of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from crisiskg.claims.dates import bounds
from crisiskg.claims.model import Claim
from crisiskg.claims.vocabulary import Statable
from crisiskg.terms import (
    CITO,
    CKG,
    DCTERMS,
    EDTF,
    KIND_CLASSES,
    OA,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    WIKIBASE,
    XSD,
    Base,
)
from crisiskg.texts import Anchor

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

_RANKS = {
    "preferred": WIKIBASE.PreferredRank,
    "normal": WIKIBASE.NormalRank,
    "deprecated": WIKIBASE.DeprecatedRank,
}


def span_node(text: str, start: int, end: int, base: Base) -> NamedNode:
    """The node of a span of a text: ``…/text/{id}#char=start,end`` as RFC 5147 writes it."""
    return NamedNode(f"{base.node('text/' + text).value}#char={start},{end}")


def claim_node(slug: str, base: Base) -> NamedNode:
    """The node of the claim that other claims call ``slug``."""
    return base.node("claim/" + slug)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)


def claim_quads(
    claims: Iterable[Claim], vocabulary: dict[str, Statable], authors: dict[str, tuple[str, ...]], base: Base
) -> Iterator[Quad]:
    """Every claim, in the graph of its text or of its record.

    ``authors`` gives the author ids of each text.
    """
    for claim in claims:
        graph = base.graph(claim.graph)
        triples = _claim(claim, vocabulary[claim.predicate], authors.get(claim.source, ()), base)
        for subject, predicate, value in triples:
            yield Quad(subject, predicate, value, graph)


def note_node(text: str, number: str, base: Base) -> NamedNode:
    """The node of the note that bears a number in a text."""
    return base.node(f"note/{text}-{number}")


def _claim(claim: Claim, statable: Statable, authors: tuple[str, ...], base: Base) -> Iterator[Triple]:
    node = claim_node(claim.slug, base)
    for class_ in KIND_CLASSES["claim"]:
        yield node, RDF.type, class_
    yield node, RDF.subject, base.node(claim.subject)
    yield node, RDF.predicate, statable.node
    yield from _object(node, claim, statable, base)
    yield node, CKG.certainty, base.node("concept/certainty-" + claim.certainty)
    yield node, CKG.polarity, base.node("concept/polarity-" + claim.polarity)
    for holder in claim.held_by:
        yield node, CKG.heldBy, base.node(holder)
    if claim.attitude:
        yield node, CKG.attitude, base.node("concept/attitude-" + claim.attitude)
    yield node, WIKIBASE.rank, _RANKS[claim.rank]
    if claim.rank_reason:
        yield node, CKG.rankReason, base.node(claim.rank_reason["reason"])
        for language in ("ja", "en"):
            yield node, CKG.rankNote, Literal(claim.rank_reason[language], language=language)
    yield from _qualifiers(node, claim, base)
    for disputed in claim.disputes:
        yield node, CITO.disputes, claim_node(disputed, base)
    if claim.record is not None:
        yield from _record(node, claim, base)
        return
    text = base.node("text/" + claim.source)
    yield node, DCTERMS.isPartOf, text
    for author in authors:
        yield node, PROV.wasAttributedTo, base.node(author)
    yield node, PROV.wasGeneratedBy, NamedNode(text.value + "#curation")
    for anchor in claim.anchors:
        yield node, CKG.anchor, span_node(claim.source, anchor.start, anchor.end, base)
        yield from _anchor(claim.source, anchor, base)


def _object(node: NamedNode, claim: Claim, statable: Statable, base: Base) -> Iterator[Triple]:
    value = claim.value
    if isinstance(value, dict):
        quantity = NamedNode(node.value + "#value")
        yield node, RDF.object, quantity
        yield quantity, RDF.type, SCHEMA.QuantitativeValue
        yield quantity, SCHEMA.value, Literal(str(value["value"]), datatype=XSD.decimal)
        for language, unit in value["unit"].items():
            yield quantity, SCHEMA.unitText, Literal(unit, language=language)
    elif statable.literal == "edtf":
        yield node, RDF.object, Literal(value, datatype=EDTF)
        begin, end = bounds(value)
        if begin:
            yield node, CKG.objectBegin, Literal(begin.isoformat(), datatype=XSD.date)
        if end:
            yield node, CKG.objectEnd, Literal(end.isoformat(), datatype=XSD.date)
    elif statable.literal == "string":
        yield node, RDF.object, Literal(value)
    else:
        yield node, RDF.object, base.node(value)


def _qualifiers(node: NamedNode, claim: Claim, base: Base) -> Iterator[Triple]:
    for name, value in claim.qualifiers.items():
        predicate = CKG["qualifier" + name[0].upper() + name[1:]]
        if name == "date":
            yield node, predicate, Literal(value, datatype=EDTF)
        elif name in ("office", "place"):
            yield node, predicate, base.node(value)
        else:
            yield node, predicate, Literal(value)


def _record(node: NamedNode, claim: Claim, base: Base) -> Iterator[Triple]:
    assert claim.record is not None
    work = base.node(claim.record.work)
    source = NamedNode(node.value + "#source")
    yield node, DCTERMS.isPartOf, work
    yield node, PROV.hadPrimarySource, work
    yield node, PROV.wasGeneratedBy, NamedNode(base.graph(claim.graph).value + "#curation")
    yield node, CKG.anchor, source
    yield source, RDF.type, OA.SpecificResource
    yield source, OA.hasSource, work
    yield source, CKG.locator, Literal(claim.record.locator)
    if claim.record.url:
        yield source, RDFS.seeAlso, NamedNode(claim.record.url)


def _anchor(text: str, anchor: Anchor, base: Base) -> Iterator[Triple]:
    node = span_node(text, anchor.start, anchor.end, base)
    selector = NamedNode(f"{base.node('text/' + text).value}#position={anchor.start},{anchor.end}")
    yield node, RDF.type, OA.SpecificResource
    yield node, OA.hasSource, base.node("text/" + text)
    yield node, OA.hasSelector, selector
    yield node, CKG.segmentDigest, Literal(anchor.segment)
    yield node, CKG.looseDigest, Literal(anchor.loose)
    yield selector, RDF.type, OA.TextPositionSelector
    yield selector, OA.start, integer(anchor.start)
    yield selector, OA.end, integer(anchor.end)
