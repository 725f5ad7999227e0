"""Items of a Wikibase read from JSON, with every mistake at its line and item.

The form is that of Wikibase's dumps and API (docs/topics/json.md of the Wikibase extension). Only
items that are wanted are read in full, and of these only statements whose property is known to the
mapping: a dump holds far more than one corpus can use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crisiskg.errors import DataError, Problem
from crisiskg.wikibase.entity_file import RawEntity, raw_entities
from crisiskg.wikibase.incoming_values import FaultError, entry, known_snak
from crisiskg.wikibase.model import EntityId, Snak

RANKS = ("preferred", "normal", "deprecated")


@dataclass(frozen=True)
class Cited:
    """A reference: what tells it from others, and those of its snaks that the mapping knows."""

    signature: str
    snaks: tuple[Snak, ...]


@dataclass(frozen=True)
class Incoming:
    """One statement of an item.

    ``main`` is ``None`` when the mapping does not know the property; then nothing else of it was
    read. ``unknown`` are the properties of qualifiers that the mapping does not know.
    """

    id: str
    property: str
    rank: str
    main: Snak | None = None
    qualifiers: tuple[Snak, ...] = ()
    unknown: tuple[str, ...] = ()
    references: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class IncomingItem:
    """An item as one revision has it; revision 0 means that it was never in a Wikibase."""

    id: str
    revision: int
    statements: tuple[Incoming, ...]


def read_items(path: Path, wanted: Mapping[str, str], datatypes: Mapping[str, str]) -> tuple[IncomingItem, ...]:
    """The wanted items of a file, in its order.

    ``path`` is a dump, one entity, an answer of the API, or one entity a line, gzipped or not.
    ``wanted`` tells of each id of an item where the data give it; ``datatypes`` is the datatype of
    each property id that is read. Raises ``UsageError`` when there is no such file, ``DataError``
    with every mistake otherwise, each with line or item: among them wanted items that are gone or
    merged into others, and, but for those of a dump, entities that are no items.
    """
    problems: list[Problem] = []
    found: dict[str, IncomingItem] = {}
    lines: dict[str, int | None] = {}
    for raw in raw_entities(path, wanted, problems):
        try:
            id_ = _wanted_id(raw, wanted)
            if id_ is None:
                continue
            if id_ in found:
                first = f" (first in line {lines[id_]})" if lines[id_] else ""
                raise FaultError(id_, f"the item stands twice{first}", "keep its newest revision")
            lines[id_] = raw.line
            found[id_] = IncomingItem(id_, _revision(raw.value, id_), ())
        except FaultError as fault:
            problems.append(Problem(raw.file, raw.line, fault.where, fault.message, fault.mend))
            continue
        statements = _statements(raw, id_, datatypes, problems)
        found[id_] = IncomingItem(id_, found[id_].revision, tuple(statements))
    if problems:
        raise DataError(f"{path.name} has mistakes; nothing was taken over", problems)
    return tuple(found.values())


def _wanted_id(raw: RawEntity, wanted: Mapping[str, str]) -> str | None:
    """The id of an entity when it is a wanted item, ``None`` when it is something else that is sound."""
    value = raw.value
    asked = value.get("entity") if "redirect" in value else raw.asked
    if isinstance(asked, str) and asked in wanted:
        now = value.get("redirect", value.get("id"))
        if "missing" in value:
            raise FaultError("", f"{asked} does not exist", f"correct {wanted[asked]}")
        if isinstance(now, str) and now != asked:
            raise FaultError("", f"{asked} is now {now}", f"correct {wanted[asked]}")
    if "missing" in value or "redirect" in value:
        return None
    id_: str = entry(value, "id", str, "an entity")
    kind = entry(value, "type", str, id_[:40])
    if kind != "item" and raw.asked is not None:
        raise FaultError("", f"{id_} is a {kind}, not an item", "give the file of an item")
    if kind != "item" or id_ not in wanted:
        return None
    EntityId(id_)
    return id_


def _revision(value: dict[str, Any], id_: str) -> int:
    if "lastrevid" not in value:
        mend = "take the file from a dump or from Special:EntityData, which tell the revision (lastrevid)"
        raise FaultError(id_, "the item has no revision, which is the source of its claims", mend)
    revision: int = entry(value, "lastrevid", int, id_)
    if revision < 0:
        raise FaultError(id_, f"lastrevid is {revision}", "give the number of a revision")
    return revision


def _statements(raw: RawEntity, id_: str, datatypes: Mapping[str, str], problems: list[Problem]) -> Iterator[Incoming]:
    seen: set[str] = set()
    try:
        listed = list(_listed(raw.value, id_))
    except FaultError as fault:
        problems.append(Problem(raw.file, raw.line, fault.where, fault.message, fault.mend))
        return
    for value in listed:
        try:
            yield _statement(value, id_, datatypes, seen)
        except FaultError as fault:
            problems.append(Problem(raw.file, raw.line, fault.where, fault.message, fault.mend))


def _listed(value: dict[str, Any], id_: str) -> Iterator[Any]:
    """Every statement of an item; PHP writes an empty map as an empty list."""
    claims = value.get("claims", {})
    if not isinstance(claims, dict | list):
        raise FaultError(f"{id_} claims", "it is no map of statements", "take the item as the Wikibase writes it")
    for group in claims.values() if isinstance(claims, dict) else [claims]:
        if not isinstance(group, list):
            raise FaultError(f"{id_} claims", "a property has no list of statements", "give [ … ]")
        yield from group


def _statement(value: Any, id_: str, datatypes: Mapping[str, str], seen: set[str]) -> Incoming:
    statement = entry(value, "id", str, f"{id_} a statement")
    if statement in seen:
        raise FaultError(statement, "the id of the statement stands twice in the item", "keep one of the two")
    seen.add(statement)
    main = entry(value, "mainsnak", dict, statement)
    property_ = entry(main, "property", str, f"{statement} mainsnak")
    rank = entry(value, "rank", str, statement)
    if rank not in RANKS:
        raise FaultError(statement, f"unknown rank {rank!r}", "use one of " + ", ".join(RANKS))
    if property_ not in datatypes:
        return Incoming(statement, property_, rank)
    qualifiers, unknown = _snaks(value.get("qualifiers", {}), datatypes, f"{statement} qualifiers")
    references = value.get("references", [])
    if not isinstance(references, list):
        raise FaultError(f"{statement} references", "it is no list", "give [ … ]")
    return Incoming(
        id=statement,
        property=property_,
        rank=rank,
        main=known_snak(main, datatypes, f"{statement} {property_}"),
        qualifiers=qualifiers,
        unknown=unknown,
        references=tuple(_reference(each, datatypes, f"{statement} references") for each in references),
    )


def _reference(value: Any, datatypes: Mapping[str, str], where: str) -> Cited:
    snaks = entry(value, "snaks", (dict, list), where)
    known, _ = _snaks(snaks, datatypes, where)
    return Cited(json.dumps(snaks, sort_keys=True), known)


def _snaks(value: Any, datatypes: Mapping[str, str], where: str) -> tuple[tuple[Snak, ...], tuple[str, ...]]:
    """The snaks that the mapping knows, and the properties of the others."""
    if value == []:
        value = {}
    if not isinstance(value, dict):
        raise FaultError(where, "it is no map of snaks by property", "take the item as the Wikibase writes it")
    known: list[Snak] = []
    unknown = []
    for property_, snaks in value.items():
        if not isinstance(snaks, list):
            raise FaultError(f"{where} {property_}", "it is no list of snaks", "give [ … ]")
        if property_ not in datatypes:
            unknown.append(property_)
            continue
        known.extend(known_snak(snak, datatypes, f"{where} {property_}") for snak in snaks)
    return tuple(known), tuple(unknown)
