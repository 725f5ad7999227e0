"""YAML read with the line of every value, so that a mistake can be shown where it stands.

PyYAML's C parser reads the file into nodes; here the nodes become plain Python values. Quoted
scalars are strings; plain integers, decimals, ``true`` and ``false`` are what they look like;
everything else, dates included, is a string. A plain number that a float or ``str`` would change
(too long, or printed with an exponent) is a problem, so that consumers may print every number with
``str``. Anchors and aliases are refused: no curated file needs
them, and a few lines of them can stand for gigabytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from crisiskg.errors import DataError, Problem

Place = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[-+]?\d+\.\d+", re.ASCII)
_LONGEST_NUMBER = 18
_DEEPEST = 20


@dataclass
class Located:
    """The value of one YAML file, and the line (from 1) of every mapping entry and list item.

    ``problems`` holds what is wrong whatever the schema. ``refused`` are the places among them whose
    value could not be taken; the text of the scalar stands there instead.
    """

    file: str
    value: Any
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[Place] = field(default_factory=set)

    def line(self, place: Place) -> int | None:
        """The line of a place, or of the nearest place around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)

    def report(self, place: Place, message: str, mend: str = "") -> None:
        """Add a problem at a place of this file."""
        self.problems.append(self.problem(place, message, mend))

    def problem(self, place: Place, message: str, mend: str = "") -> Problem:
        """A problem at a place of this file."""
        key = ".".join(str(part) for part in place if isinstance(part, str))
        return Problem(self.file, self.line(place), key, message, mend)


def read_yaml(path: Path, name: str | None = None) -> Located:
    """Read one YAML file; ``name`` is how messages call it.

    Duplicate keys and numbers that cannot be kept exactly come back as ``problems`` of the result.
    Raises ``DataError`` when the file is missing or cannot be read, is not UTF-8, is not YAML, or
    holds an anchor, an alias or more than 20 levels.
    """
    shown = name or str(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _refusal(shown, None, "the file is missing", "put it there or give another workspace") from None
    except OSError as error:
        message = f"it cannot be opened: {error.strerror or error}"
        raise _refusal(shown, None, message, "put a readable file there") from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refusal(shown, line, f"byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    return parse_yaml(text, shown)


def parse_yaml(text: str, file: str) -> Located:
    """Read YAML from a string; ``file`` is how messages call it. Raises like ``read_yaml``."""
    try:
        _refuse_references(text, file)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = mark.line + 1 if mark else None
        message = f"not YAML: {error.problem or error.context}"
        raise _refusal(file, place, message, "mend the indentation, quotes or brackets there") from None
    except yaml.YAMLError as error:
        raise _refusal(file, None, f"not YAML: {error}", "remove the character named") from None
    located = Located(file, None)
    if node is not None:
        located.value = _construct(node, (), located)
    return located


def _refusal(file: str, line: int | None, message: str, mend: str) -> DataError:
    return DataError(f"{file} cannot be read", [Problem(file, line, "", message, mend)])


def _refuse_references(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal(file, line, "YAML anchors and aliases (& and *) are not allowed", "write it out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _refusal(file, line, f"nested more than {_DEEPEST} levels deep", "flatten it")


def _construct(node: yaml.Node, place: Place, located: Located) -> Any:
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, child in enumerate(node.value):
            inner = (*place, index)
            located.lines[inner] = child.start_mark.line + 1
            items.append(_construct(child, inner, located))
        return items
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, located)
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    if style in ("'", '"', "|", ">"):
        return node.value
    return _plain(node.value, place, located)


def _mapping(node: yaml.MappingNode, place: Place, located: Located) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for key_node, child in node.value:
        key = str(key_node.value)
        inner = (*place, key)
        line = key_node.start_mark.line + 1
        if key in entries:
            first = located.lines[inner]
            message = f"the key {key!r} stands twice (first in line {first})"
            located.problems.append(Problem(located.file, line, key, message, "keep one of them"))
            continue
        located.lines[inner] = line
        entries[key] = _construct(child, inner, located)
    return entries


def _plain(text: str, place: Place, located: Located) -> str | int | float | bool | None:
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    decimal = _DECIMAL.fullmatch(text)
    if not decimal and not _INTEGER.fullmatch(text):
        return text
    if len(text) > _LONGEST_NUMBER:
        return _refuse(text, f"{text[:_LONGEST_NUMBER]}… is too long a number", place, located)
    if not decimal:
        return int(text)
    number = float(text)
    shown = str(number)
    if "e" in shown:
        return _refuse(text, f"{text} is too small a number", place, located)
    if Decimal(shown) != Decimal(text):
        return _refuse(text, f"{text} has more digits than a number keeps", place, located)
    return number


def _refuse(text: str, message: str, place: Place, located: Located) -> str:
    located.report(place, message, "shorten it, or quote it if it is no quantity")
    located.refused.add(place)
    return text
