"""Results are written in standard formats, and as a table that a person can read."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse
from wcwidth import wcswidth

from crisiskg.errors import UsageError
from crisiskg.query import EmbeddedGraph, Graph, Table, formats, render
from crisiskg.query.results import normalise, read_table
from crisiskg.terms import XSD

EVENT = NamedNode("https://w3id.org/crisiskg/id/event/visit")
TABLE = Table(
    ("event", "eventJa", "eventEn", "note", "day"),
    (
        (EVENT, Literal("訪問", language="ja"), Literal("Visit", language="en"), Literal('a, "b"\nc'), None),
        (EVENT, None, None, None, Literal("1901-03-05", datatype=XSD.date)),
    ),
)
HEADINGS = {"event": {"ja": "出来事", "en": "Event"}, "day": {"ja": "日", "en": "Day"}}
GRAPH = Graph((Triple(EVENT, NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("訪問", language="ja")),))


def test_csv_and_tsv_keep_every_row_and_column() -> None:
    rows = list(csv.reader(io.StringIO(render(TABLE, "csv"), newline="")))
    assert rows[0] == list(TABLE.columns)
    assert rows[1] == [EVENT.value, "訪問", "Visit", 'a, "b"\nc', ""]
    assert render(TABLE, "tsv").splitlines()[0] == "?event\t?eventJa\t?eventEn\t?note\t?day"
    assert '"訪問"@ja' in render(TABLE, "tsv")


def test_json_reads_back_as_the_same_table() -> None:
    assert read_table(render(TABLE, "json").encode()) == TABLE
    assert read_table(render(True, "json").encode()) is True
    assert json.loads(render(Table(("a",), ()), "json")) == {"head": {"vars": ["a"]}, "results": {"bindings": []}}


def test_quoted_triples_and_blank_nodes_can_be_written() -> None:
    table = EmbeddedGraph(Store()).query("SELECT (BNODE() AS ?b) (TRIPLE(<x:a>, <x:b>, 1) AS ?t) {}")
    assert read_table(render(table, "json").encode()) == table


def test_xml_is_a_results_document() -> None:
    assert "http://www.w3.org/2005/sparql-results#" in render(TABLE, "xml")
    assert "<boolean>false</boolean>" in render(False, "xml")


def test_a_graph_is_written_with_prefixes_and_reads_back() -> None:
    turtle = render(GRAPH, "ttl")
    assert "@prefix rdfs:" in turtle
    for name, form in (("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)):
        read = [quad.triple for quad in parse(render(GRAPH, name), format=form)]
        assert tuple(read) == GRAPH.triples


def test_the_table_shows_labels_in_the_language_and_aligns_wide_characters() -> None:
    lines = render(TABLE, "table", headings=HEADINGS, language="ja").splitlines()
    assert lines[0].split() == ["出来事", "note", "日"]
    assert lines[2].startswith("訪問")
    assert lines[3].startswith("ckgevent:visit")
    starts = {wcswidth(lines[0].partition("note")[0]), wcswidth(lines[2].partition("a, ")[0])}
    assert len(starts) == 1
    assert render(TABLE, "table", headings=HEADINGS).splitlines()[2].startswith("Visit")


def test_where_the_terminal_is_too_narrow_each_row_is_stacked_and_nothing_is_cut() -> None:
    wide = Table(("a", "bb", "c"), ((Literal("漢字" * 40), Literal("x" * 80), None),))
    assert render(wide, "table", width=40) == "a   " + "漢字" * 40 + "\nbb  " + "x" * 80 + "\n"
    assert "─" in render(wide, "table", width=300)


def test_a_row_of_the_table_is_one_line_and_an_empty_table_has_its_head() -> None:
    assert len(render(TABLE, "table").splitlines()) == 4
    assert len(render(Table(("a", "b"), ()), "table").splitlines()) == 2
    assert render(Table((), ()), "table").strip() == ""
    assert render(True, "table") == "true\n"


def test_a_format_that_does_not_fit_is_refused_with_those_that_do() -> None:
    with pytest.raises(UsageError, match="'ttl' does not fit a table: give one of table, csv, tsv, json, xml"):
        render(TABLE, "ttl")
    with pytest.raises(UsageError, match="'csv' does not fit a graph: give one of ttl, nt, jsonld"):
        render(GRAPH, "csv")
    assert formats(True) == formats(TABLE)


def test_terms_have_one_form() -> None:
    assert normalise(Literal("x", datatype=XSD.string)) == Literal("x")
    assert normalise(Literal("x", language="JA-Hira")) == Literal("x", language="ja-hira")
    assert normalise(EVENT) == EVENT


def test_records_are_plain_values_by_column() -> None:
    assert TABLE.records()[1] == {
        "event": EVENT.value,
        "eventJa": None,
        "eventEn": None,
        "note": None,
        "day": "1901-03-05",
    }
