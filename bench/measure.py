"""Timing: repeated runs, runs with a time limit in a process of their own, peaks of memory."""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]

#: A run of this many seconds or more is not repeated.
LONG = 10.0


@dataclass(frozen=True)
class Step:
    """What one step took: median seconds (``None``: killed at the limit), and the peak of memory in bytes.

    ``digest`` and ``count`` say what came out, so that two ways of doing the step can be compared;
    ``error`` is set when the step could not be done at all.
    """

    seconds: float | None
    limit: float | None = None
    peak: int = 0
    digest: str = ""
    count: int = 0
    error: str = ""


@dataclass(frozen=True)
class Came:
    """What a step gave: how many things, and a digest that is the same for the same things."""

    count: int = 0
    digest: str = ""


Steps = dict[str, Step]


def timed(step: Callable[[], T]) -> tuple[float, T]:
    """Seconds and value of one run."""
    start = time.perf_counter()
    value = step()
    return time.perf_counter() - start, value


def repeat(step: Callable[[], T], limit: float | None = None) -> tuple[float, T]:
    """Median seconds of at least three runs, of one if it is long or if more would pass the limit."""
    times: list[float] = []
    while True:
        seconds, value = timed(step)
        times.append(seconds)
        if enough(times, limit):
            return median(times), value


def enough(times: list[float], limit: float | None = None) -> bool:
    """Whether a median of these runs may be taken: short steps are run more often than three times."""
    # Half as much again for the next run: one that is killed at the limit would take the others with it.
    if times[0] >= LONG or (limit is not None and sum(times) + 1.5 * max(times) > limit):
        return True
    return len(times) >= 3 and (sum(times) >= 0.5 or len(times) >= 15)


def peak() -> int:
    """The highest resident size so far of this process, in bytes."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024


def bounded(step: Callable[[], T], limit: float, came: Callable[[T], Came] | None = None) -> Step:
    """Run a step in a fork of this process, which is killed when the limit in seconds is over.

    The fork sees the data that this process has loaded, so that nothing is loaded again after a kill.
    ``came`` says what the value of the step is, outside the time that is measured.
    """
    gc.collect()
    # Else the collector of the fork would walk, and so copy, everything that was loaded here.
    gc.freeze()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(writing, step, limit, came)
    os.close(writing)
    answer = _read_until(reading, time.monotonic() + limit)
    os.close(reading)
    if answer is None:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if answer is None:
        return Step(None, limit)
    found = pickle.loads(answer) if answer else Step(None, error="the process died")
    assert isinstance(found, Step)
    return found


def _answer(writing: int, step: Callable[[], T], limit: float, came: Callable[[T], Came] | None) -> None:
    try:
        seconds, value = repeat(step, limit)
        highest = peak()
        what = came(value) if came else Came()
        found = Step(seconds, None, highest, what.digest, what.count)
    except BaseException as error:  # a fork must not run on into the code of its parent
        found = Step(None, error=f"{type(error).__name__}: {error}")
    with os.fdopen(writing, "wb") as stream:
        stream.write(pickle.dumps(found))
    os._exit(0)


def _read_until(reading: int, end: float) -> bytes | None:
    parts: list[bytes] = []
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return None
        part = os.read(reading, 65536)
        if not part:
            return b"".join(parts)
        parts.append(part)


def spawn(measure: str, **settings: object) -> Steps:
    """Run a measure of ``bench.worker`` in a fresh interpreter.

    This process stays small on purpose: the peak of a child begins with the size of its parent.
    """
    command = [sys.executable, "-m", "bench.worker", measure, json.dumps(settings)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    read: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {name: Step(**step) for name, step in read.items()}


def written(steps: Steps) -> str:
    """Steps as the line that ``spawn`` reads."""
    return json.dumps({name: asdict(step) for name, step in steps.items()})
