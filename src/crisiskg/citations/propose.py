"""Works that nobody has registered yet, as entities for a person to complete."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from crisiskg.citations.names import surname
from crisiskg.citations.resolve import Work
from crisiskg.citations.titles import plain_letters, title_words

_MOST = 6


def proposals(works: Iterable[Work]) -> list[dict[str, Any]]:
    """An entity for each work without an id, ready to paste but for what only a person knows.

    Ids come from author and title in Latin letters; a work without any gets ``work/`` alone, for a
    person to name. The English label of a Japanese or Chinese work is left to a person too.
    """
    return [_proposal(work) for work in works if not work.id]


def as_yaml(entity: dict[str, Any]) -> str:
    """One entity as a block of YAML in the order and style of ``data/entities/``."""
    lines = []
    for key, value in entity.items():
        written = json.dumps(value, ensure_ascii=False) if not isinstance(value, dict | list) else _flow(value)
        lines.append(("- " if key == "id" else "  ") + f"{key}: {written if key != 'id' else value}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _proposal(work: Work) -> dict[str, Any]:
    reference = work.reference
    file = bool(reference.location) and not reference.title
    label = _file_label(reference.location) if file else _label(work)
    entity: dict[str, Any] = {
        "id": ("archive/" if file else "work/") + (_slug_of_file(reference.location) if file else _slug(work)),
        "label": {"ja": label[0], "en": label[1]},
        "type": "concept/work-archive" if file else f"concept/work-{reference.kind}",
    }
    language = "ja" if _wide(reference.title) else "en"
    fields = {
        "creators": list(reference.authors),
        "editors": list(reference.editors),
        "translators": list(reference.translators),
        "title": {language: reference.title} if reference.title else {},
        "container": reference.container,
        "volume": reference.volume,
        "issue": reference.issue,
        "publicationPlace": reference.place,
        "publisher": reference.publisher,
        "issued": reference.date or _year(reference.year),
        "location": list(reference.location),
        "url": reference.url,
    }
    return entity | {key: value for key, value in fields.items() if value}


def _label(work: Work) -> tuple[str, str]:
    reference = work.reference
    names = [surname(name) for name in (*reference.authors, *reference.editors)][:2]
    short = re.split(r": |[：―]", reference.title)[0].strip()
    whole = reference.kind in ("book", "memoir", "diary")
    japanese = "・".join(names) + (f"『{short}』" if whole else f"「{short}」")
    english = (" and ".join(names) + ", " if names else "") + (short if whole else f"“{short}”")
    when = reference.date or _year(reference.year)
    return japanese + (f"（{when}）" if when else ""), english + (f" ({when})" if when else "")


def _file_label(location: tuple[str, ...]) -> tuple[str, str]:
    words = ", ".join(location)
    return words, words


def _slug(work: Work) -> str:
    reference = work.reference
    names = [surname(name) for name in (*reference.authors, *reference.editors)][:2]
    words = [*names, *title_words(re.split(r": |：", reference.title)[0])[:_MOST]]
    slug = _ascii("-".join(words))
    return "-".join(part for part in (slug, reference.date if reference.document else "") if part)


def _slug_of_file(location: tuple[str, ...]) -> str:
    return _ascii("-".join(location))


def _ascii(words: str) -> str:
    bare = plain_letters(words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "").replace("’", "")).strip("-")


def _wide(words: str) -> bool:
    return re.search(r"[\u3040-\u30ff\u3400-\u9fff]", words) is not None


def _year(year: str) -> str:
    match = re.search(r"\d{4}(?:[-/](?:\d{4}))?", year)
    return match.group().replace("-", "/") if match else ""
