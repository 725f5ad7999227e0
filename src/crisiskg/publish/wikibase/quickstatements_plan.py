"""What QuickStatements can be told of an export: now, once ids are known, or never.

A batch cannot name items that it, or a batch before it, creates: their ids come out only when it has
run. So what names a new item waits. QuickStatements finds a statement again by its item, property and
value, and adds to the one that it finds; of ours that differ in nothing else, only one can be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from crisiskg.publish.wikibase.entity_json import statement_id
from crisiskg.publish.wikibase.ids import KINDS
from crisiskg.publish.wikibase.items import Exported
from crisiskg.publish.wikibase.quickstatements_syntax import (
    Dialect,
    RefusedError,
    Said,
    said,
    same_to_quickstatements,
    written_name,
)
from crisiskg.wikibase.model import Absent, Coordinate, EntityId, Item, Monolingual, Snak, Statement, Text, Unknown

# Best first: of statements that QuickStatements would merge, the first is said.
_RANKS = ("preferred", "normal", "deprecated")


@dataclass(frozen=True)
class Name:
    """A label (``L``), description (``D``) or alias (``A``) as a dialect writes it."""

    column: str
    written: str


@dataclass(frozen=True)
class Entry:
    """What a batch says of one item."""

    item: Item
    names: tuple[Name, ...]
    statements: tuple[Said, ...]


@dataclass(frozen=True)
class Remark:
    """One part of an item that waits, or that is lost; ``about`` is the word for which it is, or the keys awaited."""

    thing: str
    part: str
    value: str
    statement: str
    claims: tuple[str, ...]
    about: tuple[str, ...]
    reason: str = ""


@dataclass
class Plan:
    """All that a dialect is told, in the order in which to run it.

    ``creates`` are the new items, ``adds`` what known items get. ``waiting`` is what needs ids first;
    ``losses`` is what the dialect never says (``name``, ``statement``), or says otherwise (``rank``,
    ``precision``).
    """

    dialect: Dialect
    creates: list[Entry] = field(default_factory=list)
    adds: list[Entry] = field(default_factory=list)
    waiting: list[Remark] = field(default_factory=list)
    losses: list[Remark] = field(default_factory=list)


def plan(exported: Exported, dialect: Dialect) -> Plan:
    """What to tell QuickStatements in a dialect, step by step; nothing is changed to make it fit."""
    return _Planner(exported, dialect).made()


def kind_of(item: Item) -> str:
    """The kind of an item; ``term`` for a class or controlled value of a Wikibase of one's own."""
    kind, slash, _ = item.key.partition("/")
    return kind if slash and kind in KINDS else "term"


class _Planner:
    def __init__(self, exported: Exported, dialect: Dialect) -> None:
        self.exported = exported
        self.plan = Plan(dialect)
        self.dialect = dialect
        self.new = {item.id: item.key for item in exported.items if not item.known}
        rules = exported.mapping.qualifiers
        self.reasons: dict[str, str] = {
            rank: found[0]
            for rank in ("preferred", "deprecated")
            if rank in rules and (found := exported.mapping.property(rules[rank].property))
        }
        self.match = (exported.mapping.property("P2888") or ("",))[0]
        self.identity = {self.match, (exported.mapping.property("P31") or ("",))[0]}

    def made(self) -> Plan:
        for item in self.exported.items:
            names = tuple(self._names(item))
            statements = tuple(self._ready(item))
            entry = Entry(item, names, statements)
            if not item.known:
                self.plan.creates.append(entry)
            elif names or statements:
                self.plan.adds.append(entry)
        return self.plan

    def _names(self, item: Item) -> Iterator[Name]:
        """Names of a new item, and aliases of one that an earlier batch made.

        The forms that texts use, such as 北京 for its government, are no names for everybody's items.
        """
        given = [] if item.known else [*_columns("L", item.labels), *_columns("D", item.descriptions)]
        aliases = [(f"A{language}", form) for language in sorted(item.aliases) for form in item.aliases[language]]
        for column, text in [*given, *([] if _others(item) else aliases)]:
            remark = Remark(item.key, column, text, "", (), ("name",))
            try:
                name = Name(column, written_name(text, column[1:], self.dialect))
            except RefusedError as refused:
                self.plan.losses.append(replace(remark, reason=str(refused)))
                continue
            if self.dialect.table and not item.known and column[0] == "A":
                # Rows with all their names would need a table for nearly every item.
                self.plan.waiting.append(replace(remark, about=(item.key,)))
            else:
                yield name

    def _ready(self, item: Item) -> Iterator[Said]:
        """The statements of an item that can be said now."""
        for found in self._one_of_each(item, self._sayable(item)):
            missing = self._missing(found)
            if not item.known and (missing or not self._creatable(found)):
                missing = [item.key, *(key for key in missing if key != item.key)]
            if missing:
                for statement in (found.statement, *found.united):
                    self.plan.waiting.append(_remark(item, statement, tuple(missing)))
            else:
                yield found

    def _sayable(self, item: Item) -> Iterator[Said]:
        """The statements that the dialect can write, with the rank that it gives them."""
        for statement in item.statements:
            if _others(item) and not statement.references and statement.main.property != self.match:
                reason = "the item was there before: it is told only what a source says"
                self._lose(item, statement, "statement", reason)
                continue
            if statement.rank == "deprecated" and not self.dialect.ranks:
                reason = "QuickStatements 2 knows no ranks and would assert what is deprecated"
                self._lose(item, statement, "statement", reason)
                continue
            try:
                found = said(self._ranked(statement), self.dialect)
            except RefusedError as refused:
                self._lose(item, statement, "statement", str(refused))
                continue
            yield replace(found, statement=statement)

    def _ranked(self, statement: Statement) -> Statement:
        """A preferred statement without its rank has no reason for it either."""
        if self.dialect.ranks or statement.rank == "normal":
            return statement
        reason = self.reasons.get(statement.rank)
        kept = tuple(snak for snak in statement.qualifiers if snak.property != reason)
        return replace(statement, rank="normal", qualifiers=kept)

    def _one_of_each(self, item: Item, given: Iterable[Said]) -> Iterator[Said]:
        """Of statements that QuickStatements would merge, the best-ranked one.

        Those that say quite the same, now that ranks are gone, become one with all references.
        """
        groups: dict[tuple[object, ...], list[Said]] = {}
        for one in given:
            groups.setdefault(same_to_quickstatements(one.statement.main), []).append(one)
        for group in groups.values():
            best, *others = sorted(group, key=lambda one: _RANKS.index(one.statement.rank))
            for other in others:
                if self._equal(best, other):
                    best = _united(best, other)
                else:
                    reason = f"QuickStatements would merge it with {statement_id(item, best.statement)}"
                    self._lose(item, other.statement, "statement", reason)
            for statement in (best.statement, *best.united):
                self._note_changes(item, statement)
            yield best

    def _equal(self, one: Said, other: Said) -> bool:
        ranks = self.dialect.ranks and one.statement.rank != other.statement.rank
        return (one.main, one.qualifiers) == (other.main, other.qualifiers) and not ranks

    def _note_changes(self, item: Item, statement: Statement) -> None:
        if statement.rank != "normal" and not self.dialect.ranks:
            reason = "QuickStatements 2 knows no ranks: the rank becomes normal, and its reason is left out"
            self._lose(item, statement, "rank", reason)
        if isinstance(statement.main.value, Coordinate):
            self._lose(item, statement, "precision", "QuickStatements says 0.000001 degrees of every place")

    def _lose(self, item: Item, statement: Statement, what: str, reason: str) -> None:
        self.plan.losses.append(replace(_remark(item, statement, (what,)), reason=reason))

    def _missing(self, found: Said) -> list[str]:
        """The keys of the new items that a statement names, its own among them."""
        ids = [snak.value.id for snak in found.snaks if isinstance(snak.value, EntityId)]
        return list(dict.fromkeys(self.new[id_] for id_ in ids if id_ in self.new))

    def _creatable(self, found: Said) -> bool:
        """Whether a statement may stand in the batch that creates its item.

        QuickStatements 2 puts CREATE and what follows into one edit, where it takes somevalue for a
        value, so that the item would not be made. (It keeps LAST as a value there, too: see ``_missing``.)
        """
        if any(isinstance(snak.value, Unknown | Absent) for snak in found.snaks):
            return False
        if not self.dialect.table:
            return True
        return not found.references and found.statement.main.property in self.identity


def _others(item: Item) -> bool:
    """Whether an item of the Wikibase is not ours."""
    return item.known and not item.ours


def _columns(letter: str, names: dict[str, str]) -> list[tuple[str, str]]:
    return [(letter + language, names[language]) for language in sorted(names)]


def _united(one: Said, other: Said) -> Said:
    """Two statements that say the same, with the references of both."""
    references = tuple(dict.fromkeys([*one.references, *other.references]))
    united = (*one.united, other.statement)
    return replace(one, references=references, snaks=(*one.snaks, *other.snaks), united=united)


def _remark(item: Item, statement: Statement, about: tuple[str, ...]) -> Remark:
    main = statement.main
    return Remark(item.key, main.property, _shown(main), statement_id(item, statement), statement.claims, about)


def _shown(snak: Snak) -> str:
    """A value for people, whatever a dialect makes of it."""
    match snak.value:
        case EntityId(id_):
            return id_
        case Text(text) | Monolingual(text, _):
            return text
        case Unknown():
            return "somevalue"
        case Absent():
            return "novalue"
        case Coordinate(latitude, longitude, _):
            return f"{latitude}, {longitude}"
    return getattr(snak.value, "time", "") or getattr(snak.value, "amount", "")
