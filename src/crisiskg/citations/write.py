"""The citations of a text as ``data/citations/<text>.yaml``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crisiskg.citations.frus import PUBLISHED, FrusPages
from crisiskg.citations.locators import join_locators
from crisiskg.citations.resolve import Resolved
from crisiskg.citations.series import frus_url
from crisiskg.citations.text import TextReading
from crisiskg.citations.works import frus_volume

_HEAD = "# Written by `crisiskg citations {text} --write`: mend the works, or the reader, not this file.\n"
_SCHEMA = "# yaml-language-server: $schema=../schema/citations.schema.json\n"


def citations_yaml(reading: TextReading, entities: Mapping[str, Mapping[str, Any]], frus: FrusPages) -> str:
    """The file, one citation a line; the same reading gives the same characters.

    A citation whose work nobody has registered is left out: ``reading.unregistered`` has it.
    """
    lines = [_SCHEMA + _HEAD.format(text=reading.text) + f"text: {reading.text}\ncitations:"]
    for entry in entries(reading, entities, frus):
        pairs = ", ".join(f"{key}: {_flow(value)}" for key, value in entry.items())
        lines.append(f"- {{{pairs}}}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(value) + "]"
    if isinstance(value, int) or re.fullmatch(r"(?:work|archive)/[a-z0-9-]+", value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def entries(reading: TextReading, entities: Mapping[str, Mapping[str, Any]], frus: FrusPages) -> list[dict[str, Any]]:
    """Each citation as the keys of its line; places of one work in one note are one citation."""
    merged: dict[tuple[Any, ...], dict[str, Any]] = {}
    for item, following in _with_next(reading.citations):
        entry = _entry(item, following, entities, frus)
        if entry is None:
            continue
        # Two entries of a diary are two citations; two pages of a book are one.
        key = (
            entry.get("note"),
            entry.get("work"),
            entry.get("date"),
            entry.get("start") if "work" not in entry else 0,
        )
        same = merged.get(key)
        if same is None or "work" not in entry:
            merged[key] = entry
        else:
            _merge(same, entry)
    return list(merged.values())


def _with_next(items: tuple[Resolved, ...]) -> Iterator[tuple[Resolved, Resolved | None]]:
    for index, item in enumerate(items):
        after = items[index + 1] if index + 1 < len(items) else None
        yield item, after if after is not None and after.note == item.note else None


def _merge(first: dict[str, Any], other: dict[str, Any]) -> None:
    locator = join_locators([first.get("locator", ""), other.get("locator", "")])
    if locator and other.get("locator") not in (None, first.get("locator")):
        first["locator"] = locator
        first["end"] = max(first["end"], other["end"])
        first.pop("document", None)
        first.pop("date", None)
    for key in ("url", "accessed"):
        if key in other and key not in first:
            first[key] = other[key]


def _entry(
    item: Resolved, following: Resolved | None, entities: Mapping[str, Mapping[str, Any]], frus: FrusPages
) -> dict[str, Any] | None:
    reference = item.reference
    entry: dict[str, Any] = {} if item.note is None else {"note": str(item.note)}
    entry |= {"start": reference.span[0], "end": reference.span[1]}
    if item.work is None:
        candidates = sorted({work.id for work in item.candidates if work.id})
        return entry | {"candidates": candidates} | _place(item) if len(candidates) > 1 else None
    if not item.work.id:
        return None
    entry["work"] = item.work.id
    if reference.through and following is not None and following.work is not None and following.work.id:
        entry["through"] = following.work.id
    entry |= _place(item)
    fields = entities[item.work.id]
    if reference.kind == "diary" and reference.date:
        entry["date"] = reference.date
    entry |= _frus_links(entry, fields, entities, frus)
    if reference.url and reference.url != fields.get("url"):
        entry["url"] = reference.url
    if reference.accessed:
        entry["accessed"] = reference.accessed
    return entry


def _place(item: Resolved) -> dict[str, str]:
    return {"locator": item.reference.locator} if item.reference.locator else {}


def _frus_links(
    entry: dict[str, Any],
    fields: Mapping[str, Any],
    entities: Mapping[str, Mapping[str, Any]],
    frus: FrusPages,
) -> dict[str, str]:
    """The page of a FRUS volume, and the document there, as addresses; the document's date."""
    whole = entities.get(str(fields.get("partOf", "")), {})
    volume = frus_volume(fields) or frus_volume(whole)
    pages = [int(page) for page in _pages(entry.get("locator", ""))]
    if volume is None or not pages:
        return {}
    links = {"url": frus_url(PUBLISHED + volume.id, pages[0])}
    # The year in which the volume came out is no date of a document.
    day = str(fields.get("issued", "")) if whole else ""
    document = frus.document(volume.id, pages, day)
    if document is not None:
        links["document"] = document.url
        if document.date and not day:
            links["date"] = document.date
    return links


def _pages(locator: str) -> Iterable[str]:
    return re.findall(r"\d+", locator) if locator.startswith("p") else ()
