"""Candidate items from a file: one name of an item a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crisiskg.claims.dates import is_edtf
from crisiskg.errors import DataError, Problem, UsageError, nearest

NEEDED = ("qid", "label", "language")
COLUMNS = (*NEEDED, "description", "class", "date")
_QID = re.compile(r"Q[1-9][0-9]{0,9}", re.ASCII)


@dataclass(frozen=True)
class Candidate:
    """An item that an entity may be.

    ``names`` are pairs of language and name; ``classes`` the ids of its classes; ``dates`` are EDTF.
    """

    qid: str
    names: tuple[tuple[str, str], ...]
    description: str = ""
    classes: frozenset[str] = frozenset()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameRow:
    """One row: one name of an item, and what the row says of the item."""

    qid: str
    label: str
    language: str
    description: str = ""
    classes: tuple[str, ...] = ()
    date: str = ""


def is_qid(value: str) -> bool:
    """Whether a value is the id of an item."""
    return bool(_QID.fullmatch(value))


def read_candidates(path: Path) -> list[Candidate]:
    """The candidates of a file of CSV or TSV, by the order of their first rows.

    The first line names the columns: ``qid``, ``label``, ``language``, and any of ``description``,
    ``class`` (ids parted by ``|``) and ``date`` (EDTF). Raises ``UsageError`` when there is no such
    file, ``DataError`` with every mistake and its line.
    """
    return gathered(row for row in _checked(path, read_rows(path, NEEDED, COLUMNS)))


def gathered(rows: Iterable[NameRow]) -> list[Candidate]:
    """Rows as candidates: all names, classes and dates of an item together."""
    found: dict[str, list[NameRow]] = {}
    for row in rows:
        found.setdefault(row.qid, []).append(row)
    return [
        Candidate(
            qid=qid,
            names=tuple(dict.fromkeys((row.language, row.label) for row in group)),
            description=next((row.description for row in group if row.description), ""),
            classes=frozenset(class_ for row in group for class_ in row.classes),
            dates=tuple(dict.fromkeys(row.date for row in group if row.date)),
        )
        for qid, group in found.items()
    ]


def read_rows(path: Path, needed: tuple[str, ...], known: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines, each a map by column.

    Raises ``UsageError`` for a missing file, ``DataError`` when it is no table with these columns.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"{path} is missing") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise _refusal(path, None, f"byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",", strict=True)
    try:
        heading = [name.strip() for name in next(reader, [])]
        _check_heading(path, heading, needed, known)
        rows = []
        for cells in reader:
            if len(cells) not in (0, len(heading)):
                message = f"the row has {len(cells)} cells and the heading {len(heading)}"
                raise _refusal(path, reader.line_num, message, "quote what holds the separator")
            if any(cell.strip() for cell in cells):
                pairs = zip(heading, (cell.strip() for cell in cells), strict=True)
                rows.append((reader.line_num, dict(pairs)))
    except csv.Error as error:
        raise _refusal(path, reader.line_num, f"no CSV: {error}", "mend the quotes there") from None
    return rows


def _check_heading(path: Path, heading: list[str], needed: tuple[str, ...], known: tuple[str, ...]) -> None:
    missing = [name for name in needed if name not in heading]
    if missing:
        mend = f"name the columns in the first line: {', '.join(known)}"
        raise _refusal(path, 1, f"the column {', '.join(missing)} is missing", mend)
    for name in heading:
        if name not in known or heading.count(name) > 1:
            message = f"{name!r} is no column" if name not in known else f"the column {name} stands twice"
            raise _refusal(path, 1, message, nearest(name, known) or f"use {', '.join(known)}")


def _checked(path: Path, rows: Iterable[tuple[int, dict[str, str]]]) -> Iterator[NameRow]:
    problems = []
    found = []
    for line, row in rows:
        classes = tuple(part.strip() for part in row.get("class", "").split("|") if part.strip())
        for key, value in (("qid", row["qid"]), *(("class", class_) for class_ in classes)):
            if not is_qid(value):
                problems.append(
                    Problem(path.name, line, key, f"{value!r} is no id of an item", "give an id such as Q30")
                )
        for key in ("label", "language"):
            if not row[key]:
                problems.append(Problem(path.name, line, key, "it is empty", f"give the {key}, or remove the row"))
        date = row.get("date", "")
        if date and not is_edtf(date):
            mend = "write an EDTF date such as 1958-08-23, 1958-08 or 1958"
            problems.append(Problem(path.name, line, "date", f"{date!r} is no date", mend))
        found.append(NameRow(row["qid"], row["label"], row["language"], row.get("description", ""), classes, date))
    if problems:
        raise DataError(f"{path} has mistakes", problems)
    yield from found


def _refusal(path: Path, line: int | None, message: str, mend: str) -> DataError:
    return DataError(f"{path} cannot be read", [Problem(path.name, line, "", message, mend)])
