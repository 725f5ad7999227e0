"""What the tables and their columns mean: titles, types, languages, and which table a column refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crisiskg.errors import DataError
from crisiskg.located import read_yaml
from crisiskg.terms import PREFIXES

COLUMNS = "columns.yaml"
TYPES = ("text", "id", "date", "integer", "decimal", "link")
_KEYS = frozenset({"ja", "en", "type", "list", "lang", "property", "refers"})


@dataclass(frozen=True)
class Column:
    """One column of a table; what nobody described is plain text."""

    name: str
    titles: Mapping[str, str] = field(default_factory=dict)
    type: str = "text"
    many: bool = False
    language: str = ""
    property: str = ""
    refers: str = ""


@dataclass(frozen=True)
class Descriptions:
    """The descriptions of the tables of one folder of queries."""

    tables: Mapping[str, Mapping[str, Any]]
    columns: Mapping[str, Column]
    only: Mapping[str, Mapping[str, Column]]

    def column(self, table: str, name: str) -> Column:
        """The description of a column of a table."""
        return self.only.get(table, {}).get(name) or self.columns.get(name) or Column(name)

    def titles(self, table: str) -> dict[str, str]:
        """The titles of a table by language."""
        given = self.tables.get(table, {})
        return {language: given[language] for language in ("ja", "en") if language in given}

    def key(self, table: str) -> list[str]:
        """The columns that tell the rows of a table apart, none when that is not known."""
        return list(self.tables.get(table, {}).get("key", ()))

    def about(self, table: str) -> str:
        """The column that names what a row is about, or nothing."""
        key = self.key(table)
        about: str = self.tables.get(table, {}).get("about", key[0] if len(key) == 1 else "")
        return about


def load_descriptions(folder: Path) -> Descriptions:
    """Read ``columns.yaml`` of a folder of queries; a folder without one has no descriptions.

    Raises ``DataError`` for an unknown key, type or prefix.
    """
    path = folder / COLUMNS
    if not path.is_file():
        return Descriptions({}, {}, {})
    located = read_yaml(path, f"{folder.name}/{COLUMNS}")
    value = located.value if isinstance(located.value, dict) else {}
    places: list[tuple[str, ...]] = [("columns", name) for name in value.get("columns", {})]
    places += [("only", table, name) for table, columns in value.get("only", {}).items() for name in columns]
    columns: dict[tuple[str, ...], Column] = {}
    for place in places:
        given: Any = value
        for part in place:
            given = given[part]
        message = _mistake(given)
        if message:
            located.report(place, message, "describe it like the other columns")
        else:
            columns[place] = _column(place[-1], given)
    if located.problems:
        raise DataError(f"{located.file} has mistakes", located.problems)
    only: dict[str, dict[str, Column]] = {}
    for place, column in columns.items():
        if place[0] == "only":
            only.setdefault(place[1], {})[column.name] = column
    shared = {column.name: column for place, column in columns.items() if place[0] == "columns"}
    return Descriptions(value.get("tables", {}), shared, only)


def _mistake(given: Any) -> str:
    if not isinstance(given, dict):
        return "a column needs a mapping"
    unknown = sorted(set(given) - _KEYS)
    if unknown:
        return f"unknown key {unknown[0]!r}"
    if given.get("type", "text") not in TYPES:
        return f"unknown type {given['type']!r}; the types are {', '.join(TYPES)}"
    prefix = given.get("property", "rdf:").partition(":")[0]
    return "" if prefix in PREFIXES else f"unknown prefix {prefix!r}"


def _column(name: str, given: Mapping[str, Any]) -> Column:
    return Column(
        name,
        {language: given[language] for language in ("ja", "en") if language in given},
        given.get("type", "text"),
        bool(given.get("list")),
        given.get("lang", ""),
        given.get("property", ""),
        given.get("refers", ""),
    )
