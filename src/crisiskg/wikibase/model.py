"""Items, statements, snaks and values as Wikibase has them.

The model is that of the Wikibase JSON format (docs/topics/json.md of the Wikibase extension); every
value here is checked to be one that Wikibase takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"
EARTH = "http://www.wikidata.org/entity/Q2"

#: What Wikibase takes by default (labels, aliases and descriptions) and as Wikidata sets it (values), in code points.
LONGEST_TERM = 250
LONGEST_TEXT = 1500
LONGEST_MONOLINGUAL = 400

#: The languages of labels and aliases of Wikibase, among those of our names; ``mul`` is not in 1.39.
LANGUAGES = frozenset({"ja", "en", "zh", "zh-hant", "zh-hans", "ru", "de", "fr", "es", "uk", "ko"})

_ENTITY = re.compile(r"[PQ][1-9][0-9]{0,9}")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True)
class EntityId:
    """An item or property, such as ``Q30``."""

    id: str

    def __post_init__(self) -> None:
        if not _ENTITY.fullmatch(self.id):
            raise ValueError(f"{self.id!r} is not an id of an item or property")


@dataclass(frozen=True)
class Text:
    """A string, an external id or a URL, by the datatype of the property."""

    text: str


@dataclass(frozen=True)
class Monolingual:
    """A text in one language; ``language`` is a code of Wikibase, such as ``zh-hant``."""

    text: str
    language: str


@dataclass(frozen=True)
class Time:
    """A time value: ``+1958-08-00T00:00:00Z`` with precision 7 (century) to 11 (day)."""

    time: str
    precision: int
    calendar: str = GREGORIAN


@dataclass(frozen=True)
class Quantity:
    """A number with its sign, such as ``+10``; ``unit`` is ``1`` or the IRI of an item."""

    amount: str
    unit: str = "1"


@dataclass(frozen=True)
class Coordinate:
    """A place on Earth in degrees, and how exact each of the two is."""

    latitude: float
    longitude: float
    precision: float


@dataclass(frozen=True)
class Unknown:
    """``somevalue``: there is a value, and it is not known."""


@dataclass(frozen=True)
class Absent:
    """``novalue``: there is no value."""


Value = EntityId | Text | Monolingual | Time | Quantity | Coordinate | Unknown | Absent


@dataclass(frozen=True)
class Snak:
    """A property with a value; ``datatype`` is Wikibase's, such as ``wikibase-item``."""

    property: str
    datatype: str
    value: Value


@dataclass(frozen=True)
class Reference:
    """The snaks that tell together where a statement is made."""

    snaks: tuple[Snak, ...]


@dataclass(frozen=True)
class Statement:
    """One statement; ``claims`` are the slugs of the claims behind it, none for a plain fact of the item.

    ``asserted`` is false for what no text asserts outright: what somebody only held, what is denied,
    what is about something that did not happen. The JSON has no word for it but the qualifiers.
    """

    main: Snak
    rank: str = "normal"
    qualifiers: tuple[Snak, ...] = ()
    references: tuple[Reference, ...] = ()
    claims: tuple[str, ...] = ()
    asserted: bool = True


@dataclass(frozen=True)
class Item:
    """An item with its names and statements.

    ``key`` is our local id or CURIE, ``id`` its id in the Wikibase or a placeholder, ``known``
    whether the Wikibase has it already; ``ours`` that an earlier batch of ours made it. ``others``
    are further things of ours that it stands for.
    """

    key: str
    id: str
    known: bool
    labels: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    others: tuple[str, ...] = ()
    ours: bool = False


@dataclass(frozen=True, order=True)
class Loss:
    """What of a claim, or of an entity, a Wikibase cannot be told, and why."""

    thing: str
    part: str
    reason: str


def no_language(code: str) -> str | None:
    """What Wikibase refuses about the language of a name or title, or ``None``."""
    return None if code in LANGUAGES else f"Wikibase has no language {code} for names"


def fault(text: str, longest: int) -> str | None:
    """What Wikibase refuses about a text, or ``None``; ``longest`` in code points.

    A TAB or a line break would also part the columns and lines of QuickStatements.

    >>> fault("one\\ttwo", 250)
    'it holds a TAB, a line break or another control character'
    """
    if _UNSAFE.search(text):
        return "it holds a TAB, a line break or another control character"
    if not text or text != text.strip():
        return "it is empty, or begins or ends with white space"
    if len(text) > longest:
        return f"it has {len(text)} characters; Wikibase takes {longest}"
    return None
