"""The dataset in every RDF format, sorted, so that the same input gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from crisiskg.terms import PREFIXES, RDF

Term = NamedNode | BlankNode | Literal | Triple

_LINE = b"@prefix "
_ROOT = re.compile(rb"<rdf:RDF ([^>]*)>")


def sorted_quads(store: Store) -> list[Quad]:
    """Every quad of a store by graph, subject, predicate (rdf:type first) and object."""
    return sorted(store, key=lambda quad: (str(quad.graph_name), *_triple_key(quad)))


def union_triples(store: Store) -> list[Triple]:
    """Every triple of a store once, whatever graphs it stands in, sorted like ``sorted_quads``."""
    return sorted_triples({Triple(quad.subject, quad.predicate, quad.object) for quad in store})


def sorted_triples(triples: Iterable[Triple]) -> list[Triple]:
    """Triples by subject, predicate (rdf:type first) and object."""
    return sorted(triples, key=_triple_key)


def ntriples(triples: Iterable[Triple]) -> bytes:
    """N-Triples, one triple a line."""
    return _serialize(triples, RdfFormat.N_TRIPLES)


def nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads, one quad a line."""
    return _serialize(quads, RdfFormat.N_QUADS)


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Turtle with the prefixes of the one prefix map, or of another, in the order of their names."""
    return _sorted_header(_serialize(triples, RdfFormat.TURTLE, dict(prefixes)))


def trig(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """TriG with the prefixes of the one prefix map, or of another, in the order of their names."""
    return _sorted_header(_serialize(quads, RdfFormat.TRIG, dict(prefixes)))


def rdfxml(triples: Iterable[Triple]) -> bytes:
    """RDF/XML. The namespaces, which pyoxigraph writes in hash order, come sorted."""
    written = _serialize(triples, RdfFormat.RDF_XML, PREFIXES)
    root = _ROOT.search(written)
    assert root is not None, "an RDF/XML document has a root element"
    declarations = b" ".join(sorted(root[1].split()))
    return written[: root.start(1)] + declarations + written[root.end(1) :]


#: The RDF dumps by file suffix. Formats with named graphs take quads, the others triples.
TRIPLE_FORMATS: dict[str, Callable[[Iterable[Triple]], bytes]] = {"ttl": turtle, "nt": ntriples, "rdf": rdfxml}
QUAD_FORMATS: dict[str, Callable[[Iterable[Quad]], bytes]] = {"nq": nquads, "trig": trig}


def _triple_key(triple: Triple | Quad) -> tuple[str, bool, str, str]:
    predicate = triple.predicate
    return (str(triple.subject), predicate != RDF.type, predicate.value, str(triple.object))


def _serialize(
    statements: Iterable[Triple] | Iterable[Quad], rdf_format: RdfFormat, prefixes: dict[str, str] | None = None
) -> bytes:
    written = serialize(statements, format=rdf_format, prefixes=prefixes)
    assert written is not None, "pyoxigraph returns bytes when no output is given"
    return written


def _sorted_header(written: bytes) -> bytes:
    """pyoxigraph writes prefixes in hash order: sort them, and part the subjects by an empty line."""
    lines = written.split(b"\n")
    count = 0
    while lines[count].startswith(_LINE):
        count += 1
    body = b"\n".join(lines[count:]).replace(b" .\n", b" .\n\n").rstrip(b"\n")
    return b"\n".join([*sorted(lines[:count]), b"", body, b""])
