"""The register of texts: ``data/texts.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crisiskg.errors import DataError
from crisiskg.located import Located, Place, read_yaml
from crisiskg.texts.conventions import ConventionError, Conventions, conventions

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CREATOR = re.compile(r"(person|organization)/[a-z0-9]+(-[a-z0-9]+)*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_URL = re.compile(r"""https?://[^\s\x00-\x20<>"{}|\\^`]+""")
_MONTH = r"(?:0[1-9]|1[0-2]|2[1-4]|[01X]X)"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01]|[0-3X]X)"
_DATE = rf"-?[0-9X]{{4}}(?:-{_MONTH}(?:-{_DAY})?)?[~?%]?"
_ISSUED = re.compile(rf"{_DATE}(?:/{_DATE})?")
_REQUIRED = ("id", "file", "sha256", "length", "title", "language", "rights", "layout")
_BILINGUAL = ("title", "rights", "container", "publisher", "series", "institution")
_STRINGS = ("file", "language", "type", "volume", "issue", "issued", "pages", "number", "url")
_FLAGS = ("translatedTitle", "suppliedTitle")
_KNOWN = {*_REQUIRED, *_BILINGUAL, *_STRINGS, *_FLAGS, "creators"}


@dataclass(frozen=True)
class Record:
    """One registered text.

    ``sha256`` is of the file's bytes, ``length`` in code points. ``creators`` are entity ids.
    ``bibliography`` holds what else the register says (``type``, ``container``, ``volume``,
    ``issue``, ``issued``, ``pages``, ``publisher``, ``series``, ``institution``, ``number``,
    ``url``, ``translatedTitle``, ``suppliedTitle``), as it stands there.
    """

    id: str
    file: str
    sha256: str
    length: int
    title: dict[str, str]
    creators: tuple[str, ...]
    language: str
    rights: dict[str, str]
    conventions: Conventions
    bibliography: dict[str, Any]
    line: int | None = None


@dataclass(frozen=True)
class Register:
    """All registered texts by id, in the order of the file."""

    path: Path
    records: dict[str, Record]


def load_register(path: Path) -> Register:
    """Read the register. Raises ``DataError`` with every problem found, each with its line."""
    file = read_yaml(path)
    data = file.value
    records: dict[str, Record] = {}
    if not isinstance(data, dict) or not isinstance(data.get("texts"), list):
        file.report((), "a register has a list `texts` and a mapping `conventions`", "add them")
    else:
        for key in sorted(set(data) - {"texts", "conventions"}):
            file.report((key,), f"no such key: {key}", "remove it")
        sets = data.get("conventions")
        for index, entry in enumerate(data["texts"]):
            record = _record(entry, ("texts", index), sets if isinstance(sets, dict) else {}, file)
            if record is not None:
                _once(record, index, records, file)
                records.setdefault(record.id, record)
    if file.problems:
        raise DataError(f"{path}: {len(file.problems)} problems in the register", file.problems)
    return Register(path, records)


def _once(record: Record, index: int, records: Mapping[str, Record], file: Located) -> None:
    for key in ("id", "file", "sha256"):
        if any(getattr(other, key) == getattr(record, key) for other in records.values()):
            file.report(("texts", index, key), f"{getattr(record, key)} is registered twice", "keep one")


def _record(entry: Any, place: Place, sets: Mapping[str, Any], file: Located) -> Record | None:
    before = len(file.problems)
    if not isinstance(entry, dict):
        file.report(place, "a text is a mapping", "give it id, file, sha256, …")
        return None
    for key in _REQUIRED:
        if key not in entry:
            file.report((*place, key), "is missing", "add it")
    for key in sorted(set(entry) - _KNOWN):
        file.report((*place, key), "no such key", f"one of {', '.join(sorted(_KNOWN))}")
    for key in entry:
        message = _fault(key, entry[key])
        if message:
            file.report((*place, key), message)
    rules = _conventions(entry.get("layout"), (*place, "layout"), sets, file) if "layout" in entry else None
    if len(file.problems) > before or rules is None:
        return None
    main = {"id", "file", "sha256", "length", "title", "creators", "language", "rights", "layout"}
    return Record(
        id=entry["id"],
        file=entry["file"],
        sha256=entry["sha256"],
        length=entry["length"],
        title=entry["title"],
        creators=tuple(entry.get("creators", ())),
        language=entry["language"],
        rights=entry["rights"],
        conventions=rules,
        bibliography={key: value for key, value in entry.items() if key not in main},
        line=file.lines.get(place),
    )


def _fault(key: str, value: Any) -> str:
    if key == "id" and not (isinstance(value, str) and _ID.fullmatch(value)):
        return "an id is lower-case ASCII letters, digits and hyphens"
    if key == "sha256" and not (isinstance(value, str) and _DIGEST.fullmatch(value)):
        return "64 hexadecimal digits in lower case"
    if key == "length" and not (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return "the number of code points"
    if key == "file" and isinstance(value, str) and Path(value).name != value:
        return "a file name without folders"
    if key == "creators":
        ids = value if isinstance(value, list) else [None]
        if not all(isinstance(item, str) and _CREATOR.fullmatch(item) for item in ids):
            return "a list of person or organization ids"
    if key in _BILINGUAL:
        if not isinstance(value, dict) or any(not isinstance(item, str) for item in value.values()):
            return "a mapping from languages to words"
        if not {"ja", "en"} <= set(value):
            return "needs ja and en"
        foreign = [tag for tag in value if not _LANGUAGE.fullmatch(tag)]
        if foreign:
            return f"{foreign[0]!r} is no language tag, such as ja, en or zh-Hant"
    if key in _STRINGS and not (isinstance(value, str) and value):
        return "a string; put numbers in quotes"
    if key == "language" and not _LANGUAGE.fullmatch(value):
        return "a language tag, such as ja, en or zh-Hant"
    if key == "url" and not _URL.fullmatch(value):
        return "an http or https address without spaces, quotes, angle or curly brackets"
    if key == "issued" and not _ISSUED.fullmatch(value):
        return 'an EDTF date to the day at most: "2009", "2009-07", "2009-07-15", "2009-07~", "2009/2010"'
    if key in _FLAGS and not isinstance(value, bool):
        return "true or false"
    return ""


def _conventions(layout: Any, place: Place, sets: Mapping[str, Any], file: Located) -> Conventions | None:
    name = layout.get("conventions") if isinstance(layout, dict) else None
    base = sets.get(name) if isinstance(name, str) else None
    if not isinstance(base, dict):
        known = ", ".join(sorted(sets)) or "none"
        file.report((*place, "conventions"), f"no such set of conventions: {name}", f"known: {known}")
        return None
    own = {key: value for key, value in layout.items() if key != "conventions"}
    try:
        return conventions(base, own)
    except ConventionError as error:
        mine = (*place, error.key) in file.lines
        where = (*place, error.key) if mine else ("conventions", str(name), error.key)
        file.report(where, str(error))
        return None
