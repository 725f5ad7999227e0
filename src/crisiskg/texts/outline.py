"""The outline of a text in offsets: all that the graph needs to know of its layout, and no sentence of it."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crisiskg.errors import DataError, Problem
from crisiskg.located import Place, read_yaml
from crisiskg.texts.loose import Span


@dataclass(frozen=True)
class Section:
    """A headed section: from its heading to the next heading of its level or above.

    ``path`` joins the labels of the headings with ``/``: ``Ⅱ/1/（2）``; a heading without a label
    stands there with its title. ``kind`` is ``body``, or what the conventions call matter that is
    no argument of the text (``references``, ``abstract``, ``about``).
    """

    path: str
    title: str
    start: int
    end: int
    parent: str | None = None
    kind: str = "body"


@dataclass(frozen=True)
class Page:
    """A page. ``number`` as printed; ``counted`` if the page prints none, but pages around it do."""

    number: str | None
    start: int
    end: int
    counted: bool = False


@dataclass(frozen=True)
class Note:
    """A note, from its number to its last character; several spans if it runs over a page."""

    number: int
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where its number stands."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return self.spans[-1][1]


@dataclass(frozen=True)
class Marker:
    """A note's marker at ``start``:``end``, and the ``sentence`` that it closes.

    The sentence ends after its full stop or after the marker, whichever comes last. For a marker
    within a sentence it ends with the marker.
    """

    note: int
    start: int
    end: int
    sentence: Span


@dataclass(frozen=True)
class Aside:
    """Matter that stands outside the run of the text: title, caption, box, quotation on its own."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Outline:
    """Where the parts of one text stand, and what a span of it belongs to.

    All offsets are code points of the file, end exclusive. ``paragraphs`` are lists of spans,
    because heads and notes may cut a paragraph; ``problems`` says in words what did not pair.
    """

    text: str
    digest: str
    length: int
    sections: tuple[Section, ...] = ()
    pages: tuple[Page, ...] = ()
    notes: tuple[Note, ...] = ()
    markers: tuple[Marker, ...] = ()
    paragraphs: tuple[tuple[Span, ...], ...] = ()
    heads: tuple[Span, ...] = ()
    asides: tuple[Aside, ...] = ()
    problems: tuple[str, ...] = field(default=())

    def page(self, start: int, end: int | None = None) -> Page | None:
        """The page on which a span begins."""
        index = bisect_right([page.start for page in self.pages], start) - 1
        return self.pages[index] if index >= 0 else None

    def section(self, start: int, end: int | None = None) -> Section | None:
        """The deepest section that holds the beginning of a span.

        A note stands at the foot of its page, perhaps after the next heading; its section is the
        one that its marker stands in.
        """
        note = self.in_note(start, start + 1)
        if note is not None:
            places = [marker.start for marker in self.markers if marker.note == note.number]
            start = places[0] if places else start
        holding = [section for section in self.sections if section.start <= start < section.end]
        return max(holding, key=lambda section: section.start) if holding else None

    def in_note(self, start: int, end: int) -> Note | None:
        """The note inside which a span stands, from its first character to its last."""
        for note in self.notes:
            if any(low <= start < high for low, high in note.spans) and end <= note.end:
                return note
        return None

    def paragraph(self, start: int, end: int | None = None) -> tuple[Span, ...]:
        """The spans of the body paragraph in which a span begins; empty outside the body."""
        for spans in self.paragraphs:
            if any(low <= start < high for low, high in spans):
                return spans
        return ()

    def carried(self, start: int, end: int) -> list[Marker]:
        """The note markers that a span carries, in text order.

        These are the markers inside the span and those of the sentence that the span ends in:
        a marker belongs to the sentence it closes. A span inside a note carries none, even where
        the note interrupts a sentence.
        """
        last = end - 1
        inside = [mark for mark in self.markers if start <= mark.start and mark.end <= end]
        if not self.paragraph(last):
            return inside
        closing = [mark for mark in self.markers if mark.sentence[0] <= last < mark.sentence[1]]
        return sorted({*inside, *closing}, key=lambda mark: mark.start)

    def body(self) -> list[Span]:
        """The stretches of body text, in order: no heads, notes, asides, headings or reference lists."""
        stretches: list[Span] = []
        for spans in self.paragraphs:
            section = self.section(spans[0][0])
            if section is None or section.kind == "body":
                stretches += spans
        return stretches

    def references(self) -> list[tuple[Span, ...]]:
        """The entries of the reference lists: the paragraphs of sections of kind ``references``."""
        entries: list[tuple[Span, ...]] = []
        for spans in self.paragraphs:
            section = self.section(spans[0][0])
            if section is not None and section.kind == "references":
                entries.append(spans)
        return entries


def outline(value: Outline) -> dict[str, Any]:
    """The outline as plain data, in the shape of ``data/layout/<text>.yaml``."""
    places: dict[int, list[int]] = {}
    for marker in value.markers:
        places.setdefault(marker.note, []).append(marker.start)
    return {
        "text": value.text,
        "digest": value.digest,
        "length": value.length,
        "sections": [_section(section) for section in value.sections],
        "pages": [
            {"number": page.number, "start": page.start, "end": page.end} | ({"counted": True} if page.counted else {})
            for page in value.pages
        ],
        "notes": [
            {"number": note.number, "spans": _lists(note.spans), "markers": places.get(note.number, [])}
            for note in value.notes
        ],
        "markers": [
            {"note": mark.note, "start": mark.start, "end": mark.end, "sentence": list(mark.sentence)}
            for mark in value.markers
        ],
        "paragraphs": [_lists(spans) for spans in value.paragraphs],
        "heads": _lists(value.heads),
        "asides": [{"kind": aside.kind, "start": aside.start, "end": aside.end} for aside in value.asides],
        "problems": list(value.problems),
    }


def dump_outline(value: Outline) -> str:
    """The outline as YAML, one entry a line; the same outline gives the same characters."""
    lines = ["# Written by program from the text: change the conventions in texts.yaml, not this file."]
    for key, content in outline(value).items():
        if isinstance(content, list):
            lines.append(f"{key}:" if content else f"{key}: []")
            lines += [f"  - {_flow(entry)}" for entry in content]
        else:
            lines.append(f"{key}: {_flow(content)}")
    return "\n".join(lines) + "\n"


def load_outline(path: Path) -> Outline:
    """Read ``data/layout/<text>.yaml``.

    Raises ``DataError`` when it is missing, cannot be read or is not an outline: a key is missing or
    unknown, an offset is not a whole number, a span is not a pair in order inside the text.
    """
    mend = f"write it again with `crisiskg layout {path.stem} --write`"
    if not path.exists():
        raise DataError(f"{path}: the outline is missing", [Problem(str(path), None, "", "it is missing", mend)])
    try:
        file = read_yaml(path)
        problems = file.problems
        if not problems:
            return _outline(file.value)
    except DataError as error:
        problems = error.problems
    except _OutlineError as fault:
        problems = [file.problem(fault.place, fault.message)]
    raise DataError(f"{path}: not an outline", [replace(problem, mend=mend) for problem in problems])


class _OutlineError(Exception):
    """The first place of the data that is not as in an outline."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def _outline(data: Any) -> Outline:
    keys = ("text", "digest", "length", "sections", "pages", "notes", "markers", "paragraphs", "heads", "asides")
    _entry(data, (), (*keys, "problems"))
    return Outline(
        text=_string(data["text"], ("text",)),
        digest=_string(data["digest"], ("digest",)),
        length=(length := _whole(data["length"], ("length",))),
        sections=tuple(_read_section(entry, place, length) for place, entry in _items(data, "sections")),
        pages=tuple(_read_page(entry, place, length) for place, entry in _items(data, "pages")),
        notes=tuple(_read_note(entry, place, length) for place, entry in _items(data, "notes")),
        markers=tuple(_read_marker(entry, place, length) for place, entry in _items(data, "markers")),
        paragraphs=tuple(_parts(entry, place, length) for place, entry in _items(data, "paragraphs")),
        heads=tuple(_span(entry, place, length) for place, entry in _items(data, "heads")),
        asides=tuple(_read_aside(entry, place, length) for place, entry in _items(data, "asides")),
        problems=tuple(_string(entry, place) for place, entry in _items(data, "problems")),
    )


def _read_section(entry: Any, place: Place, length: int) -> Section:
    _entry(entry, place, ("path", "title", "start", "end"), ("parent", "kind"))
    words = {key: _string(entry[key], (*place, key)) for key in entry if key not in ("start", "end")}
    start, end = _ends(entry, place, length)
    return Section(start=start, end=end, **words)


def _read_page(entry: Any, place: Place, length: int) -> Page:
    _entry(entry, place, ("number", "start", "end"), ("counted",))
    number, counted = entry["number"], entry.get("counted", False)
    if not isinstance(counted, bool):
        raise _OutlineError((*place, "counted"), "not true or false")
    shown = None if number is None else _string(number, (*place, "number"))
    return Page(shown, *_ends(entry, place, length), counted)


def _read_note(entry: Any, place: Place, length: int) -> Note:
    _entry(entry, place, ("number", "spans"), ("markers",))
    for inner, marker in _items(entry, "markers", place) if "markers" in entry else ():
        _whole(marker, inner)
    return Note(_whole(entry["number"], (*place, "number")), _parts(entry["spans"], (*place, "spans"), length))


def _read_marker(entry: Any, place: Place, length: int) -> Marker:
    _entry(entry, place, ("note", "start", "end", "sentence"))
    sentence = _span(entry["sentence"], (*place, "sentence"), length)
    return Marker(_whole(entry["note"], (*place, "note")), *_ends(entry, place, length), sentence)


def _read_aside(entry: Any, place: Place, length: int) -> Aside:
    _entry(entry, place, ("kind", "start", "end"))
    return Aside(_string(entry["kind"], (*place, "kind")), *_ends(entry, place, length))


def _entry(value: Any, place: Place, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
    if not isinstance(value, dict):
        raise _OutlineError(place, "not a mapping")
    for key in required:
        if key not in value:
            raise _OutlineError((*place, key), "is missing")
    for key in value:
        if key not in required and key not in optional:
            raise _OutlineError((*place, key), "no such key")


def _items(data: dict[str, Any], key: str, around: Place = ()) -> list[tuple[Place, Any]]:
    if not isinstance(data[key], list):
        raise _OutlineError((*around, key), "not a list")
    return [((*around, key, index), item) for index, item in enumerate(data[key])]


def _parts(value: Any, place: Place, length: int) -> tuple[Span, ...]:
    if not isinstance(value, list) or not value:
        raise _OutlineError(place, "not a list of spans")
    return tuple(_span(item, (*place, index), length) for index, item in enumerate(value))


def _ends(entry: dict[str, Any], place: Place, length: int) -> Span:
    return _span([entry["start"], entry["end"]], place, length)


def _span(value: Any, place: Place, length: int) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise _OutlineError(place, "not a pair of offsets")
    start, end = _whole(value[0], place), _whole(value[1], place)
    if not start <= end <= length:
        raise _OutlineError(place, f"no span of the text: {start} to {end}")
    return start, end


def _whole(value: Any, place: Place) -> int:
    if type(value) is not int or value < 0:  # true and false are ints to Python
        raise _OutlineError(place, f"not a whole number: {value!r}"[:80])
    return value


def _string(value: Any, place: Place) -> str:
    if not isinstance(value, str):
        raise _OutlineError(place, f"not a string: {value!r}"[:80])
    return value


def _section(section: Section) -> dict[str, Any]:
    entry: dict[str, Any] = {"path": section.path, "title": section.title}
    entry |= {"start": section.start, "end": section.end}
    if section.parent is not None:
        entry["parent"] = section.parent
    if section.kind != "body":
        entry["kind"] = section.kind
    return entry


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)


def _lists(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
