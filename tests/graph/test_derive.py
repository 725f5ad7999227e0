"""Derivations are CONSTRUCT queries in files, run in the order of their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store
from tests.mini import write

from crisiskg.errors import DataError
from crisiskg.graph.derive import derive
from crisiskg.terms import Base

A, B, C = (NamedNode(f"https://example.org/{name}") for name in "abc")


def test_each_query_sees_what_the_one_before_gave(tmp_path: Path) -> None:
    write(tmp_path / "2.rq", f"CONSTRUCT {{ {C} {B} {A} }} WHERE {{ {B} {B} {A} }}")
    write(tmp_path / "1.rq", f"CONSTRUCT {{ {B} {B} {A} }} WHERE {{ {A} {B} {C} }}")
    store = Store()
    store.add(Quad(A, B, C, NamedNode("https://example.org/graph")))
    assert derive(store, tmp_path, Base()) == {"1.rq": 1, "2.rq": 1}
    assert list(store.quads_for_pattern(C, B, A, Base().graph("view")))


@pytest.mark.parametrize("text", ["SELECT * WHERE { ?s ?p ?o }", "CONSTRUCT {", "DROP ALL"])
def test_what_is_no_construct_is_refused_with_its_file(tmp_path: Path, text: str) -> None:
    write(tmp_path / "1.rq", text)
    with pytest.raises(DataError, match=r"1\.rq"):
        derive(Store(), tmp_path, Base())
