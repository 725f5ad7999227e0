"""Anchors: places in a text that can be published without it, and found again with it.

An anchor is a span with two digests. The segment digest says whether the span still holds the very
same characters; the loose digest finds the words again in an edition with other line breaks.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crisiskg.errors import UsageError
from crisiskg.texts.loose import LooseText, Span, digest, loose
from crisiskg.texts.outline import Outline
from crisiskg.texts.reading import Text

_NEAR = (300, 3000)  # how far from the expected place to look before the whole text is searched


@dataclass(frozen=True)
class Anchor:
    """A span of a text: code points of the file as it is, end exclusive, with its digests.

    ``segment`` is the SHA-256 of the UTF-8 of the span, ``loose`` that of its loose form, both in
    hexadecimal; ``chars`` is the number of code points of the loose form, without which finding
    the place again takes much longer.
    """

    start: int
    end: int
    segment: str
    loose: str
    chars: int | None = None


@dataclass(frozen=True)
class Place:
    """Where words were found. ``interrupted``: a running head, a note or a caption stands among them."""

    start: int
    end: int
    interrupted: bool = False


def make_anchor(text: Text, start: int, end: int) -> Anchor:
    """The anchor of a span. Raises ``UsageError`` for a span outside the text or without words."""
    if not 0 <= start < end <= len(text):
        raise UsageError(f"{text.id}: there is no span {start} to {end} in {len(text)} code points")
    segment = text.content[start:end]
    bare = loose(segment)
    if not bare:
        raise UsageError(f"{text.id}: the span {start} to {end} holds only white space")
    return Anchor(start, end, digest(segment), digest(bare), len(bare))


def find(text: Text, words: str, outline: Outline | None = None) -> list[Place]:
    """Every place where the words stand, whatever breaks, spaces and width variants lie between.

    With an outline the words are also found where a running head, a note or a caption interrupts
    them; such a place runs from the first to the last of the words. Places come in text order and
    may overlap. Raises ``UsageError`` when the words are only white space.
    """
    wanted = loose(words)
    if not wanted:
        raise UsageError("no words to find")
    whole = LooseText(text.content, [(0, len(text))])
    plain = {span for span in whole.find(wanted) if loose(text.content[slice(*span)]) == wanted}
    places = [Place(*span) for span in plain]
    for spans in _runs(outline):
        parted = LooseText(text.content, spans).find(wanted)
        places += [Place(*span, interrupted=True) for span in set(parted) - plain]
    return sorted(set(places), key=lambda place: (place.start, place.end))


def relocate(text: Text, anchor: Anchor, length_hint: int | None = None) -> list[Span]:
    """Every place in another edition with the loose form of the anchor, the likeliest first.

    ``length_hint`` is the length, in code points, of the edition that the anchor was made in.
    """
    return relocate_all(text, [anchor], length_hint)[0]


def relocate_all(text: Text, anchors: Sequence[Anchor], length_hint: int | None = None) -> list[list[Span]]:
    """``relocate`` for many anchors at once, which costs little more than for one.

    Each anchor is first looked for near the place where it should stand in proportion, corrected
    by how far the one before had moved; those not found there are looked for everywhere.
    """
    search = _Search(text.content)
    ratio = len(search.loose.stream) / max(1, length_hint or len(text))
    words: dict[int, str] = {}
    base, base_start = 0.0, 0
    order = sorted(range(len(anchors)), key=lambda index: anchors[index].start)
    for index in order:
        anchor = anchors[index]
        expected = round(base + (anchor.start - base_start) * ratio)
        hit = search.near(anchor, expected)
        if hit is not None:
            words[index] = search.loose.stream[hit[0] : hit[1]]
            base, base_start = float(hit[0]), anchor.start
    search.everywhere([index for index in order if index not in words], anchors, words)
    scale = len(text) / max(1, length_hint or len(text))
    places: list[list[Span]] = []
    for index, anchor in enumerate(anchors):
        spans = search.loose.find(words[index]) if index in words else []
        likely = anchor.start * scale
        places.append(sorted(spans, key=lambda span: abs(span[0] - likely)))
    return places


class _Search:
    """Digests of the stretches of a loose text."""

    def __init__(self, content: str) -> None:
        self.loose = LooseText(content, [(0, len(content))])
        self.encoded = self.loose.stream.encode("utf-8")
        self.bytes = [0]
        for character in self.loose.stream:
            self.bytes.append(self.bytes[-1] + len(character.encode("utf-8")))

    def near(self, anchor: Anchor, expected: int) -> Span | None:
        for reach in _NEAR:
            for length in _lengths(anchor):
                hits = self._digests(length, expected - reach, expected + reach)
                found = [at for at, value in hits if value == anchor.loose]
                if found:
                    at = min(found, key=lambda place: abs(place - expected))
                    return at, at + length
            if anchor.chars is None:
                break
        return None

    def everywhere(self, lost: Sequence[int], anchors: Sequence[Anchor], words: dict[int, str]) -> None:
        wanted: dict[int, dict[str, list[int]]] = {}
        for index in lost:
            for length in _lengths(anchors[index]):
                wanted.setdefault(length, {}).setdefault(anchors[index].loose, []).append(index)
        for length, digests in wanted.items():
            for at, value in self._digests(length, 0, len(self.loose.stream)):
                for index in digests.get(value, ()):
                    words.setdefault(index, self.loose.stream[at : at + length])

    def _digests(self, length: int, low: int, high: int) -> Iterator[tuple[int, str]]:
        heads = self.loose.heads
        last = min(high, len(self.loose.stream) - length)
        for index in range(bisect_left(heads, low), len(heads) - 1):
            at = heads[index]
            if at > last:
                return
            words = self.encoded[self.bytes[at] : self.bytes[at + length]]
            yield at, hashlib.sha256(words).hexdigest()


def _lengths(anchor: Anchor) -> Sequence[int]:
    if anchor.chars is not None:
        return (anchor.chars,)
    span = anchor.end - anchor.start
    return range(span, max(0, span // 2 - 1), -1)


def _runs(outline: Outline | None) -> list[list[Span]]:
    """The stretches that are read without a break: the body, and each note in several parts."""
    if outline is None:
        return []
    body = [span for spans in outline.paragraphs for span in spans]
    return [body, *(list(note.spans) for note in outline.notes if len(note.spans) > 1)]
