"""Snaks and values of Wikibase's JSON, checked: the other direction of ``values``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Any

from crisiskg.wikibase.model import (
    GREGORIAN,
    JULIAN,
    Absent,
    Coordinate,
    EntityId,
    Monolingual,
    Quantity,
    Snak,
    Text,
    Time,
    Unknown,
    Value,
)
from crisiskg.wikibase.times import DAY, MONTH

_ITEM = re.compile(r"Q[1-9][0-9]{0,9}", re.ASCII)
_TIME = re.compile(r"([+-])(\d{1,16})-(\d\d)-(\d\d)T00:00:00Z", re.ASCII)
_AMOUNT = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
#: Wikibase's precisions: from 0 (a thousand million years) to 14 (a second).
_FINEST = 14
_NAMES = {
    str: "a string",
    int: "a whole number",
    dict: "a map",
    list: "a list",
    (dict, list): "a map",
    (int, float): "a number",
}


class FaultError(Exception):
    """A mistake in an entity: where, what, and how to mend it."""

    def __init__(self, where: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message
        self.mend = mend


def entry(value: Any, key: str, kind: type | tuple[type, ...], where: str) -> Any:
    """A value of a map that must be there and of a kind. Raises ``FaultError`` when it is not."""
    if not isinstance(value, dict):
        raise FaultError(where, f"it is {_shown(value)}, not a map", "take the item as the Wikibase writes it")
    if key not in value:
        raise FaultError(where, f"the key {key!r} is missing", f"add {key}, or take the item from the Wikibase again")
    found = value[key]
    if not isinstance(found, kind) or isinstance(found, bool):
        wanted = _NAMES[kind]
        raise FaultError(where, f"{key} is {_shown(found)}, not {wanted}", f"give {wanted}")
    return found


def known_snak(value: Any, datatypes: Mapping[str, str], where: str) -> Snak:
    """A snak whose property the mapping knows. Raises ``FaultError`` for anything that is none."""
    property_ = entry(value, "property", str, where)
    datatype = datatypes.get(property_)
    if datatype is None:
        raise FaultError(where, f"the snak is of {property_}", "put it under its own property")
    given = value.get("datatype", datatype)
    if given != datatype:
        mend = "correct the id in the mapping"
        raise FaultError(where, f"{property_} takes {_shown(given)} here and {datatype} in the mapping", mend)
    kind = entry(value, "snaktype", str, where)
    if kind == "somevalue":
        return Snak(property_, datatype, Unknown())
    if kind == "novalue":
        return Snak(property_, datatype, Absent())
    if kind != "value":
        raise FaultError(where, f"unknown snaktype {kind!r}", "use value, somevalue or novalue")
    data = entry(value, "datavalue", dict, where)
    return Snak(property_, datatype, _value(data, datatype, where))


def _value(data: dict[str, Any], datatype: str, where: str) -> Value:
    match datatype:
        case "wikibase-item":
            return _entity(entry(data, "value", dict, where), where)
        case "time":
            return _time(entry(data, "value", dict, where), where)
        case "quantity":
            value = entry(data, "value", dict, where)
            amount = entry(value, "amount", str, where)
            if not _AMOUNT.fullmatch(amount):
                raise FaultError(where, f"{_shown(amount)} is no amount", "write it as +10")
            return Quantity(amount, entry(value, "unit", str, where))
        case "monolingualtext":
            value = entry(data, "value", dict, where)
            return Monolingual(entry(value, "text", str, where), entry(value, "language", str, where))
        case "globe-coordinate":
            value = entry(data, "value", dict, where)
            latitude, longitude = (float(entry(value, key, (int, float), where)) for key in ("latitude", "longitude"))
            return Coordinate(latitude, longitude, float(value.get("precision") or 0))
    return Text(entry(data, "value", str, where))


def _entity(value: dict[str, Any], where: str) -> EntityId:
    if "id" not in value and "numeric-id" in value:
        # Dumps from before 2017 have the number alone.
        id_ = f"Q{entry(value, 'numeric-id', int, where)}"
    else:
        id_ = entry(value, "id", str, where)
    if not _ITEM.fullmatch(id_):
        raise FaultError(where, f"{_shown(id_)} is no id of an item", "give an id such as Q30")
    return EntityId(id_)


def _time(value: dict[str, Any], where: str) -> Time:
    text = entry(value, "time", str, where)
    precision = entry(value, "precision", int, where)
    calendar = entry(value, "calendarmodel", str, where)
    for key in ("timezone", "before", "after"):
        if entry(value, key, int, where) != 0:
            raise FaultError(where, f"{key} of {text} is {value[key]}", f"Wikibase has 0 there: set {key} to 0")
    match = _TIME.fullmatch(text)
    if not match:
        raise FaultError(where, f"{_shown(text)} is no time", "write it as +1958-08-23T00:00:00Z")
    if not 0 <= precision <= _FINEST:
        raise FaultError(where, f"unknown precision {precision}", "use 9 for a year, 10 for a month, 11 for a day")
    if calendar not in (GREGORIAN, JULIAN):
        raise FaultError(where, f"unknown calendar {_shown(calendar)}", f"use {GREGORIAN} or {JULIAN}")
    sign, year, month, day = match[1], int(match[2]), int(match[3]), int(match[4])
    if (precision >= MONTH and not 1 <= month <= 12) or month > 12:
        raise FaultError(where, f"{text} names a month that does not exist", "correct the month or the precision")
    if (precision >= DAY or day) and not 1 <= day <= _days(year, month, calendar):
        name = "Julian" if calendar == JULIAN else "Gregorian"
        mend = "correct the day, the precision or the calendar, in the Wikibase too"
        raise FaultError(where, f"the {name} calendar has no day {text[: text.index('T')]}", mend)
    return Time(f"{sign}{year:04}-{month:02}-{day:02}T00:00:00Z", precision, calendar)


def _days(year: int, month: int, calendar: str) -> int:
    """How many days a month has; one that is not given may have 31."""
    if not month:
        return 31
    leap = year % 4 == 0 and (calendar == JULIAN or year % 100 != 0 or year % 400 == 0)
    return monthrange(1904 if leap else 1903, month)[1]


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
