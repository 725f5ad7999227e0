"""JSON-LD: compacted with the published context, agreements framed as one nested record each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pyld import jsonld
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from crisiskg.errors import DataError
from crisiskg.terms import CKG, RDF, XSD

Node = dict[str, Any]

#: What is nested in an agreement: the things that point to it with these properties.
_NESTED = (CKG.agreement.value, CKG.obligationOf.value)


def jsonld_document(triples: Iterable[Triple], context: dict[str, Any]) -> bytes:
    """Every triple as one JSON-LD document, sorted by IRI.

    ``context`` is the value of ``@context`` and stands in the document itself, so that no reader
    has to fetch it. The acts of an agreement's life and its obligations stand inside the agreement.
    """
    nodes = _expanded(triples)
    agreements = [node for node in nodes.values() if CKG.Agreement.value in node.get("@type", ())]
    wholes = {node["@id"] for node in agreements}
    nested = [node for node in nodes.values() if wholes & {whole["@id"] for whole in _wholes(node)}]
    inside = {node["@id"] for node in (*nested, *agreements)}
    options = {"ordered": True, "compactArrays": True}

    framed = jsonld.frame(
        [*agreements, *nested],
        {"@context": context, "@type": CKG.Agreement.value, "actions": {}, "obligations": {}},
        {**options, "embed": "@once", "omitDefault": True, "omitGraph": False, "requireAll": False},
    )
    rest = [node for node in nodes.values() if node["@id"] not in inside]
    compacted = jsonld.compact(rest, context, {**options, "graph": True, "skipExpansion": True})
    graph = sorted([*framed.get("@graph", []), *compacted.get("@graph", [])], key=lambda node: str(node["id"]))
    document = {"@context": context, "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _expanded(triples: Iterable[Triple]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for triple in triples:
        subject = _id(triple.subject)
        node = nodes.setdefault(subject, {"@id": subject})
        if triple.predicate == RDF.type and isinstance(triple.object, NamedNode):
            node.setdefault("@type", []).append(triple.object.value)
        else:
            node.setdefault(triple.predicate.value, []).append(_value(triple.object))
    return nodes


def _wholes(node: Node) -> list[Node]:
    return [whole for predicate in _NESTED for whole in node.get(predicate, ())]


def _id(term: NamedNode | BlankNode | Triple) -> str:
    if not isinstance(term, NamedNode):
        raise DataError(f"the graph has a blank node ({term}): give every thing an IRI")
    return term.value


def _value(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD.string:
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}
