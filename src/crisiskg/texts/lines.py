"""A text cut into lines and pages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from crisiskg.texts.conventions import Conventions
from crisiskg.texts.loose import Span

# Not str.splitlines: that also breaks at form feeds and other characters inside a line.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK = "\ufeff"
# No text has ten thousand notes; a longer number is a date or an amount.
_MOST_DIGITS = 4


@dataclass(frozen=True)
class Line:
    """One line.

    ``raw`` is the line without its line end, from ``start``; ``words`` is it without the blanks
    around it, from ``begin``.
    """

    index: int
    start: int
    raw: str
    words: str
    begin: int

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.begin + len(self.words)

    @property
    def stripped(self) -> str:
        """The line without a byte order mark."""
        return self.raw.removeprefix(_MARK)


def split_lines(content: str) -> list[Line]:
    """The lines of a file, whether they end in LF, CRLF or CR; a byte order mark is a blank."""
    lines: list[Line] = []
    for match in _LINE.finditer(content):
        if match.start() == match.end() == len(content):
            break
        raw = match.group().rstrip("\r\n")
        left = raw.lstrip(_MARK).lstrip() if match.start() == 0 else raw.lstrip()
        begin = match.start() + len(raw) - len(left)
        lines.append(Line(len(lines), match.start(), raw, left.rstrip(), begin))
    return lines


def split_pages(lines: list[Line], conventions: Conventions) -> list[int]:
    """The index of the first line of each page that is not blank."""
    starts: list[int] = []
    gap = longest = 0
    broken = True
    for line in lines:
        if not line.words:
            gap = gap + 1 if not line.stripped else 0
            longest = max(longest, gap)
            broken = broken or "\f" in line.raw
            continue
        wide = bool(conventions.page_gap) and longest >= conventions.page_gap
        headed = any(pattern.search(line.stripped) for pattern in conventions.page_starts)
        if broken or wide or headed or line.stripped.startswith("\f"):
            starts.append(line.index)
        gap = longest = 0
        broken = False
    return starts


def note_number(words: str | None) -> int | None:
    """The number that a note or a marker shows, or None if the words are no number of at most four digits.

    >>> note_number("１２"), note_number("③"), note_number("⑶"), note_number(None)
    (12, 3, None, None)
    """
    digits = unicodedata.normalize("NFKC", words or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def joined(content: str, spans: tuple[Span, ...] | list[Span]) -> tuple[str, list[int]]:
    """The characters of some spans with their line breaks taken out, and the offset of each."""
    characters: list[str] = []
    offsets: list[int] = []
    for start, end in spans:
        at = start
        for match in re.finditer(r"\s*[\r\n]\s*", content[start:end]):
            characters.append(content[at : start + match.start()])
            offsets += range(at, start + match.start())
            at = start + match.end()
        characters.append(content[at:end])
        offsets += range(at, end)
    return "".join(characters), offsets
