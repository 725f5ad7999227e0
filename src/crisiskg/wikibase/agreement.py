"""How what an item says stands to what the texts and records claim already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from crisiskg.claims.dates import bounds
from crisiskg.claims.model import Claim
from crisiskg.claims.vocabulary import Statable


class Relation(Enum):
    """How one claim stands to another of the same subject and property; the first are told first."""

    CONFLICTS = "conflicts with"
    AGREES = "agrees with"
    REFINES = "is more precise than"
    BLURS = "is less precise than"
    OVERLAPS = "overlaps"
    ADDS = "is another value beside"


_RANKING = tuple(Relation)


@dataclass(frozen=True)
class Compared:
    """A claim taken over, with the claims about the same, best known relations first."""

    claim: Claim
    relations: tuple[tuple[Relation, str], ...]

    @property
    def verdict(self) -> Relation | None:
        """The relation that counts: a conflict before everything else; ``None`` for what nobody claims yet."""
        return self.relations[0][0] if self.relations else None


def compare(fresh: Iterable[Claim], claims: Iterable[Claim], vocabulary: Mapping[str, Statable]) -> list[Compared]:
    """Each claim taken over beside the claims of every other source.

    Conflicts are those that the derivations ``60`` to ``62`` find: what somebody merely held
    conflicts with nothing. A reader's disputes are not looked at.
    """
    known: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.held_by:
            known[claim.subject, claim.predicate].append(claim)
    found = []
    for claim in fresh:
        others = [] if claim.held_by else known[claim.subject, claim.predicate]
        relations = [
            (relation, other.slug)
            for other in others
            if other.source != claim.source
            and (relation := _relation(claim, other, vocabulary[claim.predicate])) is not None
        ]
        found.append(Compared(claim, tuple(sorted(relations, key=lambda pair: (_RANKING.index(pair[0]), pair[1])))))
    return found


def _relation(claim: Claim, other: Claim, statable: Statable) -> Relation | None:
    same = claim.value == other.value
    if claim.polarity != other.polarity:
        return Relation.CONFLICTS if same else None
    if same:
        return Relation.AGREES
    if claim.polarity == "negative":
        return None
    if statable.literal == "edtf" and isinstance(claim.value, str) and isinstance(other.value, str):
        return _of_dates(claim.value, other.value)
    return Relation.CONFLICTS if statable.functional else Relation.ADDS


def _of_dates(one: str, other: str) -> Relation:
    """Disjoint dates conflict; of two that overlap, the one within the other is more precise."""
    first, last = bounds(one)
    begin, end = bounds(other)
    if (last and begin and last < begin) or (end and first and end < first):
        return Relation.CONFLICTS
    if (first, last) == (begin, end):
        return Relation.AGREES
    within = (begin is None or (first is not None and first >= begin)) and (
        end is None or (last is not None and last <= end)
    )
    around = (first is None or (begin is not None and first <= begin)) and (
        last is None or (end is not None and last >= end)
    )
    return Relation.REFINES if within else Relation.BLURS if around else Relation.OVERLAPS
