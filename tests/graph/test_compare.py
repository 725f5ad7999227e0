"""Two releases side by side."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store

from crisiskg.graph.compare import compare

A, B, P = (NamedNode(f"https://example.org/{name}") for name in "abp")


def store(*triples: tuple[NamedNode, NamedNode, str]) -> Store:
    made = Store()
    made.extend(Quad(s, p, Literal(o)) for s, p, o in triples)
    return made


def test_the_same_triples_do_not_differ() -> None:
    assert compare(store((A, P, "1")), store((A, P, "1"))) == []


def test_what_came_went_and_changed_is_told_apart() -> None:
    changes = compare(store((A, P, "1"), (B, P, "1")), store((A, P, "2"), (P, P, "1")))
    assert {change.thing: change.status for change in changes} == {
        A.value: "changed", B.value: "removed", P.value: "added",
    }  # fmt: skip
    assert changes[0].gone == ('https://example.org/p "1"',)
    assert changes[0].new == ('https://example.org/p "2"',)
