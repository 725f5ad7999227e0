"""A dump of ours, loaded into a Wikibase in the way of docs/wikibase.md and dumped again, says all that it said."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.interop.wikibase_forms import item_form, json_form
from tests.interop.wikibase_loader import LoadedWikibase, RefusedError, load, renamed
from tests.publish.wikibase.exports import Exports, write_ids

from crisiskg.wikibase.mapping import load_mapping

Json = dict[str, Any]


@pytest.fixture(scope="module")
def entities(exports: Exports) -> list[Json]:
    found = json.loads(exports.dump("own").read_bytes())
    assert isinstance(found, list)
    return found


@pytest.fixture
def wikibase(exports: Exports) -> LoadedWikibase:
    mapping = exports.own.mapping
    return LoadedWikibase(dict(found for key in mapping.properties if (found := mapping.property(key))))


def test_what_is_dumped_again_is_what_was_loaded(
    exports: Exports, entities: list[Json], wikibase: LoadedWikibase
) -> None:
    ids = load(wikibase, entities)
    back = {id_: placeholder for placeholder, id_ in ids.items()}
    assert len(back) == len(exports.own.items)
    for item, dumped in zip(exports.own.items, wikibase.dump(), strict=True):
        again = {**renamed(dumped, back), "id": back[dumped["id"]]}
        assert json_form(again) == item_form(item), item.key


def test_with_the_new_ids_in_the_mapping_the_next_export_names_the_items_that_are_there(
    exports: Exports, entities: list[Json], wikibase: LoadedWikibase
) -> None:
    ids = load(wikibase, entities)
    assert exports.own.mapping.ids is not None
    given = {**exports.own.mapping.ids, **{item.key: ids[item.id] for item in exports.own.items}}
    again = exports.to(load_mapping(exports.data, write_ids(exports.folder / "loaded.yaml", given)))
    assert all(item.known for item in again.items)
    assert {item.key: item.id for item in again.items} == {item.key: ids[item.id] for item in exports.own.items}
    before = {item.key: len(item.statements) for item in exports.own.items}
    assert {item.key: len(item.statements) for item in again.items} == before


def test_statements_cannot_come_before_the_items_that_they_name(entities: list[Json], wikibase: LoadedWikibase) -> None:
    terms = {part: entities[0][part] for part in ("labels", "descriptions", "aliases")}
    id_ = wikibase.create(terms)
    claims = [
        {**statement, "id": ""} for entity in entities for group in entity["claims"].values() for statement in group
    ]
    naming = next(c for c in claims if c["mainsnak"]["datatype"] == "wikibase-item")
    naming.pop("id")
    with pytest.raises(RefusedError, match="no item Q2"):
        wikibase.add(id_, [naming])


def _of(entities: list[Json], datatype: str) -> Json:
    """The first statement of a data type, without its id and without values that are other items."""
    for entity in entities:
        for group in entity["claims"].values():
            for statement in group:
                if statement["mainsnak"]["datatype"] == datatype and "datavalue" in statement["mainsnak"]:
                    kept = copy.deepcopy(statement)
                    return {"mainsnak": kept["mainsnak"], "rank": kept["rank"], "qualifiers": {}, "references": []}
    raise AssertionError(datatype)


def _value(statement: Json) -> Json:
    value = statement["mainsnak"]["datavalue"]["value"]
    assert isinstance(value, dict)
    return value


SPOILT: dict[str, tuple[str, Callable[[Json], object]]] = {
    "an id": ("string", lambda s: s.update(id="Q1$1")),
    "a rank": ("string", lambda s: s.update(rank="best")),
    "a property": ("string", lambda s: s["mainsnak"].update(property="P9999")),
    "a line break": ("string", lambda s: s["mainsnak"]["datavalue"].update(value="a\nb")),
    "a blank": ("string", lambda s: s["mainsnak"]["datavalue"].update(value="a ")),
    "a long text": ("string", lambda s: s["mainsnak"]["datavalue"].update(value="a" * 1501)),
    "an address": ("url", lambda s: s["mainsnak"]["datavalue"].update(value="urn:lake:1")),
    "a language": ("monolingualtext", lambda s: _value(s).update(language="ja-hira")),
    "an hour": ("time", lambda s: _value(s).update(time="+1958-08-23T18:00:00Z")),
    "a sign": ("time", lambda s: _value(s).update(time="1958-08-23T00:00:00Z")),
    "a bound": ("time", lambda s: _value(s).pop("before")),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_the_wikibase_of_this_test_refuses_what_a_real_one_does(
    spoilt: str, entities: list[Json], wikibase: LoadedWikibase
) -> None:
    datatype, spoil = SPOILT[spoilt]
    id_ = wikibase.create({part: entities[0][part] for part in ("labels", "descriptions", "aliases")})
    statement = _of(entities, datatype)
    wikibase.add(id_, [statement])
    spoil(statement)
    with pytest.raises(RefusedError):
        wikibase.add(id_, [statement])


def test_a_number_without_sign_comes_back_with_one(entities: list[Json], wikibase: LoadedWikibase) -> None:
    id_ = wikibase.create({part: entities[0][part] for part in ("labels", "descriptions", "aliases")})
    statement = _of(entities, "quantity")
    sign_and_number = _value(statement)["amount"]
    _value(statement)["amount"] = sign_and_number.removeprefix("+")
    wikibase.add(id_, [statement])
    ((kept,),) = wikibase.items[id_]["claims"].values()
    assert _value(kept)["amount"] == sign_and_number
