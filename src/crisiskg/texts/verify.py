"""Anchors checked against the reader's own copies of the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from crisiskg.errors import Problem, TextError, UsageError
from crisiskg.texts.anchors import Anchor, make_anchor, relocate_all
from crisiskg.texts.loose import Span, digest
from crisiskg.texts.reading import Text, read_text
from crisiskg.texts.register import Record, Register


class Edition(StrEnum):
    """What the folder holds of a text."""

    UNCHANGED = "unchanged"
    OTHER = "another edition"
    MISSING = "missing"
    UNREADABLE = "unreadable"


class Outcome(StrEnum):
    """What became of an anchor.

    OK: at its place, and all its digests are right. WRONG: its segment stands at its place, but the
    loose digest or the number of characters is not that of the segment. The others say what was
    found elsewhere.
    """

    OK = "ok"
    WRONG = "wrong digest"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True)
class AnchorCheck:
    """One anchor, and the places (likeliest first) where its words stand if they have moved.

    For a wrong digest that is the place of the anchor itself.
    """

    anchor: Anchor
    outcome: Outcome
    places: tuple[Span, ...] = ()


@dataclass(frozen=True)
class TextCheck:
    """One registered text: its file, what edition it is, and each of its anchors in the order given."""

    text: str
    edition: Edition
    path: Path | None = None
    digest: str | None = None
    anchors: tuple[AnchorCheck, ...] = ()
    problem: Problem | None = None

    @property
    def holds(self) -> bool:
        """Whether the text is there and every anchor stands where it was made."""
        return self.path is not None and self.problem is None and self.count(Outcome.OK) == len(self.anchors)

    def count(self, outcome: Outcome) -> int:
        """How many anchors came out so."""
        return sum(check.outcome is outcome for check in self.anchors)


def find_file(record: Record, folder: Path) -> Path | None:
    """The file of a text in a folder.

    That is the file of the registered name if it has the registered digest, else any ``*.txt``
    that has it, else the file of the registered name.
    """
    named = folder / record.file
    others = sorted(path for path in folder.glob("*.txt") if path != named)
    for path in [named, *others]:
        if path.is_file() and _same(path, record):
            return path
    return named if named.is_file() else None


def open_text(record: Record, folder: Path) -> Text | None:
    """Read a registered text from a folder; None if it is not there.

    Raises ``UsageError`` when there is no such folder, ``TextError`` when the file cannot be read.
    """
    _check_folder(folder)
    path = find_file(record, folder)
    return read_text(path, record.id) if path is not None else None


def verify(register: Register, folder: Path, anchors: Mapping[str, Sequence[Anchor]]) -> list[TextCheck]:
    """Check every registered text in a folder, and the anchors given for each text id.

    Raises ``UsageError`` when there is no such folder or an id is not registered. Files that are
    missing or cannot be read are reported in the result.
    """
    _check_folder(folder)
    unknown = sorted(set(anchors) - set(register.records))
    if unknown:
        raise UsageError(f"not registered: {', '.join(unknown)}")
    return [_check(record, folder, anchors.get(record.id, ())) for record in register.records.values()]


def check_anchors(text: Text, anchors: Sequence[Anchor], length_hint: int | None = None) -> list[AnchorCheck]:
    """Check anchors against one text; ``length_hint`` is the length of the edition they were made in."""
    checks: dict[int, AnchorCheck] = {}
    for index, anchor in enumerate(anchors):
        if _stands(text, anchor):
            right = _right(text, anchor)
            place = (anchor.start, anchor.end)
            checks[index] = AnchorCheck(anchor, Outcome.OK) if right else AnchorCheck(anchor, Outcome.WRONG, (place,))
    astray = [index for index in range(len(anchors)) if index not in checks]
    found = relocate_all(text, [anchors[index] for index in astray], length_hint) if astray else []
    for index, places in zip(astray, found, strict=True):
        outcome = Outcome.LOST if not places else Outcome.MOVED if len(places) == 1 else Outcome.AMBIGUOUS
        checks[index] = AnchorCheck(anchors[index], outcome, tuple(places))
    return [checks[index] for index in range(len(anchors))]


def _stands(text: Text, anchor: Anchor) -> bool:
    # A slice would take offsets outside the text for others inside it.
    inside = 0 <= anchor.start <= anchor.end <= len(text)
    return inside and digest(text.content[anchor.start : anchor.end]) == anchor.segment


def _right(text: Text, anchor: Anchor) -> bool:
    try:
        made = make_anchor(text, anchor.start, anchor.end)
    except UsageError:  # a span without words has no anchor
        return False
    return made == replace(anchor, chars=made.chars if anchor.chars is None else anchor.chars)


def _check(record: Record, folder: Path, anchors: Sequence[Anchor]) -> TextCheck:
    path = find_file(record, folder)
    if path is None:
        return TextCheck(record.id, Edition.MISSING)
    try:
        text = read_text(path, record.id)
    except TextError as error:
        return TextCheck(record.id, Edition.UNREADABLE, path, problem=error.problems[0])
    edition = Edition.UNCHANGED if text.digest == record.sha256 else Edition.OTHER
    checks = check_anchors(text, anchors, record.length)
    return TextCheck(record.id, edition, path, text.digest, tuple(checks))


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder")


def _same(path: Path, record: Record) -> bool:
    try:
        return read_text(path).digest == record.sha256
    except TextError:
        return False
