"""The checks of curated data that no JSON Schema can make: references, kinds, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crisiskg.claims.dates import bounds
from crisiskg.claims.model import Claim, Entity
from crisiskg.claims.vocabulary import Statable
from crisiskg.errors import Problem, nearest

#: Entity keys that refer to another entity, with the kind that it must be of.
REFERENCES: dict[str, tuple[str, ...]] = {
    "instrumentKind": ("concept",),
    "type": ("concept",),
    "agreement": ("agreement",),
    "of": ("agreement",),
    "member": ("person",),
    "role": ("office",),
    "organization": ("organization", "state"),
    "broader": ("concept",),
    "heldBy": ("organization",),
}

#: Qualifiers that refer to an entity, with the kind that it must be of.
QUALIFIER_KINDS: dict[str, tuple[str, ...]] = {"office": ("membership",), "place": ("place", "state")}

_HOLDERS = ("person", "state", "organization")


def check_entities(entities: Mapping[str, Entity]) -> Iterator[Problem]:
    """Dangling references, references to the wrong kind, and dates that are not EDTF."""
    for entity in entities.values():
        for key, kinds in REFERENCES.items():
            target = entity.fields.get(key)
            if isinstance(target, str):
                yield from _reference(entities, target, kinds, entity.file, entity.line, f"{entity.id} {key}")
        scheme = entity.fields.get("scheme")
        if isinstance(scheme, str):
            target = f"concept/scheme-{scheme}"
            yield from _reference(entities, target, ("concept",), entity.file, entity.line, f"{entity.id} scheme")
        for creator in entity.fields.get("creators") or ():
            if isinstance(creator, str) and creator.startswith("person/"):
                yield from _reference(entities, creator, ("person",), entity.file, entity.line, f"{entity.id} creators")
        issued = entity.fields.get("issued")
        if isinstance(issued, str):
            yield from _date(issued, entity.file, entity.line, f"{entity.id} issued")


def check_claims(
    claims: Mapping[str, Claim],
    entities: Mapping[str, Entity],
    vocabulary: Mapping[str, Statable],
) -> Iterator[Problem]:
    """Unknown properties, values of the wrong kind, dangling references, impossible anchors."""
    for claim in claims.values():
        where = (claim.file, claim.line)
        for anchor in claim.anchors:
            if anchor.end <= anchor.start:
                message = f"the anchor ends at {anchor.end}, not after its start {anchor.start}"
                yield Problem(*where, "anchors", message, "take the anchor from `crisiskg anchor`")
        statable = vocabulary.get(claim.predicate)
        if statable is None:
            message = f"unknown property {claim.predicate}"
            yield Problem(*where, "predicate", message, nearest(claim.predicate, vocabulary) or "see the ontology")
        else:
            yield from _reference(entities, claim.subject, tuple(statable.kinds), *where, "subject")
            yield from _value(claim, statable, entities)
        for holder in claim.held_by:
            yield from _reference(entities, holder, _HOLDERS, *where, "heldBy")
        for name, value in claim.qualifiers.items():
            if name == "date":
                yield from _date(value, *where, "qualifiers.date")
            elif name in QUALIFIER_KINDS:
                yield from _reference(entities, value, QUALIFIER_KINDS[name], *where, f"qualifiers.{name}")
        for disputed in claim.disputes:
            if disputed not in claims:
                mend = nearest(disputed, claims) or "name a claim as <text>-<claim id>"
                yield Problem(*where, "disputes", f"there is no claim {disputed}", mend)
        if claim.rank_reason and isinstance(claim.rank_reason.get("reason"), str):
            reason = claim.rank_reason["reason"]
            yield from _reference(entities, reason, ("concept",), *where, "rankReason.reason")


def _value(claim: Claim, statable: Statable, entities: Mapping[str, Entity]) -> Iterator[Problem]:
    where = (claim.file, claim.line)
    literal = statable.literal
    if literal == "quantity":
        if not isinstance(claim.value, dict):
            mend = "give {value: 9000, unit: {ja: …, en: …}}"
            yield Problem(*where, "object", f"{claim.predicate} takes a quantity, not {claim.value!r}", mend)
    elif not isinstance(claim.value, str):
        kind = "an EDTF date" if literal == "edtf" else "a string" if literal else "the id of a thing"
        yield Problem(*where, "object", f"{claim.predicate} takes {kind}, not {claim.value!r}", f"give {kind}")
    elif literal == "edtf":
        yield from _date(claim.value, *where, "object")
    elif literal is None:
        yield from _reference(entities, claim.value, tuple(statable.values), *where, "object")


def _reference(
    entities: Mapping[str, Entity], target: str, kinds: tuple[str, ...], file: str, line: int | None, key: str
) -> Iterator[Problem]:
    kind = target.partition("/")[0]
    if kind not in kinds:
        allowed = " or ".join(sorted(kinds))
        yield Problem(file, line, key, f"{target!r} is the wrong kind of thing", f"name one of kind {allowed}")
    elif target not in entities:
        mend = nearest(target, entities) or "add it to data/entities/"
        yield Problem(file, line, key, f"{target} is not defined", mend)


def _date(value: str, file: str, line: int | None, key: str) -> Iterator[Problem]:
    try:
        bounds(value)
    except ValueError as error:
        yield Problem(file, line, key, str(error), 'write an EDTF date such as "1958-08-23" or "1958-08/.."')
