"""The alignments: they help consumers and entail nothing wrong about the data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from crisiskg.terms import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
MAPPINGS = {SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
STRONG = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass}
IRI = rdflib.URIRef("https://w3id.org/crisiskg/ontology/alignments")


@pytest.fixture(scope="module")
def alignments() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "alignments.ttl")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "crisiskg.ttl")


def test_only_declared_terms_are_aligned_and_only_by_known_relations(
    alignments: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    for subject, predicate, _ in alignments:
        if subject == IRI:
            continue
        assert (subject, RDF.type, None) in ontology, subject
        assert predicate in MAPPINGS | STRONG, (subject, predicate)


def test_one_pair_of_terms_is_related_in_one_way(alignments: rdflib.Graph) -> None:
    for subject, predicate, target in alignments:
        assert list(alignments.predicates(subject, target)) == [predicate], (subject, target)


def test_schema_org_crm_lode_foaf_and_wikidata_are_reached(alignments: rdflib.Graph) -> None:
    targets = {str(target) for _, predicate, target in alignments if predicate in MAPPINGS | STRONG}
    for name in ("schema", "crm", "lode", "foaf", "wd"):
        assert any(target.startswith(PREFIXES[name]) for target in targets), name


def test_wikidata_ids_look_like_ids(alignments: rdflib.Graph) -> None:
    for _, _, target in alignments:
        if str(target).startswith(PREFIXES["wd"]):
            assert re.fullmatch(r"[PQ][1-9]\d*", str(target).removeprefix(PREFIXES["wd"])), target


def test_wikidata_properties_match_properties_and_items_match_classes(
    alignments: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    for subject, _, target in alignments:
        if str(target).startswith(PREFIXES["wd"]):
            is_class = (subject, RDF.type, OWL.Class) in ontology
            assert str(target).removeprefix(PREFIXES["wd"]).startswith("Q") == is_class, (subject, target)


def test_no_alignment_makes_one_class_of_two_that_exclude_each_other(
    alignments: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    """Two kinds may meet in a wider class, never in one that is said to be equal to one of them."""
    both = alignments + ontology
    for subject, target in alignments.subject_objects(OWL.equivalentClass):
        for other in both.transitive_subjects(RDFS.subClassOf, target):
            assert (subject, OWL.disjointWith, other) not in both and (other, OWL.disjointWith, subject) not in both
