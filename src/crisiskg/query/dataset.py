"""Asking a store for the union of its graphs, which each kind of store wants to be asked for in its own way."""

from __future__ import annotations

from crisiskg.query.http import EndpointError
from crisiskg.query.results import Table
from crisiskg.query.run import RemoteEndpoint
from crisiskg.terms import CKG, Base

#: Of Oxigraph, Jena and Stardog; Virtuoso, GraphDB, RDF4J and Blazegraph give the union unasked.
_WAYS = (
    ("union-default-graph", ""),
    ("default-graph-uri", "urn:x-arq:UnionGraph"),
    ("default-graph-uri", "tag:stardog:api:context:all"),
)
_ANY = f"?claim a {CKG.Claim}"


def whole_dataset(endpoint: RemoteEndpoint, base: Base | None = None) -> RemoteEndpoint:
    """The same endpoint, asked so that its default graph is the union of the graphs of the corpus.

    A store that shows claims by itself, or none in any graph, is asked as it is. Else what the store
    knows for a union is used, because to name the graphs one by one is slow in some; that is the last
    resort. Raises ``EndpointError`` when the endpoint does not answer at all.
    """
    if endpoint.query(f"ASK {{ {_ANY} }}") or not _holds(endpoint, f"ASK {{ GRAPH ?graph {{ {_ANY} }} }}"):
        return endpoint
    for way in _WAYS:
        asked = _with(endpoint, way)
        if _holds(asked, f"ASK {{ {_ANY} }}"):
            return asked
    prefix = (base or Base()).graphs
    found = endpoint.query(
        f'SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?graph), "{prefix}")) }}'
    )
    assert isinstance(found, Table)
    names = sorted(str(record["graph"]) for record in found.records())
    return _with(endpoint, *((key, name) for name in names for key in ("default-graph-uri", "named-graph-uri")))


def _with(endpoint: RemoteEndpoint, *dataset: tuple[str, str]) -> RemoteEndpoint:
    return RemoteEndpoint(endpoint.url, endpoint.timeout, endpoint.client, dataset)


def _holds(endpoint: RemoteEndpoint, question: str) -> bool:
    try:
        return endpoint.query(question) is True
    except EndpointError:
        return False
