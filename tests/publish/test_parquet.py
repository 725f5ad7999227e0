"""The Parquet files hold what the CSV tables hold, with types that another reader sees."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import duckdb
import pytest
from tests.mini import write

from crisiskg.errors import DataError, UsageError
from crisiskg.files import load_release
from crisiskg.publish.formats import export_graph
from crisiskg.workspace import Workspace


@pytest.fixture(scope="module")
def folder(real_release: Path, workspace_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("parquet")
    for name, content in export_graph(load_release(real_release), "parquet", Workspace(workspace_root)).items():
        (made / name).write_bytes(content)
    return made


def text(value: object) -> str:
    if isinstance(value, list):
        return " | ".join(value)
    return "" if value is None else str(value)


def test_duckdb_reads_the_cells_of_the_csv_tables(folder: Path, real_release: Path) -> None:
    tables = sorted((real_release / "tables").glob("*.csv"))
    assert [path.stem for path in tables] == sorted(path.stem for path in folder.glob("*.parquet"))
    for path in tables:
        head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        result = duckdb.sql(f"SELECT * FROM '{folder / path.stem}.parquet'")
        assert result.columns == head
        numbers = {index for index, type_ in enumerate(result.types) if str(type_).startswith("DECIMAL")}
        for row, found in zip(rows, result.fetchall(), strict=True):
            for index, (cell, value) in enumerate(zip(row, found, strict=True)):
                if index in numbers and cell:
                    assert float(cell) == float(str(value))
                else:
                    assert text(value) == cell


def test_days_numbers_and_lists_are_days_numbers_and_lists(folder: Path) -> None:
    events = duckdb.sql(f"SELECT * FROM '{folder}/events.parquet'")
    types = {name: str(type_) for name, type_ in zip(events.columns, events.types, strict=True)}
    assert (types["begin"], types["end"], types["dates"]) == ("DATE", "DATE", "VARCHAR[]")
    claims = duckdb.sql(f"SELECT typeof(start), typeof(number) FROM '{folder}/claims.parquet' LIMIT 1").fetchall()
    assert claims == [("BIGINT", "DECIMAL(18,6)")]
    first = duckdb.sql(f"SELECT min(begin) FROM '{folder}/events.parquet' WHERE label_en = 'Cuban Missile Crisis'")
    assert str(first.fetchall()[0][0]) == "1962-10-14"


def test_titles_stand_in_the_metadata_of_each_column(folder: Path) -> None:
    import pyarrow.parquet as parquet

    for path in folder.glob("*.parquet"):
        assert all(set(field.metadata) >= {b"ja", b"en"} for field in parquet.read_schema(path)), path


def test_the_same_graph_gives_the_same_bytes(folder: Path, real_release: Path, workspace_root: Path) -> None:
    again = export_graph(load_release(real_release), "parquet", Workspace(workspace_root))
    assert again == {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def test_without_the_library_the_message_says_what_to_install(
    real_release: Path, workspace_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"pip install 'crisiskg\[parquet\]'"):
        export_graph(load_release(real_release), "parquet", Workspace(workspace_root))


def test_a_cell_of_another_type_names_table_and_column(real_release: Path, mini: Workspace) -> None:
    path = mini.queries / "tables" / "columns.yaml"
    write(path, path.read_text("utf-8").replace("office: {ja: 職, en: Office, type: id", "office: {type: date"))
    with pytest.raises(DataError) as caught:
        export_graph(load_release(real_release), "parquet", mini)
    assert (caught.value.problems[0].file, caught.value.problems[0].key) == ("memberships.rq", "office")
