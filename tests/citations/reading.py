"""Reading invented notes in tests."""

from __future__ import annotations

from dataclasses import replace

from crisiskg.citations.latin import Known
from crisiskg.citations.read import NoteReading, read_note
from crisiskg.citations.reference import Reference
from crisiskg.citations.resolve import Resolved, Resolver
from crisiskg.citations.words import plain


def note(words: str, number: int = 1, known: Known | None = None) -> NoteReading:
    """One note read on its own."""
    return read_note(number, plain(words), known or Known())


def references(words: str, known: Known | None = None) -> list[Reference]:
    """The references of a note without their spans."""
    return [replace(reference, span=(0, 0)) for reference in note(words, 1, known).references]


def only(words: str) -> Reference:
    """The one reference of a note that is read to the end."""
    reading = note(words)
    assert reading.leftover == (), reading
    (reference,) = reading.references
    return replace(reference, span=(0, 0))


def left(words: str) -> list[str]:
    """What a note leaves over, in its own words."""
    return [words[start:end] for start, end in note(words).leftover]


class Notes:
    """The notes of an invented text, read and resolved one after the other."""

    def __init__(self, resolver: Resolver | None = None) -> None:
        self.resolver = resolver or Resolver()
        self.known = Known()
        self.count = 0

    def add(self, words: str) -> list[Resolved]:
        """Read and resolve the next note."""
        self.count += 1
        reading = note(words, self.count, self.known)
        self.resolver.abbreviations = self.known.abbreviations
        return self.resolver.note(reading)

    def titles(self, words: str) -> list[str | None]:
        """The titles of the works that the next note cites; None for one that is not known."""
        return [item.work.titles[0] if item.work else None for item in self.add(words)]
