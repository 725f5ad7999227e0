"""Items in Wikibase's JSON, as its dumps have them."""

from __future__ import annotations

import json
import uuid

from crisiskg.publish.wikibase.items import Exported
from crisiskg.wikibase.mapping import Mapping
from crisiskg.wikibase.model import Item, Statement
from crisiskg.wikibase.values import Json, by_property, reference_json, snak_json


def entity_dump(exported: Exported) -> bytes:
    """A dump: ``[``, one item a line with a comma at its end, ``]``."""
    lines = (json.dumps(item_json(item), ensure_ascii=False, separators=(",", ":")) for item in exported.items)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


def property_definitions(mapping: Mapping) -> bytes:
    """The properties that a Wikibase of one's own still lacks, one JSON object a line.

    Each is what the API's ``wbeditentity`` takes for a new property; ``key`` is under which to write
    its id into the file of ids.
    """
    lines = []
    for found in mapping.missing_properties():
        about = {"ja": f"crisiskg の対応表では {found.key}", "en": f"{found.key} in the mapping of crisiskg"}
        definition = {
            "key": found.key,
            "type": "property",
            "datatype": found.datatype,
            "labels": _terms(found.label),
            "descriptions": _terms(about),
        }
        lines.append(json.dumps(definition, ensure_ascii=False))
    return "".join(line + "\n" for line in lines).encode("utf-8")


def item_json(item: Item) -> Json:
    """One item. Hashes are there, because readers such as qwikidata ask for them."""
    claims: dict[str, list[Json]] = {}
    for statement in item.statements:
        claims.setdefault(statement.main.property, []).append(statement_json(item, statement))
    return {
        "type": "item",
        "id": item.id,
        "labels": _terms(item.labels),
        "descriptions": _terms(item.descriptions),
        "aliases": {
            code: [{"language": code, "value": form} for form in forms] for code, forms in sorted(item.aliases.items())
        },
        "claims": claims,
        "sitelinks": {},
        "lastrevid": 0,
    }


def statement_json(item: Item, statement: Statement) -> Json:
    """One statement of an item."""
    found: Json = {
        "mainsnak": snak_json(statement.main, hashed=False),
        "type": "statement",
        "id": statement_id(item, statement),
        "rank": statement.rank,
    }
    if statement.qualifiers:
        grouped = by_property(statement.qualifiers)
        found |= {"qualifiers": grouped, "qualifiers-order": list(grouped)}
    if statement.references:
        found["references"] = [reference_json(reference) for reference in statement.references]
    return found


def statement_id(item: Item, statement: Statement) -> str:
    """The id of a statement, the same in every export: a UUID made of what it says."""
    said = json.dumps(
        [
            item.key,
            statement.rank,
            *(snak_json(snak, hashed=False) for snak in (statement.main, *statement.qualifiers)),
        ],
        sort_keys=True,
    )
    return f"{item.id}${str(uuid.uuid5(uuid.NAMESPACE_URL, said)).upper()}"


def _terms(names: dict[str, str]) -> dict[str, dict[str, str]]:
    return {code: {"language": code, "value": name} for code, name in sorted(names.items())}
