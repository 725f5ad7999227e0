"""What the reader finds, held against a list that was made by hand without it."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crisiskg.citations import Resolved
from crisiskg.citations.locators import join_locators

#: A citation of a list or of the reader: the work, by whatever name, and the place in it.
Item = tuple[str, str]
ByNote = Mapping[str, Sequence[Item]]


@dataclass(frozen=True)
class Measured:
    """Of the citations on the list: how many there are, and how many are right; ``wrong`` says which are not."""

    listed: int
    found: int
    right_work: int
    right_place: int
    wrong: tuple[str, ...]

    def shares(self) -> tuple[float, float, float]:
        """Found in the right note, with the right work, with the right place in it, in 100."""
        return tuple(100 * count / self.listed for count in (self.found, self.right_work, self.right_place))  # type: ignore[return-value]


def load_list(path: Path) -> dict[str, list[Item]]:
    """The list by note; entries of a reference list have no note."""
    by_note: dict[str, list[Item]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            by_note["" if row["note"].startswith("ref") else row["note"]].append((row["work_key"], row["locator"]))
    return by_note


def by_note(citations: Iterable[Resolved]) -> dict[str, list[Item]]:
    """The citations that were read, by note: places of one work in one note are one, entries of a diary are not.

    A work that nobody has registered goes by a name of its own; an undecided citation has none.
    """
    found: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(dict)
    for at, item in enumerate(citations):
        work = (item.work.id or f"new/{id(item.work)}") if item.work else ""
        entry = item.reference.date if item.reference.kind == "diary" else ""
        note = "" if item.note is None else str(item.note)
        found[note].setdefault((work, entry if work else str(at)), []).append(item.reference.locator)
    return {
        note: [(work, join_locators(places)) for (work, _), places in items.items()] for note, items in found.items()
    }


def figures(locator: str) -> list[str]:
    """The figures of a place in a work, ranges written out: 103-43 is 103–143."""
    parts = re.findall(r"\d+(?:[-–~～]\d+)?", locator)
    return sorted(_written_out(part) for part in parts)


def _written_out(part: str) -> str:
    first, dash, last = re.sub(r"[-~～]", "–", part).partition("–")
    return f"{first}–{first[: max(0, len(first) - len(last))]}{last}" if dash else first


def one_to_one(listed: ByNote, read: ByNote) -> dict[str, str]:
    """Which work of the reader each work of the list is: one for one over the whole text.

    Works that are cited in the same notes belong together; where several are, the places in them and
    the order in the notes decide.
    """
    score: Counter[tuple[str, str]] = Counter()
    for note, items in listed.items():
        for key, place in items:
            for at, (work, locator) in enumerate(read.get(note, ())):
                if work:
                    same = figures(place) == figures(locator)
                    score[key, work] += 100 + 30 * same + max(0, 20 - 10 * abs(items.index((key, place)) - at))
    times = Counter(key for items in listed.values() for key, _ in items)
    often = Counter(work for items in read.values() for work, _ in items)
    given: dict[str, str] = {}
    best = sorted(score, key=lambda pair: (-score[pair] / (times[pair[0]] + often[pair[1]]), pair))
    for key, work in best:
        if key not in given and work not in given.values():
            given[key] = work
    return given


def measure(listed: ByNote, read: ByNote) -> Measured:
    """Hold what was read against the list."""
    given = one_to_one(listed, read)
    found = works = places = 0
    wrong: list[str] = []
    for note, items in listed.items():
        left = list(read.get(note, ()))
        unmatched = []
        # The right work in the right place first, then the right work, then whatever is there.
        for key, place in sorted(
            items, key=lambda item: (given.get(item[0], ""), figures(item[1])) not in _figured(left)
        ):
            same = [item for item in left if item[0] == given.get(key)]
            if not same:
                unmatched.append(key)
                continue
            exact = [item for item in same if figures(item[1]) == figures(place)]
            works += 1
            places += bool(exact)
            if not exact:
                wrong.append(f"note {note}: {key} at {place!r}, read {same[0][1]!r}")
            left.remove((exact or same)[0])
        found += len(items) - len(unmatched) + min(len(unmatched), len(left))
        wrong += [f"note {note}: {key} not read, but {[work for work, _ in left]}" for key in unmatched]
    return Measured(sum(map(len, listed.values())), found, works, places, tuple(wrong))


def _figured(items: Iterable[Item]) -> list[tuple[str, list[str]]]:
    return [(work, figures(locator)) for work, locator in items]
