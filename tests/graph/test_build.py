"""The dataset of a workspace: graphs, claims, places, the derived view."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Store
from tests.mini import TEXT, write

from crisiskg.errors import DataError
from crisiskg.graph.build import Dataset, build_dataset, load_workspace, verify_anchors
from crisiskg.terms import CITO, CKG, EDTF, OA, PREFIXES, RDF, RDFS, SEM, Base
from crisiskg.texts import Outcome
from crisiskg.workspace import Workspace

BASE = Base()
TREATY = BASE.node("agreement/lake-treaty")
SIGNATURE = BASE.node("event/lake-treaty-signature")


def ask(store: Store, pattern: str) -> bool:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return bool(store.query(f"{prefixes}ASK {{ {pattern} }}", use_default_graph_as_union=True))


def test_each_kind_of_statement_has_its_graph(dataset: Dataset) -> None:
    graphs = {str(graph.value) for graph in dataset.store.named_graphs() if isinstance(graph, NamedNode)}
    wanted = {"ontology", "entities", "record", "text/lake-study", "citations/lake-study", "view"}
    assert graphs == {BASE.graph(name).value for name in wanted}


def test_no_blank_node_anywhere(dataset: Dataset) -> None:
    assert not ask(dataset.store, "?s ?p ?o FILTER (isBlank(?s) || isBlank(?o))")


def test_an_anchor_is_the_rfc_5147_fragment_of_its_text(dataset: Dataset) -> None:
    start = TEXT.index("同年5月、湖水危機が起こった")
    node = NamedNode(f"{BASE.node('text/lake-study').value}#char={start},{start + 14}")
    assert ask(
        dataset.store, f"{node} a oa:SpecificResource ; oa:hasSelector [ oa:start {start} ; oa:end {start + 14} ]"
    )


def test_a_claim_rests_on_what_the_note_of_its_sentence_cites(dataset: Dataset) -> None:
    claim = BASE.node("claim/lake-study-c0000001")
    quads = list(dataset.store.quads_for_pattern(claim, CITO.citesAsEvidence, None))
    assert [quad.object for quad in quads] == [BASE.node("citation/lake-study-1-lake-treaties")]
    other = BASE.node("claim/lake-study-c0000005")
    assert not list(dataset.store.quads_for_pattern(other, CITO.citesAsEvidence, None))


def test_the_view_holds_the_best_ranked_and_no_deprecated_claim(dataset: Dataset) -> None:
    view = BASE.graph("view")
    dates = [quad.object for quad in dataset.store.quads_for_pattern(SIGNATURE, CKG.date, None, view)]
    assert dates == [Literal("1901-03", datatype=EDTF)]


def test_what_somebody_merely_feared_never_enters_the_view(dataset: Dataset) -> None:
    blockade = BASE.node("event/lake-blockade")
    assert ask(dataset.store, f"?claim rdf:subject {blockade} ; ckg:heldBy ?alto")
    assert not list(dataset.store.quads_for_pattern(blockade, SEM.hasActor, None))


def test_bounds_labels_status_and_mentions_are_derived(dataset: Dataset) -> None:
    assert ask(dataset.store, f'{SIGNATURE} ckg:begin "1901-03-01"^^xsd:date ; ckg:end "1901-03-31"^^xsd:date')
    assert ask(dataset.store, f"{TREATY} ckg:agreementStatus <{BASE.node('concept/status-signed').value}>")
    assert ask(dataset.store, f"{TREATY} ckg:mentionedIn <{BASE.node('text/lake-study').value}>")
    labels = {quad.object for quad in dataset.store.quads_for_pattern(TREATY, RDFS.label, None)}
    assert labels == {Literal("湖水条約", language="ja"), Literal("Lake Treaty", language="en")}


def test_disjoint_dates_of_one_event_conflict_both_ways(dataset: Dataset) -> None:
    one, other = BASE.node("claim/lake-study-c0000001"), BASE.node("claim/lake-study-c0000007")
    assert ask(dataset.store, f"{one} ckg:conflictsWith {other} . {other} ckg:conflictsWith {one}")
    assert dataset.conflicts() == 1


def test_dates_that_overlap_refine_each_other(mini: Workspace) -> None:
    path = mini.data / "claims" / "lake-study.yaml"
    content = (
        path.read_text("utf-8").replace('object: "1901-04"', 'object: "1901-03-05"').replace("rank: deprecated,", "")
    )
    content = content.partition(" rankReason")[0].rstrip() + "}\n"
    write(path, content)
    dataset = build_dataset(load_workspace(mini))
    assert dataset.conflicts() == 0
    assert ask(dataset.store, f'{SIGNATURE} ckg:begin "1901-03-05"^^xsd:date ; ckg:end "1901-03-05"^^xsd:date')


def test_an_open_side_neither_widens_nor_hides_the_other_dates(mini: Workspace) -> None:
    path = mini.data / "claims" / "lake-study.yaml"
    content = (
        path.read_text("utf-8").replace('object: "1901-04"', 'object: "1901-03-05/.."').replace("rank: deprecated,", "")
    )
    write(path, content.partition(" rankReason")[0].rstrip() + "}\n")
    dataset = build_dataset(load_workspace(mini))
    assert ask(dataset.store, f'{SIGNATURE} ckg:begin "1901-03-05"^^xsd:date ; ckg:end "1901-03-31"^^xsd:date')


def test_a_layout_of_another_edition_is_refused(mini: Workspace) -> None:
    path = mini.data / "layout" / "lake-study.yaml"
    content = path.read_text("utf-8")
    write(path, content.replace(content.partition('digest: "')[2][:64], "0" * 64))
    with pytest.raises(DataError, match="layout"):
        load_workspace(mini)


def test_opposite_polarity_and_a_dispute_are_conflicts(mini: Workspace) -> None:
    path = mini.data / "claims" / "lake-study.yaml"
    content = path.read_text("utf-8")
    content = content.replace("id: c0000003, subject: agreement/lake-treaty, predicate: ckg:party, object: state/westland",
                              "id: c0000003, subject: agreement/lake-treaty, predicate: ckg:party, object: state/eastland, polarity: negative")  # fmt: skip
    content = content.replace('object: "1901-05"', 'object: "1901-05", disputes: [lake-study-c0000004]')
    write(path, content)
    store = build_dataset(load_workspace(mini)).store
    pairs = {(quad.subject, quad.object) for quad in store.quads_for_pattern(None, CKG.conflictsWith, None)}
    claim = [BASE.node(f"claim/lake-study-c000000{number}") for number in range(8)]
    assert {(claim[2], claim[3]), (claim[5], claim[4]), (claim[4], claim[5])} <= pairs


def test_another_base_iri_moves_every_resource(mini: Workspace) -> None:
    path = mini.data / "corpus.yaml"
    write(path, path.read_text("utf-8").replace("https://w3id.org/crisiskg/id/", "https://lake.example/id/"))
    store = build_dataset(load_workspace(mini)).store
    assert not ask(store, '?s rdf:type ?o FILTER (STRSTARTS(STR(?s), "https://w3id.org/crisiskg/id/"))')
    assert list(store.quads_for_pattern(NamedNode("https://lake.example/id/event/lake-crisis"), CKG.begin, None))


def test_every_anchor_of_the_small_text_is_verified(mini: Workspace) -> None:
    (check,) = verify_anchors(load_workspace(mini), mini.root / "texts")
    assert check.count(Outcome.OK) == len(check.anchors) == 7


def test_a_rewrapped_text_keeps_its_anchors(mini: Workspace) -> None:
    wrapped = "\n".join(TEXT[i : i + 11] for i in range(0, len(TEXT), 11))
    write(mini.root / "texts" / "lake.txt", wrapped)
    (check,) = verify_anchors(load_workspace(mini), mini.root / "texts")
    assert check.edition.value == "another edition"
    assert check.count(Outcome.LOST) == 0


def test_a_claim_is_a_reified_statement_with_its_author(dataset: Dataset) -> None:
    claim = BASE.node("claim/lake-study-c0000002")
    assert ask(
        dataset.store,
        f"{claim} a ckg:Claim ; rdf:subject {TREATY} ; rdf:predicate ckg:party ; prov:wasAttributedTo ?author",
    )
    assert list(dataset.store.quads_for_pattern(claim, RDF.object, BASE.node("state/eastland")))
    assert list(dataset.store.quads_for_pattern(None, OA.hasSource, BASE.node("text/lake-study")))
