"""Dumps: every format holds the same triples, in an order that never changes."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, Triple, parse
from rdflib.compare import to_canonical_graph

from crisiskg.graph.build import Dataset
from crisiskg.publish.dumps import QUAD_FORMATS, TRIPLE_FORMATS, sorted_quads, union_triples
from crisiskg.publish.jsonld import document_meanwhile, jsonld_document


def triples_of(content: bytes, suffix: str) -> set[Triple]:
    rdf_format = RdfFormat.from_extension(suffix)
    assert rdf_format is not None
    return {Triple(q.subject, q.predicate, q.object) for q in parse(content, format=rdf_format)}


@pytest.mark.parametrize("suffix", TRIPLE_FORMATS)
def test_a_triple_format_reads_back_the_same(dataset: Dataset, suffix: str) -> None:
    triples = union_triples(dataset.store)
    assert triples_of(TRIPLE_FORMATS[suffix](triples), suffix) == set(triples)


@pytest.mark.parametrize("suffix", QUAD_FORMATS)
def test_a_quad_format_keeps_the_named_graphs(dataset: Dataset, suffix: str) -> None:
    quads = sorted_quads(dataset.store)
    rdf_format = RdfFormat.from_extension(suffix)
    assert set(parse(QUAD_FORMATS[suffix](quads), format=rdf_format)) == set(quads)


@pytest.mark.parametrize("suffix", [*TRIPLE_FORMATS, *QUAD_FORMATS])
def test_the_order_in_which_statements_came_does_not_show(dataset: Dataset, suffix: str) -> None:
    shuffled = Store()
    quads = list(dataset.store)
    random.Random(7).shuffle(quads)
    shuffled.extend(quads)
    if suffix in TRIPLE_FORMATS:
        write = TRIPLE_FORMATS[suffix]
        assert write(union_triples(shuffled)) == write(union_triples(dataset.store))
    else:
        write_quads = QUAD_FORMATS[suffix]
        assert write_quads(sorted_quads(shuffled)) == write_quads(sorted_quads(dataset.store))


def test_prefixes_come_sorted(dataset: Dataset) -> None:
    lines = TRIPLE_FORMATS["ttl"](union_triples(dataset.store)).split(b"\n")
    prefixes = [line for line in lines if line.startswith(b"@prefix")]
    assert prefixes == sorted(prefixes) == lines[: len(prefixes)]


def test_rdflib_reads_turtle_and_rdfxml_as_the_same_graph(dataset: Dataset) -> None:
    triples = union_triples(dataset.store)
    turtle = rdflib.Graph().parse(data=TRIPLE_FORMATS["ttl"](triples), format="turtle")
    rdfxml = rdflib.Graph().parse(data=TRIPLE_FORMATS["rdf"](triples), format="xml")
    assert len(turtle) == len(triples)
    assert set(to_canonical_graph(turtle)) == set(to_canonical_graph(rdfxml))


def test_the_document_made_meanwhile_is_the_same(dataset: Dataset, workspace_root: Path) -> None:
    triples = union_triples(dataset.store)
    context = json.loads((workspace_root / "ontology" / "context.jsonld").read_text("utf-8"))["@context"]
    with document_meanwhile(triples, context) as document:
        assert document() == jsonld_document(triples, context)


def test_a_document_that_nobody_waits_for_leaves_nothing_behind(
    dataset: Dataset, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyError), document_meanwhile(union_triples(dataset.store), {}):
        raise KeyError
    assert capfd.readouterr() == ("", "")
