"""The IRIs and updates by which a load keeps its state in the store itself, and stages graphs unseen.

A staged triple has a *veiled* predicate: ``…/load/veiled/`` and the real IRI. So it matches no query
of the graph, even in a store whose default graph is the union of all graphs.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

ROOT = "https://w3id.org/crisiskg/load/"
STATE = NamedNode(ROOT + "state")
STAGING = ROOT + "staging/"
PROBE = ROOT + "probe/"
VEIL = ROOT + "veiled/"
#: Of a graph, in the state graph: what it holds, and where the next content of it is being staged.
DIGEST, STAGED = NamedNode(ROOT + "digest"), NamedNode(ROOT + "staged")


def veiled(subject: NamedNode | BlankNode | Triple, predicate: NamedNode, value: object) -> str:
    """The line of N-Triples that stands for a triple while it is staged.

    >>> veiled(NamedNode("urn:s"), NamedNode("urn:p"), Literal(1))
    '<urn:s> <https://w3id.org/crisiskg/load/veiled/urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    """
    return f"{subject} <{VEIL}{predicate.value}> {value} ."


def swap(staged: NamedNode, graph: NamedNode) -> tuple[str, str]:
    """The updates that give a graph the content of a staged one.

    What is new comes first and only then goes what is old, so that a store that breaks off between
    the two, because it does not run a request as a whole (Virtuoso), has lost nothing.
    """
    return (
        f"INSERT {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {staged} {{ ?s ?veiled ?o }} "
        f'BIND (IRI(STRAFTER(STR(?veiled), "{VEIL}")) AS ?p) }}',
        f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} "
        f'BIND (IRI(CONCAT("{VEIL}", STR(?p))) AS ?veiled) '
        f"FILTER NOT EXISTS {{ GRAPH {staged} {{ ?s ?veiled ?o }} }} }}",
    )


def note(graph: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> str:
    """The update that puts a triple into the state."""
    return f"INSERT DATA {{ GRAPH {STATE} {{ {graph} {predicate} {value} }} }}"


def forget(graph: NamedNode, predicate: NamedNode) -> str:
    """The update that takes what the state says of a graph by a property out of it."""
    return f"DELETE WHERE {{ GRAPH {STATE} {{ {graph} {predicate} ?value }} }}"
