"""Nanopublications: each claim for itself, with its provenance and who published it, under a trusty URI.

Needs the library nanopub for the trusty URIs, which the extra ``nanopub`` installs. They are not
signed: whoever publishes them to the network of nanopublication servers signs them there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from crisiskg.claims.corpus import Corpus
from crisiskg.errors import UsageError
from crisiskg.publish.dumps import sorted_triples, trig
from crisiskg.terms import CITO, CKG, DCTERMS, OA, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, WIKIBASE, XSD, Base

NP = "http://www.nanopub.org/nschema#"

#: What the assertion says of a claim; where the claim stands is provenance, its rank is the publisher's.
_STATED = (
    *(RDF.subject, RDF.predicate, RDF.object, CKG.certainty, CKG.polarity, CKG.heldBy, CKG.attitude),
    *(CKG.objectBegin, CKG.objectEnd, CKG.qualifierDate, CKG.qualifierOffice, CKG.qualifierPlace),
    *(CKG.qualifierStatedAs, CKG.qualifierArticle),
)
_PLACE = (
    RDF.type,
    OA.hasSource,
    OA.hasSelector,
    CKG.segmentDigest,
    CKG.looseDigest,
    CKG.page,
    CKG.locator,
    RDFS.seeAlso,
)
_JUDGED = (WIKIBASE.rank, CKG.rankReason, CKG.rankNote)
_NAMED = (RDF.subject, RDF.object, CKG.heldBy)

Term = NamedNode | Literal
Statements = Iterator[tuple[NamedNode, NamedNode, Term]]
Parts = dict[str, list[Triple]]


def nanopublications(store: Store, corpus: Corpus) -> bytes:
    """Every claim as a nanopublication, in one TriG file by claim.

    The assertion describes the claim. The plain triple stands in it too where the text asserts it as
    having been: not where it is denied, doubted, merely held, deprecated, or about what did not happen.
    Raises ``UsageError`` without the library nanopub.
    """
    artefact = _hasher()
    claims = sorted(
        {
            quad.subject.value
            for quad in store.quads_for_pattern(None, RDF.type, CKG.Claim)
            if isinstance(quad.subject, NamedNode)
        }
    )
    quads: list[Quad] = []
    for claim in claims:
        namespace = corpus.homepage + "np/"
        parts = _parts(store, NamedNode(claim), corpus)
        draft = list(_nanopublication(parts, namespace, namespace, corpus))
        iri = namespace + artefact(draft, namespace)
        quads += _nanopublication(parts, iri, iri + "#", corpus)
    return trig(quads, {**PREFIXES, "np": NP})


def _parts(store: Store, claim: NamedNode, corpus: Corpus) -> Parts:
    """What the assertion says, and what provenance and publication info say of other things than themselves."""
    return {
        "assertion": sorted_triples({Triple(*one) for one in _assertion(store, claim, corpus.base)}),
        "provenance": sorted_triples({Triple(*one) for one in _provenance(store, claim)}),
        "pubinfo": sorted_triples({Triple(*one) for one in _judgement(store, claim)}),
    }


def _nanopublication(parts: Parts, iri: str, namespace: str, corpus: Corpus) -> Iterator[Quad]:
    """The four graphs of a nanopublication under the names that it is given."""
    this = NamedNode(iri)
    graphs = {name: NamedNode(namespace + name) for name in ("Head", "assertion", "provenance", "pubinfo")}
    head = [(RDF.type, NamedNode(NP + "Nanopublication")), (NamedNode(NP + "hasAssertion"), graphs["assertion"])]
    head += [(NamedNode(NP + "hasProvenance"), graphs["provenance"])]
    head += [(NamedNode(NP + "hasPublicationInfo"), graphs["pubinfo"])]
    about: list[tuple[NamedNode, Term]] = [
        (DCTERMS.created, Literal(corpus.issued, datatype=XSD.date)),
        (DCTERMS.creator, NamedNode(corpus.homepage + "publisher")),
        (DCTERMS.isPartOf, NamedNode(corpus.homepage + "dataset")),
        (DCTERMS.license, NamedNode(corpus.licence)),
    ]
    for predicate, value in head:
        yield Quad(this, predicate, value, graphs["Head"])
    for triple in parts["assertion"]:
        yield Quad(triple.subject, triple.predicate, triple.object, graphs["assertion"])
    for triple in parts["provenance"]:
        # What is said of the claim's making is said of the assertion.
        subject = graphs["assertion"] if triple.subject == _ASSERTION else triple.subject
        yield Quad(subject, triple.predicate, triple.object, graphs["provenance"])
    for predicate, described in about:
        yield Quad(this, predicate, described, graphs["pubinfo"])
    for triple in parts["pubinfo"]:
        yield Quad(triple.subject, triple.predicate, triple.object, graphs["pubinfo"])


#: Stands for the assertion until it has a name.
_ASSERTION = NamedNode("urn:x-crisiskg:assertion")


def _assertion(store: Store, claim: NamedNode, base: Base) -> Statements:
    yield claim, RDF.type, CKG.Claim
    yield from _said(store, claim, _STATED)
    subject, predicate, value = (_one(store, claim, part) for part in (RDF.subject, RDF.predicate, RDF.object))
    if isinstance(value, NamedNode) and value.value.startswith(claim.value):
        yield from _said(store, value, (RDF.type, SCHEMA.value, SCHEMA.unitText))
    plain = {
        CKG.polarity: base.node("concept/polarity-positive"),
        CKG.certainty: base.node("concept/certainty-asserted"),
    }
    actual = {None, base.node("concept/actuality-actual")}
    if (
        all(_one(store, claim, quality) == wanted for quality, wanted in plain.items())
        and _one(store, claim, CKG.heldBy) is None
        and _one(store, claim, WIKIBASE.rank) != WIKIBASE.DeprecatedRank
        and all(_one(store, end, CKG.actuality) in actual for end in (subject, value) if isinstance(end, NamedNode))
    ):
        assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None
        yield subject, predicate, value


def _provenance(store: Store, claim: NamedNode) -> Statements:
    for predicate, said in (
        (PROV.wasAttributedTo, PROV.wasAttributedTo),
        (PROV.wasGeneratedBy, PROV.wasGeneratedBy),
        (PROV.hadPrimarySource, PROV.hadPrimarySource),
        (DCTERMS.isPartOf, PROV.wasDerivedFrom),
        (CITO.citesAsEvidence, CITO.citesAsEvidence),
    ):
        for _, _, value in _said(store, claim, (predicate,)):
            yield _ASSERTION, said, value
    for _, _, anchor in _said(store, claim, (CKG.anchor,)):
        assert isinstance(anchor, NamedNode)
        yield _ASSERTION, PROV.wasDerivedFrom, anchor
        yield from _said(store, anchor, _PLACE)
        selector = _one(store, anchor, OA.hasSelector)
        if isinstance(selector, NamedNode):
            yield from _said(store, selector, (RDF.type, OA.start, OA.end))


def _judgement(store: Store, claim: NamedNode) -> Statements:
    """The rank that the publisher gave it, and the names of what it is about."""
    yield from _said(store, claim, _JUDGED)
    for _, _, thing in _said(store, claim, _NAMED):
        if isinstance(thing, NamedNode):
            for _, _, label in _said(store, thing, (SKOS.prefLabel,)):
                if isinstance(label, Literal) and label.language in ("ja", "en"):
                    yield thing, RDFS.label, label


def _said(store: Store, subject: NamedNode, predicates: tuple[NamedNode, ...]) -> Statements:
    for predicate in predicates:
        for quad in store.quads_for_pattern(subject, predicate, None):
            assert isinstance(quad.object, NamedNode | Literal), "the graph has no blank nodes"
            yield subject, predicate, quad.object


def _one(store: Store, subject: NamedNode, predicate: NamedNode) -> Term | None:
    return next((value for _, _, value in _said(store, subject, (predicate,))), None)


def _hasher() -> Callable[[list[Quad], str], str]:
    """What computes the code of a trusty URI from the quads of a draft and its namespace."""
    try:
        from nanopub.trustyuri.rdf.RdfHasher import make_hash
        from rdflib import Literal as Text
        from rdflib import URIRef
    except ImportError:
        raise UsageError("nanopublications need the library nanopub: pip install 'crisiskg[nanopub]'") from None

    def term(value: Any) -> Any:
        if isinstance(value, NamedNode):
            return URIRef(value.value)
        datatype = None if value.language else URIRef(value.datatype.value)
        return Text(value.value, lang=value.language, datatype=datatype, normalize=False)

    def artefact(quads: list[Quad], namespace: str) -> str:
        terms = [(term(q.graph_name), term(q.subject), term(q.predicate), term(q.object)) for q in quads]
        code: str = make_hash(terms, hashstr=" ", baseuri=namespace)
        return code

    return artefact
