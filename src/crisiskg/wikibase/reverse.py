"""Statements of items as claims: the mapping read backwards, and what of an item cannot be taken over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crisiskg.claims.dates import bounds
from crisiskg.claims.model import Claim, Entity, RecordSource
from crisiskg.claims.vocabulary import Statable
from crisiskg.wikibase.frames import Frame, Frames, UnmappableError, date_of, side_of
from crisiskg.wikibase.incoming import Incoming, IncomingItem
from crisiskg.wikibase.mapping import Mapping as Terms
from crisiskg.wikibase.mapping import Rule
from crisiskg.wikibase.model import Absent, EntityId, Quantity, Text, Unknown
from crisiskg.wikibase.sides import Side, paired
from crisiskg.wikibase.things import Things

_DATE = "ckg:date"
_SIDES = ("P580", "P582")
_LANGUAGES = ("ja", "en")


@dataclass(frozen=True, order=True)
class Unmapped:
    """A statement that became no claim, and why."""

    item: str
    property: str
    statement: str
    reason: str


@dataclass(frozen=True)
class TakenOver:
    """The claims that items make, each with the statements it comes from, and what could not be taken."""

    claims: tuple[tuple[Claim, tuple[str, ...]], ...]
    unmapped: tuple[Unmapped, ...]


@dataclass
class Reverse:
    """Turns statements into claims about ``entities`` as ``vocabulary`` lets them be stated."""

    entities: Mapping[str, Entity]
    vocabulary: Mapping[str, Statable]
    mapping: Terms
    record: str
    work: str
    things: Things = field(init=False)
    frames: Frames = field(init=False)

    def __post_init__(self) -> None:
        self.things = Things(self.entities, self.mapping)
        self.frames = Frames(self.mapping, self.things)

    def of(self, items: Iterable[IncomingItem]) -> TakenOver:
        """Everything that items say in our terms, in the order of items and statements.

        The claims have no ids yet: ``record_file`` gives them.
        """
        claims: list[tuple[Claim, tuple[str, ...]]] = []
        unmapped: list[Unmapped] = []
        for item in sorted(items, key=lambda item: int(item.id[1:])):
            found, refused = self._item(item)
            claims.extend(found)
            unmapped.extend(refused)
        return TakenOver(tuple(claims), tuple(unmapped))

    def _item(self, item: IncomingItem) -> tuple[list[tuple[Claim, tuple[str, ...]]], list[Unmapped]]:
        subjects = self.things.subjects(item.id)
        claims: list[tuple[Claim, tuple[str, ...]]] = []
        unmapped: list[Unmapped] = []
        sides: list[Side] = []
        for statement in item.statements:
            key = self.frames.keys.get(statement.property, statement.property)
            try:
                if len(subjects) != 1:
                    raise UnmappableError(f"the item is matched to {' and '.join(subjects)}")
                if statement.main is None:
                    raise UnmappableError("the mapping does not have the property")
                if key in _SIDES:
                    sides.append(self._side(statement, key, subjects[0]))
                else:
                    claims.append((self._claim(item, statement, key, subjects[0]), (statement.id,)))
            except UnmappableError as error:
                unmapped.append(Unmapped(item.id, key, statement.id, str(error)))
        intervals, alone = paired(sides, every=self.mapping.own)
        for interval in intervals:
            claim = self._made(item, interval.rank, interval.frame, subjects[0], _DATE, interval.edtf)
            claims.append((claim, interval.statements))
        unmapped += [Unmapped(item.id, side.key, side.statement.id, reason) for side, reason in alone]
        return claims, unmapped

    def _side(self, statement: Incoming, key: str, thing: str) -> Side:
        if thing.partition("/")[0] != "event":
            raise UnmappableError(f"{thing} is no event: it has no date of its own")
        frame = self.frames.of(statement, thing, dated=True)
        assert statement.main is not None
        if frame.earliest or frame.latest:
            raise UnmappableError("the side of an interval with bounds of its own")
        edtf = side_of(statement.main.value, key == "P582", frame.marks)
        if isinstance(statement.main.value, Absent) or edtf is None:
            raise UnmappableError("the date is not known there")
        return Side(key, statement, edtf, frame)

    def _claim(self, item: IncomingItem, statement: Incoming, key: str, thing: str) -> Claim:
        assert statement.main is not None
        value = statement.main.value
        dated = key == self.mapping.claims[_DATE].property
        frame = self.frames.of(statement, thing, dated)
        if dated:
            if thing.partition("/")[0] != "event":
                raise UnmappableError(f"{thing} is no event: it has no date of its own")
            edtf = date_of(value, frame.marks, frame.earliest, frame.latest)
            return self._made(item, statement.rank, frame, thing, _DATE, edtf)
        if isinstance(value, Unknown | Absent):
            raise UnmappableError("it has no value that is known")
        if key == self.mapping.claims["org:hasMembership"].property and isinstance(value, EntityId):
            return self._tenure(item, statement, frame, thing, value.id)
        if not statement.references and self._is_fact(key, thing, value):
            raise UnmappableError("data/entities says it of the thing itself")
        role, office = self._role(frame, key)
        subject, predicate, target = self._candidate(key, thing, value, frame, role)
        made = self._made(item, statement.rank, frame, subject, predicate, target)
        if not office:
            return made
        return self._in_office(made, office)

    def _tenure(self, item: IncomingItem, statement: Incoming, frame: Frame, person: str, office: str) -> Claim:
        """An office held: with its term the date of the membership, otherwise that there is one."""
        offices = [thing for thing in self.things.of(office) if thing.startswith("office/")]
        found = [tenure for role in offices for tenure in self.things.tenures(person, role)]
        if not offices:
            raise UnmappableError(f"the office {office} is matched to nothing of ours")
        if len(found) != 1:
            known = f"may be {' or '.join(found)}" if found else f"no membership of {person} in {offices[0]} is defined"
            raise UnmappableError(known)
        if frame.interval:
            if frame.date:
                raise UnmappableError("it has both a term and a point in time")
            return self._made(item, statement.rank, frame, found[0], _DATE, frame.interval)
        return self._made(item, statement.rank, frame, person, "org:hasMembership", found[0])

    def _role(self, frame: Frame, key: str) -> tuple[str | None, str | None]:
        """The property whose role the qualifier names, and the office in which somebody acted."""
        properties, offices = [], []
        for id_ in frame.roles:
            named = [term for term in self.frames.terms(id_, "ckg:") if term in self.mapping.claims]
            held = [thing for thing in self.things.of(id_) if thing.startswith("office/")]
            if len(named) == 1 and self.mapping.claims[named[0]].property == key:
                properties.append(named[0])
            elif len(held) == 1:
                offices.append(held[0])
            else:
                raise UnmappableError(f"the role {id_} is matched to nothing of ours")
        if len(properties) > 1 or len(offices) > 1:
            raise UnmappableError("it names several roles")
        return next(iter(properties), None), next(iter(offices), None)

    def _candidate(
        self, key: str, thing: str, value: object, frame: Frame, role: str | None
    ) -> tuple[str, str, str | dict[str, Any]]:
        """Subject, property and value of the one claim that a statement can be."""
        rules = [(name, rule) for name, rule in self.mapping.claims.items() if rule.property]
        exact = [name_rule for name_rule in rules if (name_rule[0] == role if role else not name_rule[1].role)]
        other = [] if role else [name_rule for name_rule in rules if name_rule[1].role]
        taken = self.mapping.taken.get(key)
        last = [(taken.claim, Rule(key, inverse=taken.inverse))] if taken and not role else []
        by_types = [name_rule for name_rule in other if key in name_rule[1].types.values()]
        for group in ([*exact, *by_types], other, last):
            found = list(dict.fromkeys(c for name, rule in group for c in self._fitting(key, thing, value, name, rule)))
            if len(found) == 1:
                subject, predicate, target = found[0]
                return subject, predicate, _amount(value, frame) if isinstance(value, Quantity) else target
            if found:
                raise UnmappableError("it may be " + " or ".join(f"{found[1]} {found[2]}" for found in found))
        raise UnmappableError(self._why_not(key, thing, value))

    def _fitting(self, key: str, thing: str, value: object, name: str, rule: Rule) -> Iterator[tuple[str, str, str]]:
        statable = self.vocabulary[name]
        values = self.things.of(value.id) if isinstance(value, EntityId) else ()
        if isinstance(value, EntityId) and not statable.literal:
            pairs = [(other, thing) if rule.inverse else (thing, other) for other in values]
        elif isinstance(value, Text) and statable.literal == "string":
            pairs = [(thing, value.text)]
        elif isinstance(value, Quantity) and statable.literal == "quantity":
            pairs = [(thing, value.amount)]
        else:
            return
        for subject, target in pairs:
            fits = statable.literal or target.partition("/")[0] in statable.values
            if fits and self.things.may_have(subject, statable) and rule.of(self.things.types(subject)) == key:
                yield subject, name, target

    def _why_not(self, key: str, thing: str, value: object) -> str:
        if isinstance(value, EntityId):
            values = self.things.of(value.id)
            if key not in self._said():
                return "what an item is stands in data/entities, not in claims"
            if not values:
                return f"{value.id} is matched to nothing of ours"
            return f"no claim can say it of {thing} and {' or '.join(values)}"
        return f"no claim can say it of {thing}" if key in self._said() else "only claims are taken over, no names"

    def _is_fact(self, key: str, thing: str, value: object) -> bool:
        """Whether a statement says of an act no more than which agreement it is an act under."""
        values = self.things.of(value.id) if isinstance(value, EntityId) else ()
        return key == self.mapping.facts["ckg:agreement"].property and self.things.field(thing, "agreement") in values

    def _said(self) -> set[str]:
        """The keys of the properties that claims become, or are taken from."""
        rules = self.mapping.claims.values()
        return {key for rule in rules for key in (rule.property, *rule.types.values()) if key} | set(self.mapping.taken)

    def _in_office(self, claim: Claim, office: str) -> Claim:
        people = [thing for thing in (*claim.held_by, claim.value, claim.subject) if isinstance(thing, str)]
        found = {tenure for person in people for tenure in self.things.tenures(person, office)}
        if len(found) != 1:
            raise UnmappableError(f"no membership, or several, of the office {office} fit")
        return replace(claim, qualifiers={**claim.qualifiers, "office": found.pop()})

    def _made(
        self, item: IncomingItem, rank: str, frame: Frame, subject: str, predicate: str, value: str | dict[str, Any]
    ) -> Claim:
        given = {
            # The term of a membership is its value.
            "date": frame.date or (None if subject.startswith("membership/") else frame.interval),
            "place": frame.place,
            "statedAs": frame.stated_as,
            "article": frame.article,
        }
        qualifiers = {name: said for name, said in given.items() if said}
        for date in (qualifiers.get("date"), value if predicate == _DATE else None):
            _check_date(date)
        return Claim(
            source=self.record,
            id="",
            subject=subject,
            predicate=predicate,
            value=value,
            anchors=(),
            record=RecordSource(
                self.work, f"{item.id}, revision {item.revision}", f"{self.mapping.base}entity/{item.id}"
            ),
            file="",
            line=None,
            certainty=frame.certainty,
            polarity=frame.polarity,
            held_by=frame.held_by,
            attitude=frame.attitude,
            qualifiers=qualifiers,
            rank=rank,
            rank_reason=dict(frame.reason) or None,
        )


def _check_date(edtf: object) -> None:
    if isinstance(edtf, str):
        try:
            bounds(edtf)
        except ValueError as error:
            raise UnmappableError(str(error)) from None


def _amount(value: Quantity, frame: Frame) -> dict[str, Any]:
    """A quantity with its unit in words. Raises ``UnmappableError`` without both languages."""
    units = dict(frame.units)
    if any(language not in units for language in _LANGUAGES):
        raise UnmappableError("the unit has no words in Japanese and English")
    text = value.amount.removeprefix("+")
    number: int | float = float(text) if "." in text else int(text)
    if len(text) > 15 or "e" in str(number):
        raise UnmappableError(f"{text} is too long a number")
    return {"value": number, "unit": {language: units[language] for language in _LANGUAGES}}
