"""The ontology: every term explained in both languages, every statable property with its kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from crisiskg.terms import PREFIXES, compact

ROOT = Path(__file__).resolve().parents[2]
CKG = rdflib.Namespace(PREFIXES["ckg"])
SCHEMA = rdflib.Namespace(PREFIXES["schema"])
VANN = "http://purl.org/vocab/vann/"
IRI = rdflib.URIRef("https://w3id.org/crisiskg/ontology")

ACTOR = "foaf:Person ckg:State org:Organization"
BODY = "ckg:State org:Organization"
CAUSE = ("sem:Event ckg:Agreement skos:Concept ckg:Obligation", "sem:Event ckg:Agreement skos:Concept")
THING = (
    "foaf:Person ckg:State org:Organization sem:Place ckg:Agreement sem:Event skos:Concept dcterms:BibliographicResource"
    " schema:ArchiveComponent org:Role org:Membership ckg:Obligation ckg:SourceText"
)
REFERENCES = (SCHEMA.domainIncludes, SCHEMA.rangeIncludes, RDFS.subClassOf, RDFS.subPropertyOf, OWL.disjointWith)
#: What a claim may state: kinds of subject, kinds of object.
STATABLE = {
    "ckg:date": ("sem:Event org:Membership", "edtf:EDTF"),
    "sem:hasPlace": ("sem:Event", "sem:Place ckg:State"),
    "sem:subEventOf": ("sem:Event", "sem:Event"),
    "dcterms:subject": (
        "sem:Event ckg:Agreement skos:Concept",
        "skos:Concept ckg:Agreement sem:Place sem:Event ckg:Obligation ckg:State",
    ),
    "ckg:initiator": ("sem:Event", ACTOR),
    "ckg:target": ("sem:Event", f"{ACTOR} sem:Place"),
    "ckg:addressee": ("sem:Event", ACTOR),
    "ckg:mediator": ("sem:Event", ACTOR),
    "ckg:signer": ("ckg:AgreementAction", "foaf:Person"),
    "ckg:actingParty": ("sem:Event", BODY),
    "ckg:participant": ("sem:Event", ACTOR),
    "ckg:crisisActor": ("ckg:Crisis", BODY),
    "ckg:influenced": CAUSE,
    "ckg:triggered": CAUSE,
    "ckg:motivated": CAUSE,
    "ckg:enabled": CAUSE,
    "ckg:prevented": CAUSE,
    "ckg:respondsTo": ("sem:Event", "sem:Event"),
    "ckg:trigger": ("ckg:Crisis", "sem:Event"),
    "ckg:gravity": ("ckg:Crisis", "skos:Concept"),
    "ckg:managementTechnique": ("ckg:Crisis", "skos:Concept"),
    "ckg:violence": ("ckg:Crisis", "skos:Concept"),
    "ckg:outcomeForm": ("ckg:Crisis", "skos:Concept"),
    "ckg:measure": ("sem:Event ckg:Agreement", "schema:QuantitativeValue"),
    "ckg:party": ("ckg:Agreement", BODY),
    "ckg:signatory": ("ckg:Agreement", "ckg:State"),
    "ckg:supplements": ("ckg:Agreement", "ckg:Agreement"),
    "ckg:amends": ("ckg:Agreement", "ckg:Agreement"),
    "dcterms:replaces": ("ckg:Agreement", "ckg:Agreement"),
    "ckg:appliesTo": ("ckg:Agreement ckg:Obligation", "sem:Place ckg:State skos:Concept"),
    "ckg:depositary": ("ckg:Agreement", BODY),
    "ckg:obligor": ("ckg:Obligation", ACTOR),
    "ckg:beneficiary": ("ckg:Obligation", ACTOR),
    "ckg:condition": ("ckg:Obligation", "skos:Concept"),
    "ckg:exception": ("ckg:Obligation", "skos:Concept"),
    "ckg:article": ("ckg:Obligation", "xsd:string"),
    "org:hasMembership": ("foaf:Person", "org:Membership"),
    "ckg:characterizedAs": (THING, "skos:Concept"),
}
FUNCTIONAL = {
    f"ckg:{name}" for name in ("article", "date", "gravity", "managementTechnique", "outcomeForm", "violence")
}
ROLES = {
    *("ckg:initiator", "ckg:target", "ckg:addressee", "ckg:mediator"),
    *("ckg:signer", "ckg:actingParty", "ckg:participant", "ckg:crisisActor"),
}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "crisiskg.ttl")


def terms(graph: rdflib.Graph) -> Iterator[rdflib.URIRef]:
    found = {node for node in graph.subjects(RDF.type) if isinstance(node, rdflib.URIRef)}
    yield from sorted(found - {IRI})


def names(graph: rdflib.Graph, node: rdflib.term.Node, predicate: rdflib.URIRef) -> set[str]:
    return {compact(str(value)) for value in graph.objects(node, predicate)}


def test_the_header_gives_version_licence_titles_and_namespace(ontology: rdflib.Graph) -> None:
    assert str(ontology.value(IRI, OWL.versionInfo)) == "0.1.0"
    assert str(ontology.value(IRI, rdflib.DCTERMS.license)) == "https://creativecommons.org/publicdomain/zero/1.0/"
    titles = [title for title in ontology.objects(IRI, rdflib.DCTERMS.title) if isinstance(title, rdflib.Literal)]
    assert sorted(str(title.language) for title in titles) == ["en", "ja"]
    assert str(ontology.value(IRI, rdflib.URIRef(VANN + "preferredNamespacePrefix"))) == "ckg"
    assert str(ontology.value(IRI, rdflib.URIRef(VANN + "preferredNamespaceUri"))) == PREFIXES["ckg"]


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_every_term_has_one_label_and_one_definition_in_ja_and_en(
    ontology: rdflib.Graph, predicate: rdflib.URIRef
) -> None:
    for node in terms(ontology):
        languages = [value.language for value in ontology.objects(node, predicate) if isinstance(value, rdflib.Literal)]
        assert sorted(map(str, languages)) == ["en", "ja"], node


def test_no_two_terms_of_one_sort_share_a_label(ontology: rdflib.Graph) -> None:
    for sort in (OWL.Class, None):
        seen: dict[tuple[str, str | None], str] = {}
        for node in terms(ontology):
            if ((node, RDF.type, OWL.Class) in ontology) != (sort is not None):
                continue
            for label in ontology.objects(node, RDFS.label):
                assert isinstance(label, rdflib.Literal)
                key = (str(label), label.language)
                assert key not in seen, (seen[key], node)
                seen[key] = str(node)


def test_own_terms_and_no_others_are_defined_by_the_ontology(ontology: rdflib.Graph) -> None:
    for node in terms(ontology):
        assert ((node, RDFS.isDefinedBy, IRI) in ontology) == str(node).startswith(str(CKG)), node


def test_there_are_no_blank_nodes() -> None:
    for path in (ROOT / "ontology").glob("*.ttl"):
        graph = rdflib.Graph().parse(path)
        assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)], path


def test_every_term_that_the_ontology_itself_refers_to_is_declared(ontology: rdflib.Graph) -> None:
    language = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd"))
    declared = set(terms(ontology))
    for node in terms(ontology):
        for predicate in REFERENCES:
            for value in ontology.objects(node, predicate):
                assert value in declared or str(value).startswith(language), (node, value)


def test_what_may_be_stated_of_what_is_as_agreed(ontology: rdflib.Graph) -> None:
    found = {
        compact(str(node)): (names(ontology, node, SCHEMA.domainIncludes), names(ontology, node, SCHEMA.rangeIncludes))
        for node in ontology.subjects(RDF.type, CKG.Statable)
    }
    assert found == {name: (set(kinds.split()), set(values.split())) for name, (kinds, values) in STATABLE.items()}


def test_properties_with_one_value_in_the_world_are_marked(ontology: rdflib.Graph) -> None:
    assert {compact(str(node)) for node in ontology.subjects(RDF.type, CKG.FunctionalInWorld)} == FUNCTIONAL


def test_no_property_is_functional_for_a_reasoner(ontology: rdflib.Graph) -> None:
    assert not list(ontology.subjects(RDF.type, OWL.FunctionalProperty))


def test_sub_properties_are_as_agreed(ontology: rdflib.Graph) -> None:
    found = {(compact(str(s)), compact(str(o))) for s, o in ontology.subject_objects(RDFS.subPropertyOf)}
    causes = {(f"ckg:{name}", "ckg:influenced") for name in ("triggered", "motivated", "enabled", "prevented")}
    assert found == causes | {(role, "sem:hasActor") for role in ROLES} | {("ckg:exception", "ckg:condition")}


def test_kinds_exclude_each_other_pairwise_but_for_offices_and_concepts(ontology: rdflib.Graph) -> None:
    pairs = {frozenset((compact(str(s)), compact(str(o)))) for s, o in ontology.subject_objects(OWL.disjointWith)}
    kinds = set().union(*pairs)
    everything = {frozenset(pair) for pair in combinations(kinds, 2)}
    # The Organization Ontology takes every org:Role for a skos:Concept.
    assert everything - pairs == {frozenset(("org:Role", "skos:Concept"))}
    assert {"foaf:Person", "org:Organization", "sem:Place", "sem:Event", "ckg:Agreement", "ckg:Claim"} <= kinds


def test_no_class_excludes_what_it_descends_from(ontology: rdflib.Graph) -> None:
    for node in ontology.subjects(RDF.type, OWL.Class):
        above = set(ontology.transitive_objects(node, RDFS.subClassOf))
        assert not [(a, b) for a in above for b in above if (a, OWL.disjointWith, b) in ontology], node


@pytest.mark.parametrize("path", sorted((ROOT / "ontology").glob("*.ttl")), ids=lambda path: path.stem)
def test_a_file_declares_the_prefixes_of_the_project_under_the_same_names(path: Path) -> None:
    found = dict(re.findall(r"^@prefix (\w+): <(.*?)> \.$", path.read_text("utf-8"), re.MULTILINE))
    assert found == {name: PREFIXES.get(name) for name in sorted(found)}
    assert list(found) == sorted(found)
