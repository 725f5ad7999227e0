"""Where a store takes queries, updates and graphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crisiskg.query import Client, EndpointError
from crisiskg.query.http import NO_ENDPOINT, checked_url


@dataclass(frozen=True)
class Addresses:
    """The URLs of one store. Without ``graph_store``, graphs go in by updates."""

    query: str
    update: str
    graph_store: str | None = None
    kind: str = ""


@dataclass(frozen=True)
class _Kind:
    """A kind of store: how it shows itself, and where it listens, relative to the end of its query URL."""

    name: str
    header: str
    ending: str
    update: str
    graph_store: str | None


# The header is looked for among all headers of an answer, as "name: value". The first kind that fits counts.
_KINDS = (
    _Kind("Virtuoso", r"server: virtuoso", r"/sparql(-auth)?", "/sparql-auth", "/sparql-graph-crud-auth"),
    _Kind("Fuseki", r"fuseki", r"/(sparql|query)|", "/update", "/data"),
    _Kind("Oxigraph", r"server: oxigraph", r"/query", "/update", "/store"),
    _Kind("RDF4J or GraphDB", r"", r"(/repositories/[^/]+)", r"\1/statements", r"\1/rdf-graphs/service"),
)


def find_addresses(
    client: Client,
    endpoint: str,
    *,
    query: str | None = None,
    update: str | None = None,
    graph_store: str | None = None,
) -> Addresses:
    """The addresses of the store that answers queries at ``endpoint``.

    What is given stands; the rest follows from the kind of the store, as its answer to ``ASK {}`` and
    its URL tell it. A store of no known kind is taken to take updates where it takes queries.
    Raises ``UsageError`` for what is no HTTP URL, ``EndpointError`` when nothing answers SPARQL there.
    """
    asked = checked_url(query or endpoint)
    for given in (endpoint, update, graph_store):
        if given is not None:
            checked_url(given)
    headers = _ask(client, asked)
    for kind in _KINDS:
        ending = re.search(f"(?:{kind.ending})$", asked)
        if ending and re.search(kind.header, headers):
            root = asked[: ending.start()]
            follows = root + ending.expand(kind.update)
            graphs = None if kind.graph_store is None else root + ending.expand(kind.graph_store)
            return Addresses(asked, update or follows, graph_store or graphs, kind.name)
    return Addresses(asked, update or asked, graph_store)


def _ask(client: Client, url: str) -> str:
    """The headers of a store that answers a query. Raises ``EndpointError`` when it is no SPARQL endpoint."""
    response = client.send("POST", url, {"query": "ASK {}"}, accept="application/sparql-results+json")
    if '"boolean"' not in response.text[:1000]:
        said = response.headers.get("Content-Type", "nothing that has a type").partition(";")[0]
        raise EndpointError(url, f"answers a query with {said} instead of SPARQL results; {NO_ENDPOINT}")
    return _lines(response.headers)


def _lines(headers: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in headers.items()).lower()
