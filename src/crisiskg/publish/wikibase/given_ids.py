"""The ids that items have in the Wikibase since a batch created them, from a table of the user's."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crisiskg.errors import DataError, Problem, UsageError, nearest
from crisiskg.publish.wikibase.ids import FIRST_PLACEHOLDER, Ids
from crisiskg.terms import Base

_ID = re.compile(r"Q[1-9][0-9]{0,9}", re.ASCII)
#: The names of the two columns: of the thing, and of its id.
_HEADINGS = (("key", "id"), ("iri", "qid"))


@dataclass(frozen=True)
class Given:
    """One line of the table: a local id or CURIE, and the id of the item."""

    line: int
    key: str
    id: str


@dataclass(frozen=True)
class GivenIds:
    """A table of ids as it was read; ``file`` is how messages call it."""

    file: str
    rows: tuple[Given, ...]


def read_given_ids(path: Path, base: Base) -> GivenIds:
    """Read a table of ids: CSV whose first line names ``key`` and ``id``, or ``qid`` and ``iri``.

    Order and further columns do not matter. A thing is its local id (``state/japan``) or IRI, an item
    its id (``Q17``) or the IRI of it, as a SPARQL endpoint gives them. Raises ``UsageError`` when the
    file cannot be opened, ``DataError`` with file and line when it is no such table.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refusal(path, line, f"byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [cell.strip() for cell in next(reader, [])]
        columns = next((pair for pair in _HEADINGS if set(pair) <= set(heading)), None)
        if columns is None:
            mend = "name the columns key,id or qid,iri in the first line"
            raise _refusal(path, 1, "the columns are not named", mend)
        return GivenIds(str(path), tuple(_rows(reader, heading, columns, path, base)))
    except csv.Error as error:
        raise _refusal(path, reader.line_num, f"not CSV: {error}", "mend the quotes there") from None


def _rows(
    reader: Iterator[list[str]], heading: list[str], columns: tuple[str, str], path: Path, base: Base
) -> Iterator[Given]:
    places = [heading.index(column) for column in columns]
    for row in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(places):
            raise _refusal(path, line, f"the row has {len(row)} columns", "give both the thing and its id")
        key, id_ = (row[place].strip() for place in places)
        yield Given(line, base.local(key), id_)


def resolved(given: GivenIds, ids: Ids) -> dict[str, str]:
    """The ids by key, checked against the things of the export.

    Raises ``DataError`` with every mistake: an unknown key, a thing that is left out, a bad id, a
    placeholder, an id that contradicts the mapping, a key or an id that stands twice.
    """
    problems: list[Problem] = []
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    taken = {ids.of(key): key for key in ids.exported() if ids.known(key)}
    for row in given.rows:
        id_ = row.id.removeprefix(ids.mapping.base + "entity/")
        wrong = _wrong(row.key, id_, ids)
        first = lines.get(row.key) or lines.get(id_)
        holder = taken.get(id_, row.key)
        if not wrong and first:
            what = row.key if row.key in lines else id_
            wrong = f"{what} stands twice (first in line {first})", "keep one; merge items that were made twice"
        if not wrong and holder != row.key:
            wrong = f"{id_} is {holder} already", "correct the id"
        if wrong:
            problems.append(Problem(given.file, row.line, row.key, *wrong))
            continue
        lines |= {row.key: row.line, id_: row.line}
        found[row.key] = id_
    if problems:
        raise DataError(f"{given.file} has mistakes", problems)
    return found


def _wrong(key: str, id_: str, ids: Ids) -> tuple[str, str] | None:
    """What is wrong with one line by itself, and how to mend it."""
    if not ids.exports(key):
        if key in ids.left_out:
            return f"it is left out of this export: {ids.left_out[key]}", "remove the line"
        mend = nearest(key, ids.exported()) or "use a key of items.csv, or the IRI of the thing"
        return f"the export has no thing {key!r}", mend
    if not _ID.fullmatch(id_):
        return f"{id_!r} is no id of an item", f"give one such as Q42, or {ids.mapping.base}entity/Q42"
    if int(id_[1:]) >= FIRST_PLACEHOLDER:
        return f"{id_} is a placeholder of an export", "give the id that the Wikibase gave the item"
    if ids.known(key) and ids.of(key) != id_:
        return f"it is {ids.of(key)} by the mapping or the match in the data", "correct one of them"
    return None


def _refusal(path: Path, line: int, message: str, mend: str) -> DataError:
    return DataError(f"{path} cannot be read", [Problem(str(path), line, "", message, mend)])
