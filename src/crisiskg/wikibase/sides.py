"""Start and end times of an item put together into intervals.

A Wikibase says the beginning and the end of an event in two statements. Which of several belong
together is told by their ranks, their qualifiers, and the references that they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crisiskg.claims.dates import is_edtf
from crisiskg.wikibase.frames import Frame
from crisiskg.wikibase.incoming import Incoming


@dataclass(frozen=True)
class Side:
    """One start time (P580) or end time (P582)."""

    key: str
    statement: Incoming
    edtf: str
    frame: Frame

    @property
    def references(self) -> tuple[str, ...]:
        """What tells its references from others."""
        return tuple(reference.signature for reference in self.statement.references)


@dataclass(frozen=True)
class Interval:
    """A start and an end that belong together; one of them may be missing."""

    edtf: str
    rank: str
    frame: Frame
    statements: tuple[str, ...]


def paired(sides: Iterable[Side], every: bool) -> tuple[list[Interval], list[tuple[Side, str]]]:
    """The intervals of one item, and each side that belongs to none, with the reason.

    Where a reference stands at both a start and an end, each reference makes its own interval. With
    ``every``, for a Wikibase whose references are our claims, that holds also where none does, and an
    interval that only leaves out a side of another is kept.
    """
    groups: dict[tuple[str, Frame], list[Side]] = {}
    for side in sides:
        groups.setdefault((side.statement.rank, replace(side.frame, marks="")), []).append(side)
    intervals: list[Interval] = []
    alone: list[tuple[Side, str]] = []
    for (rank, frame), group in groups.items():
        begins = [side for side in group if side.key == "P580"]
        ends = [side for side in group if side.key == "P582"]
        pairs = list(_pairs(begins, ends, every))
        for begin, end in pairs:
            found = [side for side in (begin, end) if side]
            edtf = f"{begin.edtf if begin else '..'}/{end.edtf if end else '..'}"
            if is_edtf(edtf):
                intervals.append(Interval(edtf, rank, frame, tuple(side.statement.id for side in found)))
            else:
                alone += [(side, f"{edtf} ends before it begins") for side in found]
        used = {side.statement.id for pair in pairs for side in pair if side}
        left = [side for side in group if side.statement.id not in used]
        alone += [(side, "which start and end belong together is not said") for side in left]
    return intervals, alone


def _pairs(begins: list[Side], ends: list[Side], every: bool) -> Iterator[tuple[Side | None, Side | None]]:
    shared = {ref for side in begins for ref in side.references} & {ref for side in ends for ref in side.references}
    cited = every and all(side.references for side in (*begins, *ends))
    if not shared and not cited:
        if len(begins) <= 1 and len(ends) <= 1:
            yield next(iter(begins), None), next(iter(ends), None)
        elif not begins or not ends:
            yield from ((begin, None) for begin in begins)
            yield from ((None, end) for end in ends)
        return
    found: list[tuple[Side | None, Side | None]] = []
    for ref in dict.fromkeys(ref for side in (*begins, *ends) for ref in side.references):
        starts = [side for side in begins if ref in side.references]
        stops = [side for side in ends if ref in side.references]
        if len(starts) <= 1 and len(stops) <= 1:
            pair = (next(iter(starts), None), next(iter(stops), None))
            if pair not in found:
                found.append(pair)
    for pair in found:
        if every or not any(_leaves_out(pair, other) for other in found):
            yield pair


def _leaves_out(pair: tuple[Side | None, Side | None], other: tuple[Side | None, Side | None]) -> bool:
    return pair != other and all(one is None or one == two for one, two in zip(pair, other, strict=True))
