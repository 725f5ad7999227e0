"""What every line of a text is: body, heading, note, running head, or matter outside the run of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from crisiskg.texts.conventions import AsideStyle, Conventions, Heading
from crisiskg.texts.lines import Line, note_number
from crisiskg.texts.loose import Span

_OPENING = "（(「『［[“〔〈《"
_FINISHED = "。．.」』）)］]”"
_LONGEST_ASIDE = 15


@dataclass
class Found:
    """A heading as it stands: its style, its label if numbered, its title, its span."""

    style: Heading
    label: str | None
    title: str
    span: Span


@dataclass
class Blocks:
    """The lines of a text, sorted. Body pieces are (line index, start, end)."""

    body: list[tuple[int, int, int]] = field(default_factory=list)
    headings: list[Found] = field(default_factory=list)
    notes: dict[int, list[Span]] = field(default_factory=dict)
    heads: list[tuple[int, Span, str | None]] = field(default_factory=list)
    asides: list[tuple[str, Span]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def sort_lines(lines: list[Line], pages: list[int], conventions: Conventions) -> Blocks:
    """Say of every line what it is. ``pages`` are the indices of the first lines of pages."""
    return _Sorter(lines, pages, conventions).run()


class _Sorter:
    def __init__(self, lines: list[Line], pages: list[int], conventions: Conventions) -> None:
        self.lines = lines
        self.pages = pages
        self.rules = conventions
        self.found = Blocks()
        self.note: int | None = None  # the note whose lines we are in
        self.last_note = 0

    def run(self) -> Blocks:
        edges = [*self.pages, len(self.lines)]
        for page, (first, end) in enumerate(pairwise(edges)):
            self.note = None
            self._page(page, first, end)
        return self.found

    def _page(self, page: int, first: int, end: int) -> None:
        run_on = self._run_on(page, first, end)
        index = first
        while index < end:
            line = self.lines[index]
            if not line.words or self._head(page, line):
                index += 1
            elif (style := self._aside_style(line)) is not None:
                index = self._aside(style, index, end)
            elif (number := self._note_number(line)) is not None:
                self.note = self.last_note = number
                self.found.notes[number] = [(line.begin, line.end)]
                index += 1
            elif self.note is not None or index in run_on:
                self._extend_note(self.note or self.last_note, line)
                index += 1
            else:
                index = self._heading_or_body(index, end)

    def _head(self, page: int, line: Line) -> bool:
        match = self._head_match(page, line)
        if match is None:
            return False
        number = match.groupdict().get("page")
        self.found.heads.append((page, (line.begin, line.end), number))
        return True

    def _head_match(self, page: int, line: Line) -> re.Match[str] | None:
        for pattern in self.rules.heads:
            match = pattern.search(line.words)
            if match and (page or "page" in pattern.groupindex):
                return match
        return None

    def _aside_style(self, line: Line) -> AsideStyle | None:
        return next((style for style in self.rules.asides if style.start.search(line.words)), None)

    def _aside(self, style: AsideStyle, index: int, end: int) -> int:
        self.note = None
        begin = self.lines[index].begin
        filled = 0
        for last in range(index, end):
            filled += bool(self.lines[last].words)
            if style.end.search(self.lines[last].words):
                self.found.asides.append((style.kind, (begin, self.lines[last].end)))
                return last + 1
            if filled > _LONGEST_ASIDE:
                break
        self.found.problems.append(f"{style.kind} at {begin} has no end")
        self.found.asides.append((style.kind, (begin, self.lines[index].end)))
        return index + 1

    def _note_number(self, line: Line) -> int | None:
        style = self.rules.notes
        match = style.line.search(line.words) if style else None
        if style is None or match is None:
            return None
        number = note_number(match["number"])
        if number is None:
            if not style.sequence:
                self.found.problems.append(f"the line at {line.begin} looks like a note, but has no number")
            return None
        if style.sequence and number != self.last_note + 1:
            return None
        if number in self.found.notes:
            self.found.problems.append(f"note {number} stands twice, again at {line.begin}")
            return None
        return number

    def _extend_note(self, number: int, line: Line) -> None:
        spans = self.found.notes[number]
        if self._nothing_between(spans[-1][1], line):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.begin, line.end))

    def _nothing_between(self, end: int, line: Line) -> bool:
        before = line.index - 1
        while before >= 0 and not self.lines[before].words:
            before -= 1
        return before >= 0 and self.lines[before].end == end

    def _run_on(self, page: int, first: int, end: int) -> set[int]:
        """The lines at the foot of a page that finish the last note of the page before.

        They are the last block before the first note of the page. Extraction leaves an empty line
        before a line that opens with a bracket, so such a line does not begin a block.
        """
        style = self.rules.notes
        spans = self.found.notes.get(self.last_note)
        if style is None or not style.runs_on or spans is None or self._finished(spans[-1][1]):
            return set()
        blocks: list[list[int]] = []
        parted = True
        for index in range(first, end):
            line = self.lines[index]
            if not line.words:
                parted = True
            elif self._head_match(page, line) is None:
                if style.line.search(line.words):
                    break
                if not blocks or (parted and line.words[0] not in _OPENING):
                    blocks.append([])
                blocks[-1].append(index)
                parted = False
        if len(blocks) < 2:
            return set()
        opening = self.lines[blocks[-1][0]]
        indented = opening.stripped.lstrip(" \f").startswith("\u3000")
        if indented or self._heading(opening) is not None:
            return set()
        return set(blocks[-1])

    def _finished(self, end: int) -> bool:
        line = next(line for line in self.lines if line.words and line.end == end)
        return line.words[-1] in _FINISHED

    def _heading(self, line: Line) -> tuple[Found, int] | None:
        for style in self.rules.headings:
            match = style.pattern.match(line.words)
            if match:
                groups = match.groupdict()
                title = (groups["title"] or "").strip()
                label = groups.get("label")
                if not title and not label:
                    continue  # nothing to call the section by
                found = Found(style, label, title, (line.begin, line.begin + match.end()))
                return found, match.end()
        return None

    def _heading_or_body(self, index: int, end: int) -> int:
        line = self.lines[index]
        heading = self._heading(line)
        if heading is None:
            self.found.body.append((index, line.begin, line.end))
            return index + 1
        found, used = heading
        if used < len(line.words):
            rest = line.words[used:]
            begin = line.end - len(rest.lstrip())
            self.found.body.append((index, begin, line.end))
        elif found.style.wrap:
            while index + 1 < end and self._wraps(self.lines[index], self.lines[index + 1]):
                index += 1
                line = self.lines[index]
                latin = found.title[-1:].isascii() and line.words[0].isascii()
                found.title += " " * (latin and bool(found.title)) + line.words
                found.span = (found.span[0], line.end)
        found.title = found.title or found.label or ""
        self.found.headings.append(found)
        return index + 1

    def _wraps(self, line: Line, after: Line) -> bool:
        if not after.words or after.raw[0].isspace() or self._heading(after) is not None:
            return False
        return self.rules.paragraph != "trailing-space" or line.raw == line.raw.rstrip()
