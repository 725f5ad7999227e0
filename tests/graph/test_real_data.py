"""What the curated data of the five texts holds, and that its anchors hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisiskg.graph.build import verify_anchors
from crisiskg.publish.release import Made
from crisiskg.terms import CKG, RDF, SKOS, WIKIBASE, Base
from crisiskg.texts import Edition, Outcome

BASE = Base()

AGREEMENTS = (
    "us-roc-mutual-defense-treaty",
    "dulles-yeh-notes",
    "incsea",
    "incsea-protocol-1973",
    "inf-treaty",
    "ptbt",
    "us-japan-security-treaty-1951",
    "us-japan-security-treaty-1960",
    "prior-consultation",
    "budapest-memorandum",
)

CRISES = ("second-taiwan-strait-crisis", "cuban-missile-crisis")


def test_every_text_makes_claims_and_there_are_thousands(real_made: Made) -> None:
    claims = real_made.dataset.loaded.curated.claims
    sources = {claim.source for claim in claims}
    assert sources == {*real_made.dataset.loaded.register.records, "record"}
    assert len(claims) >= 2500


def test_every_conflict_has_a_reason_in_both_languages(real_made: Made) -> None:
    store = real_made.dataset.store
    pairs = [(quad.subject, quad.object) for quad in store.quads_for_pattern(None, CKG.conflictsWith, None)]
    assert len(pairs) >= 2 * 80
    for pair in pairs:
        notes = {quad.object.language for claim in pair for quad in store.quads_for_pattern(claim, CKG.rankNote, None)}
        assert notes >= {"ja", "en"}, pair


def test_nothing_stands_in_the_data_that_nothing_is_said_of(real_made: Made) -> None:
    store = real_made.dataset.store
    named = {quad.object for quad in store}
    terms = {quad.subject for quad in store.quads_for_pattern(None, SKOS.inScheme, None)}
    entities = {BASE.node(id_) for id_ in real_made.dataset.loaded.curated.entities}
    # What is taken over from Wikidata has it as its source.
    assert entities - terms - named == {BASE.node("work/wikidata")}


@pytest.mark.parametrize("slug", AGREEMENTS)
def test_an_agreement_has_acts_or_obligations_and_claims_about_them(real_made: Made, slug: str) -> None:
    store = real_made.dataset.store
    agreement = BASE.node("agreement/" + slug)
    parts = {
        quad.subject
        for predicate in (CKG.agreement, CKG.obligationOf)
        for quad in store.quads_for_pattern(None, predicate, agreement)
    }
    assert parts
    claimed = [part for part in parts if list(store.quads_for_pattern(None, RDF.subject, part))]
    assert claimed


@pytest.mark.parametrize("slug", CRISES)
def test_a_crisis_has_a_date_and_actors(real_made: Made, slug: str) -> None:
    crisis = BASE.node("event/" + slug)
    store = real_made.dataset.store
    assert list(store.quads_for_pattern(crisis, RDF.type, CKG.Crisis))
    assert list(store.quads_for_pattern(None, RDF.subject, crisis))


def test_conflicts_are_many_and_the_deprecated_side_says_why(real_made: Made) -> None:
    store = real_made.dataset.store
    assert real_made.dataset.conflicts() >= 15
    explained = set()
    for quad in store.quads_for_pattern(None, CKG.conflictsWith, None):
        if list(store.quads_for_pattern(quad.subject, WIKIBASE.rank, WIKIBASE.DeprecatedRank)):
            assert list(store.quads_for_pattern(quad.subject, CKG.rankNote, None))
            explained.add(quad.subject)
    assert len(explained) >= 15


def test_every_record_claim_names_its_own_source(real_made: Made) -> None:
    records = [claim for claim in real_made.dataset.loaded.curated.claims if claim.source == "record"]
    assert records
    for claim in records:
        assert claim.record is not None and claim.record.locator


def test_every_anchor_holds_in_the_five_texts(real_made: Made, real_texts: Path) -> None:
    checks = verify_anchors(real_made.dataset.loaded, real_texts)
    assert len(checks) == 5
    for check in checks:
        assert check.edition is Edition.UNCHANGED and check.holds, check.text


@pytest.mark.parametrize("width", [17, 60])
def test_every_anchor_is_found_again_in_texts_wrapped_anew(
    real_made: Made, real_texts: Path, tmp_path: Path, width: int
) -> None:
    for record in real_made.dataset.loaded.register.records.values():
        content = "".join((real_texts / record.file).read_text("utf-8").split("\n"))
        wrapped = "\n".join(content[i : i + width] for i in range(0, len(content), width))
        (tmp_path / record.file).write_text(wrapped, encoding="utf-8")
    for check in verify_anchors(real_made.dataset.loaded, tmp_path):
        assert check.edition is Edition.OTHER
        assert check.count(Outcome.LOST) == 0, check.text
