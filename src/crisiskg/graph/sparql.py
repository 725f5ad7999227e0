"""The SPARQL files of a workspace, run on a dataset whose default graph is the union of its graphs."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from crisiskg.errors import DataError, Problem
from crisiskg.terms import PREFIXES, Base


def rebase(query: str, base: Base) -> str:
    """A query of the default IRIs, said for the IRIs of another corpus."""
    at_base = query.replace(PREFIXES["ckgid"], base.resources)
    return at_base.replace(PREFIXES["ckggraph"], base.graphs)


def run_file(store: Store, path: Path, base: Base) -> QuerySolutions | QueryTriples | QueryBoolean:
    """What a query file answers. Raises ``DataError`` naming the file when it is not SPARQL."""
    try:
        return store.query(rebase(path.read_text("utf-8"), base), use_default_graph_as_union=True)
    except (SyntaxError, ValueError) as error:
        raise wrong_query(path, str(error)) from None


def wrong_query(path: Path, message: str) -> DataError:
    """The refusal of a query file."""
    return DataError(f"{path} cannot be run", [Problem(str(path), None, "", message, "mend the query")])
