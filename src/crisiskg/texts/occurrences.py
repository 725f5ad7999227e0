"""Words looked up in a reader's copy of a text: every place, with what a curator wants to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crisiskg.errors import Problem, TextError, UsageError
from crisiskg.texts.anchors import Anchor, find, make_anchor
from crisiskg.texts.layout import read_layout
from crisiskg.texts.outline import Outline
from crisiskg.texts.reading import Text
from crisiskg.texts.register import Register
from crisiskg.texts.verify import open_text


@dataclass(frozen=True)
class Occurrence:
    """One place of some words: its anchor, section path, printed page, note, and note markers carried."""

    anchor: Anchor
    section: str
    page: str
    note: str
    carries: tuple[str, ...]
    interrupted: bool

    def yaml(self) -> str:
        """The anchor as an item of ``anchors`` in a claims file."""
        anchor = self.anchor
        digests = f'segment: "{anchor.segment}", loose: "{anchor.loose}"'
        return f"- {{start: {anchor.start}, end: {anchor.end}, chars: {anchor.chars}, {digests}}}"


def open_registered(register: Register, text: str, folder: Path) -> Text:
    """The registered edition of a text from a folder.

    Raises ``UsageError`` for a text that is not registered, and ``TextError`` for one that is not
    there or is there in another edition only: offsets in that one would be taken for the registered one's.
    """
    record = register.records.get(text)
    if record is None:
        known = ", ".join(register.records)
        raise UsageError(f"no text {text!r} is registered; there are {known}")
    opened = open_text(record, folder)
    if opened is None:
        message = f"the folder holds neither {record.file} nor another file with its digest"
        raise _refusal(folder, message, "give the folder that holds the text")
    if opened.digest != record.sha256:
        path = opened.path or folder / record.file
        message = f"{path.name} is another edition than the registered one of {text}"
        this = f"sha256 {opened.digest}, length {len(opened)}"
        raise _refusal(path, message, f"use the registered edition, or register this one ({this})")
    return opened


def _refusal(path: Path, message: str, mend: str) -> TextError:
    return TextError(message, [Problem(str(path), None, "", message, mend)])


def registered_contents(register: Register, folder: Path) -> tuple[dict[str, str], list[str]]:
    """The contents of the texts that a folder holds in the registered edition, by id.

    Also gives the file names of those that it holds in another edition, cannot be read, or lacks:
    offsets mean nothing there.
    """
    contents, others = {}, []
    for text, record in register.records.items():
        try:
            contents[text] = open_registered(register, text, folder).content
        except TextError:
            others.append(record.file)
    return contents, others


def read_outline(register: Register, text: str, folder: Path) -> Outline:
    """The layout of a registered text, read from the file in a folder. Raises like ``open_registered``."""
    return read_layout(open_registered(register, text, folder), register.records[text].conventions)


def occurrences(register: Register, text: str, words: str, folder: Path) -> list[Occurrence]:
    """Every place of some words in a registered text, in text order. Raises like ``open_registered``."""
    opened = open_registered(register, text, folder)
    outline = read_layout(opened, register.records[text].conventions)
    found = []
    for place in find(opened, words, outline):
        section, page = outline.section(place.start), outline.page(place.start)
        note = outline.in_note(place.start, place.end)
        found.append(
            Occurrence(
                anchor=make_anchor(opened, place.start, place.end),
                section=section.path if section else "",
                page=page.number or "" if page else "",
                note=str(note.number) if note else "",
                carries=tuple(str(marker.note) for marker in outline.carried(place.start, place.end)),
                interrupted=place.interrupted,
            )
        )
    return found
