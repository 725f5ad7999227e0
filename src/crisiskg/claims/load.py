"""Curated files into checked values: every mistake of every file in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from crisiskg.claims.check import check_claims, check_entities
from crisiskg.claims.model import Citation, Claim, Curated, Entity, RecordSource
from crisiskg.claims.schema import Schema, check_schema, load_schemas
from crisiskg.claims.vocabulary import Statable
from crisiskg.errors import DataError, Problem, nearest
from crisiskg.located import Located, read_yaml
from crisiskg.texts import Anchor


def load_curated(data: Path, vocabulary: dict[str, Statable], texts: Iterable[str]) -> Curated:
    """Read ``entities/``, ``claims/`` and ``citations/`` of a data folder.

    ``vocabulary`` is what claims may state; ``texts`` the ids of the registered texts.
    Raises ``DataError`` with all problems found, each with file, line, key and mend.
    """
    schemas = load_schemas(data / "schema")
    problems: list[Problem] = []
    entities: dict[str, Entity] = {}
    claims: dict[str, Claim] = {}
    citations: list[Citation] = []

    for located in _files(data, "entities", schemas["entities"], problems):
        for entity in _entities(located):
            if entity.id in entities:
                problems.append(_twice(entity, entities[entity.id], "merge the two or rename one"))
            else:
                entities[entity.id] = entity
    known_texts = set(texts)
    for located in _files(data, "claims", schemas["claims"], problems):
        problems.extend(_registered(located, known_texts))
        for claim in _claims(located):
            if claim.slug in claims:
                problems.append(_twice(claim, claims[claim.slug], "change one digit of one of them"))
            else:
                claims[claim.slug] = claim
    for located in _files(data, "citations", schemas["citations"], problems):
        problems.extend(_registered(located, known_texts))
        citations.extend(_citations(located))

    problems.extend(check_entities(entities))
    problems.extend(check_claims(claims, entities, vocabulary))
    for citation in citations:
        if citation.work not in entities:
            message = f"{citation.work} is not defined"
            problems.append(Problem(citation.file, citation.line, "work", message, "add it to data/entities/"))
    if problems:
        count = len(problems)
        raise DataError(f"{count} mistake{'s' if count > 1 else ''} in the curated data", problems)
    return Curated(entities, tuple(claims.values()), tuple(citations))


def _files(data: Path, folder: str, schema: Schema, problems: list[Problem]) -> Iterator[Located]:
    """Each readable file of a folder that keeps to its schema; the rest become problems."""
    for path in sorted((data / folder).glob("*.y*ml")):
        name = f"{data.name}/{folder}/{path.name}"
        try:
            located = read_yaml(path, name)
        except DataError as error:
            problems.extend(error.problems)
            continue
        found = check_schema(located, schema)
        problems.extend(found)
        if not found or _shape_holds(located.value, folder):
            yield located


def _twice(again: Entity | Claim, first: Entity | Claim, mend: str) -> Problem:
    message = f"the id {again.id} stands twice (first in {first.file}:{first.line})"
    return Problem(again.file, again.line, "id", message, mend)


def _registered(located: Located, texts: set[str]) -> list[Problem]:
    text = located.value.get("text")
    if text is None or text in texts:
        return []
    mend = nearest(str(text), texts) or "add it to data/texts.yaml"
    return [located.problem(("text",), f"the text {text} is not registered", mend)]


def _shape_holds(value: Any, folder: str) -> bool:
    """Whether a file with mistakes can still be read on, so that the mistakes beyond show too."""
    return isinstance(value, list) if folder == "entities" else isinstance(value, dict)


def _entities(located: Located) -> Iterator[Entity]:
    for index, item in enumerate(located.value or ()):
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            continue
        fields = {key: value for key, value in item.items() if key != "id"}
        yield Entity(item["id"], fields, located.file, located.line((index, "id")))


def _dicts(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    if isinstance(value, list):
        yield from ((index, item) for index, item in enumerate(value) if isinstance(item, dict))


def _claims(located: Located) -> Iterator[Claim]:
    source = located.value.get("text", "record")
    for index, passage in _dicts(located.value.get("passages")):
        anchors = tuple(
            Anchor(anchor["start"], anchor["end"], anchor["segment"], anchor["loose"], anchor.get("chars"))
            for _, anchor in _dicts(passage.get("anchors"))
            if {"start", "end", "segment", "loose"} <= anchor.keys()
        )
        for number, item in _dicts(passage.get("claims")):
            line = located.line(("passages", index, "claims", number))
            yield from _claim(source, item, anchors, None, located.file, line)
    for index, group in _dicts(located.value.get("sources")):
        origin = group.get("source")
        if not isinstance(origin, dict) or not {"work", "locator"} <= origin.keys():
            continue
        record = RecordSource(origin["work"], origin["locator"], origin.get("url"))
        for number, item in _dicts(group.get("claims")):
            line = located.line(("sources", index, "claims", number))
            yield from _claim(source, item, (), record, located.file, line)


def _claim(
    source: str,
    item: dict[str, Any],
    anchors: tuple[Anchor, ...],
    record: RecordSource | None,
    file: str,
    line: int | None,
) -> Iterator[Claim]:
    if not all(isinstance(item.get(key), str) for key in ("id", "subject", "predicate")) or "object" not in item:
        return
    yield Claim(
        source=source,
        id=item["id"],
        subject=item["subject"],
        predicate=item["predicate"],
        value=item["object"],
        anchors=anchors,
        record=record,
        file=file,
        line=line,
        certainty=item.get("certainty", "asserted"),
        polarity=item.get("polarity", "positive"),
        held_by=tuple(item.get("heldBy") or ()),
        attitude=item.get("attitude"),
        qualifiers=dict(item.get("qualifiers") or {}),
        disputes=tuple(item.get("disputes") or ()),
        rank=item.get("rank", "normal"),
        rank_reason=item.get("rankReason"),
    )


def _citations(located: Located) -> Iterator[Citation]:
    text = located.value.get("text")
    for index, item in _dicts(located.value.get("citations")):
        if isinstance(text, str) and {"note", "work"} <= item.keys():
            line = located.line(("citations", index))
            yield Citation(
                text, str(item["note"]), item["work"], item.get("locator"), item.get("url"), located.file, line
            )
