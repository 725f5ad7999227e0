"""The results as one Markdown table, and the lines around it."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version

from bench.measure import Step, Steps

_LIBRARIES = ("pyoxigraph", "oxrdflib", "rdflib", "pyshacl", "PyLD", "PyYAML")
_HEAD = ("measure", "crisiskg", "pyoxigraph alone", "plain rdflib", "crisiskg is faster by", "same result")

Row = tuple[str, ...]


def machine() -> str:
    """The machine and the versions, without any name of the machine."""
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, {python}, {versions}"


def table(rows: Iterable[Row]) -> str:
    """Rows as a Markdown table with aligned columns."""
    lines = [_HEAD, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    marks = tuple("-" * width if column in (0, 5) else "-" * (width - 1) + ":" for column, width in enumerate(widths))
    lines.insert(1, marks)
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Row, widths: list[int]) -> str:
    padded = []
    for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        padded.append(cell.ljust(width) if column in (0, 5) else cell.rjust(width))
    return f"| {' | '.join(padded)} |"


def section(title: str) -> Row:
    """A row that says what the rows below it are."""
    return (f"**{title}**", "", "", "", "", "")


def row(name: str, ours: Step | None, plain: Step | None, bare: Step | None = None) -> Row:
    """One measure. The column of pyoxigraph alone also tells how much longer crisiskg takes."""
    alone = ""
    if bare is not None and bare.seconds and ours is not None and ours.seconds:
        alone = f"{seconds(bare)} (×{ours.seconds / bare.seconds:.2f})"
    return (name, seconds(ours), alone, seconds(plain), ratio(ours, plain), _same(ours, plain))


def seconds(step: Step | None) -> str:
    """The time of a step in s or ms, or the limit that it passed."""
    if step is None:
        return ""
    if step.error:
        return "fails"
    if step.seconds is None:
        return f"> {step.limit:g} s" if step.limit else ""
    if step.seconds < 1:
        return f"{step.seconds * 1000:.1f} ms"
    return f"{'> ' if step.limit else ''}{step.seconds:.2f} s"


def ratio(ours: Step | None, plain: Step | None) -> str:
    """How many times faster crisiskg is; a killed step of the plain way gives a lower bound."""
    if ours is None or plain is None or plain.error or not ours.seconds:
        return ""
    taken = plain.limit if plain.seconds is None else plain.seconds
    if not taken:
        return ""
    times = taken / ours.seconds
    return f"{'> ' if plain.limit else ''}{times:.{0 if times >= 20 else 1}f}×"


def _same(ours: Step | None, plain: Step | None) -> str:
    if ours is None or plain is None or not ours.digest or not plain.digest:
        return ""
    if ours.digest == plain.digest:
        return "yes"
    return f"no ({ours.count} : {plain.count})"


def peak_row(name: str, ours: int, plain: int) -> Row:
    """Peaks of memory in MB; the ratio tells how much less crisiskg takes."""
    times = f"{plain / ours:.1f}× less" if ours and plain else ""
    return (name, _megabytes(ours), "", _megabytes(plain), times, "")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB" if size else ""


def total(steps: Steps, names: Iterable[str]) -> Step:
    """The sum of steps; it has a ``limit`` when one of them was killed, and is then a lower bound."""
    taken, killed = 0.0, False
    for name in names:
        step = steps.get(name, Step(0.0))
        killed = killed or step.seconds is None
        taken += (step.limit or 0.0) if step.seconds is None else step.seconds
    return Step(taken, taken if killed else None)


def started(steps: Steps, prefix: str) -> list[str]:
    """The names of the steps that begin so, in their order."""
    return [name for name in steps if name.startswith(prefix)]
