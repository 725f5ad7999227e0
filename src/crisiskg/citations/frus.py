"""Which documents of Foreign Relations of the United States stand on which page: ``data/frus.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crisiskg.errors import DataError, Problem
from crisiskg.located import read_yaml

#: Where the Office of the Historian publishes a volume.
PUBLISHED = "https://history.state.gov/historicaldocuments/"


@dataclass(frozen=True)
class FrusDocument:
    """A document of a volume: its address and its EDTF date, None if it has none."""

    url: str
    date: str | None


class FrusPages:
    """The table of pages and documents; pages that it does not hold are simply not known."""

    def __init__(self, data: dict[str, dict[str, dict[str, object]]]) -> None:
        self._data = data

    def document(self, volume: str, pages: list[int], date: str = "") -> FrusDocument | None:
        """The one document that the cited pages hold; of several the one with the date of the citation.

        ``volume`` is the publisher's id. None when a page is not in the table, or more than one
        document can be meant.
        """
        table = self._data.get(volume, {})
        ends = [table.get("pages", {}).get(str(page)) for page in (pages[:1] + pages[-1:])]
        known = [{str(name) for name in names} for names in ends if isinstance(names, list)]
        if not pages or len(known) < 2:
            return None
        dates = {str(key): value for key, value in table.get("documents", {}).items()}
        # A document that runs over the whole range is meant, not one that ends or begins in it.
        found = sorted(known[0] & known[1])
        if date:
            found = [name for name in found if dates.get(name) == date]
        if len(found) != 1:
            return None
        day = dates.get(found[0])
        return FrusDocument(f"{PUBLISHED}{volume}/{found[0]}", str(day) if day else None)


def load_frus(path: Path) -> FrusPages:
    """Read the table; a workspace may have none. Raises ``DataError`` when it is not such a table."""
    if not path.exists():
        return FrusPages({})
    file = read_yaml(path)
    sound = isinstance(file.value, dict) and all(
        isinstance(table, dict) and all(isinstance(table.get(key), dict) for key in ("pages", "documents"))
        for table in file.value.values()
    )
    if file.problems or not sound:
        problem = Problem(str(path), None, "", "not a table of volumes", "give each volume `pages` and `documents`")
        raise DataError(f"{path}: not a table of pages", file.problems or [problem])
    return FrusPages(file.value)
