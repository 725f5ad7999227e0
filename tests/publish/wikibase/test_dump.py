"""The dump holds nothing that a Wikibase 1.39 refuses or changes; no reader of dumps checks that."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.publish.wikibase.exports import Exports, write_ids

from crisiskg.publish.wikibase.entity_json import property_definitions
from crisiskg.publish.wikibase.items import Exported
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.wikibase.model import EARTH, GREGORIAN, JULIAN, LANGUAGES, LONGEST_MONOLINGUAL, LONGEST_TERM, LONGEST_TEXT

Json = dict[str, Any]

NAMES = ("wikidata", "own")
FIRST_PLACEHOLDER = 2_000_000_000
LONGEST_URL = 500
VALUE_TYPES = {
    "wikibase-item": "wikibase-entityid",
    "string": "string",
    "url": "string",
    "monolingualtext": "monolingualtext",
    "time": "time",
    "quantity": "quantity",
    "globe-coordinate": "globecoordinate",
}


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def exported(name: str, exports: Exports) -> Exported:
    return exports.named(name)


@pytest.fixture(scope="module")
def entities(name: str, exports: Exports) -> list[Json]:
    found = json.loads(exports.dump(name).read_bytes())
    assert isinstance(found, list)
    return found


def statements(entities: list[Json]) -> Iterator[Json]:
    for entity in entities:
        for group in entity["claims"].values():
            yield from group


def inner(grouped: dict[str, list[Json]]) -> list[Json]:
    return [snak for group in grouped.values() for snak in group]


def snaks(entities: list[Json]) -> Iterator[Json]:
    for statement in statements(entities):
        yield statement["mainsnak"]
        yield from inner(statement.get("qualifiers", {}))
        for reference in statement.get("references", ()):
            yield from inner(reference["snaks"])


def values(entities: list[Json], kind: str) -> Iterator[Any]:
    for snak in snaks(entities):
        if snak["snaktype"] == "value" and snak["datavalue"]["type"] == kind:
            yield snak["datavalue"]["value"]


def terms(entity: Json) -> Iterator[Json]:
    yield from entity["labels"].values()
    yield from entity["descriptions"].values()
    for group in entity["aliases"].values():
        yield from group


def well_kept(text: str, longest: int) -> bool:
    """Whether Wikibase stores a text as it is: one line, trimmed, composed, and not too long."""
    return (
        0 < len(text) <= longest
        and text == text.strip()
        and unicodedata.is_normalized("NFC", text)
        and not any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in text)
    )


def test_no_item_and_no_statement_has_the_id_of_another(entities: list[Json]) -> None:
    ids = Counter(entity["id"] for entity in entities)
    assert not [id_ for id_, times in ids.items() if times > 1]
    given = Counter(statement["id"] for statement in statements(entities))
    assert not [id_ for id_, times in given.items() if times > 1]
    for entity in entities:
        for statement in statements([entity]):
            assert re.fullmatch(rf"{entity['id']}\$[0-9A-F]{{8}}(-[0-9A-F]{{4}}){{3}}-[0-9A-F]{{12}}", statement["id"])


def test_names_and_descriptions_are_such_as_a_wikibase_takes(entities: list[Json]) -> None:
    for entity in entities:
        for part in ("labels", "descriptions"):
            assert all(code == term["language"] for code, term in entity[part].items())
        for term in terms(entity):
            assert term["language"] in LANGUAGES, entity["id"]
            assert well_kept(term["value"], LONGEST_TERM), term
        for code, group in entity["aliases"].items():
            forms = [term["value"] for term in group]
            label = entity["labels"].get(code, {}).get("value")
            assert len(set(forms)) == len(forms) and label not in forms, (entity["id"], forms)
        for code, term in entity["descriptions"].items():
            assert term["value"] != entity["labels"][code]["value"], entity["id"]


def test_the_languages_are_label_languages() -> None:
    assert not LANGUAGES & {"mul", "ja-hira", "ja-latn", "ja-kana", "und"}
    assert all(code == code.lower() for code in LANGUAGES)


def test_no_two_items_share_label_and_description(entities: list[Json]) -> None:
    found = Counter(
        (code, entity["labels"][code]["value"], term["value"])
        for entity in entities
        for code, term in entity["descriptions"].items()
    )
    assert not [both for both, times in found.items() if times > 1]


def test_a_time_is_a_day_of_the_calendar_at_midnight(entities: list[Json]) -> None:
    for value in values(entities, "time"):
        match = re.fullmatch(r"\+([0-9]{4})-([0-9]{2})-([0-9]{2})T00:00:00Z", value["time"])
        assert match, value
        year, month, day = map(int, match.groups())
        assert value["precision"] in (7, 8, 9, 10, 11) and year
        assert (month > 0) == (value["precision"] >= 10) and (day > 0) == (value["precision"] == 11), value
        date(year, month or 1, day or 1)
        assert (value["timezone"], value["before"], value["after"]) == (0, 0, 0)
        assert value["calendarmodel"] in (GREGORIAN, JULIAN)


def test_texts_are_trimmed_lines_of_the_length_that_is_taken(name: str, entities: list[Json]) -> None:
    for text in values(entities, "string"):
        assert well_kept(text, LONGEST_TEXT), text
    for value in values(entities, "monolingualtext"):
        assert well_kept(value["text"], LONGEST_MONOLINGUAL if name == "own" else LONGEST_TEXT), value
        assert value["language"] in LANGUAGES, value


def test_an_address_is_one_of_the_web(entities: list[Json]) -> None:
    for snak in snaks(entities):
        if snak["datatype"] == "url":
            address = snak["datavalue"]["value"]
            assert re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", address) and len(address) <= LONGEST_URL, address


def test_numbers_have_a_sign_and_places_are_on_earth(entities: list[Json]) -> None:
    for value in values(entities, "quantity"):
        assert re.fullmatch(r"[+-](0|[1-9][0-9]*)(\.[0-9]+)?", value["amount"]) and value["unit"] == "1", value
    for value in values(entities, "globecoordinate"):
        assert -90 <= value["latitude"] <= 90 and -180 <= value["longitude"] <= 180 and value["globe"] == EARTH


def test_every_item_that_a_value_names_is_there(name: str, entities: list[Json], exported: Exported) -> None:
    ids = {entity["id"] for entity in entities}
    for value in values(entities, "wikibase-entityid"):
        assert value["entity-type"] == "item" and value["id"] == f"Q{value['numeric-id']}"
        placeholder = value["numeric-id"] >= FIRST_PLACEHOLDER
        assert value["id"] in ids or not (placeholder or name == "own"), value
    for item in exported.items:
        assert item.known == (int(item.id[1:]) < FIRST_PLACEHOLDER), item.key


def test_each_value_is_of_the_kind_that_its_property_takes(entities: list[Json], exported: Exported) -> None:
    mapping = exported.mapping
    datatypes = dict(found for key in mapping.properties if (found := mapping.property(key)))
    for snak in snaks(entities):
        assert snak["datatype"] == datatypes[snak["property"]]
        if snak["snaktype"] == "value":
            assert snak["datavalue"]["type"] == VALUE_TYPES[snak["datatype"]]
        else:
            assert snak["snaktype"] in ("somevalue", "novalue") and "datavalue" not in snak


def test_nothing_stands_twice_that_a_wikibase_keeps_once(entities: list[Json]) -> None:
    for entity in entities:
        for statement in statements([entity]):
            assert statement["rank"] in ("preferred", "normal", "deprecated")
            qualifiers = [snak["hash"] for snak in inner(statement.get("qualifiers", {}))]
            references = [reference["hash"] for reference in statement.get("references", ())]
            assert len(set(qualifiers)) == len(qualifiers) and len(set(references)) == len(references), statement["id"]
            for reference in statement.get("references", ()):
                inside = [snak["hash"] for snak in inner(reference["snaks"])]
                assert inside and len(set(inside)) == len(inside), statement["id"]
        said = [
            json.dumps([s["mainsnak"], s["rank"], sorted(q["hash"] for q in inner(s.get("qualifiers", {})))])
            for s in statements([entity])
        ]
        assert len(set(said)) == len(said), entity["id"]


def test_the_properties_of_a_new_wikibase_can_be_made(exports: Exports) -> None:
    mapping = load_mapping(exports.data, write_ids(exports.folder / "empty.yaml", {}))
    definitions = [json.loads(line) for line in property_definitions(mapping).splitlines()]
    assert len(definitions) == len(mapping.properties)
    labels = Counter((code, term["value"]) for definition in definitions for code, term in definition["labels"].items())
    assert not [label for label, times in labels.items() if times > 1], "Wikibase finds properties by their labels"
    for definition in definitions:
        for term in (*definition["labels"].values(), *definition["descriptions"].values()):
            assert term["language"] in LANGUAGES and well_kept(term["value"], LONGEST_TERM)
        assert definition["labels"]["en"] != definition["descriptions"]["en"]
