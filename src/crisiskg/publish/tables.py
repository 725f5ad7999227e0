"""Tables: each query of a folder such as ``queries/tables/`` gives the table of its name."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from crisiskg.graph.sparql import run_file, wrong_query
from crisiskg.terms import Base, compact

#: What stands between the values of one cell.
JOINER = " | "

# Spreadsheets take a file with this mark as UTF-8, and without it as a legacy encoding.
_MARK = "\ufeff"

#: What the queries put between the values of one cell: a character that no value has.
_SEPARATOR = "\x1f"

#: What the queries put between the thing that a value of a cell is of and the value, so that the names
#: of several things stand in the order of their ids.
_OF = "\x1e"


@dataclass(frozen=True)
class Table:
    """One table; every cell is a string, empty where there is no value."""

    name: str
    columns: list[str]
    rows: list[list[str]]

    def csv(self) -> bytes:
        """The table as CSV for a spreadsheet, UTF-8 with a byte order mark."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return (_MARK + buffer.getvalue()).encode("utf-8")


def read_tables(store: Store, folder: Path, base: Base) -> list[Table]:
    """Every table of a folder of queries, sorted as its query says.

    Things of the corpus appear by their local ids, terms of vocabularies as CURIEs.
    Raises ``DataError`` for a query that is not a SPARQL SELECT.
    """
    return [_table(store, path, base) for path in sorted(folder.glob("*.rq"))]


def tables(store: Store, folder: Path, base: Base) -> dict[str, bytes]:
    """Every table as CSV by file name. Raises ``DataError`` for a query that is not a SPARQL SELECT."""
    return {f"{table.name}.csv": table.csv() for table in read_tables(store, folder, base)}


def _table(store: Store, path: Path, base: Base) -> Table:
    solutions = run_file(store, path, base)
    if not isinstance(solutions, QuerySolutions):
        raise wrong_query(path, "a table needs a SELECT")
    variables = list(solutions.variables)
    rows = [[_cell(solution[variable], base) for variable in variables] for solution in solutions]
    return Table(path.stem, [variable.value for variable in variables], rows)


def _cell(term: object, base: Base) -> str:
    if isinstance(term, NamedNode):
        return _short(term.value, base)
    if not isinstance(term, Literal):
        return ""
    # SPARQL joins the values of a group in no particular order.
    values = sorted(_ordered(value, base) for value in term.value.split(_SEPARATOR))
    return JOINER.join(shown for _, shown in values)


def _ordered(value: str, base: Base) -> tuple[str, str]:
    """What to sort a value by, and what to show of it."""
    thing, _, said = value.rpartition(_OF)
    return _short(thing or said, base), _short(said, base)


def _short(value: str, base: Base) -> str:
    local = base.local(value)
    return local if local != value else compact(value)
