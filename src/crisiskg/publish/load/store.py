"""A remote triple store that can be written to."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from crisiskg.publish.load.addresses import Addresses
from crisiskg.query import Client, EndpointError, RemoteEndpoint, Table


class RemoteStore:
    """Speaks SPARQL Query, SPARQL Update and the Graph Store HTTP Protocol with one store.

    Every method raises ``EndpointError`` when the store cannot be reached or refuses.
    """

    def __init__(self, client: Client, addresses: Addresses) -> None:
        self.addresses = addresses
        self._client = client
        self._endpoint = RemoteEndpoint(addresses.query, client=client)
        self._protocol = addresses.graph_store is not None

    def ask(self, pattern: str) -> bool:
        """Whether the pattern has a solution."""
        return self._endpoint.query(f"ASK {{ {pattern} }}") is True

    def select(self, query: str) -> Table:
        """The answer to a SELECT query."""
        found = self._endpoint.query(query)
        if not isinstance(found, Table):
            raise EndpointError(self.addresses.query, "answers SELECT with something that is no table")
        return found

    def count(self, graph: NamedNode) -> int:
        """How many triples a graph holds; none when it is not there."""
        query = f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        records = self.select(query).records()
        try:
            return int(records[0]["count"] or 0)
        except (IndexError, KeyError, ValueError):
            raise EndpointError(self.addresses.query, "cannot count the triples of a graph") from None

    def update(self, *operations: str) -> None:
        """Run operations of SPARQL Update, all in one request."""
        body = " ;\n".join(operations).encode("utf-8")
        self._client.send("POST", self.addresses.update, body, "application/sparql-update")

    def add(self, graph: NamedNode, lines: Sequence[str]) -> None:
        """Add triples, each a line of N-Triples, to a graph.

        They go by the Graph Store Protocol, which is faster; where it is not to be had, by an update.
        """
        if self._protocol:
            try:
                self._post(graph, lines)
                return
            except EndpointError as error:
                # Not there, or not for this user or format: whatever else it says is meant.
                if error.status not in (400, 404, 405, 406, 415, 501):
                    raise
                self._protocol = False
        self.update(f"INSERT DATA {{ GRAPH {graph} {{\n" + "\n".join(lines) + "\n} }")

    def _post(self, graph: NamedNode, lines: Sequence[str]) -> None:
        assert self.addresses.graph_store is not None
        body = "".join(line + "\n" for line in lines).encode("utf-8")
        url, where = self.addresses.graph_store, {"graph": graph.value}
        self._client.send("POST", url, body, "application/n-triples", params=where)

    def drop(self, *graphs: NamedNode) -> None:
        """Drop graphs; one that is not there is no error."""
        if graphs:
            self.update(*(f"DROP SILENT GRAPH {graph}" for graph in graphs))
