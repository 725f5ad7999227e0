"""How a text is laid out, as data: regular expressions and habits, read from ``texts.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PARAGRAPHS = ("indent", "short-line", "trailing-space", "blank")


@dataclass(frozen=True)
class Heading:
    """A kind of heading. The pattern is matched from the first character of a line that is not blank.

    The group ``title`` (and ``label``, if the heading is numbered) is what the section is called.
    If the pattern ends before the line, the rest of the line is body. With ``wrap`` a heading that
    fills its line runs on to the next one.
    """

    level: int
    pattern: re.Pattern[str]
    kind: str = "body"
    wrap: bool = False


@dataclass(frozen=True)
class AsideStyle:
    """Matter outside the run of the text: from a line that matches ``start`` to one that matches ``end``."""

    kind: str
    start: re.Pattern[str]
    end: re.Pattern[str]


@dataclass(frozen=True)
class NoteStyle:
    """Notes at the foot of the page: how their first line and their marker look (group ``number``).

    ``sequence``: a line opens a note only if its number is the next one, for styles that ordinary
    lines may resemble. ``runs_on``: an unfinished note goes on at the foot of the next page.
    """

    line: re.Pattern[str]
    marker: re.Pattern[str]
    sequence: bool = False
    runs_on: bool = False


@dataclass(frozen=True)
class Conventions:
    """The layout of one text.

    ``page_starts``: a line that opens a page (the line as it is, blanks included). ``page_gap``:
    so many empty lines also open one; 0 for never. ``heads``: running heads and feet, and marks
    that stand in the text without belonging to it; group ``page`` is a printed page number. On
    the first page, where the title may be worded like them, only those with a number count.
    ``paragraph`` tells how a new paragraph shows: ``indent`` (its first line begins with an
    ideographic space), ``short-line`` (the line before ends a sentence and is followed by a blank
    line or is short), ``trailing-space`` (the line before ends a sentence and then with a space),
    ``blank`` (a blank line after a finished sentence). ``paragraph_start``: lines that always
    begin one, such as list items.
    """

    page_starts: tuple[re.Pattern[str], ...] = ()
    page_gap: int = 3
    heads: tuple[re.Pattern[str], ...] = ()
    headings: tuple[Heading, ...] = ()
    asides: tuple[AsideStyle, ...] = ()
    notes: NoteStyle | None = None
    paragraph: str = "blank"
    paragraph_start: tuple[re.Pattern[str], ...] = field(default=())


class ConventionError(ValueError):
    """A convention that cannot be understood; ``key`` says which."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def conventions(*layers: Mapping[str, Any]) -> Conventions:
    """Conventions from plain data; of several layers the later ones come first in every list.

    Raises ``ConventionError`` for an unknown key or a bad value.
    """
    merged: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.items():
            if key not in Conventions.__dataclass_fields__:
                raise ConventionError(key, f"no such convention: {key}")
            both = isinstance(value, list) and isinstance(merged.get(key), list)
            merged[key] = value + merged[key] if both else value
    if merged.get("paragraph", "blank") not in PARAGRAPHS:
        raise ConventionError("paragraph", f"one of {', '.join(PARAGRAPHS)}")
    gap = merged.get("page_gap", 3)
    if not isinstance(gap, int) or isinstance(gap, bool) or gap < 0:
        raise ConventionError("page_gap", "a number of empty lines")
    return Conventions(
        page_starts=_patterns(merged, "page_starts"),
        page_gap=gap,
        heads=_patterns(merged, "heads"),
        headings=tuple(_heading(entry) for entry in _entries(merged, "headings")),
        asides=tuple(_aside(entry) for entry in _entries(merged, "asides")),
        notes=_notes(merged["notes"]) if merged.get("notes") else None,
        paragraph=merged.get("paragraph", "blank"),
        paragraph_start=_patterns(merged, "paragraph_start"),
    )


def _heading(entry: Mapping[str, Any]) -> Heading:
    _known("headings", entry, {"level", "pattern", "kind", "wrap"})
    level = entry.get("level")
    if not isinstance(level, int) or level < 1:
        raise ConventionError("headings", "a heading needs a level from 1")
    pattern = _pattern("headings", entry.get("pattern"), "title")
    return Heading(level, pattern, str(entry.get("kind", "body")), entry.get("wrap") is True)


def _aside(entry: Mapping[str, Any]) -> AsideStyle:
    _known("asides", entry, {"kind", "start", "end"})
    start = _pattern("asides", entry.get("start"))
    return AsideStyle(str(entry.get("kind", "aside")), start, _pattern("asides", entry.get("end")))


def _notes(entry: Any) -> NoteStyle:
    if not isinstance(entry, Mapping):
        raise ConventionError("notes", "a mapping with line and marker")
    _known("notes", entry, {"line", "marker", "sequence", "runs_on"})
    line = _pattern("notes", entry.get("line"), "number")
    marker = _pattern("notes", entry.get("marker"), "number")
    return NoteStyle(line, marker, entry.get("sequence") is True, entry.get("runs_on") is True)


def _entries(merged: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = merged.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
        raise ConventionError(key, "a list of mappings")
    return value


def _patterns(merged: Mapping[str, Any], key: str) -> tuple[re.Pattern[str], ...]:
    value = merged.get(key, [])
    if not isinstance(value, list):
        raise ConventionError(key, "a list of regular expressions")
    return tuple(_pattern(key, entry) for entry in value)


def _pattern(key: str, value: Any, group: str = "") -> re.Pattern[str]:
    if not isinstance(value, str) or not value:
        raise ConventionError(key, "a regular expression is missing")
    try:
        pattern = re.compile(value)
    except re.error as error:
        raise ConventionError(key, f"{value!r} is no regular expression: {error}") from None
    if group and group not in pattern.groupindex:
        raise ConventionError(key, f"{value!r} needs the group (?P<{group}>…)")
    return pattern


def _known(key: str, entry: Mapping[str, Any], allowed: set[str]) -> None:
    unknown = sorted(set(entry) - allowed)
    if unknown:
        raise ConventionError(key, f"no such key: {', '.join(unknown)}")
