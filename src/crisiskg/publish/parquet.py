"""The tables as Parquet: days as days, numbers as numbers, lists as lists.

Needs pyarrow, which the extra ``parquet`` installs.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from crisiskg.errors import DataError, Problem, UsageError
from crisiskg.publish.columns import COLUMNS, Column, load_descriptions
from crisiskg.publish.tables import JOINER, Table, read_tables
from crisiskg.terms import Base


def parquet_files(store: Store, folder: Path, base: Base) -> dict[str, bytes]:
    """Every table of a folder of queries as Parquet by file name; an empty cell is null, or an empty list.

    The titles of a column stand in its metadata. Raises ``UsageError`` without pyarrow, ``DataError``
    for a query that is not a SPARQL SELECT, a mistake in ``columns.yaml``, or a cell that does
    not have the type of its column.
    """
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'crisiskg[parquet]'") from None
    descriptions = load_descriptions(folder)
    files = {}
    for table in read_tables(store, folder, base):
        buffer = io.BytesIO()
        columns = [descriptions.column(table.name, name) for name in table.columns]
        parquet.write_table(_arrow(table, columns), buffer, compression="zstd")
        files[f"{table.name}.parquet"] = buffer.getvalue()
    return files


def _arrow(table: Table, columns: list[Column]) -> Any:
    import pyarrow

    types = {"date": pyarrow.date32(), "integer": pyarrow.int64(), "decimal": pyarrow.decimal128(18, 6)}
    fields, arrays = [], []
    for index, column in enumerate(columns):
        cells = [row[index] for row in table.rows]
        plain = types.get(column.type, pyarrow.string())
        type_ = pyarrow.list_(plain) if column.many else plain
        try:
            arrays.append(pyarrow.array([_value(cell, column) for cell in cells], type_))
        except (ValueError, ArithmeticError) as error:
            problem = Problem(f"{table.name}.rq", None, column.name, str(error), f"mend its type in {COLUMNS}")
            raise DataError(f"a cell of the table {table.name} is not of type {column.type}", [problem]) from None
        fields.append(pyarrow.field(column.name, type_, metadata=dict(column.titles) or None))
    return pyarrow.table(arrays, schema=pyarrow.schema(fields))


def _value(cell: str, column: Column) -> Any:
    if column.many:
        return [_one(part, column) for part in cell.split(JOINER)] if cell else []
    return _one(cell, column) if cell else None


def _one(cell: str, column: Column) -> date | int | Decimal | str:
    if column.type == "date":
        return date.fromisoformat(cell)
    if column.type == "integer":
        return int(cell)
    return Decimal(cell) if column.type == "decimal" else cell
