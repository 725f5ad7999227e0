"""The network: every claim about two things is an edge, and other programs read it whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest
from lxml import etree
from pyoxigraph import NamedNode

from crisiskg.errors import UsageError
from crisiskg.publish.formats import export_graph
from crisiskg.publish.release import Made
from crisiskg.terms import CKG, RDF
from crisiskg.workspace import Workspace

GEXF = "{http://www.gexf.net/1.2draft}"


@pytest.fixture(scope="module")
def folder(real_made: Made, workspace_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("network")
    for form in ("graphml", "gexf"):
        for name, content in export_graph(real_made.dataset.store, form, Workspace(workspace_root)).items():
            (made / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def graph(folder: Path) -> Any:
    return networkx.read_graphml(folder / "crisiskg.graphml", force_multigraph=True)


def test_every_claim_about_two_things_is_an_edge(graph: Any, real_made: Made) -> None:
    store = real_made.dataset.store
    claims = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, CKG.Claim)}
    wanted = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, RDF.object, None)
        if quad.subject in claims and isinstance(quad.object, NamedNode) and "#value" not in quad.object.value
    }
    found = [data["claim"] for _, _, data in graph.edges(data=True) if "claim" in data]
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_what_is_no_claim_has_no_text_and_no_certainty(graph: Any) -> None:
    for _, _, data in graph.edges(data=True):
        assert ("claim" in data) == ("text" in data) == ("certainty" in data) == ("rank" in data)


def test_held_and_denied_things_say_so(graph: Any) -> None:
    edges = [data for _, _, data in graph.edges(data=True)]
    assert {data.get("polarity") for data in edges} == {"positive", "negative", None}
    assert any(data.get("attitude") == "fears" and data["heldBy"].startswith("person/") for data in edges)


def test_nodes_have_names_in_both_languages_kinds_and_items(graph: Any) -> None:
    for name, data in graph.nodes(data=True):
        assert data["label"] and data["label_ja"] and data["kind"] == name.partition("/")[0], name
    crisis = graph.nodes["event/cuban-missile-crisis"]
    assert (crisis["begin"], crisis["end"], crisis["actuality"]) == ("1962-10-14", "1962-10-28", "actual")
    assert graph.nodes["person/john-f-kennedy"]["wikidata"] == "Q9696"


def test_gexf_reads_back_as_the_same_network(folder: Path, graph: Any) -> None:
    other = networkx.read_gexf(folder / "crisiskg.gexf")
    assert set(other.nodes) == set(graph.nodes)
    assert set(other.edges(keys=True)) == set(graph.edges(keys=True))
    for name, data in graph.nodes(data=True):
        found = {key: value for key, value in other.nodes[name].items() if key != "spells"}
        assert found == {key: value for key, value in data.items() if key not in ("begin", "end")}


def test_igraph_reads_the_graphml(folder: Path, graph: Any) -> None:
    other = igraph.Graph.Read_GraphML(str(folder / "crisiskg.graphml"))
    assert (other.vcount(), other.ecount()) == (len(graph.nodes), len(graph.edges))
    assert sorted(other.vs["label_ja"]) == sorted(data["label_ja"] for _, data in graph.nodes(data=True))


def test_days_are_spells_and_dates_of_claims_are_spells_of_their_edges(folder: Path) -> None:
    root = etree.parse(folder / "crisiskg.gexf").getroot()
    whole = root.find(f"{GEXF}graph")
    assert whole is not None and (whole.get("mode"), whole.get("timeformat")) == ("dynamic", "date")
    (crisis,) = [node for node in root.iter(f"{GEXF}node") if node.get("id") == "event/cuban-missile-crisis"]
    assert [dict(spell.attrib) for spell in crisis.iter(f"{GEXF}spell")] == [
        {"start": "1962-10-14", "end": "1962-10-28"}
    ]
    assert any(edge.find(f"{GEXF}spells") is not None for edge in root.iter(f"{GEXF}edge"))


def test_gexf_has_only_what_its_schema_knows(folder: Path) -> None:
    """The rules of the schema of GEXF 1.2 for the elements that are written."""
    root = etree.parse(folder / "crisiskg.gexf").getroot()
    allowed: dict[str, tuple[set[str], set[str]]] = {
        "gexf": ({"version", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"}, {"meta", "graph"}),
        "meta": ({"lastmodifieddate"}, {"creator", "description"}),
        "creator": (set(), set()),
        "description": (set(), set()),
        "graph": ({"defaultedgetype", "mode", "name", "timeformat"}, {"attributes", "nodes", "edges"}),
        "attributes": ({"class", "mode"}, {"attribute"}),
        "attribute": ({"id", "title", "type"}, set()),
        "nodes": (set(), {"node"}),
        "edges": (set(), {"edge"}),
        "node": ({"id", "label"}, {"attvalues", "spells"}),
        "edge": ({"id", "source", "target", "label"}, {"attvalues", "spells"}),
        "attvalues": (set(), {"attvalue"}),
        "attvalue": ({"for", "value"}, set()),
        "spells": (set(), {"spell"}),
        "spell": ({"start", "end"}, set()),
    }
    for element in root.iter():
        attributes, children = allowed[str(element.tag).removeprefix(GEXF)]
        assert {str(name) for name in element.attrib} <= attributes, element.tag
        assert {str(child.tag).removeprefix(GEXF) for child in element} <= children, element.tag
    columns = {column.get("id") for column in root.iter(f"{GEXF}attribute")}
    assert {value.get("for") for value in root.iter(f"{GEXF}attvalue")} == columns
    ids = [element.get("id") for tag in ("node", "edge") for element in root.iter(GEXF + tag)]
    assert len(ids) == len(set(ids))


def test_the_same_graph_gives_the_same_bytes(folder: Path, real_made: Made, workspace_root: Path) -> None:
    for form in ("graphml", "gexf"):
        (content,) = export_graph(real_made.dataset.store, form, Workspace(workspace_root)).values()
        assert content == (folder / f"crisiskg.{form}").read_bytes()


def test_without_the_library_the_message_says_what_to_install(
    real_made: Made, workspace_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(UsageError, match=r"pip install 'crisiskg\[networks\]'"):
        export_graph(real_made.dataset.store, "gexf", Workspace(workspace_root))


def test_a_workspace_without_the_queries_is_refused(mini: Workspace, real_made: Made) -> None:
    (mini.queries / "networks" / "edges.rq").unlink()
    with pytest.raises(UsageError, match=r"edges\.rq"):
        export_graph(real_made.dataset.store, "graphml", mini)
