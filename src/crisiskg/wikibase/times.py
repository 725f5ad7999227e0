"""EDTF dates as time values of Wikibase, and back.

A time value has one date, one precision and one calendar. What EDTF says beyond that goes into
qualifiers: the earliest and latest date, and the circumstances *circa* and *presumably*.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crisiskg.claims.dates import bounds
from crisiskg.wikibase.model import GREGORIAN, JULIAN, Time

CENTURY, DECADE, YEAR, MONTH, DAY = 7, 8, 9, 10, 11

_MARKS = re.compile(r"[~?%]")
_SIMPLE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?", re.ASCII)
_DECADE = re.compile(r"(\d{3})X", re.ASCII)
_TIME = re.compile(r"([+-])(\d{4,})-(\d\d)-(\d\d)T00:00:00Z", re.ASCII)


@dataclass(frozen=True)
class Dating:
    """An EDTF date as Wikibase can say it.

    Either ``begin`` and ``end`` (one of them may be missing) or a ``point``, which is ``None`` when no
    single value fits. ``earliest`` and ``latest`` bound the point. ``marks`` are those of EDTF for the
    point, or for begin and end: ``~`` where it is *circa*, ``?`` where it is *presumably* so.
    """

    point: Time | None = None
    begin: Time | None = None
    end: Time | None = None
    earliest: Time | None = None
    latest: Time | None = None
    marks: tuple[str, ...] = ("",)

    @property
    def circa(self) -> bool:
        """Whether any part of it is *circa*."""
        return any("~" in marks for marks in self.marks)

    @property
    def presumably(self) -> bool:
        """Whether any part of it is *presumably* so."""
        return any("?" in marks for marks in self.marks)


def dating(edtf: str, lasting: bool) -> Dating:
    """An EDTF date as Wikibase can say it; ``lasting`` tells whether an interval is how long something took.

    Of what takes no time, such as a letter, an interval bounds the day; so does, of anything, a third or
    a half of a month, which says within which days it was and not how long it took. Raises
    ``ValueError`` for what is no EDTF date.

    >>> dating("1958-08", lasting=False).point
    Time(time='+1958-08-00T00:00:00Z', precision=10, calendar='http://www.wikidata.org/entity/Q1985727')
    >>> dating("1962-11-21/1962-11-30", lasting=False).earliest.time
    '+1962-11-21T00:00:00Z'
    """
    bounds(edtf)
    found = _plain_dating(_MARKS.sub("", edtf), lasting)
    sides = edtf.split("/") if found.begin or found.end else [edtf]
    return replace(found, marks=tuple(_signs(side) for side in sides))


def _signs(edtf: str) -> str:
    return "".join(sign for sign in "~?" if sign in edtf or "%" in edtf)


def _plain_dating(edtf: str, lasting: bool) -> Dating:
    single = simple_time(edtf)
    if single:
        return Dating(point=single)
    texts = edtf.split("/")
    if lasting and len(texts) == 2 and not _part_of_month(*texts):
        sides = [simple_time(text) for text in texts]
        if all(time or text in ("", "..") for time, text in zip(sides, texts, strict=True)) and any(sides):
            return Dating(begin=sides[0], end=sides[1])
    first, last = bounds(edtf)
    earliest, latest = (day_time(day) if day else None for day in (first, last))
    return Dating(point=_common(first, last), earliest=earliest, latest=latest)


def _part_of_month(begin: str, end: str) -> bool:
    """Whether two days are the first and last of a third or a half of a month."""
    if len(begin) != 10 or begin[:7] != end[:7]:
        return False
    last = monthrange(int(begin[:4]), int(begin[5:7]))[1]
    return (int(begin[8:]), int(end[8:])) in {(1, 10), (11, 20), (21, last), (1, 15), (16, last)}


def simple_time(edtf: str) -> Time | None:
    """The time value of a day, month, year or decade of EDTF; ``None`` for anything else."""
    decade = _DECADE.fullmatch(edtf)
    if decade:
        return Time(f"+{decade[1]}0-00-00T00:00:00Z", DECADE)
    match = _SIMPLE.fullmatch(edtf)
    if not match:
        return None
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    if month == "XX":
        return Time(f"+{year}-00-00T00:00:00Z", YEAR) if day == "XX" else None
    if int(month) > 12:
        return None
    if day == "XX":
        return Time(f"+{year}-{month}-00T00:00:00Z", MONTH)
    return Time(f"+{year}-{month}-{day}T00:00:00Z", DAY)


def day_time(day: date) -> Time:
    """The time value of a day."""
    return Time(f"+{day.year:04}-{day.month:02}-{day.day:02}T00:00:00Z", DAY)


def _common(first: date | None, last: date | None) -> Time | None:
    """The month, year or decade in which both days lie."""
    if first is None or last is None:
        return None
    day = first.isoformat()
    # There is no decade of the years 0 to 9: the year 0 is none.
    for edtf in (day[:7], day[:4], *([day[:3] + "X"] if day >= "0010" else [])):
        begin, end = bounds(edtf)
        if begin and end and begin <= first and last <= end:
            return simple_time(edtf)
    return None


def edtf_of(time: Time) -> str:
    """The EDTF date of a time value, in the proleptic Gregorian calendar.

    A Julian day is converted; a Julian month or year is taken with a ``~``, because it begins some
    days later. Raises ``ValueError`` for a time that is no calendar date of the years 1 to 9999, such
    as a day that its calendar does not have, or whose precision EDTF cannot say.

    >>> edtf_of(Time("+1958-08-23T00:00:00Z", 11))
    '1958-08-23'
    >>> edtf_of(Time("+1917-10-25T00:00:00Z", 11, JULIAN))
    '1917-11-07'
    """
    match = _TIME.fullmatch(time.time)
    if not match or match[1] == "-" or time.calendar not in (GREGORIAN, JULIAN):
        raise ValueError(f"{time.time} is not a date of the years 1 to 9999")
    year, month, day = (int(part) for part in match.groups()[1:])
    if not 1 <= year <= 9999:
        raise ValueError(f"{time.time} is not a date of the years 1 to 9999")
    julian = time.calendar == JULIAN
    if time.precision == DAY:
        return (_from_julian(year, month, day) if julian else date(year, month, day)).isoformat()
    text = {MONTH: f"{year:04}-{month:02}", YEAR: f"{year:04}", DECADE: f"{year:04}"[:3] + "X"}.get(time.precision)
    if text is None:
        # Wikibase's twentieth century runs from 1901 to 2000.
        if time.precision != CENTURY:
            raise ValueError(f"precision {time.precision} has no counterpart in EDTF")
        start = (year - 1) // 100 * 100 + 1
        text = f"{start:04}/{min(start + 99, 9999):04}"
    bounds(text)
    return text + "~" if julian and "/" not in text else text


def edtf_within(point: Time | None, earliest: Time | None, latest: Time | None, marks: str = "") -> str:
    """The EDTF date of a value with its earliest and latest date: what ``dating`` says of a point, read back.

    ``marks`` holds ``~`` where the value is *circa* and ``?`` where it is *presumably* so. Raises
    ``ValueError`` when nothing is given, or the bounds contradict each other or the value.

    >>> edtf_within(None, day_time(date(1962, 11, 21)), None)
    '1962-11-21/..'
    """
    text = edtf_of(point) if point else ""
    if earliest or latest:
        first, last = bounds(text) if text else (None, None)
        sides = (edtf_of(earliest) if earliest else _day(first), edtf_of(latest) if latest else _day(last))
        bounded = sides[0] if sides[0] == sides[1] else f"{sides[0].split('/')[0]}/{sides[1].split('/')[-1]}"
        begin, end = bounds(bounded)
        if (first and end and end < first) or (last and begin and last < begin):
            raise ValueError(f"{text} does not lie between {sides[0]} and {sides[1]}")
        text = bounded
    if not text:
        raise ValueError("there is neither a value nor an earliest or latest date")
    return marked(text, marks)


def marked(edtf: str, marks: str) -> str:
    """An EDTF date with ``~``, ``?`` or both at each of its sides.

    >>> marked("1958/..", "~?")
    '1958%/..'
    """
    sides = []
    for side in edtf.split("/"):
        wanted = set(marks) | {mark for mark in "~?" if side.endswith((mark, "%"))}
        sign = "%" if len(wanted) == 2 else "".join(wanted)
        sides.append(side if side == ".." else side.rstrip("~?%") + sign)
    return "/".join(sides)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ".."


def _from_julian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Julian one, by its Julian day number.

    Source: E. G. Richards, "Calendars", in Explanatory Supplement to the Astronomical Almanac, 3rd
    ed. (2013), chapter 15, algorithm 3. The algorithm takes any numbers, so a day that the Julian
    calendar does not have is refused first, with a ``ValueError``; so is one whose Gregorian day lies
    outside the years 1 to 9999.
    """
    # 1904 and 1903 stand for leap and common years: the Julian calendar drops no leap year.
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(1904 if year % 4 == 0 else 1903, month)[1]:
        raise ValueError(f"the Julian calendar has no day {year:04}-{month:02}-{day:02}")
    h = month - 2
    g = year + 4716 - (12 - h) // 12
    f = (h - 1 + 12) % 12
    number = (1461 * g) // 4 + day - 1 - 1401 + (153 * f + 2) // 5
    # Day 1 of the proleptic Gregorian calendar of Python is Julian day number 1721426.
    try:
        return date.min + timedelta(days=number - 1721426)
    except OverflowError:
        raise ValueError(f"the Julian day {year:04}-{month:02}-{day:02} lies outside the years 1 to 9999") from None
