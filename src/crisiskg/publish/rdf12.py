"""RDF 1.2: each claim reifies its triple as a triple term, for stores that speak it."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from crisiskg.publish.dumps import sorted_triples
from crisiskg.terms import RDF

_PARTS = (RDF.subject, RDF.predicate, RDF.object)


def reified(triples: Iterable[Triple]) -> list[Triple]:
    """The same graph with ``claim rdf:reifies <<( s p o )>>`` in the place of each classic reification, sorted.

    What reifies a triple is no ``rdf:Statement``. A triple term asserts nothing: the plain triples
    that stand in the graph are those of its view, as before.
    """
    parts: dict[NamedNode, dict[NamedNode, NamedNode | Literal]] = {}
    others = []
    for triple in triples:
        if triple.predicate in _PARTS and isinstance(triple.subject, NamedNode):
            assert isinstance(triple.object, NamedNode | Literal), "the graph has no blank nodes"
            parts.setdefault(triple.subject, {})[triple.predicate] = triple.object
        else:
            others.append(triple)
    kept = [triple for triple in others if not (triple.object == RDF.Statement and triple.subject in parts)]
    terms = []
    for claim, found in parts.items():
        subject, predicate, value = (found[part] for part in _PARTS)
        assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode)
        terms.append(Triple(claim, RDF.reifies, Triple(subject, predicate, value)))
    return sorted_triples([*kept, *terms])
