"""EDTF dates and the calendar days that bound them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from time import struct_time
from typing import Protocol, cast

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OPEN = ("", "..")


class _Parsed(Protocol):
    """What the edtf library, which carries no types, gives back for one expression."""

    def lower_strict(self) -> struct_time: ...

    def upper_strict(self) -> struct_time: ...


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day that an EDTF expression allows; ``None`` where it is open.

    Accepts EDTF levels 0 to 2 (ISO 8601-2:2019) to the day: times of day are refused. The ``edtf``
    library parses each side; the sides of an interval are split here, because the library gives an
    open side a bound ten years away.
    Raises ``ValueError`` when the expression is not EDTF, names a day that does not exist, or ends
    before it begins.

    >>> bounds("1958-08-23")
    (datetime.date(1958, 8, 23), datetime.date(1958, 8, 23))
    >>> bounds("1958-08/..")
    (datetime.date(1958, 8, 1), None)
    """
    if _DAY.fullmatch(edtf):
        day = date.fromisoformat(edtf)
        return day, day
    if "/" in edtf and edtf[0] not in "[{":
        left, _, right = edtf.partition("/")
        if left in _OPEN and right in _OPEN:
            raise ValueError(f"{edtf!r} is open on both sides")
        begin = None if left in _OPEN else _side(left)[0]
        end = None if right in _OPEN else _side(right)[1]
        if begin and end and end < begin:
            raise ValueError(f"{edtf!r} ends before it begins")
        return begin, end
    return _side(edtf)


def is_edtf(value: str) -> bool:
    """Whether ``bounds`` understands the value."""
    try:
        bounds(value)
    except ValueError:
        return False
    return True


def _side(expression: str) -> tuple[date, date]:
    from edtf import EDTFParseException, parse_edtf

    if "T" in expression or "/" in expression:
        raise ValueError(f"{expression!r} is not an EDTF date to the day")
    try:
        parsed = cast(_Parsed, parse_edtf(expression))
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, AttributeError, TypeError, IndexError) as error:
        raise ValueError(f"{expression!r} is not EDTF") from error


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
