"""What the terminal shows of imports from a Wikibase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from crisiskg.claims.model import Claim
from crisiskg.console import as_json
from crisiskg.wikibase.agreement import Relation
from crisiskg.wikibase.take_over import Import

_NEW = "new"


def import_json(found: Import) -> str:
    """An import as JSON: each claim with its relations to others, and every statement not taken over."""
    return as_json(
        {
            "wikibase": found.name,
            "file": found.file,
            "items": [{"id": item.id, "revision": item.revision} for item in found.items],
            "counts": _counts(found),
            "claims": [
                {
                    "slug": compared.claim.slug,
                    "source": compared.claim.record.locator if compared.claim.record else "",
                    "subject": compared.claim.subject,
                    "predicate": compared.claim.predicate,
                    "object": compared.claim.value,
                    "polarity": compared.claim.polarity,
                    "certainty": compared.claim.certainty,
                    "heldBy": list(compared.claim.held_by),
                    "attitude": compared.claim.attitude,
                    "qualifiers": compared.claim.qualifiers,
                    "rank": compared.claim.rank,
                    "rankReason": compared.claim.rank_reason,
                    "verdict": compared.verdict.name.lower() if compared.verdict else _NEW,
                    "relations": [
                        {"relation": relation.name.lower(), "claim": slug} for relation, slug in compared.relations
                    ],
                }
                for compared in found.fresh
            ],
            "unmapped": [asdict(statement) for statement in found.unmapped],
            "kept": found.earlier,
        }
    )


def import_lines(found: Import) -> str:
    """An import for reading: claims by item, what each agrees and conflicts with, what is left out and why."""
    lines: list[str] = []
    place = ""
    for compared in found.fresh:
        claim = compared.claim
        where = claim.record.locator if claim.record else ""
        if where != place:
            place = where
            lines.append(where)
        lines.append(f"  {_said(claim)}")
        lines += [f"    {relation.value} {slug}" for relation, slug in compared.relations] or [
            "    nobody claims it yet"
        ]
    if found.unmapped:
        lines.append("not taken over:")
        lines += _left_out(found)
    counts = ", ".join(f"{count} {name}" for name, count in _counts(found).items()) or "none"
    lines.append(
        f"{len(found.items)} items of {found.name}: {len(found.fresh)} claims ({counts}); "
        f"{len(found.unmapped)} statements not taken over"
    )
    return "\n".join(lines) + "\n"


def _counts(found: Import) -> dict[str, int]:
    names = {relation: relation.name.lower() for relation in Relation}
    verdicts = Counter(names[compared.verdict] if compared.verdict else _NEW for compared in found.fresh)
    return {name: verdicts[name] for name in (*names.values(), _NEW) if verdicts[name]}


def _said(claim: Claim) -> str:
    value = claim.value if isinstance(claim.value, str) else f"{claim.value['value']} {claim.value['unit']['en']}"
    marks = [claim.rank] * (claim.rank != "normal") + [claim.certainty] * (claim.certainty != "asserted")
    marks += [f"{', '.join(claim.held_by)} {claim.attitude}"] if claim.held_by else []
    marks += [f"{name} {said}" for name, said in claim.qualifiers.items()]
    negated = "¬ " if claim.polarity == "negative" else ""
    return f"{claim.subject} {claim.predicate} {negated}{value}" + (f" [{'; '.join(marks)}]" if marks else "")


def _left_out(found: Import) -> Iterable[str]:
    """What is not in the mapping by property, everything else one by one."""
    unknown = Counter(each.property for each in found.unmapped if each.reason == _UNKNOWN)
    for each in found.unmapped:
        if each.reason != _UNKNOWN:
            yield f"  {each.item} {each.property} {each.statement}: {each.reason}"
    for property_, count in sorted(unknown.items()):
        yield f"  {property_}, {count} times: {_UNKNOWN}"


_UNKNOWN = "the mapping does not have the property"
