"""What the notes of a text cite: references read, resolved to works, and written as data.

A reader of notes in the ways that scholars write them, in Western languages, Japanese and Chinese.
It knows no particular text. What it cannot read it leaves over and says so; what it cannot decide
stays undecided, with its candidates.
"""

from crisiskg.citations.frus import FrusPages, load_frus
from crisiskg.citations.propose import as_yaml, proposals
from crisiskg.citations.reference import Reference
from crisiskg.citations.resolve import Resolved, Resolver, Work
from crisiskg.citations.text import TextReading, read_citations, read_registered
from crisiskg.citations.works import registered
from crisiskg.citations.write import citations_yaml, entries

__all__ = [
    "FrusPages",
    "Reference",
    "Resolved",
    "Resolver",
    "TextReading",
    "Work",
    "as_yaml",
    "citations_yaml",
    "entries",
    "load_frus",
    "proposals",
    "read_citations",
    "read_registered",
    "registered",
]
