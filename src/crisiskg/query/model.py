"""What a stored query is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crisiskg.query.parameters import Parameter


@dataclass(frozen=True)
class StoredQuery:
    """One stored query.

    ``number`` is the competency question that it answers. ``title``, ``description`` and the
    headings in ``columns`` (by variable) are texts by language, always with ``ja`` and ``en``.
    ``text`` is the whole file, header and marker included.
    """

    name: str
    number: int
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Mapping[str, str]]
    text: str
