"""The registered texts as triples: their bibliographic records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from crisiskg.claims.model import RECORD, Claim
from crisiskg.graph.statements import Term, integer
from crisiskg.terms import CKG, DCTERMS, EDTF, KIND_CLASSES, PROV, RDF, RDFS, SCHEMA, SKOS, Base
from crisiskg.texts import Record

#: Keys of the register with words in ja and en.
_BILINGUAL = {"container": DCTERMS.isPartOf, "publisher": DCTERMS.publisher, "series": SCHEMA.isPartOf}

#: Keys of the register with one string.
_STRINGS = {
    "volume": SCHEMA.volumeNumber,
    "issue": SCHEMA.issueNumber,
    "pages": SCHEMA.pagination,
    "number": DCTERMS.identifier,
}


def text_quads(records: Iterable[Record], base: Base) -> Iterator[Quad]:
    """The bibliographic record of each text, in the graph of the text."""
    for record in records:
        node = base.node("text/" + record.id)
        graph = base.graph("text/" + record.id)
        for predicate, value in _record(record, base):
            yield Quad(node, predicate, value, graph)
        curation = NamedNode(node.value + "#curation")
        yield from _curation(curation, node, graph, record.title)


def record_quads(claims: Iterable[Claim], base: Base) -> Iterator[Quad]:
    """The activities that gave the claims of records: one for the public records, one for each further record."""
    names = {RECORD: {"ja": "公的記録との照合", "en": "comparison with public records"}}
    for claim in claims:
        if claim.record is not None and claim.graph not in names:
            names[claim.graph] = {"ja": f"{claim.source} からの取り込み", "en": f"import from {claim.source}"}
    for name, labels in sorted(names.items()):
        graph = base.graph(name)
        activity = NamedNode(graph.value + "#curation")
        yield Quad(activity, RDF.type, PROV.Activity, graph)
        for language, label in labels.items():
            yield Quad(activity, RDFS.label, Literal(label, language=language), graph)


def _curation(activity: NamedNode, text: NamedNode, graph: NamedNode, title: dict[str, str]) -> Iterator[Quad]:
    names = {"ja": f"「{title['ja']}」の読解", "en": f"reading of “{title['en']}”"}
    yield Quad(activity, RDF.type, PROV.Activity, graph)
    yield Quad(activity, PROV.used, text, graph)
    for language, name in names.items():
        yield Quad(activity, RDFS.label, Literal(name, language=language), graph)


def _record(record: Record, base: Base) -> Iterator[tuple[NamedNode, Term]]:
    for class_ in KIND_CLASSES["text"]:
        yield RDF.type, class_
    for language, title in record.title.items():
        yield SKOS.prefLabel, Literal(title, language=language)
        yield DCTERMS.title, Literal(title, language=language)
    for creator in record.creators:
        yield DCTERMS.creator, base.node(creator)
    yield DCTERMS.language, Literal(record.language)
    for language, rights in record.rights.items():
        yield DCTERMS.rights, Literal(rights, language=language)
    yield CKG.textDigest, Literal(record.sha256)
    yield CKG.codePoints, integer(record.length)
    for key, predicate in _BILINGUAL.items():
        for language, name in record.bibliography.get(key, {}).items():
            yield predicate, Literal(name, language=language)
    for key, predicate in _STRINGS.items():
        if key in record.bibliography:
            yield predicate, Literal(record.bibliography[key])
    if "issued" in record.bibliography:
        yield DCTERMS.issued, Literal(record.bibliography["issued"], datatype=EDTF)
    if "url" in record.bibliography:
        yield RDFS.seeAlso, NamedNode(record.bibliography["url"])
