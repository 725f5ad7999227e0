"""The dates that references bear, as EDTF."""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month{0}>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\.?"
_DAY_FIRST = re.compile(
    rf"(?:(?P<first>\d{{1,2}})(?: {_NAME.format(1)})? and )?(?P<day>\d{{1,2}}) {_NAME.format(2)},? (?P<year>\d{{4}})"
)
_MONTH_FIRST = re.compile(rf"{_NAME.format('')} (?P<day>\d{{1,2}}), (?P<year>\d{{4}})")
_MONTH_ONLY = re.compile(rf"{_NAME.format('')} (?P<year>\d{{4}})")
_UNDATED = re.compile(r"\b(?:undated|n\.d\.)")
_NUMERIC = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_EAST = re.compile(r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?")
#: The year before the first of each era.
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民国": 1911}
_ERA = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|民国)(?P<year>\d{1,3}|元)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
)


def western_date(words: str) -> tuple[tuple[str, ...], int, int] | None:
    """The first date of some words in a Western language, as EDTF, and where it begins and ends.

    Two days stand for two documents; ``undated`` is the empty string.

    >>> western_date("Letters, 28 and 30 Oct. 1962, Box 1")
    (('1962-10-28', '1962-10-30'), 9, 28)
    >>> western_date("Telegram, August 5, 1958")
    (('1958-08-05',), 10, 24)
    """
    best: tuple[tuple[str, ...], int, int] | None = None
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _NUMERIC, _MONTH_ONLY, _UNDATED):
        match = pattern.search(words)
        if match and (best is None or match.start() < best[1]):
            best = (_western(match), match.start(), match.end())
    return best


def _western(match: re.Match[str]) -> tuple[str, ...]:
    found = match.groupdict()
    if "year" not in found:
        return ("",)
    if found.get("first"):
        month = _month(found["month2"])
        first = _day(found["year"], _month(found["month1"]) if found["month1"] else month, found["first"])
        return first, _day(found["year"], month, found["day"])
    name = found.get("month") or found.get("month2") or ""
    month = int(name) if name.isdigit() else _month(name)
    return (_day(found["year"], month, found.get("day")),)


def eastern_date(words: str) -> str:
    """The first date of some words in Japanese or Chinese, as EDTF, or the empty string.

    >>> eastern_date("（1958年10月8日）"), eastern_date("民国45年大事表"), eastern_date("第三号")
    ('1958-10-08', '1956', '')
    >>> eastern_date("昭和52年6月14日")
    '1977-06-14'
    """
    match = _EAST.search(words) or _ERA.search(words)
    if match is None:
        return ""
    era = match.groupdict().get("era")
    number = 1 if match["year"] == "元" else int(match["year"])
    year = str(_ERAS[era] + number) if era else match["year"]
    return _day(year, int(match["month"]) if match["month"] else None, match["day"])


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(year: str, month: int | None, day: str | None) -> str:
    if month is None:
        return year
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
