"""The layout of a text, recovered by its conventions: pages, sections, paragraphs, notes and markers."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from crisiskg.texts.blocks import Blocks, Found, sort_lines
from crisiskg.texts.conventions import Conventions
from crisiskg.texts.lines import split_lines, split_pages
from crisiskg.texts.outline import Aside, Marker, Note, Outline, Page, Section
from crisiskg.texts.reading import Text
from crisiskg.texts.sentences import Candidate, candidates, close_sentences, paragraphs


def read_layout(text: Text, conventions: Conventions) -> Outline:
    """Recover the layout of a text.

    Nothing is refused: what does not pair (a note without a marker, a marker without a note, a
    page number out of order) is listed in ``problems``.
    """
    lines = split_lines(text.content)
    firsts = split_pages(lines, conventions)
    blocks = sort_lines(lines, firsts, conventions)
    problems = list(blocks.problems)
    pages = _pages([lines[first].start for first in firsts], len(text), blocks, problems)
    body = paragraphs(lines, firsts, blocks, conventions)
    return Outline(
        text=text.id,
        digest=text.digest,
        length=len(text),
        sections=_sections(blocks.headings, len(text)),
        pages=tuple(pages),
        notes=tuple(Note(number, tuple(spans)) for number, spans in blocks.notes.items()),
        markers=tuple(_markers(text, blocks, body, pages, conventions, problems)),
        paragraphs=tuple(tuple(spans) for spans in body),
        heads=tuple(span for _, span, _ in blocks.heads),
        asides=tuple(Aside(kind, *span) for kind, span in blocks.asides),
        problems=tuple(problems),
    )


def _pages(starts: list[int], length: int, blocks: Blocks, problems: list[str]) -> list[Page]:
    printed: dict[int, str] = {}
    for page, _, number in blocks.heads:
        if number is not None:
            printed.setdefault(page, number)
    counted = _counted(printed, problems)
    edges = [0, *starts[1:], length]
    return [
        Page(printed.get(page, counted.get(page)), edges[page], edges[page + 1], page in counted)
        for page in range(len(starts))
    ]


def _counted(printed: dict[int, str], problems: list[str]) -> dict[int, str]:
    """Numbers for the pages between two printed numbers that the count of pages bears out."""
    counted: dict[int, str] = {}
    known = [(page, int(number)) for page, number in sorted(printed.items()) if number.isdecimal()]
    for (page, number), (after, next_number) in pairwise(known):
        if next_number - number != after - page:
            problems.append(f"page {next_number} is {after - page} pages after page {number}")
            continue
        counted |= {page + step: str(number + step) for step in range(1, after - page)}
    return counted


def _sections(headings: list[Found], length: int) -> tuple[Section, ...]:
    sections: list[Section] = []
    open_: list[tuple[Found, str]] = []
    headings = sorted(headings, key=lambda found: found.span)
    for index, found in enumerate(headings):
        level = found.style.level
        open_ = [entry for entry in open_ if entry[0].style.level < level]
        parent = open_[-1] if open_ else None
        name = found.label or found.title
        path = f"{parent[1]}/{name}" if parent else name
        ends = (other.span[0] for other in headings[index + 1 :] if other.style.level <= level)
        kind = found.style.kind
        if parent and kind == "body":
            kind = next(section.kind for section in sections if section.path == parent[1])
        sections.append(Section(path, found.title, found.span[0], next(ends, length), parent and parent[1], kind))
        open_.append((found, path))
    return tuple(sections)


def _markers(
    text: Text,
    blocks: Blocks,
    body: list[list[tuple[int, int]]],
    pages: list[Page],
    rules: Conventions,
    problems: list[str],
) -> list[Marker]:
    if rules.notes is None:
        return []
    seen = candidates(text.content, body, rules)
    chosen = _in_order([found for found in seen if found.note in blocks.notes], blocks, pages)
    markers = close_sentences(text.content, body, chosen)
    marked = {marker.note for marker in markers}
    problems += [f"note {number} has no marker" for number in blocks.notes if number not in marked]
    if not rules.notes.sequence:
        for found in seen:
            if found.note not in blocks.notes:
                problems.append(f"marker {found.note} at {found.span[0]} has no note")
            elif found not in chosen:
                problems.append(f"marker {found.note} at {found.span[0]} is out of order")
    highest = max(blocks.notes, default=0)
    problems += [f"note {number} is missing" for number in range(1, highest) if number not in blocks.notes]
    return markers


def _in_order(seen: list[Candidate], blocks: Blocks, pages: list[Page]) -> list[Candidate]:
    """The longest run of candidates whose numbers rise; one on the page of its note counts double.

    (The textbook O(n²) dynamic programme for a heaviest increasing subsequence.)
    """
    starts = [page.start for page in pages]
    best: list[tuple[int, int]] = []  # weight of the best run that ends here, and its last but one
    for index, found in enumerate(seen):
        note_page = bisect_right(starts, blocks.notes[found.note][0][0])
        weight = 2 if bisect_right(starts, found.span[0]) == note_page else 1
        runs = [(best[before][0], before) for before in range(index) if seen[before].note < found.note]
        heaviest = max(runs, key=lambda run: run[0], default=(0, -1))
        best.append((heaviest[0] + weight, heaviest[1]))
    chosen: list[Candidate] = []
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        chosen.append(seen[at])
        at = best[at][1]
    return chosen[::-1]
