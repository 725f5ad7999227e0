"""A validation report is something that a person can act on."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from tests.mini import write

from crisiskg.errors import DataError
from crisiskg.files import read_graph
from crisiskg.graph.build import Dataset
from crisiskg.graph.validate import load_shapes, validate

PERSON = "<https://w3id.org/crisiskg/id/person/x> a <http://xmlns.com/foaf/0.1/Person> .\n"


def test_the_small_dataset_conforms(dataset: Dataset, workspace_root: Path) -> None:
    report = validate(dataset.store, load_shapes(workspace_root / "shapes"))
    assert report.conforms and report.violations == () and report.triples > 1000


def test_a_report_names_the_thing_and_says_how_to_mend_in_both_languages(tmp_path: Path, workspace_root: Path) -> None:
    store = read_graph(write(tmp_path / "x.ttl", PERSON))
    report = validate(store, load_shapes(workspace_root / "shapes"))
    text = report.text()
    assert not report.conforms and "ckgperson:x" in text
    for violation in report.violations:
        assert violation.message_en and violation.message_ja and violation.severity == "Violation"


def test_a_rule_over_the_whole_graph_names_the_claim_at_fault(tmp_path: Path, workspace_root: Path) -> None:
    claim = "<https://w3id.org/crisiskg/id/claim/x-c1234567> a <https://w3id.org/crisiskg/ontology#Claim> ."
    report = validate(read_graph(write(tmp_path / "x.ttl", claim)), load_shapes(workspace_root / "shapes"))
    assert {violation.at_fault for violation in report.violations} == {"https://w3id.org/crisiskg/id/claim/x-c1234567"}


def test_the_report_in_turtle_is_a_shacl_report_without_blank_nodes(tmp_path: Path, workspace_root: Path) -> None:
    store = read_graph(write(tmp_path / "x.ttl", PERSON))
    graph = rdflib.Graph().parse(data=validate(store, load_shapes(workspace_root / "shapes")).turtle())
    assert (None, rdflib.RDF.type, rdflib.SH.ValidationReport) in graph
    assert list(graph.objects(None, rdflib.SH.focusNode)) != []
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_shapes_that_are_no_turtle_are_refused_with_their_file(tmp_path: Path) -> None:
    write(tmp_path / "broken.ttl", "<a> <b> .")
    with pytest.raises(DataError, match=r"broken\.ttl"):
        load_shapes(tmp_path)
