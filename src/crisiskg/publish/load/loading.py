"""Putting the graphs of a release into a store, each whole or not at all.

All graphs that differ are staged first, in chunks, and counted; then one after the other takes its place. The
state lives in the store: ``…/load/state`` says of each graph what it holds (a digest) and where its
next content is staged. So whoever runs a broken load again, on any machine, goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from crisiskg.errors import UsageError
from crisiskg.publish.load.store import RemoteStore
from crisiskg.publish.load.vocabulary import DIGEST, ROOT, STAGED, STAGING, STATE, forget, note, swap, veiled
from crisiskg.query import EndpointError
from crisiskg.terms import Base

#: Triples in one request: about 700 kB, which every store takes.
CHUNK = 5000


@dataclass(frozen=True)
class Loaded:
    """What a load did: graphs replaced, graphs that were right already, graphs dropped, triples sent.

    ``strangers`` are graphs with names of the corpus that no load has put there; they were left alone.
    """

    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    dropped: tuple[str, ...]
    strangers: tuple[str, ...]
    triples: int


@dataclass(frozen=True)
class _Graph:
    """A graph to load: its veiled triples in a fixed order, what these digest to, and where they are staged."""

    name: NamedNode
    lines: tuple[str, ...]
    digest: str
    staging: NamedNode


def load_graphs(
    release: Store,
    store: RemoteStore,
    base: Base | None = None,
    *,
    chunk: int = CHUNK,
    progress: Callable[[str], None] = lambda message: None,
) -> Loaded:
    """Make the graphs of a store those of the release.

    Raises ``UsageError`` when the release is not made of named graphs or has blank nodes, and
    ``EndpointError`` when the store fails or holds other than what was sent; then every graph that
    is not yet replaced serves on as it was.
    """
    prefix = (base or Base()).graphs
    wanted = _graphs(release, prefix)
    held, staged = _state(store, prefix)
    fresh = [graph for graph in wanted if held.get(graph.name) == graph.digest and _whole(store, graph)]
    stale = [graph for graph in wanted if graph not in fresh]
    _clean(store, staged, stale)
    sent = 0
    total = sum(len(graph.lines) for graph in stale)
    try:
        for graph in stale:
            _stage(store, graph, staged.get(graph.name), chunk, partial(_tell, progress, sent, total))
            sent += len(graph.lines)
    except EndpointError as error:
        message = f"{error.message}; the old graphs serve on; the same command goes on from here"
        raise EndpointError(error.url, message, error.status) from None
    for number, graph in enumerate(stale, 1):
        progress(f"replacing graph {number} of {len(stale)}: {graph.name.value}")
        _replace(store, graph)
    names = {graph.name for graph in wanted}
    gone = sorted((graph for graph in held if graph not in names), key=str)
    for name in gone:
        progress(f"dropping {name.value}")
        store.update(f"DROP SILENT GRAPH {name}", forget(name, DIGEST))
    return Loaded(
        tuple(graph.name.value for graph in stale),
        tuple(graph.name.value for graph in fresh),
        tuple(name.value for name in gone),
        _strangers(store, prefix, names),
        sum(len(graph.lines) for graph in stale),
    )


def _tell(progress: Callable[[str], None], sent: int, total: int, more: int) -> None:
    progress(f"staged {sent + more} of {total} triples")


def _graphs(release: Store, prefix: str) -> list[_Graph]:
    found = []
    corpus = hashlib.sha256(prefix.encode("utf-8")).hexdigest()[:8]
    for name in sorted(release.named_graphs(), key=str):
        if isinstance(name, BlankNode) or name.value.startswith(ROOT):
            raise UsageError(f"{name} cannot be the name of a graph to load")
        lines = []
        for quad in release.quads_for_pattern(None, None, None, name):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise UsageError(f"{name} has blank nodes, which cannot be loaded in parts; give them IRIs")
            lines.append(veiled(quad.subject, quad.predicate, quad.object))
        lines.sort()
        digest = hashlib.sha256("\n".join([name.value, *lines]).encode("utf-8")).hexdigest()
        found.append(_Graph(name, tuple(lines), digest, NamedNode(f"{STAGING}{corpus}/{digest}")))
    if not found or sum(len(graph.lines) for graph in found) != len(release):
        raise UsageError("the release has triples outside named graphs; give a release folder, or .nq or .trig")
    return found


def _state(store: RemoteStore, prefix: str) -> tuple[dict[NamedNode, str], dict[NamedNode, NamedNode]]:
    """Of each graph of the corpus that a load has touched: the digest of its content, and where it is staged."""
    table = store.select(f"SELECT ?graph ?what ?value WHERE {{ GRAPH {STATE} {{ ?graph ?what ?value }} }}")
    held, staged = {}, {}
    for graph, what, value in table.rows:
        if not isinstance(graph, NamedNode) or not graph.value.startswith(prefix):
            continue
        if what == DIGEST and isinstance(value, Literal):
            held[graph] = value.value
        elif what == STAGED and isinstance(value, NamedNode):
            staged[graph] = value
    return held, staged


def _whole(store: RemoteStore, graph: _Graph) -> bool:
    return store.count(graph.name) == len(graph.lines)


def _clean(store: RemoteStore, staged: dict[NamedNode, NamedNode], stale: list[_Graph]) -> None:
    """Drop what broken loads of other releases have left in staging."""
    still = {graph.name: graph.staging for graph in stale}
    for name, staging in staged.items():
        if still.get(name) != staging:
            store.update(f"DROP SILENT GRAPH {staging}", forget(name, STAGED))


def _stage(
    store: RemoteStore, graph: _Graph, before: NamedNode | None, chunk: int, progress: Callable[[int], None]
) -> None:
    """Stage a graph, from where an earlier load stopped.

    Chunks are sent in a fixed order, so that the count of what is there tells which of them are.
    """
    there = 0
    if before == graph.staging:
        there = store.count(graph.staging) // chunk * chunk
    else:
        store.update(note(graph.name, STAGED, graph.staging))
    for start in range(there, len(graph.lines), chunk):
        store.add(graph.staging, graph.lines[start : start + chunk])
        progress(min(start + chunk, len(graph.lines)))
    count = store.count(graph.staging)
    if count != len(graph.lines):
        # To go on from a staging graph that is not what it should be would end here again and again.
        store.update(f"DROP SILENT GRAPH {graph.staging}", forget(graph.name, STAGED))
        raise _unequal(store, graph, count)


def _replace(store: RemoteStore, graph: _Graph) -> None:
    store.update(forget(graph.name, DIGEST), *swap(graph.staging, graph.name))
    count = store.count(graph.name)
    if count != len(graph.lines):
        raise _unequal(store, graph, count)
    # Only now, so that a store that broke off in the middle still has the whole content in staging.
    store.update(
        note(graph.name, DIGEST, Literal(graph.digest)),
        f"DROP SILENT GRAPH {graph.staging}",
        forget(graph.name, STAGED),
    )


def _unequal(store: RemoteStore, graph: _Graph, count: int) -> EndpointError:
    message = f"holds {count} of the {len(graph.lines)} triples of {graph.name.value}; run the same command again"
    return EndpointError(store.addresses.query, message)


def _strangers(store: RemoteStore, prefix: str, names: set[NamedNode]) -> tuple[str, ...]:
    query = f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s a ?c }} FILTER (STRSTARTS(STR(?g), "{prefix}")) }}'
    try:
        found = {str(record["g"]) for record in store.select(query).records()}
    except EndpointError:
        return ()  # news only: a store that is too large for the question has its release all the same
    return tuple(sorted(found - {name.value for name in names}))
