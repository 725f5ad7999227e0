"""How well an item fits an entity: by name, by class, by date; and why.

Names are compared as they are, then in NFKC without case, blanks and the signs that part names; what
is equal in neither form by the similarity of rapidfuzz (``fuzz.ratio``, normalised Indel distance).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crisiskg.claims.dates import bounds
from crisiskg.claims.model import Claim, Entity
from crisiskg.matching import KINDS
from crisiskg.matching.candidates import Candidate
from crisiskg.wikibase.mapping import CLASSES
from crisiskg.wikibase.mapping import Mapping as Terms

LOWEST = 60
MOST = 5
_SAME, _ALIKE, _ALIAS, _OTHER_LANGUAGE = 100, 97, 3, 5
_SIMILAR = 75
_CLASS_FITS, _CLASS_MISFITS, _DATE_FITS, _DATE_MISFITS = 3, 45, 5, 30
_PARTING = re.compile(r"[\s・･=＝‐\-–—.,'’]+")


@dataclass(frozen=True)
class Wanted:
    """An entity to find an item for: its names as (language, name, whether preferred), and its dates."""

    id: str
    label: str
    names: tuple[tuple[str, str, bool], ...]
    types: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """An item proposed for an entity, how well it fits from 0 to 100, and why."""

    entity: str
    label: str
    candidate: Candidate
    name: str
    score: int
    why: str


def wanted_entities(entities: Mapping[str, Entity], claims: Iterable[Claim], kind: str | None) -> list[Wanted]:
    """The entities without an exact match in Wikidata, of one kind or of all; controlled terms left out."""
    dates: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.predicate == "ckg:date" and isinstance(claim.value, str) and claim.polarity == "positive":
            dates[claim.subject].append(claim.value)
            act = entities.get(claim.subject)
            if act and act.fields.get("type") == "concept/action-signature" and "agreement" in act.fields:
                dates[act.fields["agreement"]].append(claim.value)
    found = []
    for id_, entity in sorted(entities.items()):
        matched = any(match.startswith("wikidata:") for match in entity.fields.get("match", {}).get("exact", ()))
        if entity.kind in KINDS and kind in (None, entity.kind) and not matched and "scheme" not in entity.fields:
            if id_.startswith("concept/scheme-"):
                continue
            types = tuple(entity.fields[key] for key in ("type", "instrumentKind") if key in entity.fields)
            found.append(Wanted(id_, entity.fields["label"]["en"], _names(entity), types, tuple(dates[id_])))
    return found


def propose(wanted: Iterable[Wanted], candidates: Iterable[Candidate], terms: Terms) -> list[Proposal]:
    """The best items for each entity, best first; none that scores below 60, five at most."""
    from rapidfuzz import fuzz, process

    listed = list(candidates)
    forms: dict[str, list[int]] = defaultdict(list)
    for number, candidate in enumerate(listed):
        for form in {plain_form(name) for _, name in candidate.names}:
            forms[form].append(number)
    choices = list(forms)
    found: list[Proposal] = []
    for entity in wanted:
        near: set[int] = set()
        for form in {plain_form(name) for _, name, _ in entity.names}:
            for choice, _, _ in process.extract(form, choices, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=20):
                near.update(forms[choice])
        scored = [score(entity, listed[number], terms) for number in sorted(near)]
        best = sorted((each for each in scored if each.score >= LOWEST), key=lambda each: (-each.score, _number(each)))
        found.extend(best[:MOST])
    return found


def score(entity: Wanted, candidate: Candidate, terms: Terms) -> Proposal:
    """How well one item fits one entity."""
    points, name, reason = max(
        (_by_name(own, other) for own in entity.names for other in candidate.names), key=lambda found: found[0]
    )
    whys = [reason]
    for change, why in (_by_class(entity, candidate, terms), _by_date(entity, candidate)):
        points += change
        whys += [why] if why else []
    return Proposal(entity.id, entity.label, candidate, name, max(0, min(100, points)), "; ".join(whys))


def plain_form(name: str) -> str:
    """A name in NFKC without case, blanks and the signs that part names.

    >>> plain_form("ニキータ・フルシチョフ") == plain_form("ﾆｷｰﾀ＝フルシチョフ")
    True
    """
    return _PARTING.sub("", unicodedata.normalize("NFKC", name).casefold())


def _by_name(own: tuple[str, str, bool], other: tuple[str, str]) -> tuple[int, str, str]:
    from rapidfuzz import fuzz

    language, name, preferred = own
    shown = f"{'name' if preferred else 'alias'} ({language})"
    lower = 0 if preferred else _ALIAS
    away = 0 if language.lower() == other[0].lower() else _OTHER_LANGUAGE
    if name == other[1]:
        return _SAME - lower - away, other[1], f"same {shown}"
    if plain_form(name) == plain_form(other[1]):
        return _ALIKE - lower - away, other[1], f"same {shown} but for width, case or signs"
    likeness = fuzz.ratio(plain_form(name), plain_form(other[1]))
    return round(likeness * 0.9) - lower - away, other[1], f"{shown} {round(likeness)}% alike"


def _by_class(entity: Wanted, candidate: Candidate, terms: Terms) -> tuple[int, str]:
    """Whether the class is one of the entity's kind; one that is known to be of another kind counts against it."""
    kind = entity.id.partition("/")[0]
    fitting = {terms.items.get(key) for key in (CLASSES[kind], *entity.types)}
    others = {terms.items.get(key) for key in map(CLASSES.__getitem__, KINDS)} - fitting
    if candidate.classes & fitting:
        return _CLASS_FITS, f"class of a {kind}"
    against = sorted(candidate.classes & others)
    return (-_CLASS_MISFITS, f"class {against[0]} is not of a {kind}") if against else (0, "")


def _by_date(entity: Wanted, candidate: Candidate) -> tuple[int, str]:
    if not entity.dates or not candidate.dates:
        return 0, ""
    if any(_overlap(own, other) for own in entity.dates for other in candidate.dates):
        return _DATE_FITS, "date fits"
    return -_DATE_MISFITS, f"date {candidate.dates[0]} against {entity.dates[0]}"


def _overlap(one: str, other: str) -> bool:
    (first, last), (begin, end) = bounds(one), bounds(other)
    return not ((last and begin and last < begin) or (end and first and end < first))


def _names(entity: Entity) -> tuple[tuple[str, str, bool], ...]:
    fields = entity.fields
    names = [(language, name, True) for language, name in fields["label"].items() if language != "ja-Hira"]
    names += [(language, form, False) for language, forms in fields.get("alt", {}).items() for form in forms]
    return tuple(names)


def _number(proposal: Proposal) -> int:
    return int(proposal.candidate.qid[1:])
