"""schema.org: every term is one of schema.org, and the document is read without the network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib.namespace import SDO

from crisiskg.publish.constructed import constructed
from crisiskg.publish.formats import export_graph
from crisiskg.publish.release import Made
from crisiskg.terms import PREFIXES, RDF, SCHEMA, Base
from crisiskg.workspace import Workspace


@pytest.fixture(scope="module")
def content(real_made: Made, workspace_root: Path) -> bytes:
    (made,) = export_graph(real_made.dataset.store, "schemaorg", Workspace(workspace_root)).values()
    return made


@pytest.fixture(scope="module")
def graph(content: bytes) -> Store:
    store = Store()
    store.load(content, format=RdfFormat.JSON_LD)
    return store


@pytest.fixture(scope="module")
def nodes(content: bytes) -> dict[str, Any]:
    return {node["id"]: node for node in json.loads(content)["@graph"]}


def test_a_reader_of_jsonld_finds_what_the_queries_made(graph: Store, real_made: Made, workspace_root: Path) -> None:
    wanted = constructed(real_made.dataset.store, workspace_root / "queries" / "schemaorg", Base())
    found = {quad.triple for quad in graph}
    assert found >= set(wanted)
    others = {triple.subject for triple in found - set(wanted)}
    assert all(str(other).startswith("<https://w3id.org/crisiskg/d") or "publisher" in str(other) for other in others)


def test_every_class_and_property_is_one_of_schema_org(graph: Store) -> None:
    terms = {quad.predicate.value for quad in graph if quad.predicate != RDF.type}
    terms |= {quad.object.value for quad in graph if quad.predicate == RDF.type and isinstance(quad.object, NamedNode)}
    schema = PREFIXES["schema"]
    assert all(term.startswith(schema) for term in terms)
    # The copy of rdflib lacks the terms that schema.org added for archives.
    unknown = {term for term in terms if term.removeprefix(schema) not in SDO} - {
        SCHEMA[name].value for name in ("ArchiveComponent", "holdingArchive", "itemLocation")
    }
    assert not unknown


def test_what_has_a_name_has_it_in_both_languages(nodes: dict[str, Any]) -> None:
    for node in nodes.values():
        kind = node["type"]
        if kind in ("Person", "Organization", "Place", "Event", "DefinedTerm", "Thing") or node["id"].endswith(
            "dataset"
        ):
            assert {"ja", "en"} <= node["name"].keys(), node["id"]


def test_an_event_that_did_not_take_place_is_not_there(nodes: dict[str, Any], real_made: Made) -> None:
    rows = real_made.dataset.store.query(
        "PREFIX ckg: <https://w3id.org/crisiskg/ontology#> SELECT ?event ?actuality WHERE { ?event ckg:actuality ?actuality }",
        use_default_graph_as_union=True,
    )
    for row in rows:
        assert (row["event"].value in nodes) == row["actuality"].value.endswith("-actual")


def test_bounds_are_no_dates(nodes: dict[str, Any]) -> None:
    base = Base().resources
    # Two texts date the crisis differently, each for itself.
    assert "startDate" not in nodes[base + "event/cuban-missile-crisis"]
    dates = {node["startDate"] for node in nodes.values() if "startDate" in node}
    assert any(len(date) == 4 for date in dates) and any(len(date) == 10 for date in dates)


def test_the_dataset_tells_what_it_rests_on_and_where_its_files_are(nodes: dict[str, Any]) -> None:
    dataset = nodes["https://w3id.org/crisiskg/dataset"]
    assert dataset["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert all(nodes[text]["type"] == "CreativeWork" for text in dataset["isBasedOn"])
    assert len(dataset["isBasedOn"]) == 5
    for part in dataset["distribution"]:
        assert nodes[part["id"]]["contentUrl"].startswith("https://w3id.org/crisiskg/download/crisiskg.")


def test_the_same_graph_gives_the_same_bytes(content: bytes, real_made: Made, workspace_root: Path) -> None:
    assert export_graph(real_made.dataset.store, "schemaorg", Workspace(workspace_root)) == {
        "crisiskg.schemaorg.jsonld": content
    }
