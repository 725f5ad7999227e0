"""What curated data is once it has been read: plain values, each with its place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from crisiskg.texts import Anchor

Bilingual = dict[str, str]

#: The source of the claims of public records; further records have names of their own.
RECORD = "record"


@dataclass(frozen=True)
class Entity:
    """One thing that claims are about. ``fields`` holds its YAML keys besides ``id``."""

    id: str
    fields: dict[str, Any]
    file: str
    line: int | None

    @property
    def kind(self) -> str:
        """The first part of the id, such as ``person``."""
        return self.id.partition("/")[0]


@dataclass(frozen=True)
class RecordSource:
    """The place in a public record that a claim rests on."""

    work: str
    locator: str
    url: str | None


@dataclass(frozen=True)
class Claim:
    """One statement that a text, or a public record, makes.

    ``source`` is a text id, ``record``, or the name of a further record such as ``wikidata``; a claim
    of a text has anchors, one of a record has ``record``. ``value`` is a local id, an EDTF date, a
    string, or a quantity as a dict.
    """

    source: str
    id: str
    subject: str
    predicate: str
    value: str | dict[str, Any]
    anchors: tuple[Anchor, ...]
    record: RecordSource | None
    file: str
    line: int | None
    certainty: str = "asserted"
    polarity: str = "positive"
    held_by: tuple[str, ...] = ()
    attitude: str | None = None
    qualifiers: dict[str, str] = field(default_factory=dict)
    disputes: tuple[str, ...] = ()
    rank: str = "normal"
    rank_reason: dict[str, str] | None = None

    @property
    def slug(self) -> str:
        """The last part of the claim's IRI, by which other claims refer to it."""
        return f"{self.source}-{self.id}"

    @property
    def graph(self) -> str:
        """The name of the graph that the claim stands in."""
        if self.record is None:
            return f"text/{self.source}"
        return RECORD if self.source == RECORD else f"{RECORD}/{self.source}"


@dataclass(frozen=True)
class Citation:
    """What one note cites, or what a text cites outside its notes: a work and the place in it.

    ``span`` is where the reference stands in the text, in code points. ``work`` is None where it
    is undecided among ``candidates``. ``through`` is the work in which it was read. ``date`` (EDTF)
    is that of the cited document, ``document`` its address, where the page of a collection gives it.
    """

    text: str
    note: str | None
    work: str | None
    locator: str | None
    url: str | None
    file: str
    line: int | None
    span: tuple[int, int] | None = None
    candidates: tuple[str, ...] = ()
    through: str | None = None
    date: str | None = None
    document: str | None = None
    accessed: str | None = None


@dataclass(frozen=True)
class Curated:
    """Everything that people curate, checked against the schemas, the ontology and itself."""

    entities: dict[str, Entity]
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
