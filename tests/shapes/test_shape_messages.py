"""The shapes as documents: named, bilingual, complete, each rule tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from tests.shapes.cases import CASES

from crisiskg.terms import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
NODE = rdflib.URIRef("https://w3id.org/crisiskg/shapes")
PATHS = sorted((ROOT / "shapes").glob("*.ttl"))
#: What makes a node shape a rule of its own, beside its property shapes and queries.
OWN = (SH.pattern, SH.nodeKind, SH["class"], SH["in"])


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in PATHS:
        graph.parse(path)
    return graph


def rules(graph: rdflib.Graph) -> set[rdflib.term.Node]:
    found = {rule for kind in (SH.PropertyShape, SH.SPARQLConstraint) for rule in graph.subjects(rdflib.RDF.type, kind)}
    return found | {s for s in graph.subjects(rdflib.RDF.type, SH.NodeShape) if any(graph.value(s, p) for p in OWN)}


def test_there_is_one_file_for_each_kind() -> None:
    kinds = "agreement anchor citation claim common concept dataset event obligation office organization person place"
    assert [path.stem for path in PATHS] == sorted([*kinds.split(), "prefixes", "state", "text", "work"])


def test_every_shape_and_rule_has_an_iri_of_its_own(graph: rdflib.Graph) -> None:
    assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]
    assert all(str(rule).startswith(f"{NODE}#") for rule in rules(graph))


def test_every_rule_is_reached_from_a_shape_with_a_target(graph: rdflib.Graph) -> None:
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    aimed = {s for s in graph.subjects(rdflib.RDF.type, SH.NodeShape) if any(graph.value(s, p) for p in targets)}
    reached = aimed | {o for s in aimed for p in (SH.property, SH.sparql) for o in graph.objects(s, p)}
    assert rules(graph) <= reached


def test_every_rule_says_in_japanese_and_english_what_is_wrong_and_how_to_mend_it(graph: rdflib.Graph) -> None:
    for rule in rules(graph):
        messages = {m.language: str(m) for m in graph.objects(rule, SH.message) if isinstance(m, rdflib.Literal)}
        assert sorted(map(str, messages)) == ["en", "ja"], rule
        # pySHACL drops the language of a message with variables: its first character must tell.
        assert re.match("[A-Z]", messages["en"]), rule
        assert re.match("[\u3040-\u30ff\u4e00-\u9fff]", messages["ja"]), rule
        assert re.search("[,:;.] ?[a-zA-Z]", messages["en"]), f"{rule}: say how to mend it"
        assert messages["ja"].endswith("。"), rule
        assert set(re.findall(r"\{\?\w+\}", messages["en"])) == set(re.findall(r"\{\?\w+\}", messages["ja"])), rule


def test_a_message_names_no_variable_that_its_query_does_not_give(graph: rdflib.Graph) -> None:
    for rule in graph.subjects(rdflib.RDF.type, SH.SPARQLConstraint):
        given = str(graph.value(rule, SH.select)).partition("WHERE")[0]
        assert "$this" in given and "?value" in given, rule
        for message in graph.objects(rule, SH.message):
            assert all(name in given for name in re.findall(r"\{(\?\w+)\}", str(message))), rule


def test_every_shape_has_a_severity(graph: rdflib.Graph) -> None:
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(rdflib.RDF.type, kind):
            assert graph.value(shape, SH.severity) == SH.Violation, shape


def test_every_rule_has_a_test_that_breaks_it(graph: rdflib.Graph) -> None:
    assert {str(rule) for rule in rules(graph)} == {f"{NODE}#{case.rule}" for case in CASES}


def test_the_prefixes_of_the_queries_are_those_of_the_project(graph: rdflib.Graph) -> None:
    nodes = list(graph.objects(NODE, SH.declare))
    assert {str(graph.value(n, SH.prefix)): str(graph.value(n, SH.namespace)) for n in nodes} == PREFIXES
    assert all(graph.value(rule, SH.prefixes) == NODE for rule in graph.subjects(SH.select, None))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_file_declares_the_prefixes_of_the_project_under_the_same_names(path: Path) -> None:
    found = dict(re.findall(r"^@prefix (\w+): <(.*?)> \.$", path.read_text("utf-8"), re.MULTILINE))
    assert {name: PREFIXES.get(name) for name in found} == found
