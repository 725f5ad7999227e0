"""The stored queries over the small graphs of this folder."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from crisiskg.query import EmbeddedGraph, StoredQuery, Table, Term, load_stored, run_stored
from crisiskg.terms import PREFIXES, compact

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).resolve().parent / "data"
QUERIES: dict[str, StoredQuery] = load_stored(ROOT / "queries")


def graph(name: str) -> Store:
    store = Store()
    store.load(path=str(DATA / f"{name}.trig"), format=RdfFormat.TRIG)
    return store


def short(term: Term | None) -> str:
    """Local ids, CURIEs and plain values, so that expected rows can be read."""
    if term is None:
        return ""
    if not isinstance(term, NamedNode):
        return str(term.value) if hasattr(term, "value") else str(term)
    local = term.value.removeprefix(PREFIXES["ckgid"])
    return compact(local) if local == term.value else local


def columns(table: Table, names: str) -> list[tuple[str, ...]]:
    places = [table.columns.index(name) for name in names.split()]
    return [tuple(short(row[place]) for place in places) for row in table.rows]


def answer(name: str, names: str, **params: str | None) -> list[tuple[str, ...]]:
    """The named columns of a stored query over the graph of the same name."""
    return columns(run_stored(EmbeddedGraph(graph(name)), QUERIES[name], params), names)
