"""YAML read with the line of every value, so that a mistake can be shown where it stands.

PyYAML's C parser reads the file into nodes; here the nodes become plain Python values. Quoted
scalars are strings; plain integers, decimals, ``true`` and ``false`` are what they look like;
everything else, dates included, is a string. Anchors and aliases are refused: no curated file needs
them, and a few lines of them can stand for gigabytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from crisiskg.errors import DataError, Problem

Place = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?\d+")
_DECIMAL = re.compile(r"[-+]?\d+\.\d+")
_DEEPEST = 20


@dataclass
class Located:
    """The value of one YAML file, and the line (from 1) of every mapping entry and list item."""

    file: str
    value: Any
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

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

    Duplicate keys come back as ``problems`` of the result. Raises ``DataError`` when the file is
    missing, is not UTF-8, is not YAML, or holds an anchor, an alias or more than 20 levels.
    """
    shown = name or str(path)
    try:
        return parse_yaml(path.read_bytes().decode("utf-8"), shown)
    except FileNotFoundError:
        raise _refusal(shown, None, "the file is missing", "put it there or give another workspace") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise _refusal(shown, line, f"byte {error.start} is not UTF-8", "save the file as UTF-8") from None


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
    return _scalar(node.value, quoted=bool(style) and style in ("'", '"', "|", ">"))


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


def _scalar(text: str, *, quoted: bool) -> str | int | float | bool | None:
    if quoted:
        return text
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
