"""EDTF dates and the calendar days that bound them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from time import struct_time
from typing import Protocol, cast

#: What a date may consist of. It leaves out years of more than four digits (Y…), times of day, and blanks.
_SIGNS = re.compile(r"[\[\]{}0-9X~?%,./-]{1,60}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: A month or day of which one digit is unknown: the library does not understand it.
_HALF_UNKNOWN = re.compile(r"-[~?%]?([0-9]X|X[0-9])(?![0-9X])")
_OPEN = ("", "..")

Bounds = tuple[date | None, date | None]


class _Parsed(Protocol):
    """What the edtf library, which carries no types, gives back for one expression."""

    def lower_strict(self) -> struct_time: ...

    def upper_strict(self) -> struct_time: ...


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Bounds:
    """The first and the last day that an EDTF expression allows; ``None`` where it is open.

    Accepts EDTF (ISO 8601-2:2019) for the years 0001 to 9999, to the day: levels 0 and 1 without
    times of day, and of level 2 the sets (``[1957,1958]``, ``{1957..1959}``, ``[..1958]``), the
    qualified parts (``1958-?08``), the divisions of the year (``1958-33``) and unknown digits of the
    year (``19X8``). The ``edtf`` library parses each date; intervals and sets are taken apart here,
    because the library gives an open side a bound ten years away and knows no open sets.
    Raises ``ValueError`` when the expression is not that, names a day that does not exist, or ends
    before it begins.

    >>> bounds("1958-08-23")
    (datetime.date(1958, 8, 23), datetime.date(1958, 8, 23))
    >>> bounds("1958-08/..")
    (datetime.date(1958, 8, 1), None)
    >>> bounds("[..1958]")
    (None, datetime.date(1958, 12, 31))
    """
    if not _SIGNS.fullmatch(edtf):
        raise ValueError(f"{edtf!r} is not an EDTF date to the day in the years 0001 to 9999")
    if edtf[0] + edtf[-1] in ("[]", "{}"):
        return _set(edtf)
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        return _range(edtf, left, right, _OPEN)
    return _single(edtf)


def is_edtf(value: str) -> bool:
    """Whether ``bounds`` understands the value."""
    try:
        bounds(value)
    except ValueError:
        return False
    return True


def _set(edtf: str) -> Bounds:
    # A set names more than one date, and only its first and last member can be open.
    if not ("," in edtf or ".." in edtf) or ",.." in edtf or "..," in edtf:
        raise ValueError(f"{edtf!r} is not an EDTF set")
    members = []
    for member in edtf[1:-1].split(","):
        left, dots, right = member.partition("..")
        members.append(_range(edtf, left, right, ("",)) if dots else _single(member))
    return _least(begin for begin, _ in members), _greatest(end for _, end in members)


def _least(days: Iterable[date | None]) -> date | None:
    known = list(days)
    return None if None in known else min(day for day in known if day)


def _greatest(days: Iterable[date | None]) -> date | None:
    known = list(days)
    return None if None in known else max(day for day in known if day)


def _range(edtf: str, left: str, right: str, open_side: tuple[str, ...]) -> Bounds:
    if left in open_side and right in open_side:
        raise ValueError(f"{edtf!r} is open on both sides")
    begin = None if left in open_side else _single(left)[0]
    end = None if right in open_side else _single(right)[1]
    if begin and end and end < begin:
        raise ValueError(f"{edtf!r} ends before it begins")
    return begin, end


def _single(expression: str) -> tuple[date, date]:
    from edtf import EDTFParseException, parse_edtf

    if _DAY.fullmatch(expression):
        try:
            day = date.fromisoformat(expression)
        except ValueError:
            raise ValueError(f"{expression!r} names a day that does not exist") from None
        return day, day
    if any(sign in expression for sign in "[]{},/") or ".." in expression:
        raise ValueError(f"{expression!r} is not one EDTF date")
    if _HALF_UNKNOWN.search(expression):
        raise ValueError(f"{expression!r} has a month or day that is half unknown; write XX")
    try:
        parsed = cast(_Parsed, parse_edtf(expression))
        begin, end = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, AttributeError, TypeError, IndexError) as error:
        raise ValueError(f"{expression!r} is not EDTF") from error
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{expression!r} names a day that does not exist between 0001 and 9999") from error
    if end < begin:
        raise ValueError(f"{expression!r} ends before it begins")
    return begin, end


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
