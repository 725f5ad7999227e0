"""Curated files into checked values: every mistake of every file in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from crisiskg.claims.check import check_citations, check_claims, check_entities
from crisiskg.claims.model import RECORD, Citation, Claim, Curated, Entity, RecordSource
from crisiskg.claims.names import tidied, untidy
from crisiskg.claims.schema import Schema, faults, load_schemas
from crisiskg.claims.vocabulary import Statable
from crisiskg.errors import DataError, Problem, nearest
from crisiskg.located import Located, Place, read_yaml
from crisiskg.texts import Anchor

#: The keys of an entity that hold what people read of it and look it up by.
_NAMES = ("label", "alt", "hidden", "gist", "title")


@dataclass(frozen=True)
class _File:
    """A file and the places in it that depart from its schema."""

    located: Located
    faulty: frozenset[Place]

    def sound(self, place: Place) -> bool:
        """Whether everything at and below a place keeps to the schema."""
        return not any(fault[: len(place)] == place for fault in self.faulty)


def load_curated(data: Path, vocabulary: dict[str, Statable], texts: Iterable[str]) -> Curated:
    """Read ``entities/``, ``claims/`` and ``citations/`` of a data folder.

    ``vocabulary`` is what claims may state; ``texts`` the ids of the registered texts. An entity,
    claim or citation that departs from its schema is left out, but its id stays known: the mistakes
    of all others still show, and a reference to it is not one of them.
    Raises ``DataError`` with all problems found, each with file, line, key and mend.
    """
    schemas = load_schemas(data / "schema")
    problems: list[Problem] = []
    entities: dict[str, Entity] = {}
    claims: dict[str, Claim] = {}
    citations: list[Citation] = []
    known_texts = set(texts)
    things: dict[str, str] = {}
    slugs: dict[str, str] = {}

    for file in _files(data, "entities", schemas["entities"], problems):
        problems.extend(_note(_ids(file.located.value, ()), file.located, things, "merge the two or rename one"))
        entities.update((entity.id, entity) for entity in _entities(file))
    known = {thing for thing in things if not thing.startswith("text/")} | {f"text/{text}" for text in known_texts}
    for file in _files(data, "claims", schemas["claims"], problems):
        problems.extend(_registered(file, known_texts))
        problems.extend(_note(_slugs(file.located), file.located, slugs, "change one digit of one of them"))
        claims.update((claim.slug, claim) for claim in _claims(file))
    for file in _files(data, "citations", schemas["citations"], problems):
        problems.extend(_registered(file, known_texts))
        citations.extend(_citations(file))

    problems.extend(check_entities(entities.values(), known))
    problems.extend(check_claims(claims.values(), known, slugs, vocabulary))
    problems.extend(check_citations(citations, known))
    if problems:
        count = len(problems)
        raise DataError(f"{count} mistake{'s' if count > 1 else ''} in the curated data", problems)
    return Curated(entities, tuple(claims.values()), tuple(citations))


def load_entities(data: Path) -> dict[str, Entity]:
    """Read ``entities/`` alone, by id. Raises ``DataError`` when one departs from its schema."""
    problems: list[Problem] = []
    schema = load_schemas(data / "schema")["entities"]
    entities = {entity.id: entity for file in _files(data, "entities", schema, problems) for entity in _entities(file)}
    if problems:
        raise DataError("mistakes in the entities", problems)
    return entities


def _files(data: Path, folder: str, schema: Schema, problems: list[Problem]) -> Iterator[_File]:
    """Each file of a folder that can be read on; the mistakes of all become problems."""
    for path in sorted((data / folder).glob("*.y*ml")):
        name = f"{data.name}/{folder}/{path.name}"
        try:
            located = read_yaml(path, name)
        except DataError as error:
            problems.extend(error.problems)
            continue
        found = faults(located, schema)
        problems.extend(located.problems)
        problems.extend(problem for _, problem in found)
        if isinstance(located.value, list if folder == "entities" else dict):
            file = _File(located, frozenset(place for place, _ in found) | located.refused)
            if folder == "entities":
                problems.extend(_untidy_names(file))
            yield file


def _untidy_names(file: _File) -> Iterator[Problem]:
    """A problem for each name with characters that nobody sees: no JSON Schema can tell them."""
    for index, item in _items(file.located.value):
        for key in _NAMES:
            for place, name in _strings(item.get(key), (index, key)):
                wrong = untidy(name)
                if wrong and file.sound(place):
                    mend = f"write {tidied(name)!r}" if tidied(name) else "give the name"
                    yield file.located.problem(place, f"{name!r} {wrong}", mend)


def _strings(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(part, (*place, key))


def _note(ids: Iterable[tuple[str, Place]], located: Located, seen: dict[str, str], mend: str) -> Iterator[Problem]:
    """Add each id with its file and line to those seen; an id that was seen before is a problem."""
    for id_, place in ids:
        if id_ in seen:
            yield located.problem(place, f"the id {id_} stands twice (first in {seen[id_]})", mend)
        else:
            seen[id_] = f"{located.file}:{located.line(place)}"


def _registered(file: _File, texts: set[str]) -> list[Problem]:
    record = file.located.value.get("record")
    if isinstance(record, str) and record in texts:
        message = f"{record} is the id of a text, and would be that of a record too"
        return [file.located.problem(("record",), message, "give the record another name")]
    text = file.located.value.get("text")
    if text is None or not file.sound(("text",)) or text in texts:
        return []
    mend = nearest(text, texts) or "add it to data/texts.yaml"
    return [file.located.problem(("text",), f"the text {text} is not registered", mend)]


def _items(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    if isinstance(value, list):
        yield from ((index, item) for index, item in enumerate(value) if isinstance(item, dict))


def _ids(items: Any, place: Place) -> Iterator[tuple[str, Place]]:
    """The id of every item of a list that stands at a place, and where it is; faulty items too."""
    for index, item in _items(items):
        if isinstance(item.get("id"), str):
            yield item["id"], (*place, index, "id")


def _slugs(located: Located) -> Iterator[tuple[str, Place]]:
    for key in ("passages", "sources"):
        for index, group in _items(located.value.get(key)):
            for id_, place in _ids(group.get("claims"), (key, index, "claims")):
                yield f"{_source(located)}-{id_}", place


def _source(located: Located) -> str:
    if "record" in located.value:
        name = located.value["record"]
        return name if isinstance(name, str) and name else RECORD
    text = located.value.get("text")
    # A claims file bears the name of its text: enough to go on with when its text is at fault.
    return text if isinstance(text, str) else PurePath(located.file).stem


def _entities(file: _File) -> Iterator[Entity]:
    for index, item in _items(file.located.value):
        if file.sound((index,)):
            fields = {key: value for key, value in item.items() if key != "id"}
            yield Entity(item["id"], fields, file.located.file, file.located.line((index, "id")))


def _claims(file: _File) -> Iterator[Claim]:
    value = file.located.value
    for index, passage in _items(value.get("passages")):
        place: Place = ("passages", index)
        anchors = tuple(
            Anchor(int(item["start"]), int(item["end"]), item["segment"], item["loose"], item.get("chars"))
            for number, item in _items(passage.get("anchors"))
            if file.sound((*place, "anchors", number))
        )
        yield from _claims_of(file, passage, place, anchors, None)
    for index, group in _items(value.get("sources")):
        place = ("sources", index)
        record = None
        if "source" in group and file.sound((*place, "source")):
            origin = group["source"]
            record = RecordSource(origin["work"], origin["locator"], origin.get("url"))
        yield from _claims_of(file, group, place, (), record)


def _claims_of(
    file: _File, group: dict[str, Any], place: Place, anchors: tuple[Anchor, ...], record: RecordSource | None
) -> Iterator[Claim]:
    for number, item in _items(group.get("claims")):
        inner = (*place, "claims", number)
        if file.sound(inner):
            yield _claim(item, _source(file.located), anchors, record, file.located.file, file.located.line(inner))


def _claim(
    item: dict[str, Any],
    source: str,
    anchors: tuple[Anchor, ...],
    record: RecordSource | None,
    file: str,
    line: int | None,
) -> Claim:
    return Claim(
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
        held_by=tuple(item.get("heldBy", ())),
        attitude=item.get("attitude"),
        qualifiers=dict(item.get("qualifiers", {})),
        disputes=tuple(item.get("disputes", ())),
        rank=item.get("rank", "normal"),
        rank_reason=item.get("rankReason"),
    )


def _citations(file: _File) -> Iterator[Citation]:
    located = file.located
    for index, item in _items(located.value.get("citations")):
        place: Place = ("citations", index)
        if file.sound(place):
            yield Citation(
                text=_source(located),
                note=item.get("note"),
                work=item.get("work"),
                locator=item.get("locator"),
                url=item.get("url"),
                file=located.file,
                line=located.line(place),
                span=(item["start"], item["end"]) if "start" in item else None,
                candidates=tuple(item.get("candidates", ())),
                through=item.get("through"),
                date=item.get("date"),
                document=item.get("document"),
                accessed=item.get("accessed"),
            )
