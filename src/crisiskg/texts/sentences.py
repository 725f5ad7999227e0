"""Paragraphs across lines, pages and notes; sentences; and the markers that close them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crisiskg.texts.blocks import Blocks
from crisiskg.texts.conventions import Conventions
from crisiskg.texts.lines import Line, joined, note_number
from crisiskg.texts.loose import Span
from crisiskg.texts.outline import Marker

_PAIRS = {"」": "「", "』": "『", "）": "（", ")": "(", "］": "［", "]": "[", "”": "“", "〕": "〔"}
_STOPS = "。？！"
# After a quotation that ends in a full stop, these go on with the sentence around it.
_PARTICLES = "とをにはがのでもやへか、"
_FINISHED = re.compile(r"[。？！.?!][」』）)”]*\s*(?:（?\d{1,3}）?)?$")
_CLOSED = re.compile(r"[」』）)]$")
_SHORT = 0.85


@dataclass(frozen=True)
class Candidate:
    """What looks like a marker: its note number, its span in the file, and in the joined paragraph."""

    note: int
    span: Span
    paragraph: int
    place: Span


def paragraphs(lines: list[Line], pages: list[int], blocks: Blocks, rules: Conventions) -> list[list[Span]]:
    """The body paragraphs in file order, each a list of spans.

    Lines with nothing but blanks between them share a span; a running head, a note or a caption
    in between begins a new span of the same paragraph.
    """
    starts = [line.start for line in (lines[first] for first in pages)]
    headings = sorted(found.span[0] for found in blocks.headings)
    lengths = sorted(end - start for _, start, end in blocks.body)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    found: list[list[Span]] = []
    last: tuple[int, int, int] | None = None
    for piece in blocks.body:
        index, start, end = piece
        if last is None or _begins(lines, piece, last, starts, headings, width, rules):
            found.append([(start, end)])
        elif any(lines[between].words for between in range(last[0] + 1, index)):
            found[-1].append((start, end))
        else:
            found[-1][-1] = (found[-1][-1][0], end)
        last = piece
    return found


def _begins(
    lines: list[Line],
    piece: tuple[int, int, int],
    last: tuple[int, int, int],
    page_starts: list[int],
    headings: list[int],
    width: int,
    rules: Conventions,
) -> bool:
    line, before = lines[piece[0]], lines[last[0]]
    words = before.words[last[1] - before.begin :]
    finished = _FINISHED.search(words) is not None
    if any(last[1] < place <= piece[1] for place in headings):
        # In a magazine a subhead may stand in the middle of a sentence that runs round it.
        return rules.paragraph != "blank" or finished or _CLOSED.search(words) is not None
    if any(pattern.search(line.words) for pattern in rules.paragraph_start):
        return True
    if rules.paragraph == "indent":
        return line.stripped.lstrip(" \f").startswith("\u3000")
    if rules.paragraph == "trailing-space":
        return finished and before.raw != before.raw.rstrip()
    blank = any(not lines[between].words for between in range(last[0] + 1, piece[0]))
    if rules.paragraph == "blank":
        return blank and (finished or _CLOSED.search(words) is not None)
    turned = any(last[1] < start <= piece[1] for start in page_starts)
    parted = piece[0] + 1 < len(lines) and not lines[piece[0] + 1].words
    return finished and (
        (blank and not turned)
        or (parted and _FINISHED.search(line.words) is None)
        or last[2] - last[1] < width * _SHORT
    )


def candidates(content: str, body: list[list[Span]], rules: Conventions) -> list[Candidate]:
    """Everything in the body that looks like a note marker, in text order."""
    found: list[Candidate] = []
    if rules.notes is None:
        return found
    for number, spans in enumerate(body):
        words, offsets = joined(content, spans)
        for match in rules.notes.marker.finditer(words):
            note = note_number(match["number"])
            if note is not None and match.group():
                span = (offsets[match.start()], offsets[match.end() - 1] + 1)
                found.append(Candidate(note, span, number, match.span()))
    return found


def close_sentences(content: str, body: list[list[Span]], chosen: list[Candidate]) -> list[Marker]:
    """The chosen markers, each with the sentence that it closes."""
    markers: list[Marker] = []
    for number in sorted({candidate.paragraph for candidate in chosen}):
        words, offsets = joined(content, body[number])
        here = [candidate for candidate in chosen if candidate.paragraph == number]
        places = dict(candidate.place for candidate in here)
        sentences = split_sentences(words, places)
        for candidate in here:
            start, end = next(span for span in sentences if span[0] <= candidate.place[0] < span[1])
            if not _closes(words, candidate.place[1], end, places):
                end = candidate.place[1]
            sentence = (offsets[start], offsets[end - 1] + 1)
            markers.append(Marker(candidate.note, *candidate.span, sentence))
    return sorted(markers, key=lambda marker: marker.start)


def split_sentences(words: str, markers: dict[int, int]) -> list[Span]:
    """The sentences of a joined paragraph; ``markers`` maps where a marker begins to where it ends.

    A full stop inside brackets ends no sentence. After a closing bracket it does, unless a particle
    carries the sentence on. Markers right after the stop belong to the sentence before them.

    >>> split_sentences("彼は「行く。」と言った。次。", {})
    [(0, 12), (12, 14)]
    """
    inner = _bracketed(words)
    sentences: list[Span] = []
    start = at = 0
    while at < len(words):
        character = words[at]
        at += 1
        if character not in _STOPS:
            continue
        quoted = False
        while at < len(words) and words[at] in _PAIRS and at not in markers:
            at += 1
            quoted = True
        if not quoted and inner[at - 1]:
            continue
        if quoted and inner[at - 1] > 1:
            continue
        end = _after_markers(words, at, markers)
        if quoted and end == at and words[at : at + 1] and words[at] in _PARTICLES:
            continue
        sentences.append((start, end))
        start = at = end
    if start < len(words):
        sentences.append((start, len(words)))
    return sentences


def _after_markers(words: str, at: int, markers: dict[int, int]) -> int:
    end = at
    while True:
        while at < len(words) and words[at].isspace():
            at += 1
        if at not in markers:
            return end
        at = end = markers[at]


def _closes(words: str, at: int, end: int, markers: dict[int, int]) -> bool:
    while at < end:
        if at in markers:
            at = markers[at]
        elif words[at] in _STOPS or words[at] in _PAIRS or words[at].isspace():
            at += 1
        else:
            return False
    return True


def _bracketed(words: str) -> list[int]:
    """How many pairs of brackets each character stands in; a bracket without a partner counts for none."""
    pairs: list[Span] = []
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(words):
        if character in _PAIRS.values():
            opened.append((character, at))
        elif character in _PAIRS:
            kinds = [kind for kind, _ in opened]
            if _PAIRS[character] in kinds:
                while opened[-1][0] != _PAIRS[character]:
                    opened.pop()
                pairs.append((opened.pop()[1], at))
    steps = [0] * (len(words) + 1)
    for first, last in pairs:
        steps[first] += 1
        steps[last + 1] -= 1
    depth, depths = 0, []
    for step in steps[:-1]:
        depth += step
        depths.append(depth)
    return depths
