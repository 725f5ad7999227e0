"""The network of things, for Gephi, R and NetworkX: things as nodes, claims as edges.

Needs networkx, which the extra ``networks`` installs. The queries in ``queries/networks/`` say what
is a node and what an edge; their columns become the attributes.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from crisiskg.claims.corpus import Corpus
from crisiskg.claims.dates import bounds
from crisiskg.errors import UsageError
from crisiskg.publish.tables import Table, read_tables

#: Of GEXF, the version that Gephi and every other reader take.
_VERSION = "1.2draft"

Spells = list[tuple[str | None, str | None]]


def graphml(store: Store, folder: Path, corpus: Corpus) -> bytes:
    """The network as GraphML, edges named by their claims.

    Raises ``UsageError`` without networkx or without the two queries in the folder, ``DataError``
    for a query that is not a SPARQL SELECT.
    """
    networkx = _networkx()
    buffer = io.BytesIO()
    writer = networkx.readwrite.graphml.GraphMLWriter(encoding="utf-8", prettyprint=True, named_key_ids=True)
    writer.add_graph_element(network(store, folder, corpus))
    writer.dump(buffer)
    return buffer.getvalue()


def gexf(store: Store, folder: Path, corpus: Corpus) -> bytes:
    """The network as GEXF 1.2; what has days, or a claim a date of its own, has spells.

    Raises what ``graphml`` raises.
    """
    networkx = _networkx()
    graph = network(store, folder, corpus)
    for _, data in graph.nodes(data=True):
        data["spells"] = _spells(data.pop("begin", None), data.pop("end", None))
    for _, _, name, data in graph.edges(keys=True, data=True):
        data["id"] = name
        data["spells"] = _claimed_spells(data.get("date"))

    writer = networkx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True, version=_VERSION)
    _describe(writer.xml.find("meta"), corpus)
    writer.add_graph(graph)
    _leave_out_keys(writer.xml)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def network(store: Store, folder: Path, corpus: Corpus) -> Any:
    """The network as a ``networkx.MultiDiGraph``; only what an edge touches is a node.

    Ids are the local ids of things and claims. An attribute that has no value is left out; several
    values stand in one, joined by `` | ``. Raises what ``graphml`` raises.
    """
    found = {table.name: table for table in read_tables(store, folder, corpus.base)}
    if not {"nodes", "edges"} <= found.keys():
        raise UsageError(f"{folder} has no nodes.rq and edges.rq")
    graph = _networkx().MultiDiGraph(name=corpus.title["en"], license=corpus.licence, issued=corpus.issued)
    nodes = {node["id"]: node for node in _records(found["nodes"])}
    # A claim may state an amount, which is no thing of the network.
    edges = [edge for edge in _records(found["edges"]) if edge["source"] in nodes and edge["target"] in nodes]
    ends = {edge[end] for edge in edges for end in ("source", "target")}
    for name in sorted(ends):
        node = nodes[name]
        graph.add_node(node.pop("id"), iri=corpus.base.resources + name, **node)
    for edge in edges:
        name, source, target = edge.pop("id"), edge.pop("source"), edge.pop("target")
        claim = {"claim": corpus.base.resources + name} if "text" in edge else {}
        graph.add_edge(source, target, key=name, **claim, **edge)
    return graph


def _records(table: Table) -> list[dict[str, str]]:
    return [{name: cell for name, cell in zip(table.columns, row, strict=True) if cell} for row in table.rows]


def _spells(begin: str | None, end: str | None) -> Spells:
    return [(begin, end)] if begin or end else []


def _claimed_spells(date: str | None) -> Spells:
    first, last = bounds(date) if date else (None, None)
    return _spells(first.isoformat() if first else None, last.isoformat() if last else None)


def _describe(meta: Any, corpus: Corpus) -> None:
    """Say of the file what it is; networkx would say on which day it was written."""
    meta.set("lastmodifieddate", corpus.issued)
    meta.find("creator").text = corpus.publisher["en"]
    description = meta.makeelement("description", {})
    description.text = f"{corpus.title['en']}. {corpus.licence}"
    meta.append(description)


def _leave_out_keys(root: Any) -> None:
    """Take out the attribute that networkx adds to every edge: its key, which is its id again."""
    for group in root.iter("attributes"):
        for attribute in [one for one in group if one.get("title") == "networkx_key"]:
            group.remove(attribute)
            for values in root.iter("attvalues"):
                for value in [one for one in values if one.get("for") == attribute.get("id")]:
                    values.remove(value)


def _networkx() -> Any:
    try:
        import networkx
    except ImportError:
        raise UsageError("GraphML and GEXF need networkx: pip install 'crisiskg[networks]'") from None
    return networkx
