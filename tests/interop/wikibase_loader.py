"""Acts as a Wikibase 1.39 into which a dump is loaded, as docs/wikibase.md tells its users to, and dumps again.

What it takes, changes and refuses was tried on a real one through the API's ``wbeditentity``: it
gives ids of its own to items and statements, reckons hashes anew, keeps equal qualifiers and
references once, writes ``10`` as ``+10`` and empty maps as lists, and takes no value that names
an item which is not there.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from crisiskg.wikibase.model import GREGORIAN, JULIAN, LANGUAGES, LONGEST_MONOLINGUAL, LONGEST_TERM, LONGEST_TEXT

Json = dict[str, Any]

_TIME = re.compile(r"[+-]\d{4,}-\d\d-\d\dT00:00:00Z", re.ASCII)
_TIME_PARTS = {"time", "timezone", "before", "after", "precision", "calendarmodel"}
_TYPES = {
    **{"wikibase-item": "wikibase-entityid", "string": "string", "url": "string", "external-id": "string"},
    **{"monolingualtext": "monolingualtext", "time": "time", "quantity": "quantity"},
    "globe-coordinate": "globecoordinate",
}


class RefusedError(Exception):
    """What the API answers with an error."""


class LoadedWikibase:
    """A Wikibase with some properties and no item."""

    def __init__(self, datatypes: dict[str, str]) -> None:
        self.datatypes = datatypes
        self.items: dict[str, Json] = {}
        self._names: set[tuple[str, str, str]] = set()

    def create(self, terms: Json) -> str:
        """``wbeditentity`` with ``new=item``: labels, descriptions and aliases; the id of the new item."""
        for part in ("labels", "descriptions", "aliases"):
            for code, given in terms[part].items():
                for term in given if isinstance(given, list) else [given]:
                    self._check_term(code, term)
        for code, description in terms["descriptions"].items():
            label = terms["labels"].get(code, {}).get("value", "")
            if label == description["value"]:
                raise RefusedError("label and description are the same")
            place = (code, label, description["value"])
            if label and place in self._names:
                raise RefusedError("another item has this label and description")
            self._names.add(place)
        id_ = f"Q{len(self.items) + 1}"
        self.items[id_] = {"type": "item", "id": id_, **copy.deepcopy(terms), "claims": {}}
        return id_

    def add(self, id_: str, statements: Iterable[Json]) -> None:
        """``wbeditentity`` with ``id``: the statements of an item that is there."""
        for given in statements:
            if "id" in given:
                raise RefusedError("the id of a statement is not the giver's to choose")
            if given["rank"] not in ("preferred", "normal", "deprecated"):
                raise RefusedError(f"no rank {given['rank']}")
            kept: Json = {
                "mainsnak": self._snak(given["mainsnak"]),
                "type": "statement",
                "id": f"{id_}${uuid.uuid4()}",
                "rank": given["rank"],
            }
            qualifiers = self._grouped(given.get("qualifiers", {}))
            if qualifiers:
                kept |= {"qualifiers": qualifiers, "qualifiers-order": list(qualifiers)}
            references = {}
            for reference in given.get("references", ()):
                inside = self._grouped(reference["snaks"])
                hashed = _hash(inside)
                references[hashed] = {"hash": hashed, "snaks": inside, "snaks-order": list(inside)}
            if references:
                kept["references"] = list(references.values())
            group = self.items[id_]["claims"].setdefault(kept["mainsnak"]["property"], [])
            group.append(kept)

    def dump(self) -> list[Json]:
        """All items as ``dumpJson.php`` has them."""
        found = copy.deepcopy(list(self.items.values()))
        for entity in found:
            for part in ("labels", "descriptions", "aliases", "claims"):
                entity[part] = entity[part] or []
        return found

    def _check_term(self, code: str, term: Json) -> None:
        if code not in LANGUAGES or code != term["language"]:
            raise RefusedError(f"unknown language {code}")
        _check_text(term["value"], LONGEST_TERM)

    def _grouped(self, given: Json) -> dict[str, list[Json]]:
        found: dict[str, list[Json]] = {}
        for snak in _all(given):
            kept = self._snak(snak)
            kept["hash"] = _hash(kept)
            group = found.setdefault(kept["property"], [])
            if kept not in group:
                group.append(kept)
        return found

    def _snak(self, given: Json) -> Json:
        datatype = self.datatypes.get(given["property"])
        if datatype is None:
            raise RefusedError(f"no property {given['property']}")
        kept = {"snaktype": given["snaktype"], "property": given["property"], "datatype": datatype}
        if given["snaktype"] == "value":
            kept["datavalue"] = self._value(datatype, given["datavalue"])
        return kept

    def _value(self, datatype: str, given: Json) -> Json:
        kind, value = given["type"], copy.deepcopy(given["value"])
        if kind != _TYPES[datatype]:
            raise RefusedError(f"a property of {datatype} takes no {kind}")
        match kind:
            case "wikibase-entityid":
                if value["id"] not in self.items:
                    raise RefusedError(f"no item {value['id']}")
                value = {"entity-type": "item", "numeric-id": int(value["id"][1:]), "id": value["id"]}
            case "string":
                _check_text(value, LONGEST_TEXT)
                if datatype == "url" and not re.match("https?://", value):
                    raise RefusedError(f"no address of the web: {value}")
            case "monolingualtext":
                _check_text(value["text"], LONGEST_MONOLINGUAL)
                if value["language"] not in LANGUAGES:
                    raise RefusedError(f"unknown language {value['language']}")
            case "time":
                if not value.keys() >= _TIME_PARTS or not _TIME.fullmatch(value["time"]):
                    raise RefusedError(f"no time: {value}")
                if not 0 <= value["precision"] <= 11 or value["calendarmodel"] not in (GREGORIAN, JULIAN):
                    raise RefusedError(f"no time: {value}")
            case "quantity":
                value["amount"] = value["amount"] if value["amount"][0] in "+-" else "+" + value["amount"]
        return {"value": value, "type": kind}


def load(wikibase: LoadedWikibase, entities: list[Json]) -> dict[str, str]:
    """Load a dump of ours in two passes: items with their names first, then what they say of each other.

    Gives the id of each item by its placeholder.
    """
    parts = ("labels", "descriptions", "aliases")
    ids = {entity["id"]: wikibase.create({part: entity[part] for part in parts}) for entity in entities}
    for entity in entities:
        statements = [_without(statement, "id") for statement in _all(entity["claims"])]
        wikibase.add(ids[entity["id"]], [renamed(statement, ids) for statement in statements])
    return ids


def renamed(part: Any, ids: dict[str, str]) -> Any:
    """A part of a dump with other items in its values."""
    if isinstance(part, list):
        return [renamed(each, ids) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("entity-type") == "item":
        id_ = ids.get(part["id"], part["id"])
        return {"entity-type": "item", "numeric-id": int(id_[1:]), "id": id_}
    return {key: renamed(value, ids) for key, value in part.items()}


def _all(grouped: Json) -> Iterator[Json]:
    for group in grouped.values():
        yield from group


def _without(statement: Json, key: str) -> Json:
    return {name: value for name, value in statement.items() if name != key}


def _check_text(text: str, longest: int) -> None:
    if text != text.strip() or not text or "\n" in text or len(text) > longest:
        raise RefusedError(f"not a line that is taken: {text[:40]!r}")


def _hash(part: Any) -> str:
    return hashlib.sha1(json.dumps(part, sort_keys=True).encode()).hexdigest()
