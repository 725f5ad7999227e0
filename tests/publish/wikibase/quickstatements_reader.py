"""Readers of QuickStatements V1 and CSV, written from the description of the formats and from no code of ours.

A reading is what the tool would do: items with names and statements, by the id of the item or by its
place among those created.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

GREGORIAN, JULIAN = "Q1985727", "Q1985786"
RANKS = {"R-": "deprecated", "R0": "normal", "R+": "preferred"}
Pair = tuple[str, object]


@dataclass
class ReadStatement:
    main: Pair
    rank: str = "normal"
    qualifiers: list[Pair] = field(default_factory=list)
    references: list[list[Pair]] = field(default_factory=list)


@dataclass
class ReadItem:
    id: str | None
    names: list[tuple[str, str]] = field(default_factory=list)
    statements: list[ReadStatement] = field(default_factory=list)

    def statement(self, main: Pair) -> ReadStatement:
        """The statement with this value, made when there is none: so do both tools."""
        for known in self.statements:
            if known.main == main:
                return known
        self.statements.append(ReadStatement(main))
        return self.statements[-1]


def value(text: str) -> object:
    if text in ("somevalue", "novalue"):
        return (text,)
    if re.fullmatch(r"[QP]\d+|LAST", text):
        return ("entity", text)
    if match := re.fullmatch(r'"(.*)"', text):
        return ("string", match[1])
    if match := re.fullmatch(r'([a-z_-]+):"(.*)"', text):
        return ("monolingual", match[1], match[2])
    if match := re.fullmatch(r"([+-]\d+-\d\d-\d\dT00:00:00Z)/(\d+)(/J)?", text):
        return ("time", match[1], int(match[2]), JULIAN if match[3] else GREGORIAN)
    if match := re.fullmatch(r"@([+-]?[0-9.]+)/([+-]?[0-9.]+)", text):
        return ("place", float(match[1]), float(match[2]))
    if match := re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(?:U(\d+))?", text):
        return ("quantity", match[1], match[2])
    raise AssertionError(f"no value: {text!r}")


def read_v1(content: str, ranks: bool) -> list[ReadItem]:
    """What a V1 batch does; QuickStatements 2 joins the references of one line on a known item."""
    items: list[ReadItem] = []
    by_id: dict[str, ReadItem] = {}
    assert content.endswith("\n") and "\r" not in content and (not ranks or "|" not in content)
    for line in content[:-1].split("\n"):
        assert line == line.strip(" \t\r\n")
        subject, *columns = line.split("\t")
        if subject == "CREATE":
            assert not columns
            items.append(ReadItem(None))
            continue
        if subject == "LAST":
            item = items[-1]
            assert item.id is None
        else:
            assert re.fullmatch(r"Q\d+", subject)
            if subject not in by_id:
                by_id[subject] = ReadItem(subject)
                items.append(by_id[subject])
            item = by_id[subject]
        if re.fullmatch(r"[LDA][a-z_-]+", columns[0]):
            kind, text = value(columns[1])  # type: ignore[misc]
            assert kind == "string" and len(columns) == 2
            item.names.append((columns[0], text))
            continue
        assert re.fullmatch(r"P\d+", columns[0])
        statement = item.statement((columns[0], value(columns[1])))
        rest = columns[2:]
        if rest and rest[0] in RANKS:
            assert ranks, "QuickStatements 2 reports an incomplete list"
            statement.rank = RANKS[rest.pop(0)]
        assert len(rest) % 2 == 0
        started = False
        for key, text in zip(rest[::2], rest[1::2], strict=True):
            match = re.fullmatch(r"(P|S|!S)(\d+)", key)
            assert match
            pair = ("P" + match[2], value(text))
            if match[1] == "P":
                assert not started, "qualifiers come first"
                statement.qualifiers.append(pair)
                continue
            joined = not ranks and item.id is not None
            if not started or (match[1] == "!S" and not joined):
                statement.references.append([])
            statement.references[-1].append(pair)
            started = True
    return items


def read_csv(content: bytes) -> list[ReadItem]:
    """What a CSV table does in QuickStatements 2, which sets empty cells too: there must be none."""
    heading, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    assert heading[0] == "qid" and rows
    return [_csv_item(heading, row) for row in rows]


def _csv_item(heading: list[str], row: list[str]) -> ReadItem:
    assert len(row) == len(heading) and all(row[1:])
    item = ReadItem(row[0] or None)
    statement: ReadStatement | None = None
    for column, cell in zip(heading[1:], row[1:], strict=True):
        if re.fullmatch(r"[LDA][a-z]{2}", column):
            item.names.append((column, cell))
        elif re.fullmatch(r"P\d+", column):
            statement = item.statement((column, value(cell)))
        else:
            match = re.fullmatch(r"(qal|S|s)(\d+)", column)
            assert match and statement is not None, column
            pair = ("P" + match[2], value(cell))
            if match[1] == "qal":
                statement.qualifiers.append(pair)
            elif match[1] == "S":
                statement.references.append([pair])
            else:
                statement.references[-1].append(pair)
    return item


def rows(content: bytes) -> Iterator[dict[str, str]]:
    """A table for people, such as the losses."""
    assert content.startswith(b"\xef\xbb\xbf")
    yield from csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
