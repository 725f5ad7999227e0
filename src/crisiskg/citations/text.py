"""All that a text cites: its notes and its reference lists, read and resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from crisiskg.citations.latin import Known
from crisiskg.citations.read import NoteReading, read_note
from crisiskg.citations.resolve import Resolved, Resolver, Work
from crisiskg.citations.words import tidy
from crisiskg.errors import UsageError
from crisiskg.texts import Outline, Register, Span, Text, open_registered, read_layout


@dataclass(frozen=True)
class TextReading:
    """What a text cites, in its order; the works that nobody has registered; what was not understood.

    ``citations`` of the reference lists come after those of the notes and have no note.
    """

    text: str
    notes: int
    citations: tuple[Resolved, ...]
    unregistered: tuple[Work, ...]
    leftover: tuple[tuple[int, Span], ...]

    @property
    def undecided(self) -> list[Resolved]:
        """The citations that mean one of several works."""
        return [item for item in self.citations if item.work is None and item.candidates]

    @property
    def unknown(self) -> list[Resolved]:
        """The citations that mean no work that is known."""
        return [item for item in self.citations if item.work is None and not item.candidates]


def read_citations(text: Text, outline: Outline, works: Iterable[Work]) -> TextReading:
    """Read the notes and the reference lists of a text, by its outline, against registered works."""
    registered = list(works)
    known = Known()
    resolver = Resolver(registered)
    lists = [read_note(0, tidy(text.content, spans), known) for spans in outline.references()]
    listed = [item for entry in lists for item in resolver.register(entry.references)]
    cited: list[Resolved] = []
    leftover = [(0, span) for entry in lists for span in entry.leftover]
    for note in outline.notes:
        reading: NoteReading = read_note(note.number, tidy(text.content, note.spans), known)
        resolver.abbreviations = known.abbreviations
        cited += resolver.note(reading)
        leftover += [(note.number, span) for span in reading.leftover]
    new = [_spelled_out(work, known.abbreviations) for work in resolver.works if not work.id]
    return TextReading(text.id, len(outline.notes), (*cited, *listed), tuple(new), tuple(leftover))


def read_registered(register: Register, text: str, folder: Path, works: Iterable[Work]) -> TextReading:
    """Read what a registered text cites, from the reader's own copy.

    Raises like ``open_registered``, and ``UsageError`` for a text that has neither notes nor lists.
    """
    opened = open_registered(register, text, folder)
    outline = read_layout(opened, register.records[text].conventions)
    if not outline.notes and not outline.references():
        raise UsageError(f"{text} has neither notes nor a reference list: write data/citations/{text}.yaml by hand")
    return read_citations(opened, outline, works)


def _spelled_out(work: Work, abbreviations: dict[str, str]) -> Work:
    location = tuple(abbreviations.get(step, step) for step in work.reference.location)
    return replace(work, reference=replace(work.reference, location=location))
