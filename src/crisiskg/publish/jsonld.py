"""JSON-LD: compacted with the published context, agreements framed as one nested record each."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyld import jsonld
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from crisiskg.errors import DataError, Problem
from crisiskg.terms import CKG, RDF, XSD

Node = dict[str, Any]


class _Processor(jsonld.JsonLdProcessor):  # type: ignore[misc]
    """The processor of PyLD that remembers how an IRI is compacted: finding that out is most of the work.

    One processor serves one context, in which no type or property has a context of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[tuple[str, bool, str | None, bool], Any] = {}

    def _compact_iri(
        self,
        active_ctx: Any,
        iri: Any,
        value: Any = None,
        vocab: bool = False,
        base: str | None = None,
        reverse: bool = False,
    ) -> Any:
        if value is not None or iri is None:
            return super()._compact_iri(active_ctx, iri, value, vocab, base, reverse)
        key = (iri, vocab, base, reverse)
        if key not in self._known:
            self._known[key] = super()._compact_iri(active_ctx, iri, value, vocab, base, reverse)
        return self._known[key]


#: What is nested in an agreement: the things that point to it with these properties.
_NESTED = (CKG.agreement.value, CKG.obligationOf.value)


def jsonld_document(triples: Iterable[Triple], context: dict[str, Any]) -> bytes:
    """Every triple as one JSON-LD document, sorted by IRI.

    ``context`` is the value of ``@context`` and stands in the document itself, so that no reader
    has to fetch it. The acts of an agreement's life and its obligations stand inside the agreement.
    """
    nodes = expanded(triples)
    agreements = [node for node in nodes if CKG.Agreement.value in node.get("@type", ())]
    wholes = {node["@id"] for node in agreements}
    nested = [node for node in nodes if wholes & {whole["@id"] for whole in _wholes(node)}]
    inside = {node["@id"] for node in (*nested, *agreements)}
    framed = _Processor().frame(
        [*agreements, *nested],
        {"@context": context, "@type": CKG.Agreement.value, "actions": {}, "obligations": {}},
        {"ordered": True, "embed": "@once", "omitDefault": True, "omitGraph": False, "requireAll": False},
    )
    rest = [node for node in nodes if node["@id"] not in inside]
    graph = sorted([*framed.get("@graph", []), *compacted(rest, context)], key=lambda node: str(node["id"]))
    document = {"@context": context, "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def load_context(path: Path) -> dict[str, dict[str, object]]:
    """A file with a JSON-LD context. Raises ``DataError`` when it cannot be read."""
    try:
        context: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        problem = Problem(str(path), getattr(error, "lineno", None), "", str(error), "mend the JSON")
        raise DataError(f"{path} cannot be read", [problem]) from None
    return context


@contextmanager
def document_meanwhile(triples: Iterable[Triple], context: dict[str, Any]) -> Iterator[Callable[[], bytes]]:
    """Make ``jsonld_document`` in a process of its own; calling what is given waits for it.

    Compacting takes as long as validating, and neither needs the other. The process ends with the
    block. Raises ``subprocess.CalledProcessError`` when called, if the process failed.
    """
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        output = process.stdout

        def document() -> bytes:
            written = output.read()
            if process.wait():
                raise subprocess.CalledProcessError(process.returncode, command)
            return written

        try:
            process.stdin.write(json.dumps(context).encode("ascii") + b"\n")
            serialize(triples, process.stdin, format=RdfFormat.N_TRIPLES)
            process.stdin.close()
            yield document
        finally:
            process.kill()


def expanded(triples: Iterable[Triple]) -> list[Node]:
    """Triples as the nodes of expanded JSON-LD. Raises ``DataError`` for a blank node."""
    nodes: dict[str, Node] = {}
    for triple in triples:
        subject = _id(triple.subject)
        node = nodes.setdefault(subject, {"@id": subject})
        if triple.predicate == RDF.type and isinstance(triple.object, NamedNode):
            node.setdefault("@type", []).append(triple.object.value)
        else:
            node.setdefault(triple.predicate.value, []).append(_value(triple.object))
    return list(nodes.values())


def compacted(nodes: list[Node], context: dict[str, Any]) -> list[Node]:
    """Nodes of expanded JSON-LD, compacted with the value of an ``@context``."""
    options = {"ordered": True, "compactArrays": True, "graph": True, "skipExpansion": True}
    graph: list[Node] = _Processor().compact(nodes, context, options).get("@graph", [])
    return graph


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


def main() -> None:
    """Read a context, as JSON on one line, and N-Triples; write their document."""
    context = json.loads(sys.stdin.buffer.readline())
    triples = [quad.triple for quad in parse(sys.stdin.buffer, format=RdfFormat.N_TRIPLES)]
    sys.stdout.buffer.write(jsonld_document(triples, context))


if __name__ == "__main__":
    main()
