"""Proposals as a table to confirm, and what was confirmed as lines to paste into data/entities/."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from crisiskg.claims.model import Entity
from crisiskg.errors import DataError, Problem, nearest
from crisiskg.matching.candidates import is_qid, read_rows
from crisiskg.matching.scoring import Proposal

COLUMNS = ("entity", "label", "qid", "candidate label", "description", "score", "why", "confirm")
_YES = frozenset(("yes", "y", "x", "1", "true", "ja", "はい", "○", "〇"))
_NO = frozenset(("", "no", "n", "0", "false", "nein", "いいえ", "×", "?"))
_START = "wikidata:"


def proposal_table(proposals: Iterable[Proposal]) -> bytes:
    """The proposals as CSV for a spreadsheet, the column ``confirm`` empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in proposals:
        candidate = each.candidate
        row = (each.entity, each.label, candidate.qid, each.name, candidate.description, each.score, each.why, "")
        writer.writerow([_harmless(str(cell)) for cell in row])
    # Spreadsheets take a file with a byte order mark as UTF-8.
    return ("\ufeff" + buffer.getvalue()).encode("utf-8")


def confirmed_lines(path: Path, entities: Mapping[str, Entity]) -> str:
    """The ``match:`` lines of the rows whose ``confirm`` says yes, each under the place of its entity.

    What an entity is matched to already stays in its line. Raises ``UsageError`` for a missing file,
    ``DataError`` for every row with an unknown entity, a bad id, an answer that is neither yes nor
    no, and for ids that would stand for two entities, or entities with two ids.
    """
    rows = read_rows(path, ("entity", "qid", "confirm"), COLUMNS)
    problems: list[Problem] = []
    taken = {
        match: id_
        for id_, entity in entities.items()
        for match in entity.fields.get("match", {}).get("exact", ())
        if match.startswith(_START)
    }
    chosen: dict[str, str] = {}
    for line, row in rows:
        answer = row["confirm"].casefold()
        if answer in _NO:
            continue
        problem = _wrong(row, answer, entities, taken, chosen)
        if problem:
            problems.append(Problem(path.name, line, problem[0], problem[1], problem[2]))
            continue
        chosen[row["entity"]] = _START + row["qid"]
        taken[_START + row["qid"]] = row["entity"]
    if problems:
        raise DataError(f"{path} has mistakes; correct them before pasting", problems)
    lines = []
    for id_, match in sorted(chosen.items(), key=lambda pair: (entities[pair[0]].file, entities[pair[0]].line or 0)):
        entity = entities[id_]
        before = {key: list(found) for key, found in entity.fields.get("match", {}).items()}
        matches = {**before, "exact": [*before.get("exact", []), match]}
        said = ", ".join(f"{key}: [{', '.join(_quoted(value) for value in found)}]" for key, found in matches.items())
        instead = " (instead of its match line)" if before else ""
        lines += [f"# {entity.file}:{entity.line} {id_}{instead}", f"  match: {{{said}}}"]
    return "".join(line + "\n" for line in lines)


def _wrong(
    row: dict[str, str],
    answer: str,
    entities: Mapping[str, Entity],
    taken: Mapping[str, str],
    chosen: Mapping[str, str],
) -> tuple[str, str, str] | None:
    """What is wrong with a confirmed row: key, message and mend."""
    id_, qid = row["entity"], row["qid"]
    match = _START + qid
    if answer not in _YES:
        return "confirm", f"{row['confirm']!r} is neither yes nor no", "write yes, or leave it empty"
    if id_ not in entities:
        return "entity", f"{id_} is not defined", nearest(id_, entities) or "take the entity from the proposals"
    if not is_qid(qid):
        return "qid", f"{qid!r} is no id of an item", "give an id such as Q30"
    if chosen.get(id_) == match:
        return "qid", f"{id_} is confirmed twice", "keep one of the two rows"
    if id_ in chosen:
        return "qid", f"{id_} would have two ids, {chosen[id_].removeprefix(_START)} and {qid}", "confirm one of them"
    held = [other for other in entities[id_].fields.get("match", {}).get("exact", ()) if other.startswith(_START)]
    if held:
        return "entity", f"{id_} is matched to {held[0].removeprefix(_START)} already", "remove the row, or the match"
    if match in taken:
        return "qid", f"{qid} would stand for {taken[match]} too", "confirm one of them; merge them if they are one"
    return None


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _quoted(value: str) -> str:
    return f'"{value}"'
