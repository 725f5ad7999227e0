"""The checks of curated data that no JSON Schema can make: references, kinds, dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import NamedNode

from crisiskg.claims.dates import bounds
from crisiskg.claims.model import Citation, Claim, Entity
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
    "partOf": ("work", "archive"),
    "translationOf": ("work",),
    "country": ("state",),
}

#: Keys of works that hold names, or ids of entities of these kinds.
PEOPLE: dict[str, tuple[str, ...]] = {
    "creators": ("person", "organization"),
    "editors": ("person", "organization"),
    "translators": ("person",),
}

#: Qualifiers that refer to an entity, with the kind that it must be of.
QUALIFIER_KINDS: dict[str, tuple[str, ...]] = {"office": ("membership",), "place": ("place", "state")}

_HOLDERS = ("person", "state", "organization")


def check_entities(entities: Iterable[Entity], things: Collection[str]) -> Iterator[Problem]:
    """Dangling references, references to the wrong kind, dates that are not EDTF, and false addresses.

    ``things`` are the ids of everything that can be referred to, the texts included.
    """
    for entity in entities:
        where = (entity.file, entity.line)
        for key, kinds in REFERENCES.items():
            target = entity.fields.get(key)
            if isinstance(target, str):
                yield from _reference(things, target, kinds, *where, f"{entity.id} {key}")
        scheme = entity.fields.get("scheme")
        if isinstance(scheme, str):
            target = f"concept/scheme-{scheme}"
            yield from _reference(things, target, ("concept",), *where, f"{entity.id} scheme")
        for key, kinds in PEOPLE.items():
            for name in entity.fields.get(key, ()):
                if name.startswith(("person/", "organization/")):
                    yield from _reference(things, name, kinds, *where, f"{entity.id} {key}")
        issued = entity.fields.get("issued")
        if isinstance(issued, str):
            yield from _date(issued, *where, f"{entity.id} issued")
        yield from _address(entity.fields.get("url"), *where, f"{entity.id} url")
        for strength, matches in entity.fields.get("match", {}).items():
            for match in matches:
                if not match.startswith("wikidata:"):
                    yield from _address(match, *where, f"{entity.id} match.{strength}")


def check_claims(
    claims: Iterable[Claim],
    things: Collection[str],
    slugs: Collection[str],
    vocabulary: Mapping[str, Statable],
) -> Iterator[Problem]:
    """Unknown properties, values of the wrong kind, dangling references, impossible anchors.

    ``things`` are the ids of everything that can be referred to, ``slugs`` those of every claim.
    """
    for claim in claims:
        where = (claim.file, claim.line)
        for anchor in claim.anchors:
            if anchor.end <= anchor.start:
                message = f"the anchor ends at {anchor.end}, not after its start {anchor.start}"
                yield Problem(*where, "anchors", message, "take the anchor from `crisiskg anchor`")
        if claim.record is not None:
            yield from _reference(things, claim.record.work, ("work", "archive"), *where, "source.work")
        statable = vocabulary.get(claim.predicate)
        if statable is None:
            message = f"unknown property {claim.predicate}"
            yield Problem(*where, "predicate", message, nearest(claim.predicate, vocabulary) or "see the ontology")
        else:
            yield from _reference(things, claim.subject, tuple(statable.kinds), *where, "subject")
            yield from _value(claim, statable, things)
        for holder in claim.held_by:
            yield from _reference(things, holder, _HOLDERS, *where, "heldBy")
        for name, value in claim.qualifiers.items():
            if name == "date":
                yield from _date(value, *where, "qualifiers.date")
            elif name in QUALIFIER_KINDS:
                yield from _reference(things, value, QUALIFIER_KINDS[name], *where, f"qualifiers.{name}")
        for disputed in claim.disputes:
            if disputed not in slugs:
                mend = nearest(disputed, slugs) or "name a claim as <text>-<claim id>"
                yield Problem(*where, "disputes", f"there is no claim {disputed}", mend)
        if claim.rank_reason:
            yield from _reference(things, claim.rank_reason["reason"], ("concept",), *where, "rankReason.reason")
        if claim.record:
            yield from _address(claim.record.url, *where, "source.url")


def check_citations(citations: Iterable[Citation], things: Collection[str]) -> Iterator[Problem]:
    """Works that are not defined, dates that are not EDTF, and false addresses."""
    for citation in citations:
        where = (citation.file, citation.line)
        named = {"work": citation.work, "through": citation.through}
        for key, work in (*named.items(), *(("candidates", candidate) for candidate in citation.candidates)):
            if work is not None and work not in things:
                yield _undefined(things, work, *where, key)
        for key, date in {"date": citation.date, "accessed": citation.accessed}.items():
            if date is not None:
                yield from _date(date, *where, key)
        yield from _address(citation.url, *where, "url")
        yield from _address(citation.document, *where, "document")


def is_iri(value: str) -> bool:
    """Whether RDF takes the value as an absolute IRI (RFC 3987)."""
    try:
        NamedNode(value)
    except ValueError:
        return False
    return True


def _value(claim: Claim, statable: Statable, things: Collection[str]) -> Iterator[Problem]:
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
        yield from _reference(things, claim.value, tuple(statable.values), *where, "object")


def _reference(
    things: Collection[str], target: str, kinds: tuple[str, ...], file: str, line: int | None, key: str
) -> Iterator[Problem]:
    kind = target.partition("/")[0]
    if kind not in kinds:
        allowed = " or ".join(sorted(kinds))
        yield Problem(file, line, key, f"{target!r} is the wrong kind of thing", f"name one of kind {allowed}")
    elif target not in things:
        yield _undefined(things, target, file, line, key)


def _undefined(things: Collection[str], target: str, file: str, line: int | None, key: str) -> Problem:
    home = "data/texts.yaml" if target.startswith("text/") else "data/entities/"
    return Problem(file, line, key, f"{target} is not defined", nearest(target, things) or f"add it to {home}")


def _address(url: str | None, file: str, line: int | None, key: str) -> Iterator[Problem]:
    if url is not None and not is_iri(url):
        yield Problem(file, line, key, f"{url!r} is not an IRI", "percent-encode what an address may not hold")


def _date(value: str, file: str, line: int | None, key: str) -> Iterator[Problem]:
    try:
        bounds(value)
    except ValueError as error:
        yield Problem(file, line, key, str(error), 'write an EDTF date such as "1958-08-23" or "1958-08/.."')
