"""Text compared loosely: NFKC, white space removed, with the way back to the places in the file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

Span = tuple[int, int]

_WHITE = re.compile(r"\s+")
# Kana and ideographs that never join with a character before or after them in NFKC, save that a
# combining mark may follow: testing each of them would take most of the time.
_PLAIN = (("\u3041", "\u3096"), ("\u30a1", "\u30fa"), ("\u4e00", "\u9fff"))


def digest(words: str) -> str:
    """The SHA-256 of the UTF-8 of some words, in hexadecimal.

    >>> digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def loose(words: str) -> str:
    """The words in NFKC without white space.

    White space goes first, so that the result cannot depend on where lines were broken, and again
    after it, because NFKC makes spaces of its own.

    >>> loose("ＡＢ Ｃ\\n（１）")
    'ABC(1)'
    """
    while True:
        bare = unicodedata.normalize("NFKC", _WHITE.sub("", words))
        if bare == words:
            return bare
        words = bare


class LooseText:
    """The loose form of some stretches of a file, read one after the other.

    ``stream`` is the loose form. It is cut into clusters, the smallest stretches that NFKC treats
    on their own; a match counts only where it begins and ends with a cluster, so that the span in
    the file has exactly the loose form that was matched.
    """

    def __init__(self, content: str, spans: Sequence[Span]) -> None:
        self.content = content
        self.heads: list[int] = []  # where each cluster begins in the stream
        self.raw: list[Span] = []  # where each cluster stands in the file
        parts: list[str] = []
        length = 0
        for piece, start, end in _clusters(content, spans):
            self.heads.append(length)
            self.raw.append((start, end))
            parts.append(piece)
            length += len(piece)
        self.heads.append(length)
        self.stream = "".join(parts)

    def span(self, begin: int, end: int) -> Span | None:
        """The span in the file of a stretch of the stream, or None if it cuts a cluster."""
        first, last = bisect_left(self.heads, begin), bisect_left(self.heads, end)
        if last <= first or self.heads[first] != begin or self.heads[last] != end:
            return None
        return self.raw[first][0], self.raw[last - 1][1]

    def find(self, wanted: str) -> list[Span]:
        """Every place in the file whose loose form is ``wanted`` (itself loose, not empty)."""
        found = []
        at = self.stream.find(wanted)
        while at >= 0:
            span = self.span(at, at + len(wanted))
            if span is not None:
                found.append(span)
            at = self.stream.find(wanted, at + 1)
        return found


def _clusters(content: str, spans: Sequence[Span]) -> list[tuple[str, int, int]]:
    clusters: list[tuple[str, int, int]] = []
    held = ""  # raw characters of the open cluster
    held_loose = ""
    begin = end = 0
    for start, stop in spans:
        for offset in range(start, stop):
            character = content[offset]
            if character.isspace():
                continue
            alone = character if _plain(character) else loose(character)
            if held and _joins(held, held_loose, character, alone):
                held += character
                held_loose, end = loose(held), offset + 1
                continue
            if held_loose:
                clusters.append((held_loose, begin, end))
            held, held_loose, begin, end = character, alone, offset, offset + 1
    if held_loose:
        clusters.append((held_loose, begin, end))
    return clusters


def _joins(held: str, held_loose: str, character: str, alone: str) -> bool:
    if _plain(character):
        return False
    # A mark may be put before another one and so join with a character further back.
    marked = not alone or unicodedata.combining(alone[0]) != 0
    return marked or loose(held + character) != held_loose + alone


def _plain(character: str) -> bool:
    return any(low <= character <= high for low, high in _PLAIN)
