"""Invented items in Wikibase's JSON, for tests of what comes back from one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"

Json = dict[str, Any]


def entity(id_: str) -> Json:
    return {"value": {"entity-type": "item", "numeric-id": int(id_[1:]), "id": id_}, "type": "wikibase-entityid"}


def time(text: str, precision: int = 11, calendar: str = GREGORIAN) -> Json:
    value = {"time": text, "timezone": 0, "before": 0, "after": 0, "precision": precision, "calendarmodel": calendar}
    return {"value": value, "type": "time"}


def string(text: str) -> Json:
    return {"value": text, "type": "string"}


_DATATYPES = {"wikibase-entityid": "wikibase-item"}


def snak(property_: str, value: Json | str) -> Json:
    """A snak; ``value`` is a data value, or ``somevalue`` or ``novalue``."""
    if isinstance(value, str):
        return {"snaktype": value, "property": property_}
    datatype = _DATATYPES.get(value["type"], value["type"])
    return {"snaktype": "value", "property": property_, "datavalue": value, "datatype": datatype}


def statement(
    property_: str,
    value: Json | str,
    *qualifiers: Json,
    rank: str = "normal",
    references: tuple[Json, ...] = (),
    guid: str = "",
) -> Json:
    said: Json = {"mainsnak": snak(property_, value), "type": "statement", "rank": rank, "id": guid}
    for qualifier in qualifiers:
        said.setdefault("qualifiers", {}).setdefault(qualifier["property"], []).append(qualifier)
    if references:
        said["references"] = [
            {"hash": "0" * 40, "snaks": {each["property"]: [each]}, "snaks-order": [each["property"]]}
            for each in references
        ]
    return said


def item(id_: str, *statements: Json, revision: int | None = 123456) -> Json:
    claims: dict[str, list[Json]] = {}
    for number, each in enumerate(statements):
        each["id"] = each["id"] or f"{id_}$00000000-0000-4000-8000-{number:012d}"
        claims.setdefault(each["mainsnak"]["property"], []).append(each)
    made: Json = {"type": "item", "id": id_, "labels": {}, "descriptions": {}, "aliases": {}, "claims": claims}
    made["sitelinks"] = {}
    return made if revision is None else {**made, "lastrevid": revision}


def dump(folder: Path, *items: Json, name: str = "entities.json") -> Path:
    path = folder / name
    lines = ",\n".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in items)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return path
