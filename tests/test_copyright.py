"""No sentence of the texts stands anywhere in the project or in what it publishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crisiskg.publish.formats import export_graph
from crisiskg.publish.release import Made
from crisiskg.workspace import Workspace

RUN = 25
"""So many characters in a row (white space aside) shared with a text are prose, unless they are a title or a name."""

HIRAGANA = 6
"""Prose has particles and endings: a run with fewer hiragana is a title, a list of names or a reference."""

NAMED = ("agreement", "work", "text")
"""The kinds of thing whose names may be long enough to look like prose, as the titles of sections may be."""

TITLE = re.compile(r"[「『“]([^「」『』“”]{8,160})[」』”]")
PARTS = ("data", "docs", "tests", "ontology", "shapes", "queries", "src", "bench", "dist")


def squeezed(content: str) -> str:
    return "".join(content.split())


def shared(content: str, grams: set[str], titles: str) -> list[str]:
    """The runs of a content that stand in the texts too."""
    bare = squeezed(content)
    runs = (bare[i : i + RUN] for i in range(len(bare) - RUN + 1))
    prose = (run for run in runs if run in grams and run not in titles)
    return [run for run in prose if len(re.findall(r"[ぁ-ん]", run)) >= HIRAGANA]


def names(made: Made) -> Iterator[str]:
    loaded = made.dataset.loaded
    for record in loaded.register.records.values():
        yield from record.title.values()
    for outline in loaded.outlines.values():
        yield from (section.title for section in outline.sections)
    for entity in loaded.curated.entities.values():
        if entity.kind in NAMED:
            yield from entity.fields["label"].values()
            yield from entity.fields.get("title", {}).values()
            yield from (form for forms in entity.fields.get("alt", {}).values() for form in forms)


@pytest.fixture(scope="module")
def grams_and_titles(real_texts: Path, real_made: Made) -> tuple[set[str], str]:
    contents = [squeezed(path.read_text("utf-8")) for path in sorted(real_texts.glob("*.txt"))]
    assert contents
    quoted = (title for content in contents for title in TITLE.findall(content))
    titles = "|".join([*quoted, *(squeezed(name) for name in names(real_made))])
    return {content[i : i + RUN] for content in contents for i in range(len(content) - RUN + 1)}, titles


def test_the_measure_finds_prose(grams_and_titles: tuple[set[str], str], real_texts: Path) -> None:
    prose = (next(real_texts.glob("000*.txt"))).read_text("utf-8")[200:400]
    assert shared(prose, *grams_and_titles)


@pytest.mark.parametrize("form", ("crm", "gexf", "graphml", "nanopub", "schemaorg"))
def test_no_export_shares_a_sentence_with_a_text(
    form: str, grams_and_titles: tuple[set[str], str], real_made: Made, workspace_root: Path
) -> None:
    """The other formats are those of the release, or hold the cells of its tables."""
    for content in export_graph(real_made.dataset.store, form, Workspace(workspace_root)).values():
        assert not shared(content.decode("utf-8"), *grams_and_titles)


@pytest.mark.parametrize("part", PARTS)
def test_no_file_shares_a_sentence_with_a_text(
    part: str, grams_and_titles: tuple[set[str], str], workspace_root: Path, real_release: Path
) -> None:
    folder = real_release if part == "dist" else workspace_root / part
    leaks = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or "node_modules" in path.parts or "__pycache__" in path.parts:
            continue
        try:
            found = shared(path.read_text("utf-8"), *grams_and_titles)
        except UnicodeDecodeError:
            continue
        if found:
            leaks[str(path)] = found[:3]
    assert not leaks
