"""The one exception tree.

::

    CrisiskgError
    ├── DataError      the data is at fault: exit status 1
    │   └── TextError  a text file is missing, changed or unreadable
    └── UsageError     the call is at fault: exit status 2
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def nearest(given: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?`` for a misspelt name, or nothing when no known name is near.

    >>> nearest("agreement-lif", ["agreement-life", "causes"])
    "did you mean 'agreement-life'?"
    """
    close = difflib.get_close_matches(given, sorted(known), n=1)
    return f"did you mean {close[0]!r}?" if close else ""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the data: where it is, what is wrong, how to mend it."""

    file: str
    line: int | None
    key: str
    message: str
    mend: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}:" if self.key else ""
        mend = f" Mend: {self.mend}" if self.mend else ""
        return f"{place}:{key} {self.message}{mend}"


class CrisiskgError(Exception):
    """Anything that crisiskg refuses, with a message for a person."""

    exit_status = 1


class DataError(CrisiskgError):
    """The data is at fault; ``problems`` holds every mistake found, in file order."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = sorted(problems, key=lambda p: (p.file, p.line or 0, p.key, p.message))


class TextError(DataError):
    """A text file is missing, changed, or cannot be read."""


class UsageError(CrisiskgError):
    """The call is at fault: an unknown name, a wrong parameter, a missing file."""

    exit_status = 2
