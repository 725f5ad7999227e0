"""Four independent readers find every item of the real release as we have it: values, ranks, qualifiers, references."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.interop.wikibase_forms import item_form
from tests.interop.wikibase_readers import READERS, read
from tests.publish.wikibase.exports import Exports

from crisiskg.publish.wikibase.entity_json import entity_dump
from crisiskg.publish.wikibase.items import Exported
from crisiskg.wikibase.model import (
    JULIAN,
    Absent,
    Coordinate,
    EntityId,
    Item,
    Monolingual,
    Quantity,
    Reference,
    Snak,
    Statement,
    Text,
    Time,
    Unknown,
)

NAMES = ("wikidata", "own")

_ALL_KINDS = (
    Snak("P31", "wikibase-item", EntityId("Q5")),
    Snak("P304", "string", Text('12–13 "a" \\ 頁')),
    Snak("P953", "url", Text("https://lake.example/湖?a=b&c=d")),
    Snak("P1476", "monolingualtext", Monolingual("湖水條約", "zh-hant")),
    Snak("P580", "time", Time("+1917-10-25T00:00:00Z", 11, JULIAN)),
    Snak("P582", "time", Time("+1950-00-00T00:00:00Z", 8)),
    Snak("P585", "time", Unknown()),
    Snak("P582", "time", Absent()),
    Snak("P1114", "quantity", Quantity("-10.5")),
    Snak("P625", "globe-coordinate", Coordinate(-24.45, 118.38, 0.01)),
)


@pytest.fixture(scope="module")
def dumps(exports: Exports) -> tuple[Path, ...]:
    """The two exports, and what they may not hold: every kind of value in every place, and every small change."""
    small = exports.folder / "small.json"
    small.write_bytes(entity_dump(Exported((sampler(), *changed()), (), exports.wikidata.mapping)))
    return (*(exports.dump(name) for name in NAMES), small)


def sampler() -> Item:
    reference = Reference(_ALL_KINDS)
    statements = tuple(
        Statement(snak, rank, _ALL_KINDS, (reference, Reference((snak,))))
        for snak in _ALL_KINDS
        for rank in ("preferred", "normal", "deprecated")
    )
    return Item("a/b", "Q1", True, {"ja": "湖"}, {"ja": "見本"}, {"ja": ("みずうみ", "大湖")}, statements)


def changed() -> list[Item]:
    """An item with one small change each time."""
    item = sampler()
    first, *others = item.statements
    page = Snak("P304", "string", Text("13"))
    changes = (
        replace(first, main=Snak("P31", "wikibase-item", EntityId("Q6"))),
        replace(first, main=Snak("P361", "wikibase-item", EntityId("Q5"))),
        replace(first, rank="deprecated"),
        replace(first, qualifiers=first.qualifiers[1:]),
        replace(first, qualifiers=(*first.qualifiers, page)),
        replace(first, references=first.references[1:]),
        replace(first, references=(Reference((*_ALL_KINDS, page)), *first.references[1:])),
    )
    statements = [replace(item, statements=(change, *others)) for change in changes]
    return [*statements, replace(item, labels={"ja": "沼"}), replace(item, aliases={"ja": ("大湖",)})]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_finds_every_item_as_it_was_written(
    reader: str, name: str, exports: Exports, dumps: tuple[Path, ...]
) -> None:
    found = read(reader, *dumps)[NAMES.index(name)]
    items = exports.named(name).items
    assert [item["id"] for item in found] == [item.id for item in items]
    for item, other in zip(items, found, strict=True):
        assert other == item_form(item), item.key
    # Not by chance because there was little to compare.
    assert sum(len(item["statements"]) for item in found) > 5000


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_finds_every_kind_of_value_in_every_place(reader: str, dumps: tuple[Path, ...]) -> None:
    assert read(reader, *dumps)[2][0] == item_form(sampler())


@pytest.mark.parametrize("reader", READERS)
def test_the_comparison_sees_one_changed_snak_rank_qualifier_or_reference(reader: str, dumps: tuple[Path, ...]) -> None:
    found = read(reader, *dumps)[2][1:]
    assert found == [item_form(item) for item in changed()]
    assert all(item != item_form(sampler()) for item in found)
