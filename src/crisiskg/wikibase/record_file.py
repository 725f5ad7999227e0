"""Claims taken over from a Wikibase as a file of ``data/claims/``, the same bytes for the same items."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from crisiskg.claims.model import Claim, Entity, RecordSource
from crisiskg.errors import DataError, Problem

_HEAD = """\
# yaml-language-server: $schema=../schema/claims.schema.json
# What items of {name} say. Written by `crisiskg import wikibase FILE --write`: mend the item there and import it again.
record: {record}
sources:
"""
_PLAIN = re.compile(r"(?:[a-z]+/[a-z0-9-]+|[a-z]+:[A-Za-z]+|c[0-9a-f]{7}|[a-z]+)", re.ASCII)
_RESERVED = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_ITEM = re.compile(r"Q[1-9][0-9]*")


def with_ids(claims: Iterable[tuple[Claim, Sequence[str]]], taken: Iterable[str] = ()) -> list[Claim]:
    """The claims with ids made of what they say and of the statements that say it, sorted by item and content.

    The id of a claim is the same in every import, until its statement is changed; claims that say the
    same are one. ``taken`` are ids that other claims of the record have.
    """
    used = set(taken)
    found: dict[str, Claim] = {}
    for claim, statements in sorted(claims, key=lambda pair: (_order(pair[0]), pair[1])):
        said = json.dumps(_entry(claim), sort_keys=True, ensure_ascii=False)
        item = claim.record.locator.partition(",")[0] if claim.record else ""
        key = f"{claim.source}|{item}|{said}"
        if key in found:
            continue
        number = 0
        while True:
            text = "|".join((key, *statements, *([str(number)] if number else [])))
            id_ = "c" + hashlib.sha256(text.encode()).hexdigest()[:7]
            if id_ not in used:
                break
            number += 1
        used.add(id_)
        found[key] = replace(claim, id=id_)
    return list(found.values())


def kept(claims: Iterable[Claim], record: str, items: Iterable[str]) -> list[Claim]:
    """The claims of a record that come from other items than those imported now."""
    fresh = set(items)
    return [c for c in claims if c.source == record and c.record and _item(c.record) not in fresh]


def record_yaml(claims: Iterable[Claim], record: str, name: str) -> str:
    """The file of a record: one source for each item, one claim a line."""
    lines = [_HEAD.format(name=" ".join(name.split()), record=record).rstrip("\n")]
    for source, group in groupby(sorted(claims, key=_order), key=lambda claim: claim.record):
        assert source is not None, "a record's claims have a place in it"
        where = {"work": source.work, "locator": source.locator} | ({"url": source.url} if source.url else {})
        lines += [f"- source: {_flow(where)}", "  claims:"]
        lines += [f"  - {_flow({'id': claim.id, **_entry(claim)})}" for claim in group]
    if len(lines) == 1:
        lines[0] += " []"
    return "\n".join(lines) + "\n"


def check_work(work: str | None, name: str, entities: Mapping[str, Entity]) -> str:
    """The work that a Wikibase is as a source.

    Raises ``DataError`` when the mapping names none, or names one that nobody has defined.
    """
    if work is None:
        message = f"the mapping does not say which work {name} is as a source of claims"
        problem = Problem("mapping", None, "work", message, "add a line such as work: work/our-wikibase")
        raise DataError("nothing was taken over", [problem])
    if work not in entities:
        entity = f"{{id: {work}, label: {{ja: {name}, en: {name}}}, type: concept/work-dataset}}"
        problem = Problem(
            "mapping", None, "work", f"{work} is not defined", f"add to data/entities/works.yaml: - {entity}"
        )
        raise DataError("nothing was taken over", [problem])
    return work


def _order(claim: Claim) -> tuple[int, str, str, str, str, str]:
    assert claim.record is not None
    found = _ITEM.match(claim.record.locator)
    number = int(found[0][1:]) if found else 0
    said = json.dumps(_entry(claim), sort_keys=True, ensure_ascii=False)
    return (number, claim.record.locator, claim.subject, claim.predicate, said, claim.id)


def _item(source: RecordSource) -> str:
    return source.locator.partition(",")[0]


def _entry(claim: Claim) -> dict[str, Any]:
    """The keys of a claim besides its id, as the file has them."""
    said: dict[str, Any] = {"subject": claim.subject, "predicate": claim.predicate, "object": claim.value}
    if claim.certainty != "asserted":
        said["certainty"] = claim.certainty
    if claim.polarity != "positive":
        said["polarity"] = claim.polarity
    if claim.held_by:
        said |= {"heldBy": list(claim.held_by), "attitude": claim.attitude}
    if claim.qualifiers:
        said["qualifiers"] = claim.qualifiers
    if claim.rank != "normal":
        said["rank"] = claim.rank
    if claim.disputes:
        said["disputes"] = list(claim.disputes)
    if claim.rank_reason:
        said["rankReason"] = claim.rank_reason
    return said


def _flow(value: Any) -> str:
    """A value in YAML's flow style; whatever might be read as something else is quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    if isinstance(value, int | float) or (_PLAIN.fullmatch(value) and value not in _RESERVED):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
