"""The CSVW metadata describes every column of every table, and a CSVW validator agrees with it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from tests.mini import write

from crisiskg.claims.corpus import load_corpus
from crisiskg.errors import DataError
from crisiskg.graph.build import Dataset, build_dataset, load_workspace
from crisiskg.publish.columns import load_descriptions
from crisiskg.publish.csvw import METADATA, csv_files
from crisiskg.workspace import Workspace


def files_of(dataset: Dataset) -> dict[str, bytes]:
    workspace = dataset.loaded.workspace
    return csv_files(dataset.store, workspace.queries / "tables", load_corpus(workspace.data))


def valid(folder: Path, log: pytest.LogCaptureFixture) -> bool:
    """What the validator says: it raises, answers no, warns or, of a cell of another type, writes a log."""
    log.clear()
    try:
        return bool(CSVW(str(folder / METADATA), validate=True).is_valid) and not log.records
    except (ValueError, UserWarning):
        return False


@pytest.fixture
def folder(dataset: Dataset, tmp_path: Path) -> Path:
    (tmp_path / "t").mkdir()
    for name, content in files_of(dataset).items():
        (tmp_path / "t" / name).write_bytes(content)
    return tmp_path / "t"


def test_a_csvw_validator_takes_the_tables_of_the_release(real_release: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert valid(real_release / "tables", caplog)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("events.csv", "1901-05-01", "May 1901"),
        ("events.csv", "actuality_en,begin,", "begin,"),
        ("obligations.csv", "agreement/lake-treaty", "agreement/none"),
        ("events.csv", "concept/action-signature", "concept/none"),
        ("places.csv", "46.5", "north"),
    ],
)
def test_the_validator_sees_a_table_that_is_not_as_described(
    folder: Path, name: str, old: str, new: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert valid(folder, caplog)
    path = folder / name
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode()))
    assert not valid(folder, caplog)


def test_every_table_and_column_of_the_project_has_titles_in_both_languages(real_release: Path) -> None:
    document = json.loads((real_release / "tables" / METADATA).read_text("utf-8"))
    assert document["dc:license"]["@id"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    described = {table["url"]: table for table in document["tables"]}
    assert set(described) == {path.name for path in (real_release / "tables").glob("*.csv")}
    for table in described.values():
        assert [title["@language"] for title in table["dc:title"]] == ["ja", "en"]
        for column in table["tableSchema"]["columns"]:
            assert set(column["titles"]) == {"und", "ja", "en"}, (table["url"], column["name"])


def test_nothing_is_described_that_no_table_has(workspace_root: Path, real_release: Path) -> None:
    descriptions = load_descriptions(workspace_root / "queries" / "tables")
    heads = {path.stem: next(csv.reader(io.StringIO(path.read_text("utf-8-sig")))) for path in
             (real_release / "tables").glob("*.csv")}  # fmt: skip
    assert set(descriptions.tables) == set(heads)
    assert set(descriptions.columns) == {name for head in heads.values() for name in head}
    for table, columns in descriptions.only.items():
        assert set(columns) <= set(heads[table])


def test_a_column_that_holds_several_values_in_a_cell_is_a_list(real_release: Path) -> None:
    document = json.loads((real_release / "tables" / METADATA).read_text("utf-8"))
    for table in document["tables"]:
        rows = csv.DictReader(io.StringIO((real_release / "tables" / table["url"]).read_text("utf-8-sig")))
        lists = {column["name"] for column in table["tableSchema"]["columns"] if "separator" in column}
        assert {name for row in rows for name, cell in row.items() if " | " in cell} <= lists


def rows_of(folder: Path) -> dict[str, list[dict[str, str]]]:
    return {path.stem: list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
            for path in folder.glob("*.csv")}  # fmt: skip


def test_the_primary_key_of_each_table_tells_its_rows_apart(real_release: Path) -> None:
    rows = rows_of(real_release / "tables")
    document = json.loads((real_release / "tables" / METADATA).read_text("utf-8"))
    keys = {table["url"].removesuffix(".csv"): table["tableSchema"]["primaryKey"] for table in document["tables"]}
    assert keys.keys() == rows.keys() and keys["claims"] == ["claim", "anchor"]
    for name, key in keys.items():
        assert len({tuple(row[column] for column in key) for row in rows[name]}) == len(rows[name]), name


def test_the_anchors_of_a_claim_are_numbered_in_the_order_of_the_text(real_release: Path) -> None:
    starts: dict[str, list[tuple[int, int]]] = {}
    for row in rows_of(real_release / "tables")["claims"]:
        starts.setdefault(row["claim"], []).append((int(row["start"] or 0), int(row["anchor"])))
    assert max(len(places) for places in starts.values()) > 2
    for claim, places in starts.items():
        assert [number for _, number in sorted(places)] == list(range(1, len(places) + 1)), claim


def test_the_names_beside_identifiers_are_theirs_in_the_same_order(real_release: Path) -> None:
    tables = rows_of(real_release / "tables")
    labels = {
        row["thing"]: (row["label_ja"], row["label_en"])
        for rows in tables.values()
        for row in rows
        if "label_ja" in row
    }
    checked = {
        (table, column)
        for table, rows in tables.items()
        for column in rows[0]
        if f"{column}_ja" in rows[0] and column not in ("object", "one_object", "other_object", "label")
    }
    expected = {"parties", "places", "actors", "obligors", "beneficiaries", "kind", "status", "actuality"}
    assert expected <= {column for _, column in checked}
    unsorted = 0
    for table, column in checked:
        for row in tables[table]:
            things = row[column].split(" | ") if row[column] else []
            for index, language in enumerate(("ja", "en")):
                names = row[f"{column}_{language}"]
                known = [labels[thing][index] for thing in things if thing in labels]
                assert len(known) < len(things) or names == " | ".join(known), (table, column, row)
                unsorted += known != sorted(known)
    assert unsorted


def test_identifiers_lead_to_the_things_of_the_graph(folder: Path) -> None:
    row, *_ = CSVW(str(folder / METADATA)).to_json(minimal=False)["tables"][0]["row"][0]["describes"]
    assert row["@id"] == "https://w3id.org/crisiskg/id/agreement/lake-treaty"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: integer", "type: number", "unknown type 'number'"),
        ("list: true", "many: true", "unknown key 'many'"),
        ('property: "ckg:page"', 'property: "page:page"', "unknown prefix 'page'"),
    ],
)
def test_a_wrong_description_is_named_with_its_line(mini: Workspace, old: str, new: str, message: str) -> None:
    path = mini.queries / "tables" / "columns.yaml"
    content = path.read_text("utf-8")
    write(path, content.replace(old, new, 1))
    with pytest.raises(DataError) as caught:
        load_descriptions(path.parent)
    (problem,) = caught.value.problems
    assert message in problem.message and problem.line == content[: content.index(old)].count("\n") + 1


def test_a_column_that_nobody_described_is_text(mini: Workspace) -> None:
    (mini.queries / "tables" / "columns.yaml").unlink()
    document: dict[str, Any] = json.loads(files_of(build_dataset(load_workspace(mini)))[METADATA])
    columns = [column for table in document["tables"] for column in table["tableSchema"]["columns"]]
    assert {column["datatype"] for column in columns} == {"string"}
