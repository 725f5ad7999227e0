"""What the small workspace becomes in Wikidata and in a Wikibase of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.mini import write

from crisiskg.claims.corpus import load_corpus
from crisiskg.graph.build import Dataset
from crisiskg.publish.wikibase.items import Exported, export_items
from crisiskg.publish.wikibase.references import Quote
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.wikibase.model import EntityId, Item, Monolingual, Statement, Text, Time

DAY = Time("+2026-11-21T00:00:00Z", 11)


def exported(dataset: Dataset, own: str | None = None, quote: Quote | None = None) -> Exported:
    workspace = dataset.loaded.workspace
    file = write(workspace.root / "own.yaml", own) if own else None
    return export_items(dataset.store, load_corpus(workspace.data), load_mapping(workspace.data, file), quote)


def item(found: Exported, key: str) -> Item:
    return next(item for item in found.items if item.key == key)


def about(found: Exported, key: str, property_: str) -> list[Statement]:
    return [statement for statement in item(found, key).statements if statement.main.property == property_]


def test_a_matched_thing_is_the_item_that_it_is_matched_to(dataset: Dataset) -> None:
    westland = item(exported(dataset), "state/westland")
    assert (westland.id, westland.known) == ("Q30", True)


def test_a_new_thing_has_the_same_placeholder_whatever_else_there_is(dataset: Dataset) -> None:
    found = exported(dataset)
    treaty = item(found, "agreement/lake-treaty")
    assert not treaty.known
    assert treaty.id == item(exported(dataset), "agreement/lake-treaty").id
    assert 2_000_000_000 <= int(treaty.id[1:]) <= 2_147_483_647


def test_names_and_a_description_come_in_both_languages(dataset: Dataset) -> None:
    treaty = item(exported(dataset), "agreement/lake-treaty")
    assert treaty.labels == {"ja": "湖水条約", "en": "Lake Treaty"}
    assert treaty.descriptions == {"ja": "条約", "en": "treaty"}


def test_a_party_is_a_signatory_with_its_text_note_page_and_address_as_reference(dataset: Dataset) -> None:
    found = exported(dataset)
    statements = about(found, "agreement/lake-treaty", "P1891")
    assert [statement.main.value for statement in statements] == [
        EntityId(item(found, "state/eastland").id),
        EntityId("Q30"),
    ]
    (reference,) = statements[1].references
    said = {snak.property: snak.value for snak in reference.snaks}
    assert said == {
        "P248": EntityId(item(found, "text/lake-study").id),
        "P958": Text("はじめに"),
        "P854": Text("https://w3id.org/crisiskg/id/claim/lake-study-c0000003"),
        "P813": DAY,
    }


def test_of_two_dates_each_keeps_its_rank_and_the_worse_one_its_reason(dataset: Dataset) -> None:
    dates = {s.rank: s for s in about(exported(dataset), "event/lake-treaty-signature", "P585")}
    assert dates["normal"].main.value == Time("+1901-03-00T00:00:00Z", 10)
    assert dates["deprecated"].main.value == Time("+1901-04-00T00:00:00Z", 10)
    qualifiers = {snak.property: snak.value for snak in dates["deprecated"].qualifiers}
    assert qualifiers == {"P1480": EntityId("Q32188232"), "P2241": EntityId("Q29998666")}


def test_what_was_only_feared_is_not_stated_and_the_report_says_why(dataset: Dataset) -> None:
    found = exported(dataset)
    assert not about(found, "event/lake-blockade", "P710")
    (loss,) = [loss for loss in found.losses if loss.thing == "claim/lake-study-c0000006"]
    assert (loss.part, loss.reason) == ("attitude", "a statement would assert what was only held")


def test_a_duty_under_a_treaty_has_no_item_in_wikidata_and_the_report_says_so(dataset: Dataset) -> None:
    found = exported(dataset)
    assert not [item for item in found.items if item.key.startswith("obligation/")]
    assert [loss.part for loss in found.losses if loss.thing == "claim/lake-study-c0000004"] == ["subject"]


OWN = """
name: Lake Wikibase
base: https://lake.example/
ids:
  P31: P1
  P710: P2
  P2888: P3
  P585: P4
  "ckg:obligor": P5
  "ckg:heldBy": P6
  "ckg:attitude": P7
  "ckg:actuality": P8
  Q5: Q1
  state/westland: Q2
"""


def test_in_a_wikibase_of_ones_own_its_ids_stand_for_ours(dataset: Dataset) -> None:
    found = exported(dataset, OWN)
    assert (item(found, "state/westland").id, item(found, "state/westland").known) == ("Q2", True)
    assert [s.main.value for s in about(found, "person/alto", "P1")] == [EntityId("Q1")]
    assert Text("http://www.wikidata.org/entity/Q30") in [s.main.value for s in about(found, "state/westland", "P3")]


def test_in_a_wikibase_of_ones_own_a_fear_stays_a_fear(dataset: Dataset) -> None:
    found = exported(dataset, OWN)
    (statement,) = about(found, "event/lake-blockade", "P2")
    qualifiers = {snak.property: snak.value for snak in statement.qualifiers}
    assert qualifiers["P6"] == EntityId(item(found, "person/alto").id)
    assert qualifiers["P7"] == EntityId(item(found, "concept/attitude-fears").id)
    assert about(found, "event/lake-blockade", "P8")


def test_in_a_wikibase_of_ones_own_a_duty_is_an_item(dataset: Dataset) -> None:
    found = exported(dataset, OWN)
    (statement,) = about(found, "obligation/lake-treaty-notify", "P5")
    assert statement.main.value == EntityId(item(found, "state/eastland").id)


def test_classes_and_roles_become_items_there_with_both_names(dataset: Dataset) -> None:
    crisis = item(exported(dataset, OWN), "ckg:Crisis")
    assert crisis.labels == {"ja": "国際危機", "en": "crisis"}


def test_a_quotation_stands_only_where_it_is_asked_for(dataset: Dataset) -> None:
    words = "東国と西国は1901年3月に湖水条\n約を"
    (statement, *_) = about(exported(dataset, quote=lambda anchor: words), "agreement/lake-treaty", "P1891")
    quoted = [s.value for reference in statement.references for s in reference.snaks if s.property == "P1683"]
    assert quoted == [Monolingual("東国と西国は1901年3月に湖水条約を", "ja")]


def test_the_same_graph_gives_the_same_items(dataset: Dataset) -> None:
    assert exported(dataset) == exported(dataset)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_two_items_of_the_release_share_name_and_description(
    real_made: object, workspace_root: Path, language: str
) -> None:
    from crisiskg.publish.release import Made

    assert isinstance(real_made, Made)
    data = workspace_root / "data"
    found = export_items(real_made.dataset.store, load_corpus(data), load_mapping(data))
    pairs = [(item.labels[language], item.descriptions.get(language)) for item in found.items]
    assert len(pairs) == len(set(pairs))
