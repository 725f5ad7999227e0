"""The shapes: what they accept, and that each rule refuses what it is there to refuse."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from tests.shapes.cases import BAD_DATES, CASES, GOOD_DATES, Case

from crisiskg.terms import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPES = "https://w3id.org/crisiskg/shapes"
FILES = sorted(path.stem for path in (ROOT / "shapes").glob("*.ttl"))


@cache
def shapes(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ROOT / "shapes" / f"{name}.ttl")
    return graph


@cache
def valid() -> tuple[pyoxigraph.Quad, ...]:
    """The valid graph in union with the ontology, as the shapes see it."""
    store = pyoxigraph.Store()
    for path in (*sorted((ROOT / "ontology").glob("*.ttl")), Path(__file__).with_name("valid.ttl")):
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    return tuple(store)


def broken(gone: str, new: str) -> pyoxigraph.Store:
    """The valid graph without ``gone`` (which must be there) and with ``new``."""
    store = pyoxigraph.Store()
    store.bulk_extend(valid())
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    if gone:
        before = len(store)
        store.update(f"{prefixes} DELETE WHERE {{ {gone} }}")
        assert len(store) < before, f"not in the valid graph: {gone}"
    if new:
        store.update(f"{prefixes} INSERT DATA {{ {new} }}")
    return store


def on_oxigraph(store: pyoxigraph.Store) -> rdflib.Graph:
    return rdflib.Graph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)


def results(data: rdflib.Graph, shapes_graph: rdflib.Graph) -> list[tuple[str, set[str], list[str]]]:
    """For each result: the rule, the nodes that it names, its messages."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, inplace=True)
    assert isinstance(report, rdflib.Graph), report
    found = []
    for node in report.objects(None, SH.result):
        rule = report.value(node, SH.sourceConstraint) or report.value(node, SH.sourceShape)
        named = {str(n) for p in (SH.focusNode, SH.value) for n in report.objects(node, p)}
        found.append((str(rule), named, [str(m) for m in report.objects(node, SH.resultMessage)]))
    return found


def iri(name: str) -> str:
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def is_japanese(message: str) -> bool:
    return re.match("[\u3040-\u30ff\u4e00-\u9fff]", message) is not None


def test_the_valid_graph_conforms_on_oxigraph() -> None:
    assert results(on_oxigraph(broken("", "")), shapes(*FILES)) == []


def test_the_valid_graph_conforms_on_the_memory_store_of_rdflib() -> None:
    data = rdflib.Graph()
    for path in (ROOT / "ontology" / "crisiskg.ttl", Path(__file__).with_name("valid.ttl")):
        data.parse(path)
    assert results(data, shapes(*FILES)) == []


def test_the_valid_graph_has_one_of_each_kind() -> None:
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "crisiskg.ttl")
    example = rdflib.Graph().parse(Path(__file__).with_name("valid.ttl"))
    kinds = {str(kind) for pair in ontology.subject_objects(rdflib.OWL.disjointWith) for kind in pair}
    assert kinds - {str(node) for node in example.objects(None, rdflib.RDF.type)} == {iri("oa:Annotation")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_refuses_what_breaks_it_and_names_the_thing_at_fault(case: Case) -> None:
    found = results(on_oxigraph(broken(case.gone, case.new)), shapes(case.file, "prefixes"))
    mine = [(named, messages) for rule, named, messages in found if rule == f"{SHAPES}#{case.rule}"]
    assert mine, f"{case.rule} did not fire; fired: {sorted({rule for rule, *_ in found})}"
    told = [messages for named, messages in mine if iri(case.fault) in named]
    assert told, f"{case.fault} is not named, only {[named for named, _ in mine]}"
    assert any(case.says in message for messages in told for message in messages), told
    for messages in told:
        assert sorted(map(is_japanese, messages)) == [False, True], messages
        assert not any(re.search(r"\{[?$]", message) for message in messages), messages


@pytest.mark.parametrize("date", GOOD_DATES)
def test_a_date_of_edtf_levels_0_to_2_is_accepted(date: str) -> None:
    store = broken("", f'ckgclaim:lake-cost ckg:qualifierDate "{date}"^^edtf:EDTF .')
    assert results(on_oxigraph(store), shapes("dataset", "prefixes")) == []


@pytest.mark.parametrize("date", BAD_DATES)
def test_a_date_that_is_not_edtf_is_refused(date: str) -> None:
    store = broken("", f'ckgclaim:lake-cost ckg:qualifierDate "{date}"^^edtf:EDTF .')
    found = results(on_oxigraph(store), shapes("dataset", "prefixes"))
    assert [(rule, iri("ckgclaim:lake-cost") in named) for rule, named, _ in found] == [(f"{SHAPES}#edtf-form", True)]


def test_every_fault_of_a_kind_is_reported_not_only_the_first() -> None:
    store = broken("?claim ckg:anchor ?anchor", "")
    found = results(on_oxigraph(store), shapes("claim", "prefixes"))
    claims = {name for rule, names, _ in found if rule == f"{SHAPES}#claim-anchored" for name in names - {SHAPES}}
    assert len(claims) == 6


def test_the_rules_hold_under_another_base_iri() -> None:
    lines = [f"{q.subject} {q.predicate} {q.object} ." for q in broken("", "")]
    moved = "\n".join(lines).replace(PREFIXES["ckgid"], "https://lake.example/things/")
    store = pyoxigraph.Store()
    store.load(moved.encode("utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert results(on_oxigraph(store), shapes(*FILES)) == []
