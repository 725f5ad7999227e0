"""One note into its references, with the account of every character of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crisiskg.citations.archives import definitions, east_asian_file
from crisiskg.citations.dates import eastern_date
from crisiskg.citations.east_asian import read_east_asian
from crisiskg.citations.latin import Known, read_latin
from crisiskg.citations.locators import join_locators, normalise, only_pages, read_locator
from crisiskg.citations.names import CAPITAL, is_name, split_names
from crisiskg.citations.reference import Reference
from crisiskg.citations.words import CJK, Words
from crisiskg.texts import Span

_NUMBER = re.compile(r"^[（(]?\s*[0-9０-９]+\s*[）)]?\s*")
#: A run in Latin script, with the number of an East Asian file that may follow a quoted title.
_LATIN = re.compile(rf"(?:{CAPITAL}|[“‘])(?:[^{CJK}]|(?<=”)[\u4e00-\u9fff・]+(?:「[^「」]+」)?［[^］]+］)*")
_EASTERN_FIGURES = re.compile(r"[\d ]+$")
_AFTER_ADDRESS = re.compile(
    r"[，,、]?(?:[^（）。、]{0,20}（)?(?P<accessed>\d{4}年\d{1,2}月\d{1,2}日)(?:に)?(?:アクセス|閲覧|访问|检索)）?\)?"
)
_ADDRESS = re.compile(
    r"[，,、]?(?:[^（）。、]{0,20}（)?(?P<accessed>\d{4}年\d{1,2}月\d{1,2}日)(?:に)?(?:アクセス|閲覧|访问|检索)）?\)?"
)
_ADDRESS = re.compile(r"https?://[!-~]+(?: [!-~]+\.(?:html?|pdf))?")
_DEFINITION = re.compile(r"（(?:以下|引用|hereafter)[^（）]*）|（）内は[^。;；]*|（[^（）]*オリジナル。?）")
_NAMES = r"(?P<names>[A-Z“][^ぁ-んァ-ヶ（）、]*(?:(?:、|及び|や)[A-Z][^ぁ-ん（）、]*)*)"
#: References to the works of another note, or of an author named before.
_ELSEWHERE = (
    re.compile(rf"[註注]\(?(?P<note>\d+)\)?の{_NAMES}の(?:著作|論文|研究|論考)"),
    re.compile(r"[註注]\(?(?P<note>\d+)\)?の(?:諸研究|各論文|諸論考|文献)"),
    re.compile(rf"{_NAMES}（[註注](?P<note>\d+)）"),
    re.compile(rf"(?:言及した|挙げた){_NAMES}の(?:著作|論文|研究|論考)"),
)
#: 山根・前掲注（3）45頁, 倉持・前掲書130頁, 同上、52頁, 陆怀远前引书，第45页, 同上，第45页.
_BEFORE = re.compile(
    r"(?:(?P<author>[\u4e00-\u9fff々ァ-ヶー]{2,6})[・、]?(?:前掲|前引)(?:[註注]（(?P<note>\d+)）|[書论論文稿书]+)(?:「[^」]+」)?"
    r"|(?P<ibid>同上))(?:[書論文]?[、，,]?第?(?P<pages>\d+(?:[-～]\d+)?)[頁页](?:以下)?)?"
)
#: A file of an East Asian archive that names its collection and its number only.
_UNTITLED_FILE = re.compile(r"[\u4e00-\u9fff々]+(?:檔案|档案|文書|文物)(?=［[^］]*\d[^］]*］)")
_ITEM = re.compile(r"[；;、]\s*(?P<file>［[^］]*\d[^］]*］)）?")
#: So many characters after a reference its address may stand: a definition can be in between.
_FAR = 60
#: A full stop after figures, a bracket or a whole word; not that of an abbreviation.
_SENTENCE = re.compile(
    rf"(?:(?<=[\d)])|(?<=[a-z]{{4}})(?<!Univ)(?<!Dept)(?<!Sept)(?<!rans)(?<!Corp)(?<!Proc)(?<!Amer))\.\s+(?={CAPITAL}|“)"
)
_EVIDENCE = re.compile(
    r"』[^、。]{0,8}(?:\d|（)|“|, ?\d+(?:-\d+)?\s*$|\bpp?\. ?\d|\bvol\.|前掲|前引|頁|\(\d{4}\)|页"
    r"|\b[A-Z]{2,5} ?\d+/\d+|’, "
)


@dataclass(frozen=True)
class NoteReading:
    """What a note cites, and what of it was not understood.

    ``references`` stand in the order of the note, with spans in the file. ``leftover`` are the
    stretches that look like references but could not be read; commentary is not among them.
    """

    note: int
    references: tuple[Reference, ...]
    leftover: tuple[Span, ...]


class _Note:
    """The words of a note, from which what has been read is taken away bit by bit."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.left = words.text
        self.found: list[tuple[int, int, Reference]] = []

    def take(self, start: int, end: int, reference: Reference | None = None) -> None:
        self.left = self.left[:start] + "\0" * (end - start) + self.left[end:]
        if reference is not None:
            self.found.append((start, end, replace(reference, span=self.words.span(start, end))))


def read_note(number: int, words: Words, known: Known) -> NoteReading:
    """Read one note; ``known`` carries abbreviations from note to note and is brought up to date."""
    note = _Note(words)
    label = _NUMBER.match(words.text)
    if label:
        note.take(0, label.end())
    known.abbreviations |= definitions(words.text)
    for match in _DEFINITION.finditer(note.left):
        note.take(*match.span())
    _take_elsewhere(note)
    _take_before(note)
    for item in read_east_asian(note.left):
        before = note.left[: item.start]
        if item.reference.location and not item.reference.title and before.rstrip().endswith("”"):
            continue  # the file of a document that is quoted before it
        note.take(item.start, item.end, item.reference)
        _take_items(note, item.end, item.reference)
    for match in _UNTITLED_FILE.finditer(note.left):
        file = east_asian_file(note.left, match.start())
        if file is not None and note.left[: match.start()].rstrip()[-1:] != "”":
            reference = Reference(kind="archival-document", location=file[0])
            note.take(match.start(), file[1], reference)
            _take_items(note, file[1], reference)
    for match in _LATIN.finditer(note.left):
        if not _bracketed_name(note.left, match):
            _take_latin(note, match.start(), _end(note.left, match), known)
    _take_addresses(note)
    found = sorted(note.found, key=lambda item: item[:2])
    references, placeless = _shared(found)
    leftover = sorted([*_leftover(note), *(words.span(start, end) for start, end in placeless)])
    return NoteReading(number, tuple(references), tuple(leftover))


def _take_elsewhere(note: _Note) -> None:
    for pattern in _ELSEWHERE:
        for match in pattern.finditer(note.left):
            given = match.groupdict()
            cited = int(given["note"]) if given.get("note") else None
            form = "note" if cited else "short"
            names = given.get("names")
            if names is None:
                note.take(*match.span(), Reference(form=form, note=cited))
                continue
            for name in _several(names):
                title = name.strip("“”") if name.startswith("“") else ""
                authors = () if title else split_names(name)
                note.take(*match.span(), Reference(form=form, note=cited, authors=authors, title=title))


def _take_before(note: _Note) -> None:
    for match in _BEFORE.finditer(note.left):
        locator = normalise(match["pages"]) if match["pages"] else ""
        if match["ibid"]:
            note.take(*match.span(), Reference(form="ibid", locator=locator))
        else:
            cited = int(match["note"]) if match["note"] else None
            form = "note" if cited else "short"
            note.take(*match.span(), Reference(form=form, note=cited, authors=(match["author"],), locator=locator))


def _several(names: str) -> list[str]:
    """The works that a list of authors stands for: one for each, two authors of one work together."""
    parts = re.split(r"、|及び|や|, ", names)
    return [part.strip() for part in parts if part.strip()]


def _take_items(note: _Note, at: int, before: Reference) -> None:
    """Further files of the same collection: ``［…］; ［…］``."""
    while match := _ITEM.match(note.left, at):
        number = match["file"].strip("［］")
        reference = replace(before, location=(*before.location[:-1], number), title=before.title)
        note.take(match.start("file"), match.end(), reference)
        at = match.end()


def _bracketed_name(words: str, match: re.Match[str]) -> bool:
    """Whether a Latin run is a name or a word given in brackets in the run of a sentence, or part of a number."""
    if words.rfind("［", 0, match.start()) > words.rfind("］", 0, match.start()):
        return True
    inside = words[max(0, match.start() - 1)] == "（" and words[match.end() : match.end() + 1] in ("）", "：")
    return inside and not re.search(r"\d{4}\)|”|\d$", match.group().strip())


def _end(words: str, match: re.Match[str]) -> int:
    """Where a Latin run ends: before the figures of a Japanese date or count that follows it."""
    figures = _EASTERN_FIGURES.search(match.group())
    return (
        match.start() + figures.start()
        if figures and words[match.end() : match.end() + 1] in "年月日世項回"
        else match.end()
    )


def _take_latin(note: _Note, start: int, end: int, known: Known) -> None:
    for low, high in _pieces(note.left, start, end):
        piece = note.left[low:high]
        if piece.startswith("http"):
            continue
        if only_pages(piece):
            _add_pages(note, low, high, piece)
            continue
        for reference in read_latin(piece, known):
            if _worth(reference, piece):
                note.take(low, high, reference)


def _pieces(words: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a run between semicolons outside brackets and quotation marks, and sentences."""
    depth = 0
    low = start
    cuts = {start + match.start() + 1 for match in _SENTENCE.finditer(words[start:end])}
    for at in range(start, end):
        character = words[at]
        depth += (character in "(“[［") - (character in ")”]］")
        if (character == ";" and depth <= 0) or at in cuts or character == "\0":
            if words[low:at].strip(" .,;\0"):
                yield _trimmed(words, low, at)
            low = at + 1
            depth = 0 if character == ";" else depth
    if words[low:end].strip(" .,;\0"):
        yield _trimmed(words, low, end)


def _trimmed(words: str, start: int, end: int) -> Span:
    while start < end and words[start] in " ;\0":
        start += 1
    while start < end and words[end - 1] in " ;\0":
        end -= 1
    return start, end


def _worth(reference: Reference, piece: str) -> bool:
    """Whether a reading is more than a name in a sentence."""
    if reference.form != "short":
        return True
    if reference.locator or "“" in piece or reference.year:
        return True
    return bool(reference.authors and reference.title) and "," in piece


def _add_pages(note: _Note, start: int, end: int, piece: str) -> None:
    before = [index for index, item in enumerate(note.found) if item[1] <= start]
    if not before:
        return
    index = max(before, key=lambda at: note.found[at][1])
    low, _, reference = note.found[index]
    pages = read_locator(piece.strip(" .,;"))
    note.take(start, end)
    whole = replace(
        reference,
        locator=join_locators([reference.locator, pages]),
        span=(reference.span[0], note.words.span(start, end)[1]),
    )
    note.found[index] = (low, end, whole)


def _take_addresses(note: _Note) -> None:
    """Addresses go with the reference right before them, or stand for a page of their own."""
    for match in _ADDRESS.finditer(note.left):
        accessed = _AFTER_ADDRESS.match(note.left, match.end())
        end = accessed.end() if accessed else match.end()
        late = re.search(r"（(\d{4}年\d{1,2}月\d{1,2}日)アクセス）", note.left[match.end() : match.end() + 30])
        if late and not accessed:
            note.take(match.end() + late.start(), match.end() + late.end())
        there: dict[str, Any] = {
            "url": match.group().replace(" ", ""),
            "accessed": eastern_date(known[1]) if (known := accessed or late) else "",
        }
        index = _just_before(note, match.start())
        if index is None:
            note.take(match.start(), end, Reference(kind="web-page", **there))
        else:
            low, high, reference = note.found[index]
            note.found[index] = (low, high, replace(reference, **there))
            note.take(match.start(), end)
    for index, (start, end, reference) in enumerate(note.found):
        after = _AFTER_ADDRESS.match(note.left, end)
        if reference.url and after and not reference.accessed:
            note.take(*after.span())
            note.found[index] = (start, end, replace(reference, accessed=eastern_date(after["accessed"])))


def _just_before(note: _Note, at: int) -> int | None:
    """The reference that ends right before a place, but for a few connecting characters."""
    for index, (_, end, reference) in enumerate(note.found):
        if not end <= at < end + _FAR or reference.url:
            continue
        if not note.left[end:at].replace("\0", "").strip(" 、，。参照：:,.を"):
            return index
    return None


def _shared(found: Sequence[tuple[int, int, Reference]]) -> tuple[list[Reference], list[Span]]:
    """The references; those that name no place are given the one that all share: ``All in FRUS 7: 833-7``.

    Without such a place they are no references that could be followed: where they stand comes second.
    """
    references: list[Reference] = []
    waiting: list[tuple[int, int, Reference]] = []
    for start, end, reference in found:
        if reference.form == "waiting":
            waiting.append((start, end, reference))
        elif reference.form == "all":
            references += [
                replace(reference, form="full", span=document.span, title=document.title, date=document.date)
                for _, _, document in waiting
            ]
            waiting = []
        else:
            references.append(reference)
    return references, [(start, end) for start, end, _ in waiting]


def _leftover(note: _Note) -> Iterator[Span]:
    """The stretches that show signs of a reference and were not read."""
    for match in re.finditer(r"[^\0。；;]+", note.left):
        piece = match.group()
        if _EVIDENCE.search(piece) and not _quotation(piece):
            start, end = _trimmed(note.left, *match.span())
            if start < end:
                yield note.words.span(start, end)


def _quotation(piece: str) -> bool:
    """Whether a piece is a sentence of commentary: it ends like one, or names only persons."""
    bare = re.sub(r"「[^」]*」|（[^（）]*）", "", piece)
    return not _EVIDENCE.search(bare) or (is_name(bare.strip()) and "," not in bare)
