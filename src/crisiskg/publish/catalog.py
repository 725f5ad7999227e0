"""The catalogue of a release: DCAT for people who look for data, VoID for programs that query it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from crisiskg.claims.corpus import Corpus
from crisiskg.publish.dumps import sorted_triples
from crisiskg.terms import DCAT, DCTERMS, FOAF, RDF, RDFS, VOID, XSD

_SPDX = "http://spdx.org/rdf/terms#"
_IANA = "https://www.iana.org/assignments/media-types/"

#: Media types by file suffix, for the distributions.
MEDIA_TYPES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
    "json": "application/json",
    "txt": "text/plain",
}


def catalog_triples(triples: Sequence[Triple], files: Mapping[str, bytes], corpus: Corpus) -> list[Triple]:
    """The triples of ``catalog.ttl``, with every count taken from the triples of the release.

    ``files`` are the files of the release by name, for their sizes and SHA-256 sums.
    """
    return sorted_triples(
        Triple(NamedNode(subject), predicate, value)
        for subject, predicate, value in (*_dataset(corpus, files), *_counts(triples, corpus), *_files(corpus, files))
    )


Statement = tuple[str, NamedNode, NamedNode | Literal]


def _dataset(corpus: Corpus, files: Mapping[str, bytes]) -> Iterator[Statement]:
    dataset = corpus.homepage + "dataset"
    catalog = corpus.homepage + "catalog"
    publisher = corpus.homepage + "publisher"
    yield catalog, RDF.type, DCAT.Catalog
    yield catalog, DCAT.dataset, NamedNode(dataset)
    yield publisher, RDF.type, FOAF.Agent
    yield dataset, RDF.type, DCAT.Dataset
    yield dataset, RDF.type, VOID.Dataset
    for language in ("ja", "en"):
        yield catalog, DCTERMS.title, Literal(corpus.title[language], language=language)
        yield dataset, DCTERMS.title, Literal(corpus.title[language], language=language)
        yield dataset, DCTERMS.description, Literal(corpus.description[language], language=language)
        yield publisher, FOAF.name, Literal(corpus.publisher[language], language=language)
    for subject in (catalog, dataset):
        yield subject, DCTERMS.publisher, NamedNode(publisher)
        yield subject, DCTERMS.license, NamedNode(corpus.licence)
        yield subject, DCTERMS.issued, Literal(corpus.issued, datatype=XSD.date)
        yield subject, FOAF.homepage, NamedNode(corpus.homepage)
    yield dataset, DCAT.version, Literal(corpus.version)
    yield dataset, VOID.uriSpace, Literal(corpus.base.resources)
    for name in files:
        yield dataset, DCAT.distribution, NamedNode(corpus.homepage + "download/" + name)


def _counts(triples: Sequence[Triple], corpus: Corpus) -> Iterator[Statement]:
    dataset = corpus.homepage + "dataset"
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for triple in triples:
        properties[triple.predicate.value] += 1
        if triple.predicate == RDF.type and isinstance(triple.object, NamedNode):
            classes[triple.object.value] += 1
    subjects = {triple.subject for triple in triples}
    entities = {s for s in subjects if isinstance(s, NamedNode) and s.value.startswith(corpus.base.resources)}
    objects = {triple.object for triple in triples}
    yield dataset, VOID.triples, _integer(len(triples))
    yield dataset, VOID.entities, _integer(len(entities))
    yield dataset, VOID.distinctSubjects, _integer(len(subjects))
    yield dataset, VOID.distinctObjects, _integer(len(objects))
    yield dataset, VOID.classes, _integer(len(classes))
    yield dataset, VOID.properties, _integer(len(properties))
    yield from _partitions(dataset, "class", VOID.classPartition, VOID["class"], VOID.entities, classes)
    yield from _partitions(dataset, "property", VOID.propertyPartition, VOID.property, VOID.triples, properties)


def _partitions(
    dataset: str, name: str, link: NamedNode, key: NamedNode, count: NamedNode, counts: Counter[str]
) -> Iterator[Statement]:
    for iri, number in sorted(counts.items()):
        digest = hashlib.sha256(iri.encode("utf-8")).hexdigest()[:12]
        partition = f"{dataset}#{name}-{digest}"
        yield dataset, link, NamedNode(partition)
        yield partition, key, NamedNode(iri)
        yield partition, count, _integer(number)


def _files(corpus: Corpus, files: Mapping[str, bytes]) -> Iterator[Statement]:
    for name, content in files.items():
        distribution = corpus.homepage + "download/" + name
        checksum = distribution + "#checksum"
        yield distribution, RDF.type, DCAT.Distribution
        yield distribution, DCAT.downloadURL, NamedNode(distribution)
        yield distribution, DCTERMS.license, NamedNode(corpus.licence)
        yield distribution, RDFS.label, Literal(name)
        media_type = MEDIA_TYPES.get(name.rpartition(".")[2])
        if media_type:
            yield distribution, DCAT.mediaType, NamedNode(_IANA + media_type)
        yield distribution, DCAT.byteSize, Literal(str(len(content)), datatype=XSD.nonNegativeInteger)
        yield distribution, NamedNode(_SPDX + "checksum"), NamedNode(checksum)
        yield checksum, RDF.type, NamedNode(_SPDX + "Checksum")
        yield checksum, NamedNode(_SPDX + "algorithm"), NamedNode(_SPDX + "checksumAlgorithm_sha256")
        yield checksum, NamedNode(_SPDX + "checksumValue"), Literal(hashlib.sha256(content).hexdigest())


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The lines of ``SHA256SUMS`` as ``sha256sum -c`` reads them."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode("ascii")
