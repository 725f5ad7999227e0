"""RDF 1.2: the triple terms say what the classic reification says, and nothing more is asserted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, Triple

from crisiskg.graph.build import Dataset
from crisiskg.publish.dumps import ntriples, turtle, union_triples
from crisiskg.publish.rdf12 import reified
from crisiskg.terms import CKG, RDF


def read(content: bytes, form: RdfFormat = RdfFormat.TURTLE) -> Store:
    store = Store()
    store.load(content, format=form)
    return store


def classic(store: Store) -> set[Triple]:
    """The same graph with the classic reification again."""
    found = set()
    for quad in store:
        term = quad.object
        if quad.predicate == RDF.reifies:
            assert isinstance(term, Triple)
            found.add(Triple(quad.subject, RDF.type, RDF.Statement))
            found.add(Triple(quad.subject, RDF.subject, term.subject))  # type: ignore[arg-type]
            found.add(Triple(quad.subject, RDF.predicate, term.predicate))
            found.add(Triple(quad.subject, RDF.object, term.object))
        else:
            found.add(quad.triple)
    return found


@pytest.mark.parametrize(("write", "form"), [(turtle, RdfFormat.TURTLE), (ntriples, RdfFormat.N_TRIPLES)])
def test_what_is_read_back_is_the_same_graph(dataset: Dataset, write: object, form: RdfFormat) -> None:
    triples = union_triples(dataset.store)
    assert classic(read(write(reified(triples)), form)) == set(triples)  # type: ignore[operator]


def test_every_claim_reifies_one_triple(dataset: Dataset) -> None:
    store = read(turtle(reified(union_triples(dataset.store))))
    claims = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, CKG.Claim)}
    reifiers = [quad.subject for quad in store.quads_for_pattern(None, RDF.reifies, None)]
    assert len(reifiers) == len(set(reifiers)) and set(reifiers) == claims


def test_a_store_of_rdf_12_asks_for_who_fears_what(dataset: Dataset) -> None:
    store = read(turtle(reified(union_triples(dataset.store))))
    query = """PREFIX ckg: <https://w3id.org/crisiskg/ontology#>
    SELECT ?who WHERE { ?claim ckg:heldBy ?who ; rdf:reifies <<( ?event ckg:initiator ?what )>> .
                        FILTER NOT EXISTS { ?event ckg:initiator ?what } }"""
    (row,) = store.query("PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n" + query)
    assert row["who"].value.endswith("/person/alto")


def test_the_release_holds_it(real_release: Path) -> None:
    found = classic(read((real_release / "crisiskg.rdf12.ttl").read_bytes()))
    assert found == {q.triple for q in read((real_release / "crisiskg.nt").read_bytes(), RdfFormat.N_TRIPLES)}
