"""Batches for QuickStatements: what creates items, what adds to known ones, what waits and what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from crisiskg.publish.wikibase.ids import KINDS
from crisiskg.publish.wikibase.items import Exported
from crisiskg.publish.wikibase.quickstatements_plan import Entry, Plan, Remark, kind_of, plan
from crisiskg.publish.wikibase.quickstatements_syntax import RANKED, TABLE, V1, Dialect, Said
from crisiskg.publish.wikibase.tables import plain_table, table

_CREATE, _ADD = "1-create", "2-statements"
_ORDER = ("term", *KINDS)
_NAMES = "|".join(f"{number:02}-{kind}" for number, kind in enumerate(_ORDER))
_STEM = rf"({_CREATE}|{_ADD})-({_NAMES})"
#: The names that a batch may have, and no other file: one of an earlier run would create its items again.
BATCH = re.compile(rf"(quickstatements3?/{_STEM}\.txt|quickstatements/csv/{_STEM}-\d{{3}}\.csv)")
_RANKS = {"preferred": "R+", "deprecated": "R-"}

Pair = tuple[str, str]
Row = tuple[tuple[str, ...], tuple[str, ...]]


def quickstatements_files(exported: Exported) -> dict[str, bytes]:
    """Every batch by its file name, in three dialects, each with what waits and what is lost.

    ``quickstatements/`` holds V1 commands that QuickStatements 2 takes, ``quickstatements3/`` those
    with ranks for QuickStatements 3, ``quickstatements/csv/`` rectangular tables for both. Batches
    are numbered in the order in which to run them.
    """
    files: dict[str, bytes] = {}
    for dialect in (V1, RANKED, TABLE):
        found = plan(exported, dialect)
        for step, entries in ((_CREATE, found.creates), (_ADD, found.adds)):
            for kind in _ORDER:
                inner = [entry for entry in entries if kind_of(entry.item) == kind]
                name = f"{dialect.folder}/{step}-{_ORDER.index(kind):02}-{kind}"
                files |= _tables(name, inner) if dialect.table else _batch(name, inner, dialect)
        files[f"{dialect.folder}/waiting.csv"] = _waiting(found)
        files[f"{dialect.folder}/losses.csv"] = _losses(found)
    return files


def _batch(name: str, entries: Sequence[Entry], dialect: Dialect) -> dict[str, bytes]:
    lines = [line for entry in entries for line in v1_lines(entry, dialect)]
    return {f"{name}.txt": "".join(line + "\n" for line in lines).encode("utf-8")} if lines else {}


def v1_lines(entry: Entry, dialect: Dialect) -> Iterator[str]:
    """The V1 commands for one item: those that create it when it is new, and those that add to it.

    QuickStatements 2 puts all references in one line on a known item into one, whatever ``!S`` says;
    there each further reference gets a line of its own, which finds the same statement again.
    """
    subject = entry.item.id if entry.item.known else "LAST"
    if not entry.item.known:
        yield "CREATE"
    for name in entry.names:
        yield "\t".join((subject, name.column, name.written))
    for said in entry.statements:
        apart = entry.item.known and not dialect.ranks
        first, rest = said.references[:1], said.references[1:]
        rank = [_RANKS[said.statement.rank]] if dialect.ranks and said.statement.rank in _RANKS else []
        inner = [*said.qualifiers, *_sources(first if apart else said.references)]
        yield "\t".join([subject, *said.main, *rank, *_flat(inner)])
        for reference in rest if apart else ():
            yield "\t".join([subject, *said.main, *_flat(_sources([reference]))])


def _sources(references: Iterable[Sequence[Pair]]) -> Iterator[Pair]:
    for number, reference in enumerate(references):
        for place, (property_, value) in enumerate(reference):
            mark = "!S" if number and not place else "S"
            yield mark + property_[1:], value


def _flat(pairs: Iterable[Pair]) -> list[str]:
    return [column for pair in pairs for column in pair]


def _tables(name: str, entries: Sequence[Entry]) -> dict[str, bytes]:
    """Rectangular tables, one for each heading: QuickStatements 2 sets empty cells as empty values."""
    shapes: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for entry in entries:
        for heading, row in _rows(entry):
            shapes.setdefault(heading, []).append(row)
    return {
        f"{name}-{number:03}.csv": plain_table(heading, shapes[heading])
        for number, heading in enumerate(sorted(shapes), 1)
    }


def _rows(entry: Entry) -> Iterator[Row]:
    """The rows for one item: a new one is made by one row, a known one has a row for each alias and statement."""
    names = [(name.column, name.written) for name in entry.names]
    statements = [_cells(said) for said in entry.statements]
    if not entry.item.known:
        yield _row("", [*names, *(cell for cells in statements for cell in cells)])
        return
    for cells in ([name] for name in names):
        yield _row(entry.item.id, cells)
    for cells in statements:
        yield _row(entry.item.id, cells)


def _row(qid: str, cells: Sequence[Pair]) -> Row:
    return ("qid", *(heading for heading, _ in cells)), (qid, *(value for _, value in cells))


def _cells(said: Said) -> list[Pair]:
    cells = [said.main, *(("qal" + property_[1:], value) for property_, value in said.qualifiers)]
    for reference in said.references:
        cells += [
            (("s" if place else "S") + property_[1:], value) for place, (property_, value) in enumerate(reference)
        ]
    return cells


def _waiting(found: Plan) -> bytes:
    heading = ("thing", "part", "value", "statement", "claims", "waits_for")
    return table(heading, ((*_about(remark), " | ".join(remark.about)) for remark in found.waiting))


def _losses(found: Plan) -> bytes:
    heading = ("thing", "part", "value", "statement", "claims", "lost", "reason")
    return table(heading, ((*_about(remark), *remark.about, remark.reason) for remark in found.losses))


def _about(remark: Remark) -> tuple[str, ...]:
    return remark.thing, remark.part, remark.value, remark.statement, " | ".join(remark.claims)
