"""CSVW: what the columns of the CSV tables mean, in ``csv-metadata.json``, where tools look for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from crisiskg.claims.corpus import Corpus
from crisiskg.publish.columns import Column, Descriptions, load_descriptions
from crisiskg.publish.tables import JOINER, Table, read_tables
from crisiskg.terms import expand

METADATA = "csv-metadata.json"

_DATATYPES = {
    "text": "string",
    "id": "string",
    "date": "date",
    "integer": "integer",
    "decimal": "decimal",
    "link": "anyURI",
}


def csv_files(store: Store, folder: Path, corpus: Corpus) -> dict[str, bytes]:
    """The tables of a folder of queries as CSV, and their CSVW metadata, by file name.

    Raises ``DataError`` for a query that is not a SPARQL SELECT or a mistake in ``columns.yaml``.
    """
    made = read_tables(store, folder, corpus.base)
    files = {f"{table.name}.csv": table.csv() for table in made}
    if made:
        files[METADATA] = csv_metadata(made, load_descriptions(folder), corpus)
    return files


def csv_metadata(tables: Iterable[Table], descriptions: Descriptions, corpus: Corpus) -> bytes:
    """The metadata document of CSVW (https://www.w3.org/TR/tabular-metadata/) for a group of tables."""
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _translated(corpus.title),
        "dc:description": _translated(corpus.description),
        "dc:publisher": _translated(corpus.publisher),
        "dc:license": {"@id": corpus.licence},
        "dc:issued": {"@value": corpus.issued, "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tables": [_table(table, descriptions, corpus) for table in tables],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _table(table: Table, descriptions: Descriptions, corpus: Corpus) -> dict[str, Any]:
    columns = [descriptions.column(table.name, name) for name in table.columns]
    schema: dict[str, Any] = {"columns": [_column(column, corpus) for column in columns]}
    about = next((column for column in columns if column.name == descriptions.about(table.name)), None)
    if about:
        schema["aboutUrl"] = _template(about, corpus)
    if descriptions.key(table.name):
        schema["primaryKey"] = descriptions.key(table.name)
    keys = [_foreign_key(column, descriptions) for column in columns if column.refers]
    if keys:
        schema["foreignKeys"] = keys
    described: dict[str, Any] = {"url": f"{table.name}.csv", "tableSchema": schema}
    titles = descriptions.titles(table.name)
    return {**({"dc:title": _translated(titles)} if titles else {}), **described}


def _column(column: Column, corpus: Corpus) -> dict[str, Any]:
    # Without the name of the header itself among the titles, a validator would not know the column again.
    described: dict[str, Any] = {"name": column.name, "titles": {"und": column.name, **column.titles}}
    described["datatype"] = _DATATYPES[column.type]
    if column.language:
        described["lang"] = column.language
    if column.many:
        described["separator"] = JOINER
    if column.property:
        described["propertyUrl"] = expand(column.property).value
    if column.type == "id" and not column.many:
        # Of a list, a template would make one address.
        described["valueUrl"] = _template(column, corpus)
    return described


def _template(column: Column, corpus: Corpus) -> str:
    return f"{corpus.base.resources}{{+{column.name}}}"


def _foreign_key(column: Column, descriptions: Descriptions) -> dict[str, Any]:
    target = descriptions.key(column.refers)
    return {
        "columnReference": [column.name],
        "reference": {"resource": f"{column.refers}.csv", "columnReference": target},
    }


def _translated(texts: Any) -> list[dict[str, str]]:
    return [{"@value": texts[language], "@language": language} for language in ("ja", "en") if language in texts]
