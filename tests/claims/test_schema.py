"""The schemas are there and sound, or their absence is said; the corpus keeps to its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.mini import write

from crisiskg.claims.corpus import load_corpus
from crisiskg.claims.schema import load_schemas
from crisiskg.errors import DataError, Problem
from crisiskg.workspace import Workspace


def refusal(folder: Path) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        load_schemas(folder)
    return caught.value.problems


def test_a_missing_schema_folder_names_every_file_that_is_wanted(tmp_path: Path) -> None:
    found = refusal(tmp_path / "data" / "schema")
    assert [problem.file for problem in found] == [
        f"data/schema/{name}.schema.json"
        for name in ("citations", "claims", "corpus", "entities", "wikibase", "wikidata")
    ]
    assert all("missing" in problem.message for problem in found)


@pytest.mark.parametrize("content", ['{"type":\n', "[]", '{"type": "foo"}', '{"pattern": "["}'])
def test_a_broken_schema_is_named(mini: Workspace, content: str) -> None:
    write(mini.data / "schema" / "claims.schema.json", content)
    (problem,) = refusal(mini.data / "schema")
    assert problem.file == "data/schema/claims.schema.json" and "JSON Schema" in problem.message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("homepage", "https://example.org/home"),
        ("homepage", "https://example.org/a|b/"),
        ("resources", "https://example.org/{id}/"),
        ("graphs", "https://example.org:x/"),
        ("licence", "https://example.org/^"),
        ("issued", '"2026-02-30"'),
        ("issued", '"2026-13-01"'),
    ],
)
def test_a_mistake_in_the_corpus_is_shown_where_it_stands(mini: Workspace, key: str, value: str) -> None:
    path = mini.data / "corpus.yaml"
    lines = path.read_text("utf-8").splitlines()
    line = next(number for number, content in enumerate(lines) if content.startswith(f"{key}:"))
    lines[line] = f"{key}: {value}"
    write(path, "\n".join(lines))
    with pytest.raises(DataError) as caught:
        load_corpus(mini.data)
    assert [(problem.key, problem.line) for problem in caught.value.problems] == [(key, line + 1)]


def test_a_schema_that_refers_to_what_is_not_there_is_refused(mini: Workspace) -> None:
    write(mini.data / "schema" / "claims.schema.json", '{"$ref": "none.json"}')
    (problem,) = refusal(mini.data / "schema")
    assert problem.file == "data/schema" and "none.json" in problem.message
