"""What the release does not show: several things that are one item there, what did not take place, views of nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.wikibase.exports import Exports, write_ids

from crisiskg.graph.build import Dataset
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.wikibase.model import EntityId, Item


@pytest.fixture
def small(dataset: Dataset) -> Exports:
    workspace = dataset.loaded.workspace
    return Exports(dataset.store, workspace.data, workspace.root)


def item(items: tuple[Item, ...], key: str) -> Item:
    (found,) = [item for item in items if key in (item.key, *item.others)]
    return found


def test_several_things_that_are_one_item_there_become_one_item(small: Exports) -> None:
    # Works, archives and texts are all documents; so are three reasons one error.
    path = write_ids(small.folder / "shared.yaml", {"P31": "P1", "P2888": "P2", "Q49848": "Q7", "Q29998666": "Q8"})
    found = small.to(load_mapping(small.data, path))
    ids = [item.id for item in found.items]
    assert len(ids) == len(set(ids))
    document = item(found.items, "ckg:SourceText")
    assert (document.id, document.known) == ("Q7", True)
    assert {"dcterms:BibliographicResource", "schema:ArchiveComponent"} <= {document.key, *document.others}
    error = item(found.items, "concept/reason-contradicted-by-record")
    assert {len(error.others), error.id} == {2, "Q8"}
    # Each of the three has its own address, and the names of all three are there.
    assert len([s for s in error.statements if s.main.property == "P2"]) == 3
    names = {form for forms in ({"": tuple(error.labels.values())} | error.aliases).values() for form in forms}
    assert len(names) == 6


def test_a_thing_that_did_not_take_place_bears_that_on_every_statement(small: Exports) -> None:
    blockade = item(small.wikidata.items, "event/lake-blockade")
    kind = next(s for s in blockade.statements if s.main.property == "P31")
    assert [snak.value for snak in kind.qualifiers] == [EntityId("Q18603603")]


def test_the_holder_of_a_view_is_not_lost_where_there_is_no_property_for_him(small: Exports) -> None:
    properties = load_mapping(small.data).properties
    ids = {key: f"P{number}" for number, key in enumerate(properties, start=1)}
    for missing in ("ckg:heldBy", "P12132"):
        del ids[missing]
    mapping = load_mapping(small.data, write_ids(small.folder / "views.yaml", ids))
    states = mapping.attitudes["concept/attitude-states"]
    mapping = replace(mapping, attitudes={**mapping.attitudes, "concept/attitude-fears": states})
    lost = [loss for loss in small.to(mapping).losses if loss.thing == "claim/lake-study-c0000006"]
    assert [(loss.part, loss.reason) for loss in lost] == [("attitude", "the Wikibase cannot say who held it")]
