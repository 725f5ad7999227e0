"""A large graph of the same make: copies of everything in the corpus, each with IRIs of its own."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from bench.exchange import Exchange
from bench.measure import Step, Steps, peak, timed
from crisiskg.files import read_graph
from crisiskg.terms import RDF, SKOS, Base

_MATCHES = (SKOS.exactMatch, SKOS.closeMatch)


def multiply(source: str, folder: str, triples: int) -> Steps:
    """Write the ``base.nq`` of a graph that has at least about so many triples once its view is derived.

    ``source`` is the folder of the real graph. The ontology and the controlled vocabularies stay
    as they are; a copy of everything else is named by a suffix such as ``-copy-7`` to its slug, and
    has names and matches of its own, so that the large graph conforms to the shapes like the real one.
    """
    real, large = Exchange(source), Exchange(folder)
    store, full = read_graph(real.base_file), read_graph(real.full_file)
    base = real.base
    shared = _shared(store)
    own = [quad for quad in store if _is_own(quad, shared, base)]
    # What a copy adds to the view: all of it but what is said of the shared terms.
    view = base.graph("view")
    derived = sum(_is_own(quad, shared, base) for quad in full.quads_for_pattern(None, None, None, view))
    copies = max(0, math.ceil((triples - len(full)) / (len(own) + derived)))
    seconds, count = timed(lambda: _write(large.base_file, store, own, shared, base, copies))
    return {"multiply": Step(seconds, None, peak(), "", count), "copies": Step(None, count=copies)}


def _shared(store: Store) -> set[str]:
    """The concept schemes and the concepts that belong to them."""
    schemes = store.quads_for_pattern(None, RDF.type, SKOS.ConceptScheme)
    concepts = store.quads_for_pattern(None, SKOS.inScheme, None)
    return {quad.subject.value for quad in (*schemes, *concepts) if isinstance(quad.subject, NamedNode)}


def _is_own(quad: Quad, shared: set[str], base: Base) -> bool:
    node = quad.subject
    return isinstance(node, NamedNode) and node.value.startswith(base.resources) and node.value not in shared


def _write(path: Path, store: Store, own: list[Quad], shared: set[str], base: Base, copies: int) -> int:
    def quads() -> Iterator[Quad]:
        yield from store
        for number in range(1, copies + 1):
            yield from _copy(own, shared, base, number)

    serialize(quads(), output=str(path), format=RdfFormat.N_QUADS)
    return len(store) + copies * len(own)


def _copy(own: list[Quad], shared: set[str], base: Base, number: int) -> Iterator[Quad]:
    names: dict[NamedNode, NamedNode] = {}

    def renamed(term: NamedNode) -> NamedNode:
        known = names.get(term)
        if known is None:
            known = names[term] = _renamed(term, shared, base, number)
        return known

    for quad in own:
        value = quad.object
        if isinstance(value, NamedNode) and quad.predicate in _MATCHES:
            # The shapes allow each item of Wikidata only one match.
            value = NamedNode(f"{value.value}{number:05}")
        elif isinstance(value, NamedNode):
            value = renamed(value)
        elif isinstance(value, Literal) and quad.predicate == SKOS.prefLabel:
            # The shapes allow no two things of one kind with the same names.
            value = Literal(f"{value.value} {number}", language=value.language)
        assert isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode)
        yield Quad(renamed(quad.subject), quad.predicate, value, renamed(quad.graph_name))


def _renamed(term: NamedNode, shared: set[str], base: Base, number: int) -> NamedNode:
    iri = term.value
    of_text = iri.startswith((base.graphs + "text/", base.graphs + "citations/"))
    if iri in shared or not (iri.startswith(base.resources) or of_text):
        return term
    thing, hash_, fragment = iri.partition("#")
    return NamedNode(f"{thing}-copy-{number}{hash_}{fragment}")
