"""The chain of evidence: claim, note, cited work, file, archive, keeper."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store
from tests.mini import write

from crisiskg.graph.build import build_dataset, load_workspace
from crisiskg.query import EmbeddedGraph
from crisiskg.query.chain import citing_places, sources_of
from crisiskg.terms import CITO, Base
from crisiskg.workspace import Workspace

SOURCES = """
- id: organization/lake-archives
  label: {ja: 湖公文書館, en: Lake Archives}
- id: archive/lake-office
  label: {ja: 湖水局文書, en: Lake Office Papers}
  type: concept/work-archive
  heldBy: organization/lake-archives
- id: archive/lake-office-box-3
  label: {ja: 湖水局文書第3箱, en: "Lake Office Papers, box 3"}
  type: concept/work-archive
  partOf: archive/lake-office
- id: work/alto-to-clio
  label: {ja: アルトのクリオ宛書簡, en: Alto to Clio}
  type: concept/work-archival-document
  partOf: archive/lake-office-box-3
"""
CITATIONS = """
text: lake-study
citations:
- {note: "1", work: work/lake-treaties, locator: 12頁, url: "https://lake.example/12", document: "https://lake.example/d4"}
- {note: "1", work: work/alto-to-clio, date: "1901-05-03", through: work/lake-treaties}
- {note: "1", candidates: [work/lake-treaties, work/alto-to-clio], locator: p. 9}
"""
BASE = Base()


@pytest.fixture
def store(mini: Workspace) -> Store:
    write(mini.data / "entities" / "works.yaml", SOURCES)
    write(mini.data / "citations" / "lake-study.yaml", CITATIONS)
    return build_dataset(load_workspace(mini)).store


def test_a_claim_rests_on_all_that_its_note_cites(store: Store) -> None:
    letter, undecided, volume = sorted(
        sources_of(store, BASE.node("claim/lake-study-c0000001")), key=lambda one: one.work.get("en", "Amidst")
    )
    assert (volume.note, volume.locator, volume.url) == ("1", "12頁", "https://lake.example/12")
    assert volume.document == "https://lake.example/d4"
    assert [held["en"] for held in letter.held] == ["Lake Office Papers, box 3", "Lake Office Papers", "Lake Archives"]
    assert (letter.date, letter.through["en"]) == ("1901-05-03", "Treaties of the Lake")
    assert undecided.work == {}
    assert {candidate["en"] for candidate in undecided.candidates} == {"Treaties of the Lake", "Alto to Clio"}


def test_a_claim_away_from_every_note_rests_on_none(store: Store) -> None:
    assert sources_of(store, BASE.node("claim/lake-study-c0000005")) == ()


@pytest.mark.parametrize("keeper", ["archive/lake-office-box-3", "archive/lake-office", "organization/lake-archives"])
def test_an_archive_knows_the_places_that_cite_what_it_holds(store: Store, keeper: str) -> None:
    (place,) = citing_places(store, BASE.node(keeper))
    assert (place.work["en"], place.note) == ("Alto to Clio", "1")
    assert place.source == BASE.node("text/lake-study").value
    assert place.claims == len(list(store.quads_for_pattern(None, CITO.citesAsEvidence, NamedNode(place.citation))))


def test_in_the_corpus_the_chain_reaches_keepers_and_documents(real_graph: EmbeddedGraph) -> None:
    store = real_graph.store
    claims = {quad.subject for quad in store.quads_for_pattern(None, CITO.citesAsEvidence, None)}
    sources = [source for claim in claims if isinstance(claim, NamedNode) for source in sources_of(store, claim)]
    assert all(source.note or source.iri for source in sources)
    assert any(source.document.startswith("https://history.state.gov/") for source in sources)
    assert any(held["en"].startswith("John F. Kennedy") for source in sources for held in source.held)
