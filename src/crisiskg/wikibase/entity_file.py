"""Files of entities in Wikibase's JSON: dumps, single entities, answers of the API, one a line; gzipped or not.

A dump is ``[``, one entity a line with a comma at its end, ``]``; it is read line by line, because
those of Wikidata fit in no memory. Whatever spreads one entity over several lines is read whole.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from crisiskg.errors import Problem, UsageError
from crisiskg.wikibase.incoming_values import FaultError

_GZIP = b"\x1f\x8b"
#: Where the id of an item stands in a line of a dump, as Wikibase writes it.
_ID = re.compile(r'\{"type":"item","id":"(Q\d+)",')
_TAKE_AGAIN = "take the file from its source again"


@dataclass(frozen=True)
class RawEntity:
    """One JSON object of a file, and its line where it stands on one.

    ``asked`` is the id that was asked for: an answer of the API has another item under it when the
    two were merged. It is ``None`` in a dump, which holds whatever there is.
    """

    value: dict[str, Any]
    file: str
    line: int | None
    asked: str | None


def raw_entities(path: Path, wanted: Collection[str], problems: list[Problem]) -> Iterator[RawEntity]:
    """The entities of a file that may be wanted.

    What is no JSON is added to ``problems``, with its line; reading ends where nothing after it can be
    made out. Raises ``UsageError`` when the file is not there or cannot be opened.
    """
    name = path.name
    try:
        with path.open("rb") as stream:
            packed = stream.read(2) == _GZIP
        with gzip.open(path) if packed else path.open("rb") as stream:
            yield from _of_lines(_numbered(stream), name, wanted, problems)
    except FileNotFoundError:
        raise UsageError(f"{path} is missing") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        problems.append(Problem(name, None, "", f"the gzip file is broken: {error}", _TAKE_AGAIN))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    except FaultError as fault:
        problems.append(Problem(name, int(fault.where) or None, "", fault.message, fault.mend))


def _numbered(stream: Iterable[bytes]) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1."""
    for number, content in enumerate(stream, 1):
        try:
            line = content.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise FaultError(str(number), f"byte {error.start} of the line is not UTF-8", "save it as UTF-8") from None
        if line.strip():
            yield number, line


def _of_lines(
    lines: Iterator[tuple[int, str]], file: str, wanted: Collection[str], problems: list[Problem]
) -> Iterator[RawEntity]:
    first = next(lines, None)
    if first is None:
        raise FaultError("0", "the file is empty", _TAKE_AGAIN)
    opening = first[1].strip()
    if opening == "[":
        second = next(lines, None)
        if second is None:
            raise FaultError(str(first[0]), "the dump ends without a ]", _TAKE_AGAIN)
        if second[1].strip() not in ("{", "]"):
            yield from _of_dump(chain([second], lines), file, wanted, problems)
            return
        lines = chain([second], lines)
    elif opening.startswith("{") and opening.endswith("}"):
        for number, line in chain([first], lines):
            yield from _of_line(number, line.strip(), file, wanted, problems)
        return
    yield from _of_whole(chain([first], lines), file)


def _of_dump(
    lines: Iterator[tuple[int, str]], file: str, wanted: Collection[str], problems: list[Problem]
) -> Iterator[RawEntity]:
    number, closed = 0, False
    for number, line in lines:
        text = line.strip()
        if closed:
            raise FaultError(str(number), "something stands after the ] of the dump", "remove it")
        if text == "]":
            closed = True
            continue
        for raw in _of_line(number, text.removesuffix(","), file, wanted, problems):
            yield replace(raw, asked=None)
    if not closed:
        raise FaultError(str(number), "the dump ends without a ]", "it was cut off: " + _TAKE_AGAIN)


def _of_line(
    number: int, text: str, file: str, wanted: Collection[str], problems: list[Problem]
) -> Iterator[RawEntity]:
    quick = _ID.match(text)
    if quick and quick[1] not in wanted and text.endswith("}"):
        return
    try:
        for asked, value in _entities(_parsed(text, number - 1), str(number)):
            yield RawEntity(value, file, number, asked)
    except FaultError as fault:
        problems.append(Problem(file, int(fault.where) or None, "", fault.message, fault.mend))


def _of_whole(lines: Iterator[tuple[int, str]], file: str) -> Iterator[RawEntity]:
    text, reached = [], 0
    for number, line in lines:
        text.append("\n" * (number - reached - 1) + line)
        reached = number
    for asked, value in _entities(_parsed("".join(text), 0), "1"):
        yield RawEntity(value, file, None, asked)


def _parsed(text: str, before: int) -> Any:
    """JSON read strictly; ``before`` is how many lines of the file stand before it."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} (column {error.colno})"
        raise FaultError(str(before + error.lineno), message, "mend the line, or " + _TAKE_AGAIN) from None
    except RecursionError:
        raise FaultError(str(before + 1), "the JSON is nested too deeply to be an entity", _TAKE_AGAIN) from None
    except ValueError as error:
        raise FaultError(str(before + 1), f"not JSON of a Wikibase: {error}", _TAKE_AGAIN) from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _entities(value: Any, line: str) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """The entities in what was parsed (one, a list of them, or an answer of the API), each with the id asked for."""
    if isinstance(value, dict) and "entities" in value:
        answer = value["entities"]
        # An API that has none of what was asked for answers with an empty list.
        pairs = list(answer.items()) if isinstance(answer, dict) else _unasked(answer)
    elif isinstance(value, dict) and "error" in value and "id" not in value:
        raise FaultError(line, "the API answered with an error instead of entities", "ask it again")
    else:
        pairs = [(value.get("id"), value)] if isinstance(value, dict) else _unasked(value)
    if not all(isinstance(each, dict) for _, each in pairs):
        mend = "give a dump, an item, an answer of wbgetentities, or one item a line"
        raise FaultError(line, "what stands there is no entity", mend)
    yield from pairs


def _unasked(value: Any) -> list[tuple[Any, Any]]:
    return [(None, each) for each in value] if isinstance(value, list) else [(None, value)]
