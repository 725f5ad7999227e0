"""EDTF dates and their bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisiskg.claims.dates import bounds, is_edtf

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "begin", "end"),
    [
        ("1958", "1958-01-01", "1958-12-31"),
        ("1958-08", "1958-08-01", "1958-08-31"),
        ("1956-02", "1956-02-01", "1956-02-29"),
        ("1958-08-23", "1958-08-23", "1958-08-23"),
        ("1958-08-23~", "1958-08-23", "1958-08-23"),
        ("1958-08?", "1958-08-01", "1958-08-31"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("2021-21", "2021-03-01", "2021-05-31"),
        ("1958-08-23/1958-10-06", "1958-08-23", "1958-10-06"),
        ("1958-08/1958-10", "1958-08-01", "1958-10-31"),
        ("[1958-08-23,1958-08-25]", "1958-08-23", "1958-08-25"),
        ("[1958-08-23..1958-08-25]", "1958-08-23", "1958-08-25"),
        ("{1957,1959-01..1959-03}", "1957-01-01", "1959-03-31"),
        ("1956-02-XX", "1956-02-01", "1956-02-29"),
        ("19X8", "1908-01-01", "1998-12-31"),
    ],
)
def test_bounds_are_the_first_and_last_day(edtf: str, begin: str, end: str) -> None:
    assert bounds(edtf) == (date.fromisoformat(begin), date.fromisoformat(end))


def test_an_open_side_has_no_bound() -> None:
    assert bounds("1958-08-23/..") == (date(1958, 8, 23), None)
    assert bounds("../1958") == (None, date(1958, 12, 31))
    assert bounds("1958/") == (date(1958, 1, 1), None)


def test_an_open_set_has_no_bound_on_its_open_side() -> None:
    assert bounds("[..1958]") == (None, date(1958, 12, 31))
    assert bounds("[1958..]") == (date(1958, 1, 1), None)
    assert bounds("{..1956,1958}") == (None, date(1958, 12, 31))
    assert bounds("[1956,1958-02..]") == (date(1956, 1, 1), None)


@pytest.mark.parametrize(
    "wrong",
    ["", "foo", "23 August 1958", "1958-13", "1958-02-30", "1958/8/23", "1958-8-23", "../..", "1959/1958", "昭和33年",
     "1958-08-23T12:00:00", "Y9E9999999", "Y19580", "1958-08-23 ", "1958-08-23\n", "[1958-03..1958-01]", "１９５８",
     "1958-08-1X", "1958-02-3X", "1958-1X", "[..]", "[]", "[1958]", "[1957,..1958]", "1957..1958", "0000", "-0100",
     "1958/[1959,1960]", "1" * 61],
)  # fmt: skip
def test_what_is_not_edtf_is_refused(wrong: str) -> None:
    assert not is_edtf(wrong)
    with pytest.raises(ValueError, match=r"EDTF|day|side|before|unknown") as caught:
        bounds(wrong)
    assert "literal" not in str(caught.value) and "range" not in str(caught.value)


@given(DAYS)
def test_a_day_bounds_itself(day: date) -> None:
    assert bounds(day.isoformat()) == (day, day)


@given(DAYS, st.integers(0, 4000))
def test_an_interval_runs_from_its_first_to_its_last_day(day: date, length: int) -> None:
    last = min(day + timedelta(days=length), date(2999, 12, 31))
    assert bounds(f"{day}/{last}") == (day, last)


@given(DAYS)
def test_a_coarser_date_holds_the_finer(day: date) -> None:
    for coarse in (day.isoformat()[:4], day.isoformat()[:7]):
        begin, end = bounds(coarse)
        assert begin is not None and end is not None and begin <= day <= end


@given(st.text(max_size=12) | st.text("[]{}0158X~?%,./-", max_size=16))
def test_any_text_is_either_bounded_or_refused(text: str) -> None:
    if is_edtf(text):
        begin, end = bounds(text)
        assert begin is None or end is None or begin <= end
