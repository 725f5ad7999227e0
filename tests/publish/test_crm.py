"""CIDOC CRM: every property stands between the classes it is made for, and nothing is an event that was none."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store
from tests.mini import write

from crisiskg.errors import DataError, UsageError
from crisiskg.publish.constructed import constructed
from crisiskg.publish.formats import export_graph
from crisiskg.publish.release import Made
from crisiskg.terms import CKG, PREFIXES, RDF, RDFS, Base
from crisiskg.workspace import Workspace

CRM = PREFIXES["crm"]
INF = "http://www.cidoc-crm.org/extensions/crminf/"
Node = NamedNode

#: CRMinf is in no package: the classes and properties that are used, as version 1.0 has them.
INF_CLASSES = {
    "I1_Argumentation": ["E7_Activity"],
    "I2_Belief": ["E2_Temporal_Entity"],
    "I4_Proposition_Set": ["E89_Propositional_Object"],
    "I6_Belief_Value": ["E59_Primitive_Value"],
}
INF_PROPERTIES = {
    "J2_concluded_that": ("I1_Argumentation", "I2_Belief"),
    "J4_that": ("I2_Belief", "I4_Proposition_Set"),
    "J5_holds_to_be": ("I2_Belief", "I6_Belief_Value"),
}


@pytest.fixture(scope="module")
def graph(real_made: Made, workspace_root: Path) -> Store:
    (content,) = export_graph(real_made.dataset.store, "crm", Workspace(workspace_root)).values()
    store = Store()
    store.load(content, format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def vocabulary() -> tuple[dict[str, list[str]], dict[str, tuple[str, str]]]:
    """Of each class those above it, of each property domain and range, from the CRM that cromulent carries."""
    classes, properties = dict(INF_CLASSES), dict(INF_PROPERTIES)
    content = (files("cromulent") / "data" / "crm_vocab.tsv").read_text("utf-8")
    for row in csv.DictReader(content.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["term type"] == "class":
            classes[row["term"]] = row["subPropertyOf"].split("|")
        else:
            properties[row["term"]] = (row["domain"], row["range"])
            if row["inverse"]:
                properties[row["inverse"]] = (row["range"], row["domain"])
    return classes, properties


def above(name: str, classes: dict[str, list[str]]) -> Iterator[str]:
    yield name
    for wider in classes.get(name, ()):
        yield from above(wider, classes)


def local(iri: str) -> str:
    return iri.removeprefix(CRM).removeprefix(INF)


def test_every_property_stands_between_the_classes_it_is_made_for(
    graph: Store, vocabulary: tuple[dict[str, list[str]], dict[str, tuple[str, str]]]
) -> None:
    classes, properties = vocabulary
    kinds: dict[object, set[str]] = {}
    for quad in graph.quads_for_pattern(None, RDF.type, None):
        assert isinstance(quad.object, Node)
        name = local(quad.object.value)
        assert name in classes or quad.object == RDF.Statement, name
        kinds.setdefault(quad.subject, set()).update(above(name, classes))
    for quad in graph:
        if not quad.predicate.value.startswith((CRM, INF)):
            continue
        domain, range_ = properties[local(quad.predicate.value)]
        assert domain in kinds.get(quad.subject, ()), str(quad)
        if isinstance(quad.object, Literal):
            assert ":" in range_, str(quad)
        else:
            assert range_ in kinds.get(quad.object, ()) or (range_ == "E1_CRM_Entity" and kinds.get(quad.object)), str(
                quad
            )


def test_what_did_not_happen_is_no_event(graph: Store, real_made: Made) -> None:
    actual = Base().node("concept/actuality-actual")
    events = {
        quad.subject: quad.object for quad in real_made.dataset.store.quads_for_pattern(None, CKG.actuality, None)
    }
    other = {event for event, actuality in events.items() if actuality != actual}
    assert other
    for event in other:
        assert not list(graph.quads_for_pattern(event, None, None)), event
    for event in events.keys() - other:
        assert list(graph.quads_for_pattern(event, RDF.type, None)), event


def test_what_somebody_held_is_assigned_to_the_holder_and_nowhere_said_to_be_so(graph: Store, real_made: Made) -> None:
    store = real_made.dataset.store
    subject, value = Node(CRM + "P140_assigned_attribute_to"), Node(CRM + "P141_assigned")
    held = {quad.subject for quad in store.quads_for_pattern(None, CKG.heldBy, None)}
    for claim in held:
        holders = {quad.object for quad in store.quads_for_pattern(claim, CKG.heldBy, None)}
        assert {quad.object for quad in graph.quads_for_pattern(claim, subject, None)} == holders
        (assigned,) = graph.quads_for_pattern(claim, value, None)
        assert str(assigned.object).endswith(("#content>", "#belief>"))


def test_every_claim_is_there_but_those_on_when_an_office_was_held(graph: Store, real_made: Made) -> None:
    store = real_made.dataset.store
    claims = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, CKG.Claim)}
    lost = {claim for claim in claims if not list(graph.quads_for_pattern(claim, RDF.type, None))}
    subjects = {str(quad.object) for claim in lost for quad in store.quads_for_pattern(claim, RDF.subject, None)}
    assert all("/id/membership/" in subject for subject in subjects)
    untyped = {quad.subject for quad in graph if str(quad.subject)[1:-1] in {str(claim)[1:-1] for claim in lost}}
    assert not untyped


def test_an_event_has_names_in_both_languages_and_lies_within_its_bounds(graph: Store) -> None:
    crisis = Base().node("event/cuban-missile-crisis")
    labels = {quad.object.language for quad in graph.quads_for_pattern(crisis, RDFS.label, None)}
    assert labels == {"ja", "en"}
    span = Node(crisis.value + "#time-span")
    bounds = {local(quad.predicate.value): quad.object.value for quad in graph.quads_for_pattern(span, None, None)}
    assert bounds["P82a_begin_of_the_begin"] == "1962-10-14T00:00:00"
    assert bounds["P82b_end_of_the_end"] == "1962-10-28T23:59:59"


def test_the_same_graph_gives_the_same_bytes(real_made: Made, workspace_root: Path) -> None:
    first, second = (export_graph(real_made.dataset.store, "crm", Workspace(workspace_root)) for _ in range(2))
    assert first == second


def test_a_workspace_without_the_queries_is_refused_and_so_is_a_select(mini: Workspace, real_made: Made) -> None:
    with pytest.raises(UsageError, match="no queries"):
        constructed(real_made.dataset.store, mini.queries / "none", Base())
    write(mini.queries / "crm" / "99.rq", "SELECT ?s WHERE { ?s ?p ?o }")
    with pytest.raises(DataError) as caught:
        export_graph(real_made.dataset.store, "crm", mini)
    assert "CONSTRUCT" in caught.value.problems[0].message
