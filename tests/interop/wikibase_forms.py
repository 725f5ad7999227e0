"""One plain form of items, to compare what was written with what four programs read.

An item is a dict with ``id``, ``labels``, ``descriptions``, ``aliases`` and ``statements``; a
statement is a list of its main snak, its rank, its qualifiers and its references; a snak is a list
of its property, the kind of its value and the parts of the value. What has no order is sorted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from crisiskg.wikibase.model import (
    EARTH,
    Absent,
    Coordinate,
    EntityId,
    Item,
    Monolingual,
    Quantity,
    Snak,
    Statement,
    Text,
    Time,
    Unknown,
    Value,
)

Form = Any


def item_form(item: Item) -> Form:
    """What we wrote, straight from the model and not from our JSON."""
    return entity_form(
        item.id,
        item.labels,
        item.descriptions,
        {code: list(forms) for code, forms in item.aliases.items()},
        (_statement(statement) for statement in item.statements),
    )


def entity_form(
    id_: str,
    labels: dict[str, str],
    descriptions: dict[str, str],
    aliases: dict[str, list[str]],
    statements: Iterable[Form],
) -> Form:
    """An item of sorted parts."""
    return {
        "id": id_,
        "labels": labels,
        "descriptions": descriptions,
        "aliases": {code: sorted(forms) for code, forms in aliases.items()},
        "statements": ordered(statements),
    }


def statement_form(main: Form, rank: str, qualifiers: Iterable[Form], references: Iterable[Iterable[Form]]) -> Form:
    """A statement of sorted parts."""
    return [main, rank, ordered(qualifiers), ordered(ordered(reference) for reference in references)]


def ordered(parts: Iterable[Form]) -> list[Form]:
    """The parts in one order, with those that stand twice twice."""
    return sorted(parts, key=lambda part: json.dumps(part, ensure_ascii=False))


def number(amount: str) -> str:
    """A number with its sign and without needless zeros."""
    return f"{Decimal(amount).normalize():+f}"


def json_value(kind: str, value: Any) -> list[Form]:
    """The parts of a ``datavalue``, for the readers in Python that leave it as it is."""
    match kind:
        case "wikibase-entityid":
            return ["item", value["id"]]
        case "string":
            return ["text", value]
        case "monolingualtext":
            return ["monolingual", value["language"], value["text"]]
        case "time":
            return ["time", value["time"], value["precision"], value["calendarmodel"]]
        case "quantity":
            return ["quantity", number(value["amount"]), value["unit"]]
        case "globecoordinate":
            return ["coordinate", value["latitude"], value["longitude"], value["precision"], value["globe"]]
    raise ValueError(kind)


def json_form(entity: Any) -> Form:
    """An item of a dump; PHP writes an empty map as an empty list."""

    def inner(grouped: Any) -> list[Form]:
        return [json_snak(snak) for group in dict(grouped or {}).values() for snak in group]

    return entity_form(
        entity["id"],
        {code: term["value"] for code, term in dict(entity["labels"] or {}).items()},
        {code: term["value"] for code, term in dict(entity["descriptions"] or {}).items()},
        {code: [term["value"] for term in group] for code, group in dict(entity["aliases"] or {}).items()},
        (
            statement_form(
                json_snak(said["mainsnak"]),
                said["rank"],
                inner(said.get("qualifiers")),
                (inner(reference["snaks"]) for reference in said.get("references", ())),
            )
            for group in dict(entity["claims"] or {}).values()
            for said in group
        ),
    )


def json_snak(snak: Any) -> Form:
    """A snak of a dump."""
    value = snak.get("datavalue")
    return [snak["property"], *(json_value(value["type"], value["value"]) if value else [snak["snaktype"]])]


def _statement(statement: Statement) -> Form:
    return statement_form(
        _snak(statement.main),
        statement.rank,
        map(_snak, statement.qualifiers),
        (map(_snak, reference.snaks) for reference in statement.references),
    )


def _snak(snak: Snak) -> Form:
    return [snak.property, *_value(snak.value)]


def _value(value: Value) -> list[Form]:
    match value:
        case EntityId(id_):
            return ["item", id_]
        case Text(text):
            return ["text", text]
        case Monolingual(text, language):
            return ["monolingual", language, text]
        case Time(time, precision, calendar):
            return ["time", time, precision, calendar]
        case Quantity(amount, unit):
            return ["quantity", number(amount), unit]
        case Coordinate(latitude, longitude, precision):
            return ["coordinate", latitude, longitude, precision, EARTH]
        case Unknown():
            return ["somevalue"]
        case Absent():
            return ["novalue"]
