"""Stored queries: SPARQL files whose leading ``#+ `` comment lines are a YAML header.

The convention is that of grlc decorators (https://grlc.io): the header makes of a query file an
operation with a title, typed parameters and named columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

from crisiskg.errors import DataError, Problem, UsageError
from crisiskg.located import Located, parse_yaml
from crisiskg.query.binding import MARKER, bind
from crisiskg.query.model import StoredQuery
from crisiskg.query.parameters import KINDS, TYPES, Parameter, hint, terms

LANGUAGES = ("ja", "en")
_KEYS = ("number", "title", "description", "parameters", "columns")
_PARAMETER_KEYS = ("name", "type", "kind", "default", "choices", "required", "help")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_VARIABLE = re.compile(r"[a-z][A-Za-z0-9]*")


def load_stored(folder: Path) -> dict[str, StoredQuery]:
    """Every ``*.rq`` directly in the folder, by name, ordered by number and name.

    Raises ``DataError`` with every problem found: headers that are not YAML, lack a key or a
    language, defaults that their own parameter refuses, SPARQL that does not parse, and columns
    other than those that the query selects.
    """
    problems: list[Problem] = []
    queries = []
    for path in sorted(folder.glob("*.rq")):
        query = _read(path, problems)
        if query is not None:
            queries.append(query)
    if problems:
        raise DataError(f"{len(problems)} mistakes in the stored queries", problems)
    return {query.name: query for query in sorted(queries, key=lambda query: (query.number, query.name))}


def find_stored(queries: Mapping[str, StoredQuery], name: str) -> StoredQuery:
    """The query of that name; raises ``UsageError`` that suggests the nearest name."""
    if name not in queries:
        suggestion = hint(name, list(queries))
        raise UsageError(f"no stored query {name!r}{suggestion or '; --list names them all'}")
    return queries[name]


def _read(path: Path, problems: list[Problem]) -> StoredQuery | None:
    text = path.read_text(encoding="utf-8")
    header = _Header(str(path), problems)
    if not _NAME.fullmatch(path.stem):
        header.problem((), f"{path.name} is no lower-case name with hyphens", "rename the file")
    values = header.read(text)
    if values is None:
        return None
    before = len(problems)
    number = values.get("number")
    if not isinstance(number, int) or number < 1:
        header.problem(("number",), "must be the number of a competency question")
    query = StoredQuery(
        name=path.stem,
        number=number if isinstance(number, int) else 0,
        title=header.texts(values, ("title",)),
        description=header.texts(values, ("description",)),
        parameters=header.parameters(values.get("parameters")),
        columns=header.columns(values.get("columns")),
        text=text,
    )
    if len(problems) == before:
        _check_sparql(query, header)
    return query


def _check_sparql(query: StoredQuery, header: _Header) -> None:
    if query.parameters and MARKER not in (line.strip() for line in query.text.splitlines()):
        message = f"no line {MARKER!r}, so the parameters are never bound"
        header.problem((), message, "make it the first of WHERE")
        return
    try:
        found = Store().query(bind(query, {}))
    except SyntaxError as error:
        place = re.search(r"error at (\d+):", str(error))
        line = int(place.group(1)) if place else None
        header.problems.append(Problem(header.file, line, "", str(error).splitlines()[0], "mend the SPARQL"))
        return
    if not isinstance(found, QuerySolutions):
        header.problem((), "is no SELECT query")
        return
    selected = [variable.value for variable in found.variables]
    if selected != list(query.columns):
        message = f"columns are {', '.join(query.columns)}; the query selects {', '.join(selected)}"
        header.problem(("columns",), message, "give every selected variable a heading, in the same order")


@dataclass
class _Header:
    """The header of one file while it is read: collects its problems with their lines."""

    file: str
    problems: list[Problem]
    located: Located | None = None

    def problem(self, place: tuple[str | int, ...], message: str, mend: str = "") -> None:
        line = self.located.line(place) if self.located else None
        key = ".".join(str(part) for part in place)
        self.problems.append(Problem(self.file, line or 1, key, message, mend))

    def read(self, text: str) -> dict[str, Any] | None:
        # Lines that are no header become empty ones, so that YAML's line numbers are the file's.
        lines = [line[3:] if line.startswith("#+ ") else "" for line in text.splitlines()]
        try:
            self.located = parse_yaml("\n".join(lines), self.file)
        except DataError as error:
            self.problems.extend(error.problems)
            return None
        self.problems.extend(self.located.problems)
        values = self.located.value
        if not isinstance(values, dict):
            self.problem((), "has no header", "begin the file with lines '#+ key: value'")
            return None
        for key in _KEYS:
            if key not in values:
                self.problem((), f"the header has no {key}")
        for key in values:
            if key not in _KEYS:
                self.problem((str(key),), "is no key of a header" + hint(str(key), _KEYS))
        return {str(key): value for key, value in values.items()}

    def texts(self, values: Any, place: tuple[str | int, ...]) -> dict[str, str]:
        found = values.get(place[-1]) if isinstance(values, dict) else None
        if not isinstance(found, dict):
            self.problem(place, "must give a text for each of ja and en")
            return {}
        for language in LANGUAGES:
            if not isinstance(found.get(language), str) or not found[language].strip():
                self.problem(place, f"has no text in {language}")
        return {str(language): str(text) for language, text in found.items()}

    def columns(self, values: Any) -> dict[str, Mapping[str, str]]:
        if not isinstance(values, dict):
            self.problem(("columns",), "must give each selected variable a heading")
            return {}
        return {str(name): self.texts(values, ("columns", str(name))) for name in values}

    def parameters(self, values: Any) -> tuple[Parameter, ...]:
        if not isinstance(values, list):
            self.problem(("parameters",), "must be a list, [] for none")
            return ()
        found = [self._parameter(value, ("parameters", index)) for index, value in enumerate(values)]
        return tuple(parameter for parameter in found if parameter is not None)

    def _parameter(self, value: Any, place: tuple[str | int, ...]) -> Parameter | None:
        before = len(self.problems)
        if not isinstance(value, dict):
            self.problem(place, "must have name, type and help")
            return None
        for key in value:
            if key not in _PARAMETER_KEYS:
                suggestion = hint(str(key), _PARAMETER_KEYS)
                self.problem((*place, str(key)), f"is no key of a parameter{suggestion}")
        parameter = Parameter(
            name=str(value.get("name", "")),
            type=str(value.get("type", "")),
            help=self.texts(value, (*place, "help")),
            kinds=_strings(value.get("kind")),
            default=None if value.get("default") is None else str(value["default"]),
            choices=_strings(value.get("choices")),
            required=value.get("required") is True,
        )
        if not _VARIABLE.fullmatch(parameter.name):
            self.problem((*place, "name"), f"{parameter.name!r} is no name of a variable")
        if parameter.type not in TYPES:
            self.problem((*place, "type"), f"{parameter.type!r} is none of {', '.join(TYPES)}")
        for kind in parameter.kinds:
            if kind not in KINDS:
                self.problem((*place, "kind"), f"{kind!r} is no kind of thing" + hint(kind, KINDS))
        if (parameter.type == "choice") != bool(parameter.choices):
            self.problem((*place, "choices"), "belong to a parameter of type choice, and it needs them")
        if "default" not in value:
            self.problem((*place, "default"), "must be a value, or null for all")
        if len(self.problems) > before:
            return None
        try:
            terms(parameter, parameter.default)
        except UsageError as error:
            self.problem((*place, "default"), str(error))
        return parameter


def _strings(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
