"""How QuickStatements writes values, and what its dialects cannot carry.

The rules are those of the programs: QuickStatements 2 (magnusmanske/quickstatements,
``importDataFromV1``, ``importDataFromCSV``) and 3 (WikiMovimentoBrasil/quickstatements3,
``src/core/parsers``). No dialect has an escape, so what it would change is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from crisiskg.wikibase.model import (
    JULIAN,
    LONGEST_TEXT,
    Absent,
    Coordinate,
    EntityId,
    Monolingual,
    Quantity,
    Snak,
    Statement,
    Text,
    Time,
    Unknown,
    Value,
    fault,
)


@dataclass(frozen=True)
class Dialect:
    """What one kind of file can say.

    ``ranks`` tells whether a statement has its rank, ``table`` whether the file is a CSV table;
    ``straightens`` whether a reader turns “ and ” into straight quotes.
    """

    folder: str
    ranks: bool = False
    table: bool = False
    straightens: bool = False


#: V1 commands that QuickStatements 2 takes.
V1 = Dialect("quickstatements")
#: V1 commands with ranks, which only QuickStatements 3 takes.
RANKED = Dialect("quickstatements3", ranks=True, straightens=True)
#: CSV tables that both versions take.
TABLE = Dialect("quickstatements/csv", table=True, straightens=True)

_LANGUAGE = re.compile(r"[a-z_-]+")
_SHORT_LANGUAGE = re.compile(r"[a-z]{2}")
_UNIT = re.compile(r".*/Q([1-9][0-9]*)")
# What QuickStatements 3 takes for a value, though it stands where a name is.
_LIKE_A_VALUE = re.compile(
    r'somevalue|novalue|LAST|[QMPL]\d+(-[FS]\d+)?|([a-z_-]+:)?".*"|@?\s*[-+]?[\d.][-+\d.:/~\[\],\sTZJU]*'
)


class RefusedError(Exception):
    """A text or value that a dialect cannot carry as it is; the message says why."""


@dataclass(frozen=True)
class Said:
    """A statement with its values as QuickStatements writes them.

    ``snaks`` are all of which it is made; ``united`` are statements that say the same and have become
    one with it.
    """

    statement: Statement
    main: tuple[str, str]
    qualifiers: tuple[tuple[str, str], ...]
    references: tuple[tuple[tuple[str, str], ...], ...]
    snaks: tuple[Snak, ...]
    united: tuple[Statement, ...] = ()


def said(statement: Statement, dialect: Dialect) -> Said:
    """A statement in a dialect. Raises ``RefusedError`` when a part of it cannot be carried."""
    references = tuple(
        tuple(_written(snak, dialect) for snak in reference.snaks)
        for reference in statement.references
        if reference.snaks
    )
    qualifiers = tuple(_written(snak, dialect) for snak in statement.qualifiers)
    return Said(statement, _written(statement.main, dialect), qualifiers, references, _snaks(statement))


def written_value(value: Value, dialect: Dialect) -> str:
    """A value in a dialect. Raises ``RefusedError`` when it cannot be carried.

    >>> written_value(Time("+1958-08-00T00:00:00Z", 10), V1)
    '+1958-08-00T00:00:00Z/10'
    >>> written_value(Monolingual("中美共同防禦條約", "zh-hant"), V1)
    'zh-hant:"中美共同防禦條約"'
    """
    match value:
        case EntityId(id_):
            return id_
        case Text(text):
            return _quoted(text, dialect)
        case Monolingual(text, language):
            if not _LANGUAGE.fullmatch(language):
                raise RefusedError(f"QuickStatements reads no text in {language!r}")
            return f"{language}:{_quoted(text, dialect)}"
        case Time(time, precision, calendar):
            return f"{time}/{precision}" + ("/J" if calendar == JULIAN else "")
        case Quantity(amount, unit):
            found = _UNIT.fullmatch(unit)
            return amount + (f"U{found[1]}" if found else "")
        case Coordinate(latitude, longitude, _):
            return f"@{_plain(latitude)}/{_plain(longitude)}"
        case Unknown():
            return "somevalue"
        case Absent():
            return "novalue"


def written_name(text: str, language: str, dialect: Dialect) -> str:
    """A label, description or alias in a dialect. Raises ``RefusedError`` when it cannot be carried.

    >>> written_name("中美共同防禦條約", "zh-hant", TABLE)
    Traceback (most recent call last):
    ...
    crisiskg.publish.wikibase.quickstatements_syntax.RefusedError: QuickStatements 3 drops columns in 'zh-hant'
    """
    if not dialect.table:
        if not _LANGUAGE.fullmatch(language):
            raise RefusedError(f"QuickStatements reads no names in {language!r}")
        return _quoted(text, dialect)
    if not _SHORT_LANGUAGE.fullmatch(language):
        raise RefusedError(f"QuickStatements 3 drops columns in {language!r}")
    _check(text, dialect)
    if _LIKE_A_VALUE.fullmatch(text):
        raise RefusedError("QuickStatements 3 would take it for a value")
    return text


def same_to_quickstatements(snak: Snak) -> tuple[object, ...]:
    """What makes two main values of one item the same to QuickStatements, which then merges the statements.

    It compares strings in any normal form, quantities by their amount, places by their degrees. Two
    texts that differ only in the normal form are merged; NFD is taken for both.
    """
    match snak.value:
        case Text(text):
            return snak.property, "text", unicodedata.normalize("NFD", text)
        case Quantity(amount, _):
            return snak.property, "quantity", Decimal(amount)
        case Coordinate(latitude, longitude, _):
            return snak.property, "place", latitude, longitude
    return snak.property, snak.value


def _snaks(statement: Statement) -> tuple[Snak, ...]:
    cited = (snak for reference in statement.references for snak in reference.snaks)
    return statement.main, *statement.qualifiers, *cited


def _written(snak: Snak, dialect: Dialect) -> tuple[str, str]:
    return snak.property, written_value(snak.value, dialect)


def _quoted(text: str, dialect: Dialect) -> str:
    _check(text, dialect)
    return f'"{text}"'


def _check(text: str, dialect: Dialect) -> None:
    wrong = fault(text, LONGEST_TEXT)
    if wrong:
        raise RefusedError(wrong)
    if "|" in text and not dialect.table:
        raise RefusedError("QuickStatements takes | for the end of a column")
    if not dialect.straightens:
        return
    if "“" in text or "”" in text:
        raise RefusedError("QuickStatements 3 turns “ and ” into straight quotes")
    if text.startswith('""') and text.endswith('""'):
        raise RefusedError("QuickStatements 3 strips doubled quotes around a text")
    if "\\" in text and dialect.table:
        raise RefusedError("QuickStatements 2 takes a backslash in CSV for an escape")


def _plain(degrees: float) -> str:
    """A number without exponent, which is all that QuickStatements reads."""
    return f"{Decimal(str(degrees)):f}"
