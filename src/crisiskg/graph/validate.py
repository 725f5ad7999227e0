"""SHACL validation: pySHACL over the Oxigraph store, and a report that a person can act on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pyshacl
import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import DefaultGraph, Quad, Store
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from crisiskg.errors import DataError, Problem
from crisiskg.terms import compact

_JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
_WHOLE_GRAPH = "https://w3id.org/crisiskg/shapes"
_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


class _CountedStore(OxigraphStore):
    """A store that does not change: pySHACL asks for its size thrice a result, and counting takes long."""

    def __init__(self, *, store: Store) -> None:
        super().__init__(store=store)
        self._size = len(store)

    def __len__(self, context: object = None) -> int:
        return self._size


@dataclass(frozen=True, order=True)
class Violation:
    """One SHACL result: the node or claim at fault, the value, what is wrong in ja and en."""

    focus: str
    path: str
    value: str
    message_en: str
    message_ja: str
    severity: str

    @property
    def at_fault(self) -> str:
        """The thing at fault: a rule over the whole graph has the shapes as focus and the thing as value."""
        return self.value if self.focus == _WHOLE_GRAPH else self.focus


@dataclass(frozen=True)
class Report:
    """The outcome of a validation: whether the data conforms, and every result, sorted."""

    conforms: bool
    violations: tuple[Violation, ...]
    triples: int

    def text(self) -> str:
        """The report as lines for a person."""
        if self.conforms and not self.violations:
            return f"SHACL: {self.triples} triples conform to the shapes.\n"
        lines = [f"SHACL: {len(self.violations)} results over {self.triples} triples."]
        for violation in self.violations:
            lines.append(f"{violation.severity}: {compact(violation.at_fault)}")
            if violation.path:
                lines.append(f"  at    {compact(violation.path)}")
            if violation.value and violation.value != violation.at_fault:
                lines.append(f"  value {compact(violation.value)}")
            lines.append(f"  {violation.message_en}")
            lines.append(f"  {violation.message_ja}")
        return "\n".join(lines) + "\n"

    def turtle(self) -> str:
        """The report as a sorted sh:ValidationReport, its results named so that no blank node is left."""
        graph = rdflib.Graph()
        graph.bind("sh", _SH)
        report = rdflib.URIRef("https://w3id.org/crisiskg/report")
        graph.add((report, rdflib.RDF.type, _SH.ValidationReport))
        graph.add((report, _SH.conforms, rdflib.Literal(self.conforms)))
        for number, violation in enumerate(self.violations, 1):
            result = rdflib.URIRef(f"{report}#result-{number}")
            graph.add((report, _SH.result, result))
            graph.add((result, rdflib.RDF.type, _SH.ValidationResult))
            graph.add((result, _SH.focusNode, _term(violation.focus)))
            graph.add((result, _SH.resultSeverity, _SH[violation.severity]))
            for language, message in (("en", violation.message_en), ("ja", violation.message_ja)):
                graph.add((result, _SH.resultMessage, rdflib.Literal(message, lang=language)))
            if violation.value:
                graph.add((result, _SH.value, _term(violation.value)))
            if violation.path:
                graph.add((result, _SH.resultPath, _term(violation.path)))
        return graph.serialize(format="turtle")


def load_shapes(folder: Path) -> rdflib.Graph:
    """Every shapes file of a folder in one graph. Raises ``DataError`` when one is not Turtle."""
    graph = rdflib.Graph()
    for path in sorted(folder.glob("*.ttl")):
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # rdflib's parsers raise whatever they meet
            problem = Problem(str(path), None, "", str(error), "mend the Turtle")
            raise DataError(f"{path} cannot be read", [problem]) from None
    return graph


def validate(store: Store, shapes: rdflib.Graph) -> Report:
    """Validate the union of all graphs of a store. pySHACL sees one plain graph on Oxigraph."""
    union = Store()
    union.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in store)
    data = rdflib.Graph(store=_CountedStore(store=union), identifier=DATASET_DEFAULT_GRAPH_ID)
    return run_shacl(data, shapes)


def run_shacl(data: rdflib.Graph, shapes: rdflib.Graph) -> Report:
    """Run pySHACL on any rdflib graph and sort what it found."""
    conforms, results, _ = pyshacl.validate(
        data, shacl_graph=shapes, advanced=False, inference="none", inplace=True, meta_shacl=False
    )
    if not isinstance(results, rdflib.Graph):
        raise DataError(f"the shapes cannot be run: {results}")
    violations = sorted(_violation(results, node) for node in results.objects(None, _SH.result))
    return Report(bool(conforms), tuple(violations), len(data))


def _violation(results: rdflib.Graph, node: rdflib.term.Node) -> Violation:
    def one(predicate: rdflib.URIRef) -> str:
        value = results.value(node, predicate)
        return "" if value is None else str(value)

    messages = {}
    for message in results.objects(node, _SH.resultMessage):
        if isinstance(message, rdflib.Literal):
            # pySHACL drops the language tag of a message that it puts values into; a Japanese
            # message begins with a Japanese character whatever the values are.
            language = message.language or ("ja" if _JAPANESE.match(str(message)) else "en")
            messages[language] = str(message)
    return Violation(
        focus=one(_SH.focusNode),
        path=one(_SH.resultPath),
        value=one(_SH.value),
        message_en=messages.get("en", ""),
        message_ja=messages.get("ja", ""),
        severity=one(_SH.resultSeverity).rpartition("#")[2],
    )


def _term(text: str) -> rdflib.term.Node:
    return rdflib.URIRef(text) if "://" in text and " " not in text else rdflib.Literal(text)
