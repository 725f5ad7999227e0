"""Tables for people: CSV that spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file with a heading, as UTF-8 with a byte order mark, which spreadsheets go by."""
    return b"\xef\xbb\xbf" + plain_table(heading, rows, "\r\n")


def plain_table(heading: Sequence[str], rows: Iterable[Sequence[str]], line_end: str = "\n") -> bytes:
    """A CSV file for programs, as UTF-8 without a byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=line_end)
    writer.writerow(heading)
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8")
