"""From references to the works they mean: short titles, Ibid., other notes, other texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from crisiskg.citations.archives import split_location
from crisiskg.citations.read import NoteReading
from crisiskg.citations.reference import Reference
from crisiskg.citations.titles import likeness, plain_letters, same_person, title_words

_ENOUGH = 0.6
_SURE = 0.85
_TELLING = 11


@dataclass
class Work:
    """A work or document that references can mean: what is registered, or what a text cites in full.

    ``id`` is the entity's, or empty as long as nobody has registered it. ``names`` are authors and
    editors, ``titles`` every form of its title. ``part_of`` is the key of the volume or the archival
    file that holds a document.
    """

    reference: Reference
    id: str = ""
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    notes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Resolved:
    """A reference of a note with the work it means, or with all that it can mean."""

    note: int | None
    reference: Reference
    work: Work | None
    candidates: tuple[Work, ...] = ()


def holder(reference: Reference, abbreviations: dict[str, str]) -> tuple[str, ...]:
    """The key of the volume or the file in which a document stands; empty for works on their own.

    The steps of the way to a file are taken without their order, spelled out and in plain letters.
    """
    if reference.location:
        steps = [step for part in reference.location for step in split_location(abbreviations.get(part, part))]
        return tuple(sorted({_step(step) for step in steps} - {""}))
    if reference.kind == "published-documents" and reference.container:
        volume = f"vol {reference.volume}" if reference.volume else ""
        return tuple(part for part in (_step(reference.container), volume) if part)
    return ()


def _step(words: str) -> str:
    bare = plain_letters(words).removeprefix("the ").replace("record group", "rg")
    bare = bare.replace("papers of", "paper of").replace("records of", "record of")
    return " ".join(title_words(bare)).replace("box ", "box ").strip()


class Resolver:
    """Finds the works of a text's references, note by note, in the order of the text."""

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self.works = list(works)
        self.abbreviations: dict[str, str] = {}
        self._read: dict[int, list[Resolved]] = {}
        self._last: list[Resolved] = []

    def register(self, references: Iterable[Reference]) -> list[Resolved]:
        """Take up a reference list: its works are known to every note."""
        return [self._one(None, reference, []) for reference in references]

    def note(self, reading: NoteReading) -> list[Resolved]:
        """The works that a note cites. A reference that means nothing known comes without a work."""
        found: list[Resolved] = []
        for reference in reading.references:
            if reference.form == "note":
                found += self._elsewhere(reading.note, reference)
            else:
                found.append(self._one(reading.note, reference, found))
        if found or reading.leftover:
            # What was left over may be what Ibid. means.
            self._last = [] if reading.leftover else found
            self._read[reading.note] = found
        return found

    def _one(self, note: int | None, reference: Reference, before: Sequence[Resolved]) -> Resolved:
        if reference.form == "ibid":
            return self._ibid(note, reference, before)
        if reference.form == "short":
            return self._short(note, reference)
        return self._full(note, reference)

    def _full(self, note: int | None, reference: Reference) -> Resolved:
        same = [work for work in self.works if self._same(reference, work)]
        same = self._closest(reference, same)
        if len(same) > 1 and reference.document:
            same = same[:1]
        if len(same) > 1:
            return Resolved(note, reference, None, tuple(same))
        if same:
            _enrich(same[0], reference, note)
            return Resolved(note, reference, same[0])
        work = new_work(reference, self.abbreviations)
        if note is not None:
            work.notes.append(note)
        self.works.append(work)
        return Resolved(note, reference, work)

    def _closest(self, reference: Reference, works: list[Work]) -> list[Work]:
        """Those of some works whose title is the same to the letter, if any are."""
        title = title_words(reference.title)
        exact = [work for work in works if any(title_words(other) == title for other in work.titles)]
        return exact or works

    def _same(self, reference: Reference, work: Work) -> bool:
        if reference.document != work.reference.document:
            # A document in a collection may be cited like a chapter of it.
            return not reference.date and not reference.document and _same_title(reference.title, work.titles)
        if reference.kind == "diary" or work.reference.kind == "diary":
            return reference.kind == work.reference.kind and likeness(reference.title, work.reference.title) > _SURE
        if reference.document:
            return self._same_document(reference, work)
        names = (*reference.authors, *reference.editors, *reference.translators)
        if names and work.names and not any(same_person(name, other) for name in names for other in work.names):
            return False
        if reference.authors and work.reference.authors and _other_given(reference.authors, work.reference.authors):
            return False
        if (reference.title in ("",)) or not work.titles:
            return reference.url != "" and reference.url == work.reference.url
        near = max(_agreement(reference.title, title) for title in work.titles)
        years = [year for year in (_year(reference), _year(work.reference)) if year]
        alike = len(years) < 2 or abs(years[0] - years[1]) <= 1
        kinds = {reference.kind, work.reference.kind}
        # A chapter and the book of the same name are two things.
        parted = len(kinds) == 2 and kinds <= {"chapter", "book"} and bool(work.reference.container)
        if bool(names) != bool(work.names):
            return alike and not parted and _same_title(reference.title, work.titles)
        return near >= _SURE and alike and not parted

    def _same_document(self, reference: Reference, work: Work) -> bool:
        held = holder(reference, self.abbreviations)
        if bool(reference.title) != bool(work.reference.title) or not _fits(held, work.part_of):
            return False
        if not reference.title:
            return set(held) == set(work.part_of)
        if reference.date != work.reference.date:
            return False
        title = self._spelled(reference.title)
        if " to " in title:
            return any(_same_letter(title, self._spelled(other)) for other in work.titles)
        return any(
            min(likeness(title, self._spelled(other)), likeness(self._spelled(other), title)) >= _ENOUGH
            or (bool(reference.date) and len(reference.date) > 7 and likeness(title, self._spelled(other)) == 1.0)
            for other in work.titles
        )

    def _spelled(self, title: str) -> str:
        for short, full in self.abbreviations.items():
            title = title.replace(short + "s,", full + ",").replace(short + ",", full + ",")
        return title

    def _short(self, note: int | None, reference: Reference) -> Resolved:
        scored = [(self._score(reference, work), work) for work in self.works]
        best = max((score for score, _ in scored), default=0.0)
        chosen = [work for score, work in scored if score == best] if best >= _ENOUGH else []
        if len(chosen) == 1:
            if note is not None:
                chosen[0].notes.append(note)
            return Resolved(note, reference, chosen[0])
        cited = [work for work in chosen if work.notes]
        if len(cited) == 1:
            return Resolved(note, reference, cited[0])
        return Resolved(note, reference, None, tuple(chosen))

    def _score(self, reference: Reference, work: Work) -> float:
        if reference.authors and not reference.title and (name := " ".join(reference.authors)):
            # A short title of capitals looks like a name.
            near = max((likeness(name, title) for title in work.titles), default=0.0)
            if near >= _SURE and len(name) > 5:
                return near
        if reference.authors:
            if not all(any(same_person(name, other) for other in work.names) for name in reference.authors):
                # The whole may be a title with a comma: "Kennedy, De Gaulle".
                return 0.0
            if reference.year and work.reference.year and _year(reference) != _year(work.reference):
                return 0.0
            if not reference.title:
                return 0.7
        near = max((likeness(reference.title, title) for title in work.titles), default=0.0)
        if not reference.authors:
            # A title alone must be long enough to tell one work from another.
            return near if near >= _SURE and len(plain_letters(reference.title)) > 5 else 0.0
        return near

    def _ibid(self, note: int | None, reference: Reference, before: Sequence[Resolved]) -> Resolved:
        """Ibid. is the work cited right before; with a title before it, another document in its place.

        Where it opens a note and the note before cites several works, it is undecided.
        """
        last = list(before[-1:]) or self._last
        if not last:
            return Resolved(note, reference, None)
        if reference.title:
            there = last[-1].reference
            kind = there.kind or "archival-document"
            document = replace(
                reference,
                form="full",
                kind=kind,
                container=there.container,
                volume=there.volume,
                location=there.location,
            )
            return self._full(note, document)
        works = {id(item.work): item.work for item in last if item.work is not None}
        if len(works) != 1:
            return Resolved(note, reference, None, tuple(works.values()))
        work = next(iter(works.values()))
        return Resolved(note, replace(last[-1].reference, span=reference.span, locator=reference.locator), work)

    def _elsewhere(self, note: int, reference: Reference) -> list[Resolved]:
        """The works of another note: all of them, those of an author, or the one with a title."""
        there = self._read.get(reference.note or 0, [])
        if not there:
            return [Resolved(note, reference, None)]
        if not reference.authors and not reference.title:
            return [
                Resolved(note, replace(item.reference, span=reference.span, locator=""), item.work)
                for item in there
                if item.work
            ]
        scored = [(self._score(reference, item.work), item.work) for item in there if item.work]
        best = max((score for score, _ in scored), default=0.0)
        chosen = [work for score, work in scored if score == best and best >= _ENOUGH]
        works = list({id(work): work for work in chosen}.values())
        if len(works) == 1:
            return [Resolved(note, reference, works[0])]
        return [Resolved(note, reference, None, tuple(works))]


def new_work(reference: Reference, abbreviations: dict[str, str]) -> Work:
    """A work as its first full reference describes it."""
    return Work(
        reference=replace(reference, locator=""),
        names=(*reference.authors, *reference.editors, *reference.translators),
        titles=(reference.title,) if reference.title else (),
        part_of=holder(reference, abbreviations),
    )


def _enrich(work: Work, reference: Reference, note: int | None) -> None:
    """Keep the longer form of a title that a later reference gives, and where it was cited."""
    if reference.title and reference.title not in work.titles:
        work.titles = (*work.titles, reference.title)
    if note is not None:
        work.notes.append(note)


def _year(reference: Reference) -> int | None:
    """The year of publication, the first of several."""
    match = re.search(r"\d{4}", reference.year)
    return int(match.group()) if match else None


def _agreement(title: str, other: str) -> float:
    """How far two full titles agree: wholly, or one being the other without its subtitle."""
    short, long = sorted((title, other), key=len)
    opening = long[: len(short) + 2]
    return max(
        min(likeness(short, long), likeness(long, short)),
        min(likeness(short, opening), likeness(opening, short)),
    )


def _other_given(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the first authors have one family name, but given names that begin differently."""
    first = [name for name in names if " " in name and ", " not in name]
    pairs = [(one, two) for one in first for two in others if " " in two and ", " not in two and same_person(one, two)]
    return bool(pairs) and all(plain_letters(one)[0] != plain_letters(two)[0] for one, two in pairs)


def _same_title(title: str, others: Iterable[str]) -> bool:
    """Whether a title, long enough to tell works apart, is the same as one of the others."""
    return len(title) > _TELLING and any(
        min(likeness(title, other), likeness(other, title)) > _SURE for other in others
    )


def _same_letter(title: str, other: str) -> bool:
    """Whether two titles name the same sender and the same addressee, in that order."""
    first, second = (re.split(r" to |, “", words) for words in (title, other))
    return len(second) > 1 and all(
        max(likeness(one, two), likeness(two, one)) >= _ENOUGH for one, two in zip(first[:2], second[:2], strict=True)
    )


def _fits(held: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two ways to a file can lead to one: the shorter names nothing that the longer does not."""
    if not held or not other:
        return held == other
    first, second = sorted((set(held), set(other)), key=len)
    return first <= second
