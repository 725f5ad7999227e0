"""Registered works, documents and archival files, as references can be held against them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from crisiskg.citations.reference import Reference
from crisiskg.citations.resolve import Work, holder
from crisiskg.citations.series import FrusVolume

_FRUS = re.compile(r"/frus(?P<first>\d{4})(?:-(?P<last>\d{2}))?v(?P<volume>\d{2})(?:p(?P<part>\d))?$")
#: Work kinds whose ``issued`` is the date of a document, not the year of a publication.
_DOCUMENTS = ("archival-document", "published-documents", "minutes", "interview")


def registered(entities: Mapping[str, Mapping[str, Any]]) -> list[Work]:
    """The works, documents and archival files among entities (fields by id), ready to be found."""
    return [
        _work(id_, fields, entities)
        for id_, fields in entities.items()
        if id_.partition("/")[0] in ("work", "archive") and not _elsewhere(fields)
    ]


def _elsewhere(fields: Mapping[str, Any]) -> bool:
    return fields.get("type") in ("concept/work-dataset", "concept/work-treaty-text")


def _work(id_: str, fields: Mapping[str, Any], entities: Mapping[str, Mapping[str, Any]]) -> Work:
    kind = str(fields.get("type", "")).removeprefix("concept/work-")
    authors, editors, translators = (_names(fields.get(key, ()), entities) for key in _PEOPLE)
    titles = _titles(fields)
    whole = entities.get(str(fields.get("partOf", "")), {})
    location = tuple(fields.get("location", ())) or tuple(whole.get("location", ()))
    volume = frus_volume(fields) or frus_volume(whole)
    container = volume.name if volume else fields.get("container") or _first(whole.get("title", {}))
    volume_number = whole.get("volume", "") if not volume and whole and not location else fields.get("volume", "")
    issued = str(fields.get("issued", ""))
    # A collection as a whole is found like a book.
    collection = kind == "published-documents" and not whole and not fields.get("container") and not volume
    document = kind in _DOCUMENTS and not collection
    reference = Reference(
        kind="book" if collection else "archival-document" if kind == "archive" else kind,
        authors=authors,
        editors=editors,
        translators=translators,
        title="" if kind == "archive" or (volume and not whole) else titles[0] if titles else "",
        container=container or "",
        location=location,
        volume=str(volume_number),
        date=issued if document else "",
        year="" if document else issued,
        url=fields.get("url", ""),
    )
    work = Work(reference, id_, (*authors, *editors, *translators), titles)
    work.part_of = holder(reference, {})
    return work


_PEOPLE = ("creators", "editors", "translators")


def frus_volume(fields: Mapping[str, Any]) -> FrusVolume | None:
    """The FRUS volume that an entity is, known by its address at the Office of the Historian."""
    match = _FRUS.search(str(fields.get("url", "")))
    if match is None:
        return None
    first, last = match["first"], match["last"]
    years = f"{first}-{first[:2]}{last}" if last else first
    return FrusVolume(years, int(match["volume"]), int(match["part"] or 0))


def _names(people: Iterable[str], entities: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The names of people in every form: of an entity the Japanese and the English one."""
    names: list[str] = []
    for person in people:
        labels = entities.get(person, {}).get("label")
        alt = entities.get(person, {}).get("alt", {})
        names += [*labels.values(), *(form for forms in alt.values() for form in forms)] if labels else [person]
    return tuple(names)


def _titles(fields: Mapping[str, Any]) -> tuple[str, ...]:
    titles = list(fields.get("title", {}).values())
    titles = titles or list(fields.get("label", {}).values())
    for key in ("alt", "hidden"):
        titles += [form for forms in fields.get(key, {}).values() for form in forms]
    return tuple(titles)


def _first(titles: Mapping[str, str]) -> str:
    return next(iter(titles.values()), "")
