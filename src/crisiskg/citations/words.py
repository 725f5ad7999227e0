"""The words of a note as a citation reader wants them, with the way back to the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crisiskg.texts import Span

#: Ideographs, kana and the punctuation that goes with them; no space belongs beside these.
CJK = "\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"

_WIDE = re.compile(f"[{CJK}]")
_BLANK = re.compile(r"[\s\u3000]+")
_ADDRESS = re.compile(r"https?://\S*$")
_IN_ADDRESS = re.compile(r"[\w/.&=?%#~+-]")
_DASH = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-" * 8)
#: Figures with a dash or a stroke between them; letters or figures with a dash right between them.
_SPACED = re.compile(r"(?<=\d) *- *(?=\d)|(?<=\d/) +(?=\d)|(?<=[0-9A-Z])- +(?=[0-9A-Z])")
_JOINT = re.compile(r"[0-9A-Za-z]-(?=[0-9A-Za-z])")
_LONGEST_ADDRESS = 300
_STRAY = re.compile(r"[b-z](?=,)")
_NO_SPACE_BEFORE = ",.;:)]\u201d\u2019?"
_NO_SPACE_AFTER = "([\u201c\u2018"


@dataclass(frozen=True)
class Words:
    """Some words, and for each character its offset in the file: code points, as everywhere."""

    text: str
    offsets: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int) -> Words:
        """The words from one place to another, without the blanks around them."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Words(self.text[start:end], self.offsets[start:end])

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the words stands in the file, end exclusive."""
        return (self.offsets[start], self.offsets[end - 1] + 1)


def plain(text: str) -> Words:
    """Words that stand in no file: offsets count from 0. For reading a reference on its own."""
    return tidy(text, [(0, len(text))])


def tidy(content: str, spans: Sequence[Span]) -> Words:
    """The words of some spans of a file, set evenly.

    Runs of white space become one space; none stays beside a wide character, before a closing or
    after an opening mark, or around a dash between digits; an address broken over lines is whole
    again; a dash between figures or Latin letters is a hyphen. What is left out has no offset.

    >>> plain("vol. XIX,\\tpp.  83 ― 86（　参照　）").text
    'vol. XIX, pp. 83-86（参照）'
    """
    characters: list[str] = []
    offsets: list[int] = []
    for start, end in spans:
        if characters:
            characters.append("\n")
            offsets.append(start)
        characters += content[start:end]
        offsets += range(start, end)
    text = "".join(characters)
    kept: list[tuple[str, int]] = []
    at = 0
    while at < len(text):
        blank = _BLANK.match(text, at)
        if blank is None:
            kept.append((text[at], offsets[at]))
            at += 1
            continue
        run = "".join(character for character, _ in kept[-_LONGEST_ADDRESS:])
        if _keeps_space(text, blank.start(), blank.end(), run):
            kept.append((" ", offsets[at]))
        at = blank.end()
    return _even_dashes(Words("".join(c for c, _ in kept), tuple(o for _, o in kept)))


def _keeps_space(text: str, start: int, end: int, run: str) -> bool:
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    if _WIDE.match(before) or _WIDE.match(after):
        return False
    if after in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER:
        return False
    broken = "\n" in text[start:end]
    if broken and _ADDRESS.search(run) and _IN_ADDRESS.match(after):
        return False
    if broken and before == "-" and start > 1 and text[start - 2].isalpha():
        return False
    # Extraction parts the last letter of a word from it; a word of one letter is a, A, I or O.
    return not (_STRAY.match(text, end) and text[start - 4 : start].isalpha())


def _even_dashes(words: Words) -> Words:
    """Hyphens for the dashes between figures or Latin letters, without spaces between figures."""
    even = words.text.translate(_DASH)
    gone = {at for match in _SPACED.finditer(even) for at in range(*match.span()) if even[at] == " "}
    left = [at for at in range(len(even)) if at not in gone]
    even = "".join(even[at] for at in left)
    text = [words.text[at] for at in left]
    for match in _JOINT.finditer(even):
        text[match.start() + 1] = "-"
    return Words("".join(text), tuple(words.offsets[at] for at in left))
