"""A graph in another vocabulary, made by the CONSTRUCT queries of a folder such as ``queries/crm/``."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import QueryTriples, Store, Triple

from crisiskg.errors import UsageError
from crisiskg.graph.sparql import run_file, wrong_query
from crisiskg.publish.dumps import sorted_triples
from crisiskg.terms import Base


def constructed(store: Store, folder: Path, base: Base) -> list[Triple]:
    """What all the queries of a folder make of a graph, sorted.

    Raises ``UsageError`` when the folder has no query, ``DataError`` for one that is not a SPARQL
    CONSTRUCT.
    """
    paths = sorted(folder.glob("*.rq"))
    if not paths:
        raise UsageError(f"{folder} has no queries")
    made: set[Triple] = set()
    for path in paths:
        found = run_file(store, path, base)
        if not isinstance(found, QueryTriples):
            raise wrong_query(path, "this export needs a CONSTRUCT")
        made.update(found)
    return sorted_triples(made)
