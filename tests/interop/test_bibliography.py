"""The bibliography is read by another program, citation-js, as what it is."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def read(path: Path) -> dict[str, dict[str, Any]]:
    """The items that citation-js finds in a file, by id."""
    executable = shutil.which("node")
    if executable is None or not (HERE / "node_modules" / "@citation-js").is_dir():
        pytest.skip("citation-js is not installed (make interop installs it)")
    done = subprocess.run([executable, str(HERE / "bibliography.mjs"), str(path)], check=True, capture_output=True)
    return {item["id"]: item for item in json.loads(done.stdout)}


def people(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Family and given names of all makers; one that is not taken apart has only the first."""
    return [
        (person.get("family") or person.get("literal", ""), person.get("given", ""))
        for role in ("author", "editor", "translator")
        for person in item.get(role, ())
    ]


@pytest.fixture(scope="module")
def written(real_release: Path) -> dict[str, dict[str, Any]]:
    items = json.loads((real_release / "bibliography.json").read_text(encoding="utf-8"))
    return {item["id"]: item for item in items}


def test_csl_json_is_read_whole(written: dict[str, dict[str, Any]], real_release: Path) -> None:
    found = read(real_release / "bibliography.json")
    assert found.keys() == written.keys()
    for name, item in written.items():
        assert {key: found[name].get(key) for key in item} == item


def test_bibtex_has_the_same_works_with_the_same_makers_and_years(
    written: dict[str, dict[str, Any]], real_release: Path
) -> None:
    found = read(real_release / "bibliography.bib")
    assert found.keys() == {name.replace("/", ":") for name in written}
    for name, item in written.items():
        other = found[name.replace("/", ":")]
        # BibTeX makes one kind of space of all.
        assert other["title"].split() == item["title"].split()
        assert people(other) == people(item), name
        years = item.get("issued", {}).get("date-parts")
        if years:
            assert other["issued"]["date-parts"][0][0] == years[0][0]
