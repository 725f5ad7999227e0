"""Invented notes of three genres that the reader was not written for: what it names is right, what it cannot read it leaves.

``unseen/`` has for each genre the notes, and a table of what they cite, made without the reader.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from crisiskg.citations.latin import Known
from crisiskg.citations.read import NoteReading, read_note
from crisiskg.citations.resolve import Resolved, Resolver
from crisiskg.citations.words import tidy

FOLDER = Path(__file__).parent / "unseen"
GENRES = ("en-history-journal", "ja-law-review", "zh-history-journal")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

#: For each note how many of its citations are read with the right work, and how many of them with the right place.
#: They may rise; then raise them here.
RIGHT: dict[str, dict[int, tuple[int, int]]] = {
    "en-history-journal": {
        1: (1, 1),
        2: (1, 1),
        3: (1, 0),
        5: (1, 0),
        6: (1, 1),
        8: (1, 1),
        10: (1, 0),
        11: (1, 1),
        12: (1, 0),
    },
    "ja-law-review": {
        1: (1, 1),
        2: (1, 1),
        3: (2, 2),
        5: (1, 1),
        7: (1, 1),
        9: (1, 0),
        11: (2, 2),
        12: (1, 0),
        13: (1, 1),
        14: (2, 2),
        15: (1, 1),
    },
    "zh-history-journal": {
        1: (1, 1),
        2: (1, 0),
        6: (1, 1),
        8: (1, 1),
        9: (2, 2),
        10: (1, 0),
        12: (1, 0),
        14: (1, 1),
        15: (1, 0),
    },
}


@dataclass(frozen=True)
class Row:
    """A citation of the table: ``names`` are those of the authors, ``title`` that of the work it means."""

    note: int
    kind: str
    names: str
    title: str
    container: str
    year: str
    locator: str


def _squeezed(words: str) -> str:
    return re.sub(r"[\W_]", "", words).lower()


def same_title(one: str, other: str) -> bool:
    """Whether one title is the other, or part of it: by its letters in wide script, by its words in Latin."""
    if not _squeezed(one) or not _squeezed(other):
        return False
    if _WIDE.search(one + other):
        short, long = sorted((_squeezed(one), _squeezed(other)), key=len)
        return short in long
    first, second = sorted((set(re.findall(r"\w+", words.lower())) for words in (one, other)), key=len)
    return first <= second


def same_name(one: str, other: str) -> bool:
    """Whether the last name of one is a word of the other; of East Asian names whether one begins the other."""
    if _WIDE.search(one + other):
        return any(
            a.startswith(b) or b.startswith(a) or a.endswith(b)
            for a in re.split("[、・]", one)
            for b in re.split("[、・]", other)
        )
    return bool(
        {re.findall(r"[\w’-]+", name)[-1] for name in re.split(" and |; ", one)} & set(re.findall(r"[\w’-]+", other))
    )


@cache
def table(genre: str) -> tuple[Row, ...]:
    """What the notes of a genre cite; short references with the title of the work that they mean."""
    with (FOLDER / f"{genre}.tsv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["kind"] not in ("comment", "cross-reference")
        ]
    full = [row for row in rows if row["form"] == "full"]
    found = []
    for row in rows:
        meant = row
        if row["form"] != "full" and row["refers_to_note"]:
            there = [other for other in full if other["note"] == row["refers_to_note"]]
            near = [
                other
                for other in there
                if row["authors"] and other["authors"] and same_name(other["authors"], row["authors"])
            ]
            (meant,) = near if len(near) == 1 else [other for other in there if other["kind"] == row["kind"]][:1]
        found.append(
            Row(
                int(row["note"]),
                meant["kind"],
                meant["authors"],
                meant["title"],
                meant["container"],
                meant["year"],
                row["locator"],
            )
        )
    return tuple(found)


@cache
def readings(genre: str) -> dict[int, tuple[NoteReading, list[Resolved]]]:
    """The notes of a genre, read and resolved in their order."""
    content = (FOLDER / f"{genre}.txt").read_text("utf-8")
    known, resolver = Known(), Resolver()
    found = {}
    for match in re.finditer(r"(?m)^\[(\d+)\] (.+)$", content):
        number = int(match[1])
        reading = read_note(number, tidy(content, [match.span(2)]), known)
        resolver.abbreviations = known.abbreviations
        found[number] = (reading, resolver.note(reading))
    return found


def names(row: Row, item: Resolved) -> bool:
    """Whether a citation has the work of a row: title, and author and year where both say them."""
    assert item.work is not None
    reference, titles = item.work.reference, item.work.titles
    if item.work.names and row.names and not any(same_name(row.names, name) for name in item.work.names):
        return False
    years = re.findall(r"\d{4}", reference.year or reference.date)
    if years and row.year and row.year not in years:
        return False
    if reference.url and not titles:
        return reference.url in row.container + row.locator
    container = reference.container.replace("FRUS", "Foreign Relations of the United States").replace("part", "pt")
    said = titles or (container,)
    return any(same_title(row.title, title) for title in said) or (
        not row.title and same_title(row.names, " ".join(titles))
    )


def figures(locator: str) -> list[str]:
    """The first figures of a place in a work."""
    return re.findall(r"\d+", locator)[:1]


def right(genre: str, number: int) -> tuple[int, int]:
    """How many citations of a note are read with the right work, and how many with the right place too."""
    items = [item for item in readings(genre)[number][1] if item.work is not None]
    works = places = 0
    for row in [row for row in table(genre) if row.note == number]:
        same = [item for item in items if names(row, item)]
        works += bool(same)
        places += any(figures(item.reference.locator) == figures(row.locator) for item in same)
        items = [item for item in items if item not in same[:1]]
    return works, places


def _notes() -> list[tuple[str, int]]:
    return [(genre, number) for genre in GENRES for number in range(1, 16)]


def test_the_tables_and_the_notes_belong_together() -> None:
    for genre in GENRES:
        assert list(readings(genre)) == list(range(1, 16))
        assert {row.note for row in table(genre)} <= set(readings(genre))


@pytest.mark.parametrize(("genre", "number"), _notes())
def test_a_note_is_given_no_work_that_it_does_not_cite(genre: str, number: int) -> None:
    rows = [row for row in table(genre) if row.note == number]
    wrong = [
        (item.reference.form, item.work.names, item.work.titles or item.work.part_of)
        for item in readings(genre)[number][1]
        if item.work is not None and not any(names(row, item) for row in rows)
    ]
    assert not wrong


@pytest.mark.parametrize("genre", GENRES)
def test_what_is_read_rightly_stays_so(genre: str) -> None:
    now = {number: right(genre, number) for number in readings(genre)}
    fallen = {
        number: (least, now[number])
        for number, least in RIGHT[genre].items()
        if now[number][0] < least[0] or now[number][1] < least[1]
    }
    assert not fallen


@pytest.mark.parametrize("genre", GENRES)
def test_commentary_cites_nothing_and_leaves_nothing(genre: str) -> None:
    cited = {row.note for row in table(genre)}
    (number,) = set(readings(genre)) - cited - ({13} if genre.startswith("zh") else set())
    assert readings(genre)[number] == (NoteReading(number, (), ()), [])


@pytest.mark.parametrize("genre", GENRES)
def test_what_is_neither_resolved_nor_left_over_is_little(genre: str) -> None:
    silent = [
        number
        for number, (reading, items) in readings(genre).items()
        if any(row.note == number for row in table(genre)) and not items and not reading.leftover
    ]
    assert len(silent) <= 1
