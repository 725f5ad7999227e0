"""What the terminal shows: library values as lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from crisiskg.citations import TextReading, as_yaml, proposals
from crisiskg.graph.compare import Change
from crisiskg.graph.validate import Report
from crisiskg.query.card import Card, CardClaim, Evidence
from crisiskg.query.chain import CitedSource, Citing
from crisiskg.query.model import StoredQuery
from crisiskg.terms import compact
from crisiskg.texts import Occurrence, Outcome, TextCheck

_SHOWN = 200
_NO_SOURCE = {"ja": "この箇所に注はない", "en": "no note cites a source here"}
_CITED = {"ja": "引用箇所", "en": "cited in"}


def as_json(value: Any) -> str:
    """Any value of the library as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"


def report_json(report: Report) -> str:
    """A validation report as JSON."""
    return as_json(asdict(report))


def verification_json(checks: Sequence[TextCheck]) -> str:
    """A verification as JSON, every anchor with its outcome."""
    return as_json([asdict(check) for check in checks])


def verification_lines(checks: Sequence[TextCheck]) -> str:
    """A verification as lines: one for each text, one for each anchor that does not hold."""
    lines = []
    for check in checks:
        counts = ", ".join(f"{check.count(outcome)} {outcome.value}" for outcome in Outcome if check.count(outcome))
        lines.append(f"{check.text}: {check.edition.value}" + (f"; anchors: {counts}" if counts else ""))
        if check.problem:
            lines.append(f"  {check.problem}")
        for result in check.anchors:
            if result.outcome is not Outcome.OK:
                places = ", ".join(f"{start}-{end}" for start, end in result.places[:5]) or "nowhere"
                lines.append(f"  {result.anchor.start}-{result.anchor.end} {result.outcome.value}: {places}")
    return "\n".join(lines)


def occurrences_json(found: Sequence[Occurrence]) -> str:
    """The places of some words as JSON."""
    return as_json([asdict(place) for place in found])


def occurrences_lines(found: Sequence[Occurrence]) -> str:
    """The places of some words, each with its section and an anchor ready to paste."""
    if not found:
        return "the words stand nowhere in the text"
    lines = []
    for number, place in enumerate(found, 1):
        where = [f"section {place.section}" if place.section else "no section"]
        where += [f"page {place.page}"] * bool(place.page) + [f"in note {place.note}"] * bool(place.note)
        where += [f"carries note {', '.join(place.carries)}"] * bool(place.carries)
        where += ["interrupted by a running head or note"] * place.interrupted
        lines.append(f"# {number} of {len(found)}: {'; '.join(where)}")
        lines.append(place.yaml())
    return "\n".join(lines)


def citations_json(reading: TextReading) -> str:
    """What a text cites as JSON, the works by their ids."""
    return as_json(
        {
            "text": reading.text,
            "notes": reading.notes,
            "citations": [
                {
                    "note": item.note,
                    "start": item.reference.span[0],
                    "end": item.reference.span[1],
                    "form": item.reference.form,
                    "work": item.work.id or None if item.work else None,
                    "candidates": [work.id for work in item.candidates],
                    "locator": item.reference.locator,
                }
                for item in reading.citations
            ],
            "unregistered": proposals(reading.unregistered),
            "leftover": [{"note": note, "start": start, "end": end} for note, (start, end) in reading.leftover],
        }
    )


def citations_lines(reading: TextReading) -> str:
    """What a text cites, in numbers; what is undecided, unknown or left over; works to register."""
    left = {note for note, _ in reading.leftover}
    characters = sum(end - start for _, (start, end) in reading.leftover)
    lines = [
        f"{reading.text}: {_count(len(reading.citations), 'citation')} in {_count(reading.notes, 'note')}"
        " and the reference lists",
        f"{_count(len(left), 'note')} not read to the end, {_count(characters, 'character')} left over",
    ]
    lines += [f"  note {note}: {start}-{end} left over" for note, (start, end) in reading.leftover]
    for item in reading.undecided:
        names = " or ".join(work.id or work.reference.title for work in item.candidates)
        lines.append(f"  note {item.note}, {item.reference.span[0]}-{item.reference.span[1]}: undecided, {names}")
    for item in reading.unknown:
        lines.append(f"  note {item.note}, {item.reference.span[0]}-{item.reference.span[1]}: no work that is known")
    if reading.unregistered:
        lines.append(f"{_count(len(reading.unregistered), 'work')} to complete and paste into data/entities/:")
        lines += [as_yaml(entity).rstrip() for entity in proposals(reading.unregistered)]
    return "\n".join(lines) + "\n"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def query_list(queries: dict[str, StoredQuery]) -> str:
    """The stored queries by number, with their parameters."""
    lines = []
    for name, query in sorted(queries.items(), key=lambda item: (item[1].number, item[0])):
        lines.append(click.style(f"{query.number:>2} {name}", bold=True))
        lines.append(f"   {query.title['en']} / {query.title['ja']}")
        for parameter in query.parameters:
            default = "" if parameter.default is None else f" (default {parameter.default})"
            lines.append(f"   --param {parameter.name}=<{parameter.type}>{default}: {parameter.help['en']}")
    return "\n".join(lines)


def changes_json(changes: Sequence[Change]) -> str:
    """A comparison of two releases as JSON."""
    return as_json([asdict(change) for change in changes])


def changes_lines(changes: Sequence[Change]) -> str:
    """A comparison of two releases as lines with + and -."""
    if not changes:
        return "the releases hold the same triples\n"
    lines = []
    for change in changes:
        lines.append(f"{change.status} {compact(change.thing)}")
        lines += [f"  - {line}" for line in change.gone] + [f"  + {line}" for line in change.new]
    counts = {status: sum(c.status == status for c in changes) for status in ("added", "removed", "changed")}
    lines.append(", ".join(f"{count} {status}" for status, count in counts.items()))
    return "\n".join(lines) + "\n"


def card_json(card: Card) -> str:
    """An entity's card as JSON."""
    return as_json(asdict(card))


def card_lines(card: Card, language: str, passages: dict[tuple[int, int, str], str] | None = None) -> str:
    """An entity's card for reading; ``passages`` gives the words of spans of the reader's own texts."""
    other = "en" if language == "ja" else "ja"
    names = " / ".join(card.labels[tag] for tag in (language, other) if tag in card.labels)
    lines = [click.style(names, bold=True), card.iri] if names else [card.iri]
    lines += [f"also: {', '.join(card.other_names)}"] * bool(card.other_names)
    lines += [card.gist[language]] if language in card.gist else []
    lines.append(", ".join(kind[language] for kind in card.types))
    lines += [f"{name}: {value}" for name, value in card.derived]
    lines += [f"same as {match}" for match in card.matches]
    lines += _claims_lines(card, language, passages or {})
    if card.cited:
        lines += ["", click.style(_CITED[language], bold=True)]
        lines += ["  " + _citing(place, card, language) for place in card.cited]
    for part in card.parts:
        when = ", ".join(value for name, value in part.derived if name == "ckg:date")
        name = part.labels.get(language, part.iri)
        lines += ["", click.style(f"■ {name}" + (f" ({when})" if when else ""), bold=True, fg="cyan"), part.iri]
        lines += _claims_lines(part, language, passages or {})
    return "\n".join(lines) + "\n"


def chain_lines(card: Card, language: str, passages: dict[tuple[int, int, str], str]) -> str:
    """The card of one claim as the chain claim, passage, notes, sources."""
    lines = [card.iri]
    for claim in card.claims:
        lines.append(click.style(f"{claim.predicate[language]}: {claim.value[language]}", bold=True))
        lines += _claim_lines(claim, language, passages)[1:]
        if not claim.sources and any(evidence.start is not None for evidence in claim.evidence):
            lines.append("    " + _NO_SOURCE[language])
    return "\n".join(lines) + "\n"


def _claims_lines(card: Card, language: str, passages: dict[tuple[int, int, str], str]) -> list[str]:
    lines: list[str] = []
    heading = ""
    for claim in card.claims:
        title = ("← " if claim.inverse else "") + claim.predicate[language]
        if title != heading:
            heading = title
            lines += ["", click.style(title, bold=True)]
        lines += _claim_lines(claim, language, passages)
    return lines


def _claim_lines(claim: CardClaim, language: str, passages: dict[tuple[int, int, str], str]) -> list[str]:
    marks = [claim.rank] if claim.rank != "normal" else []
    marks += [claim.certainty] if claim.certainty != "asserted" else []
    held = ", ".join(holder[language] for holder in claim.holders)
    marks += [f"{held} {claim.attitude}"] if held else []
    marks += [f"{name.lower()} {value[language]}" for name, value in claim.qualifiers]
    text = ("¬ " if claim.negative else "") + claim.value[language] + (f" [{'; '.join(marks)}]" if marks else "")
    colour = {"deprecated": "red", "preferred": "green"}.get(claim.rank)
    lines = ["  " + (click.style(text, fg=colour) if colour else text) + f"  {compact(claim.claim)}"]
    for evidence in claim.evidence:
        lines.append("    " + _place(evidence))
        passage = passages.get((evidence.start or 0, evidence.end or 0, evidence.source))
        lines += [f"      「{passage[:_SHOWN]}{'…' if len(passage) > _SHOWN else ''}」"] if passage else []
    lines += ["    → " + line for source in claim.sources for line in source_lines(source, language)]
    lines += [f"    {claim.note[language]}"] if language in claim.note else []
    lines += [f"    conflicts with {compact(other)}" for other in claim.conflicts]
    return lines


def _citing(place: Citing, card: Card, language: str) -> str:
    parts = [compact(place.source) + (f" note {place.note}" if place.note else "")]
    parts += [place.work[language]] if place.work != {tag: card.labels.get(tag, "") for tag in place.work} else []
    parts += [place.locator] if place.locator else []
    return ", ".join(parts) + f" ({_count(place.claims, 'claim')})"


def source_lines(source: CitedSource, language: str) -> list[str]:
    """One cited source for reading: what, where in it, who keeps it, and the address."""
    if not source.work:
        names = " | ".join(work[language] for work in source.candidates)
        return [f"note {source.note}: undecided, {names}"]
    parts = [f"note {source.note}: {source.work[language]}"]
    parts += [source.locator] if source.locator else []
    # A date that the name has already is not said twice.
    parts += [source.date] if source.date and source.date not in source.locator and not source.held else []
    parts += [whole[language] for whole in source.held]
    parts += [f"cited in {source.through[language]}"] if source.through else []
    return [", ".join(parts)] + [f"  {address}" for address in (source.document or source.url,) if address]


def _place(evidence: Evidence) -> str:
    source = compact(evidence.source)
    if evidence.start is None:
        return " ".join(part for part in (source, evidence.locator, evidence.url) if part)
    parts = [f"{source} {evidence.start}-{evidence.end}"]
    parts += [f"§ {evidence.section}"] if evidence.section else []
    parts += [f"p. {evidence.page}"] if evidence.page else []
    parts += [f"in note {evidence.note}"] if evidence.note else []
    parts += [f"note {', '.join(evidence.notes)}"] if evidence.notes else []
    return ", ".join(parts)


def passages_of(card: Card, contents: dict[str, str]) -> dict[tuple[int, int, str], str]:
    """The words of every span of a card, from the contents of the reader's texts by IRI."""
    found: dict[tuple[int, int, str], str] = {}
    for part in card.parts:
        found |= passages_of(part, contents)
    for claim in card.claims:
        for evidence in claim.evidence:
            if evidence.start is not None and evidence.end is not None and evidence.source in contents:
                words = contents[evidence.source][evidence.start : evidence.end]
                found[evidence.start, evidence.end, evidence.source] = "".join(words.split())
    return found
