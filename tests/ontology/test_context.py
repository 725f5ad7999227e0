"""The JSON-LD context: one short name per term, nothing lost on the way there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyld import jsonld
from rdflib import OWL, RDF

from crisiskg.terms import PREFIXES, compact, expand

ROOT = Path(__file__).resolve().parents[2]
PATH = ROOT / "ontology" / "context.jsonld"
TREATY = "ckgagreement:lake-treaty"


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    document: dict[str, dict[str, Any]] = json.loads(PATH.read_text("utf-8"))
    return document["@context"]


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "crisiskg.ttl")


def short_names(context: dict[str, Any]) -> dict[str, str]:
    """The CURIE of each short name of a term; prefixes, keywords and reverse names left out."""
    found = {}
    for name, value in context.items():
        target = value if isinstance(value, str) else value.get("@id", "") if isinstance(value, dict) else ""
        if name not in PREFIXES and not target.startswith("@") and target:
            found[name] = target
    return found


def compacted(turtle: str, context: dict[str, Any]) -> dict[str, Any]:
    graph = rdflib.Graph()
    for name, iri in PREFIXES.items():
        graph.bind(name, iri, replace=True)
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    graph.parse(data=header + turtle, format="turtle")
    expanded = json.loads(graph.serialize(format="json-ld", auto_compact=False))
    document: dict[str, Any] = jsonld.compact(expanded, context)
    return document


def test_its_prefixes_are_those_of_the_project(context: dict[str, Any]) -> None:
    assert {name: context.get(name) for name in PREFIXES} == PREFIXES


def test_it_is_written_sorted_and_always_the_same(context: dict[str, Any]) -> None:
    written = json.dumps({"@context": context}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert PATH.read_text("utf-8") == written
    assert context["@version"] == 1.1


def test_every_term_of_the_ontology_has_exactly_one_short_name(context: dict[str, Any], ontology: rdflib.Graph) -> None:
    named = list(short_names(context).values())
    assert len(named) == len(set(named))
    declared = {compact(str(s)) for s in ontology.subjects(RDF.type) if (s, RDF.type, OWL.Ontology) not in ontology}
    assert declared <= set(named)
    assert {curie.partition(":")[0] for curie in set(named) - declared} <= {"rdfs", "owl"}


def test_a_short_name_is_the_local_name_unless_two_would_collide(context: dict[str, Any]) -> None:
    other = {name: curie for name, curie in short_names(context).items() if curie.partition(":")[2] != name}
    assert other == {
        "about": "dcterms:subject",
        "endPosition": "oa:end",
        "resourceType": "dcterms:type",
        "series": "schema:isPartOf",
        "startPosition": "oa:start",
    }


def test_every_name_in_it_has_a_known_prefix(context: dict[str, Any]) -> None:
    for curie in short_names(context).values():
        assert expand(curie).value.startswith("http")


def test_values_that_are_things_are_coerced_to_iris(context: dict[str, Any], ontology: rdflib.Graph) -> None:
    for name, curie in short_names(context).items():
        if (rdflib.URIRef(expand(curie).value), RDF.type, OWL.ObjectProperty) in ontology:
            assert context[name]["@type"] == "@id", name


def test_dates_are_coerced_to_edtf(context: dict[str, Any]) -> None:
    for name in ("date", "qualifierDate", "issued"):
        assert context[name]["@type"] == "edtf:EDTF"


def test_what_may_be_stated_twice_always_comes_as_an_array(context: dict[str, Any], ontology: rdflib.Graph) -> None:
    statable = {compact(str(s)) for s in ontology.subjects(RDF.type, rdflib.URIRef(PREFIXES["ckg"] + "Statable"))}
    for name, curie in short_names(context).items():
        if curie in statable:
            assert context[name]["@container"] == "@set", name


def test_labels_come_as_language_maps_and_other_names_as_arrays(context: dict[str, Any]) -> None:
    turtle = f'{TREATY} skos:prefLabel "湖水条約"@ja, "Lake Treaty"@en ; skos:altLabel "条約"@ja .'
    document = compacted(turtle, context)
    assert document["prefLabel"] == {"ja": "湖水条約", "en": "Lake Treaty"}
    assert document["altLabel"] == {"ja": ["条約"]}


def test_an_agreement_nests_its_actions_and_obligations(context: dict[str, Any]) -> None:
    turtle = f"""
        {TREATY} a ckg:Agreement ; ckg:party ckgstate:eastland .
        ckgevent:signature a sem:Event ; ckg:agreement {TREATY} ; ckg:date "1901-03"^^edtf:EDTF .
        ckgobligation:notify a ckg:Obligation ; ckg:obligationOf {TREATY} .
    """
    graph = compacted(turtle, {})
    frame = {"@context": context, "@type": PREFIXES["ckg"] + "Agreement", "actions": {}, "obligations": {}}
    document = jsonld.frame(graph, frame, {"omitGraph": True})
    assert document["type"] == ["Agreement"] and document["party"] == ["ckgstate:eastland"]
    assert [(action["id"], action["date"]) for action in document["actions"]] == [("ckgevent:signature", ["1901-03"])]
    assert [duty["id"] for duty in document["obligations"]] == ["ckgobligation:notify"]


def test_the_example_graph_survives_compaction_with_the_context(context: dict[str, Any]) -> None:
    example = rdflib.Graph().parse(ROOT / "tests" / "shapes" / "valid.ttl")
    expanded = json.loads(example.serialize(format="json-ld", auto_compact=False))
    document = json.dumps(jsonld.compact(expanded, context))
    there, back = pyoxigraph.Store(), pyoxigraph.Store()
    there.load(example.serialize(format="nt").encode("utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    back.load(document.encode("utf-8"), format=pyoxigraph.RdfFormat.JSON_LD)
    assert {str(quad) for quad in back} == {str(quad) for quad in there}
