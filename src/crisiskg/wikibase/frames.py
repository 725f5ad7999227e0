"""What the qualifiers of a statement become in a claim: dates, offices, certainty, attitude, reasons of ranks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crisiskg.claims.model import Bilingual
from crisiskg.wikibase.incoming import Incoming
from crisiskg.wikibase.mapping import Mapping
from crisiskg.wikibase.model import EntityId, Monolingual, Snak, Text, Time, Unknown, Value
from crisiskg.wikibase.things import Things
from crisiskg.wikibase.times import edtf_within, marked

#: The reason of a rank whose own reason we have no concept for.
RANKED_THERE = "concept/reason-rank-there"

#: Qualifiers of Wikidata that say more without narrowing what is stated: replaces, replaced by, end
#: cause, series ordinal, subject named as, statement supported by.
HARMLESS = frozenset(("P1365", "P1366", "P1534", "P1545", "P1810", "P3680"))

_LONGEST_NAME = 80
#: The marks of EDTF for a date, and its earliest and latest date.
_Around = tuple[str, Time | None, Time | None]

_CERTAINTY, _ATTITUDE, _ACTUALITY = "concept/certainty-", "concept/attitude-", "concept/actuality-"


class UnmappableError(Exception):
    """A statement that cannot be taken for a claim of ours, and why."""


@dataclass(frozen=True)
class Frame:
    """How a statement is meant, and the date that its qualifiers give.

    ``date`` is the EDTF date of the qualifiers P585, ``begin`` and ``end`` those of P580 and P582.
    ``marks``, ``earliest`` and ``latest`` belong to the main value where that is a date. ``roles``
    are the items of P3831.
    """

    certainty: str = "asserted"
    polarity: str = "positive"
    held_by: tuple[str, ...] = ()
    attitude: str | None = None
    date: str | None = None
    begin: str | None = None
    end: str | None = None
    marks: str = ""
    earliest: Time | None = None
    latest: Time | None = None
    roles: tuple[str, ...] = ()
    place: str | None = None
    stated_as: str | None = None
    article: str | None = None
    reason: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()

    @property
    def interval(self) -> str | None:
        """The tenure or other interval that begin and end make."""
        if self.begin is None and self.end is None:
            return None
        return f"{self.begin or '..'}/{self.end or '..'}"


@dataclass
class Frames:
    """Reads the qualifiers of statements; ``keys`` gives the key of each property by its id there."""

    mapping: Mapping
    things: Things
    keys: dict[str, str] = field(init=False)
    by_item: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = self.mapping.keys()
        self.by_item = self.mapping.terms()

    def terms(self, id_: str, start: str) -> list[str]:
        """Our terms that an item stands for, of those whose keys begin with ``start``; sorted."""
        return [key for key in self.by_item.get(id_, ()) if key.startswith(start)]

    def of(self, statement: Incoming, subject: str, dated: bool) -> Frame:
        """The frame of a statement about a thing; ``dated`` tells that its main value is a date.

        Raises ``UnmappableError`` when a qualifier says what a claim of ours cannot say.
        """
        foreign = [id_ for id_ in statement.unknown if self.mapping.own or id_ not in HARMLESS]
        if foreign:
            raise UnmappableError(f"the qualifier {', '.join(foreign)} may narrow it and is not in the mapping")
        by_key: dict[str, list[Value]] = {}
        for snak in statement.qualifiers:
            by_key.setdefault(self.keys[snak.property], []).append(snak.value)
        known = {*_READ, *(self._rule(name) for name in _NAMED)}
        odd = sorted(key for key in by_key if key not in known and (self.mapping.own or key not in HARMLESS))
        if odd:
            raise UnmappableError(f"the qualifier {', '.join(odd)} has no place in a claim of ours")
        certainty, marks = self._circumstances(by_key.get("P1480", ()))
        attitude, held_by, reported = self._attitude(by_key, statement, subject)
        nothing: _Around = ("", None, None)
        said: _Around = (marks, self._time(by_key, "P1319"), self._time(by_key, "P1326"))
        own, around = (said, nothing) if dated else (nothing, said)
        has_date = any(key in by_key for key in ("P580", "P582", "P585"))
        if not dated and not has_date and any(said):
            raise UnmappableError("circa or bounds without a date that they belong to")
        return Frame(
            certainty=reported if reported and certainty == "asserted" else certainty,
            polarity=self._polarity(by_key),
            held_by=held_by,
            attitude=attitude,
            date=self._date(by_key, "P585", *around) if "P585" in by_key else None,
            begin=self._side(by_key, "P580", around[0]),
            end=self._side(by_key, "P582", around[0]),
            marks=own[0],
            earliest=own[1],
            latest=own[2],
            roles=tuple(_item(value, key) for key in _ROLES for value in by_key.get(key, ())),
            place=self._place(by_key),
            stated_as=self._words(by_key, "namedAs" if self.keys.get(statement.property) == "P39" else "statedAs"),
            article=self._words(by_key, "article"),
            reason=tuple(self._reason(statement, by_key).items()),
            units=_units(statement.qualifiers),
        )

    def _rule(self, name: str) -> str:
        return self.mapping.qualifiers[name].property or name

    def _circumstances(self, values: Iterable[Value]) -> tuple[str, str]:
        """The certainty, and the marks of EDTF, that sourcing circumstances say."""
        certainty, marks = "asserted", ""
        for value in values:
            id_ = _item(value, "P1480")
            if id_ == self.mapping.item("edtf:circa"):
                marks += "~"
            elif id_ == self.mapping.item("edtf:presumably"):
                marks += "?"
            else:
                certainty = self._term(id_, _CERTAINTY, "P1480").removeprefix(_CERTAINTY)
        return certainty, marks

    def _attitude(
        self, by_key: dict[str, list[Value]], statement: Incoming, subject: str
    ) -> tuple[str | None, tuple[str, ...], str | None]:
        """Attitude and holders; where P5102 says *allegedly* and nobody is named, that it is reported."""
        said = [*by_key.get("ckg:attitude", ()), *by_key.get("P5102", ())]
        if not said:
            if "ckg:heldBy" in by_key:
                raise UnmappableError("a holder without an attitude")
            return None, (), None
        id_ = _item(_only(said, "attitude"), "the attitude")
        actuality = self.terms(id_, _ACTUALITY)
        if actuality:
            stated = f"{_ACTUALITY}{self.things.field(subject, 'actuality') or 'actual'}"
            if stated not in actuality:
                raise UnmappableError(f"it is {actuality[0].removeprefix(_ACTUALITY)} there, and not in data/entities")
            return None, (), None
        attitude = self._term(id_, _ATTITUDE, "the attitude").removeprefix(_ATTITUDE)
        holders = [_item(value, "ckg:heldBy") for value in by_key.get("ckg:heldBy", ())]
        if not holders:
            key = self.mapping.qualifiers["heldBy"].property
            cited = [snak for reference in statement.references for snak in reference.snaks]
            holders = [_item(snak.value, "P12132") for snak in cited if self.keys[snak.property] == key]
        if not holders:
            if "ckg:attitude" in by_key:
                raise UnmappableError("an attitude without a holder")
            return None, (), "reported"
        return attitude, tuple(dict.fromkeys(self._actor(id_) for id_ in holders)), None

    def _actor(self, id_: str) -> str:
        found = [thing for thing in self.things.of(id_) if thing.startswith(("person/", "state/", "organization/"))]
        if len(found) != 1:
            raise UnmappableError(f"the holder {id_} is matched to no actor of ours")
        return found[0]

    def _polarity(self, by_key: dict[str, list[Value]]) -> str:
        values = by_key.get("ckg:polarity")
        if not values:
            return "positive"
        start = "concept/polarity-"
        return self._term(_item(_only(values, "polarity"), "polarity"), start, "polarity").removeprefix(start)

    def _term(self, id_: str, start: str, what: str) -> str:
        found = self.terms(id_, start)
        if len(found) != 1:
            raise UnmappableError(
                f"{what} {id_} {'has no counterpart' if not found else 'may be several terms'} of ours"
            )
        return found[0]

    def _time(self, by_key: dict[str, list[Value]], key: str) -> Time | None:
        if key not in by_key:
            return None
        value = _only(by_key[key], key)
        if not isinstance(value, Time):
            raise UnmappableError(f"{key} has no value that is known")
        return value

    def _date(
        self, by_key: dict[str, list[Value]], key: str, marks: str, earliest: Time | None, latest: Time | None
    ) -> str:
        return date_of(_only(by_key[key], key), marks, earliest, latest)

    def _side(self, by_key: dict[str, list[Value]], key: str, marks: str) -> str | None:
        return side_of(_only(by_key[key], key), key == "P582", marks) if key in by_key else None

    def _place(self, by_key: dict[str, list[Value]]) -> str | None:
        key = self._rule("place")
        if key not in by_key:
            return None
        id_ = _item(_only(by_key[key], key), key)
        found = [thing for thing in self.things.of(id_) if thing.startswith(("place/", "state/"))]
        if len(found) != 1:
            raise UnmappableError(f"the place {id_} is matched to nothing of ours")
        return found[0]

    def _words(self, by_key: dict[str, list[Value]], name: str) -> str | None:
        values = by_key.get(self._rule(name))
        if not values:
            return None
        value = _only(values, self._rule(name))
        if not isinstance(value, Text) or not value.text or len(value.text) > _LONGEST_NAME:
            raise UnmappableError(f"{self._rule(name)} is no text of at most {_LONGEST_NAME} characters")
        return value.text

    def _reason(self, statement: Incoming, by_key: dict[str, list[Value]]) -> Bilingual:
        """Why the rank is what it is: our concept where there is one for the reason given, else the rank itself."""
        if statement.rank == "normal":
            return {}
        values = by_key.get(self._rule(statement.rank), ())
        ids = [value.id for value in values if isinstance(value, EntityId)]
        found = [term for id_ in ids for term in self.terms(id_, "concept/reason-")]
        rank_ja = {"preferred": "推奨", "deprecated": "非推奨"}[statement.rank]
        said_ja = "理由は " + "、".join(ids) if ids else "理由は記されていない"
        said_en = "reason given there: " + ", ".join(ids) if ids else "no reason is given there"
        return {
            "reason": found[0] if len(found) == 1 else RANKED_THERE,
            "ja": f"{self.mapping.name} で{rank_ja}の順位にある。{said_ja}。",
            "en": f"{statement.rank.capitalize()} in {self.mapping.name}; {said_en}.",
        }


#: Keys of qualifiers that are read, and names of rules whose properties are.
_DATES = ("P580", "P582", "P585", "P1319", "P1326")
_ROLES = ("P3831", "ckg:qualifierOffice")
_READ = frozenset((*_DATES, *_ROLES, "P1480", "P5102", "ckg:heldBy", "ckg:attitude", "ckg:polarity", "schema:unitText"))
_NAMED = ("place", "statedAs", "namedAs", "article", "preferred", "deprecated")


def date_of(value: Value, marks: str = "", earliest: Time | None = None, latest: Time | None = None) -> str:
    """The EDTF date of a value with what bounds it. Raises ``UnmappableError``."""
    if not isinstance(value, Time | Unknown):
        raise UnmappableError("it says that there is no date")
    try:
        return edtf_within(value if isinstance(value, Time) else None, earliest, latest, marks)
    except ValueError as error:
        raise UnmappableError(str(error)) from None


def side_of(value: Value, end: bool, marks: str = "") -> str | None:
    """The EDTF date at one side of an interval; ``None`` where that side is not known."""
    if isinstance(value, Unknown):
        return None
    text = date_of(value, marks)
    return marked(text.split("/")[-1 if end else 0], marks)


def _item(value: Value, what: str) -> str:
    if not isinstance(value, EntityId):
        raise UnmappableError(f"{what} has no value that is known")
    return value.id


def _only(values: list[Value], key: str) -> Value:
    if len(values) != 1:
        raise UnmappableError(f"it has {len(values)} values of {key}")
    return values[0]


def _units(qualifiers: tuple[Snak, ...]) -> tuple[tuple[str, str], ...]:
    values = [snak.value for snak in qualifiers]
    return tuple((value.language, value.text) for value in values if isinstance(value, Monolingual))
