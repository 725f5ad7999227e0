"""Nanopublications: the library of their makers takes them, and none asserts what a text does not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from crisiskg.errors import UsageError
from crisiskg.graph.build import Dataset
from crisiskg.publish.formats import export_graph
from crisiskg.publish.release import Made
from crisiskg.terms import CKG, DCTERMS, PROV, RDF
from crisiskg.workspace import Workspace

PARTS = ("Head", "assertion", "provenance", "pubinfo")
Graphs = dict[str, dict[str, set[Triple]]]
EVERY = 40

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def quads(real_made: Made, workspace_root: Path) -> list[Quad]:
    (content,) = export_graph(real_made.dataset.store, "nanopub", Workspace(workspace_root)).values()
    return list(parse(content, format=RdfFormat.TRIG))


@pytest.fixture(scope="module")
def graphs(quads: list[Quad]) -> Graphs:
    """Of each nanopublication its four graphs."""
    found: Graphs = {}
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        iri, _, part = quad.graph_name.value.rpartition("#")
        found.setdefault(iri, {}).setdefault(part, set()).add(quad.triple)
    return found


def by_claim(graphs: Graphs) -> Iterator[tuple[NamedNode, str]]:
    for iri, parts in graphs.items():
        (claim,) = [triple.subject for triple in parts["assertion"] if triple.object == CKG.Claim]
        assert isinstance(claim, NamedNode)
        yield claim, iri


def as_rdflib(quads: list[Quad]) -> Any:
    written = serialize(quads, format=RdfFormat.N_QUADS)
    graph = rdflib.ConjunctiveGraph()
    graph.parse(data=written, format="nquads")
    return graph


def test_every_claim_is_one_nanopublication_of_four_graphs(graphs: Graphs, real_made: Made) -> None:
    claims = {quad.subject for quad in real_made.dataset.store.quads_for_pattern(None, RDF.type, CKG.Claim)}
    found = dict(by_claim(graphs))
    assert found.keys() == claims and len(found) == len(graphs)
    assert all(sorted(parts) == sorted(PARTS) for parts in graphs.values())


def test_the_library_of_nanopublications_takes_them_and_their_trusty_uris(quads: list[Quad], graphs: Graphs) -> None:
    from nanopub import Nanopub

    chosen = set(sorted(graphs)[::EVERY])
    taken: dict[str, list[Quad]] = {}
    for quad in quads:
        iri = str(quad.graph_name)[1:-1].rpartition("#")[0]
        if iri in chosen:
            taken.setdefault(iri, []).append(quad)
    assert len(taken) > 100
    for iri, own in taken.items():
        nanopub = Nanopub(rdf=as_rdflib(own))
        assert nanopub.is_valid and nanopub.has_valid_trusty
        assert str(nanopub.source_uri) == iri


def test_a_changed_nanopublication_no_longer_fits_its_uri(quads: list[Quad]) -> None:
    from nanopub import Nanopub
    from nanopub.utils import MalformedNanopubError

    iri = str(quads[0].graph_name)[1:-1].rpartition("#")[0]
    own = [quad for quad in quads if str(quad.graph_name)[1:-1].startswith(iri + "#")]
    changed = [quad for quad in own if quad.predicate != CKG.polarity]
    with pytest.raises(MalformedNanopubError, match="is not valid"):
        _ = Nanopub(rdf=as_rdflib(changed)).has_valid_trusty


def test_only_what_a_text_plainly_asserts_is_asserted(graphs: Graphs, real_made: Made) -> None:
    store = real_made.dataset.store
    held = {quad.subject for quad in store.quads_for_pattern(None, CKG.heldBy, None)}
    negative = NamedNode("https://w3id.org/crisiskg/id/concept/polarity-negative")
    denied = {quad.subject for quad in store.quads_for_pattern(None, CKG.polarity, negative)}
    asserted = 0
    for claim, iri in by_claim(graphs):
        others = [
            triple for triple in graphs[iri]["assertion"] if not str(triple.subject)[1:-1].startswith(claim.value)
        ]
        assert len(others) <= 1
        asserted += len(others)
        if claim in held | denied:
            assert not others, claim
            stated = {triple.predicate for triple in graphs[iri]["assertion"]}
            assert {RDF.subject, RDF.predicate, RDF.object, CKG.polarity} <= stated
            assert claim not in held or {CKG.heldBy, CKG.attitude} <= stated
        for triple in others:
            assert {Triple(claim, RDF.subject, triple.subject), Triple(claim, RDF.object, triple.object)} <= graphs[
                iri
            ][  # type: ignore[arg-type]
                "assertion"
            ]
    assert 0.5 < asserted / len(graphs) < 0.8


def test_provenance_and_publication_info_say_where_from_and_by_whom(graphs: Graphs) -> None:
    for iri, parts in graphs.items():
        assertion, this = NamedNode(iri + "#assertion"), NamedNode(iri)
        made = {triple.predicate for triple in parts["provenance"] if triple.subject == assertion}
        assert PROV.wasDerivedFrom in made and (PROV.wasAttributedTo in made or PROV.hadPrimarySource in made)
        about = {triple.predicate: str(triple.object) for triple in parts["pubinfo"] if triple.subject == this}
        assert about[DCTERMS.license] == "<https://creativecommons.org/publicdomain/zero/1.0/>"
        assert about[DCTERMS.creator] == "<https://w3id.org/crisiskg/publisher>"
        assert about[DCTERMS.created].startswith('"2')


def test_a_fear_is_asserted_as_a_fear(dataset: Dataset) -> None:
    (content,) = export_graph(dataset.store, "nanopub", dataset.loaded.workspace).values()
    store = Store()
    store.load(content, format=RdfFormat.TRIG)
    blockade = dataset.loaded.corpus.base.node("event/lake-blockade")
    assert not list(store.quads_for_pattern(blockade, CKG.initiator, None))
    treaty = dataset.loaded.corpus.base.node("agreement/lake-treaty")
    assert len(list(store.quads_for_pattern(treaty, CKG.party, None))) == 2


def test_the_same_graph_gives_the_same_bytes(dataset: Dataset) -> None:
    first, second = (export_graph(dataset.store, "nanopub", dataset.loaded.workspace) for _ in range(2))
    assert first == second


def test_without_the_library_the_message_says_what_to_install(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nanopub.trustyuri.rdf.RdfHasher", None)
    with pytest.raises(UsageError, match=r"pip install 'crisiskg\[nanopub\]'"):
        export_graph(dataset.store, "nanopub", dataset.loaded.workspace)
