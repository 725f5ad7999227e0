"""What follows from the claims, by the CONSTRUCT queries of ``queries/derive/`` in the order of their names."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad, QueryTriples, Store

from crisiskg.graph.sparql import run_file, wrong_query
from crisiskg.terms import Base


def derive(store: Store, queries: Path, base: Base) -> dict[str, int]:
    """Run every CONSTRUCT of a folder and add what it gives to the graph ``view``.

    Each query sees the union of all graphs, and what the queries before it gave. Returns how many
    new triples each gave, by file name. Raises ``DataError`` naming the file of a query that is
    not SPARQL or not a CONSTRUCT.
    """
    graph = base.graph("view")
    counts = {}
    for path in sorted(queries.glob("*.rq")):
        triples = run_file(store, path, base)
        if not isinstance(triples, QueryTriples):
            raise wrong_query(path, "a derivation must be a CONSTRUCT")
        before = len(store)
        store.bulk_extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        counts[path.name] = len(store) - before
    return counts
