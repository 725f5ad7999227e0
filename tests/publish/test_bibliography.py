"""The bibliography: every kind of maker, date and container comes out as CSL and BibTeX have them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pybtex.database import parse_string
from tests.mini import write

from crisiskg.graph.build import build_dataset, load_workspace
from crisiskg.publish.bibliography import bibtex, csl_items, csl_json
from crisiskg.workspace import Workspace

WORKS = """
- id: archive/lake-office
  label: {ja: 湖水局文書, en: Lake Office Papers}
  type: concept/work-archive
- id: work/alto-to-clio
  label: {ja: アルトのクリオ宛書簡, en: Alto to Clio}
  type: concept/work-archival-document
  partOf: archive/lake-office
  issued: "1901-05-03"
- id: work/essays
  label: {ja: 湖論集, en: Essays on the Lake}
  type: concept/work-book
  title: {en: Essays on the Lake}
  editors: ["Chen, Jian", "Arthur Reed Jr."]
  issued: "1958/1960"
- id: person/lin-shui
  label: {ja: 林水, en: Lin Shui}
  alt: {en: ["Lin, Shui"]}
- id: work/western-lake
  label: {ja: 西の湖, en: The Western Lake}
  type: concept/work-book
  title: {en: The Western Lake}
  creators: [person/lin-shui]
- id: work/eastern-lake
  label: {ja: 東湖, en: The Eastern Lake}
  type: concept/work-book
  title: {zh-Hant: 東湖}
  creators: [person/lin-shui]
- id: work/a-chapter
  label: {ja: 湖の章, en: A Chapter}
  type: concept/work-chapter
  title: {en: A Chapter}
  creators: ["John Van Lake", "Lake Office, Department of Waters"]
  partOf: work/essays
  pages: 3–19
  issued: "1958"
"""
CITED = (
    "work/lake-treaties",
    "work/alto-to-clio",
    "work/essays",
    "work/a-chapter",
    "work/western-lake",
    "work/eastern-lake",
)


@pytest.fixture
def items(mini: Workspace) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in csl_items(store(mini))}


def store(mini: Workspace) -> Any:
    write(mini.data / "entities" / "works.yaml", WORKS)
    lines = "".join(f'- {{note: "1", work: {work}}}\n' for work in CITED)
    write(mini.data / "citations" / "lake-study.yaml", f"text: lake-study\ncitations:\n{lines}")
    return build_dataset(load_workspace(mini)).store


def test_every_cited_work_is_an_item_and_no_other(items: dict[str, dict[str, Any]]) -> None:
    assert set(items) == set(CITED)


def test_names_are_parted_where_that_is_safe(items: dict[str, dict[str, Any]]) -> None:
    assert items["work/essays"]["editor"] == [
        {"family": "Chen", "given": "Jian"},
        {"family": "Reed", "given": "Arthur", "suffix": "Jr."},
    ]
    assert items["work/a-chapter"]["author"] == [
        {"family": "Van Lake", "given": "John"},
        {"literal": "Lake Office, Department of Waters"},
    ]


def test_a_name_stands_as_the_title_page_has_it(items: dict[str, dict[str, Any]]) -> None:
    assert items["work/western-lake"]["author"] == [{"family": "Lin", "given": "Shui"}]
    assert items["work/eastern-lake"]["author"] == [{"literal": "林水"}]


def test_dates_pages_and_wholes(items: dict[str, dict[str, Any]]) -> None:
    assert items["work/essays"]["issued"] == {"date-parts": [[1958], [1960]]}
    assert items["work/alto-to-clio"]["issued"] == {"date-parts": [[1901, 5, 3]]}
    assert items["work/alto-to-clio"]["archive"] == "Lake Office Papers"
    chapter = items["work/a-chapter"]
    assert (chapter["container-title"], chapter["page"], chapter["type"]) == ("Essays on the Lake", "3–19", "chapter")
    assert items["work/lake-treaties"]["title"] == "湖水条約集"


def test_bibtex_has_the_same_entries(mini: Workspace) -> None:
    read = parse_string(bibtex(store(mini)).decode("utf-8"), "bibtex")
    assert {name.replace(":", "/", 1) for name in read.entries} == set(CITED)
    chapter = read.entries["work:a-chapter"]
    assert (chapter.type, chapter.fields["booktitle"], chapter.fields["year"]) == (
        "incollection",
        "Essays on the Lake",
        "1958",
    )
    assert [str(person) for person in chapter.persons["author"]] == [
        "{Van Lake}, John",
        "{Lake Office, Department of Waters}",
    ]
    assert read.entries["work:essays"].fields["date"] == "1958/1960"


def test_the_file_is_the_items(mini: Workspace) -> None:
    built = store(mini)
    assert json.loads(csl_json(built)) == csl_items(built)
