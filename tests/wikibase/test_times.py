"""Time values of Wikibase against EDTF, both ways, and the Julian calendar against another implementation."""

from __future__ import annotations

from datetime import date

import pytest
from convertdate import julian
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crisiskg.claims.dates import bounds
from crisiskg.wikibase.model import JULIAN, Time
from crisiskg.wikibase.times import dating, day_time, edtf_of, edtf_within, marked, simple_time

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def units(day: date) -> list[str]:
    """The day, month, year and decade of a day in EDTF."""
    text = day.isoformat()
    return [text, text[:7], text[:4], text[:3] + "X"]


@settings(deadline=None)
@given(DAYS, st.integers(0, 3))
def test_a_day_month_year_and_decade_come_back_as_they_went(day: date, unit: int) -> None:
    edtf = units(day)[unit]
    if edtf == "000X":
        # There is no year 0 for this decade to begin with.
        return
    time = simple_time(edtf)
    assert time is not None and edtf_of(time) == edtf


@settings(deadline=None, max_examples=25)
@given(DAYS, DAYS)
@example(date(4, 1, 1), date(7, 1, 1))
@example(date(999, 1, 1), date(2000, 1, 1))
def test_an_interval_comes_back_with_the_same_bounds(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = dating(f"{first}/{last}", lasting=False)
    assert bounds(edtf_within(found.point, found.earliest, found.latest)) == (first, last)


@settings(deadline=None)
@given(DAYS, st.booleans())
def test_an_open_interval_comes_back_open(day: date, begins: bool) -> None:
    edtf = f"{day}/.." if begins else f"../{day}"
    found = dating(edtf, lasting=False)
    assert edtf_within(found.point, found.earliest, found.latest) == edtf


@settings(deadline=None)
@given(st.dates(date(1, 1, 3), date(9999, 10, 18)))
def test_julian_days_are_those_of_convertdate(day: date) -> None:
    year, month, number = julian.from_gregorian(day.year, day.month, day.day)
    if year < 1:
        return
    assert edtf_of(Time(f"+{year:04}-{month:02}-{number:02}T00:00:00Z", 11, JULIAN)) == day.isoformat()


@settings(deadline=None)
@given(st.integers(1, 9998), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_refused_exactly_where_the_julian_calendar_has_none(year: int, month: int, day: int) -> None:
    there = 1 <= month <= 12 and 1 <= day <= julian.month_length(year, month)
    time = Time(f"+{year:04}-{month:02}-{day:02}T00:00:00Z", 11, JULIAN)
    try:
        edtf_of(time)
    except ValueError as error:
        # The first two days of the year 1 are days of the year before in the Gregorian calendar.
        assert not there or "outside the years" in str(error)
    else:
        assert there


@pytest.mark.parametrize(
    ("time", "precision", "edtf"),
    [
        ("+1900-02-29T00:00:00Z", 11, "1900-03-13"),
        ("+1917-10-00T00:00:00Z", 10, "1917-10~"),
        ("+1917-00-00T00:00:00Z", 9, "1917~"),
    ],
)
def test_julian_dates_become_gregorian_and_what_is_longer_is_approximate(time: str, precision: int, edtf: str) -> None:
    assert edtf_of(Time(time, precision, JULIAN)) == edtf


@pytest.mark.parametrize(
    ("time", "precision", "calendar"),
    [
        ("+1917-02-31T00:00:00Z", 11, JULIAN),
        ("+1917-02-29T00:00:00Z", 11, JULIAN),
        ("+1917-13-01T00:00:00Z", 11, JULIAN),
        ("+0001-01-01T00:00:00Z", 11, JULIAN),
        ("+9999-12-31T00:00:00Z", 11, JULIAN),
    ],
)
def test_a_julian_day_that_is_none_is_refused(time: str, precision: int, calendar: str) -> None:
    with pytest.raises(ValueError, match="Julian"):
        edtf_of(Time(time, precision, calendar))


@pytest.mark.parametrize("precision", [6, 12, 14])
def test_a_precision_that_edtf_has_not_is_refused(precision: int) -> None:
    with pytest.raises(ValueError, match="no counterpart"):
        edtf_of(Time("+1958-08-23T00:00:00Z", precision))


def test_a_century_runs_from_its_first_year_to_its_hundredth() -> None:
    assert edtf_of(Time("+2000-00-00T00:00:00Z", 7)) == "1901/2000"


def test_circa_and_presumably_stand_at_every_side_that_is_known() -> None:
    assert marked("1958~/1960", "?") == "1958%/1960?"
    assert edtf_within(None, day_time(date(1958, 1, 2)), None, "~") == "1958-01-02~/.."


@pytest.mark.parametrize("within", ["1963-06-01/1963-06-10", "1963-06-16/1963-06-30", "1964-02-21/1964-02-29"])
def test_a_part_of_a_month_is_when_and_not_how_long(within: str) -> None:
    found = dating(within, lasting=True)
    assert (found.begin, found.end) == (None, None)
    assert found.point == simple_time(within[:7])
    assert edtf_within(found.point, found.earliest, found.latest) == within


def test_days_that_are_no_part_of_a_month_are_how_long_it_took() -> None:
    for span in ("1962-10-16/1962-10-28", "1958-08-01/1958-09-10", "1963-02-21/1963-02-27"):
        assert dating(span, lasting=True).begin is not None


def test_each_side_of_an_interval_has_its_own_marks() -> None:
    assert dating("1958-10-25~/1979-01", lasting=True).marks == ("~", "")
    assert dating("1962-12/1963%", lasting=True).marks == ("", "~?")
    assert dating("1958-10-25~/1979-01", lasting=False).marks == ("~",)


def test_bounds_that_contradict_the_value_or_each_other_are_refused() -> None:
    value, early, late = (day_time(date(1958, month, 1)) for month in (8, 9, 7))
    with pytest.raises(ValueError, match="does not lie between"):
        edtf_within(value, early, day_time(date(1959, 1, 1)))
    with pytest.raises(ValueError, match="ends before it begins"):
        edtf_within(None, early, late)
    with pytest.raises(ValueError, match="neither"):
        edtf_within(None, None, None)
