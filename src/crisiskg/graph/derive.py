"""What follows from the claims, by the CONSTRUCT queries of ``queries/derive/`` in the order of their names."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad, QueryTriples, Store

from crisiskg.errors import DataError, Problem
from crisiskg.terms import PREFIXES, Base


def derive(store: Store, queries: Path, base: Base) -> dict[str, int]:
    """Run every CONSTRUCT of a folder and add what it gives to the graph ``view``.

    Each query sees the union of all graphs, and what the queries before it gave. Returns how many
    new triples each gave, by file name. Raises ``DataError`` naming the file of a query that is
    not SPARQL or not a CONSTRUCT.
    """
    graph = base.graph("view")
    counts = {}
    for path in sorted(queries.glob("*.rq")):
        before = len(store)
        store.bulk_extend(Quad(t.subject, t.predicate, t.object, graph) for t in _construct(store, path, base))
        counts[path.name] = len(store) - before
    return counts


def rebase(query: str, base: Base) -> str:
    """A query of the default IRIs, said for the IRIs of another corpus."""
    at_base = query.replace(PREFIXES["ckgid"], base.resources)
    return at_base.replace(PREFIXES["ckggraph"], base.graphs)


def _construct(store: Store, path: Path, base: Base) -> QueryTriples:
    try:
        result = store.query(rebase(path.read_text("utf-8"), base), use_default_graph_as_union=True)
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{path} is not SPARQL", [Problem(str(path), None, "", str(error), "mend it")]) from None
    if not isinstance(result, QueryTriples):
        problem = Problem(str(path), None, "", "a derivation must be a CONSTRUCT", "write CONSTRUCT { … }")
        raise DataError(f"{path} is no CONSTRUCT", [problem])
    return result
