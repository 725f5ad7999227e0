"""In Wikidata a property of Wikidata means what it means there; a Wikibase of one's own is told everything."""

from __future__ import annotations

from collections.abc import Iterator

from tests.publish.wikibase.exports import Exports

from crisiskg.publish.wikibase.graph import ClaimView
from crisiskg.publish.wikibase.items import Exported
from crisiskg.terms import CKG, SEM
from crisiskg.wikibase.model import EntityId, Statement

WRITTEN_OR_SAID = ("letter", "telegram", "statement", "speech", "publication", "proposal", "demand", "refusal")


def told(found: Exported, property_: str) -> Iterator[tuple[str, Statement]]:
    """The statements of claims with a property: the key of the item, and the statement."""
    for item in found.items:
        for statement in item.statements:
            if statement.main.property == property_ and statement.claims:
                yield item.key, statement


def key_of(found: Exported, statement: Statement) -> str:
    assert isinstance(statement.main.value, EntityId)
    ids = {item.id: item.key for item in found.items}
    return ids.get(statement.main.value.id, "")


def test_only_what_gets_signed_and_is_more_than_proposed_has_signatories(exports: Exports) -> None:
    for key, _ in told(exports.wikidata, "P1891"):
        assert "concept/status-proposed" not in exports.graph.links(key, CKG.agreementStatus)
        assert not set(exports.graph.links(key, CKG.instrumentKind)) & {
            "concept/instrument-draft",
            "concept/instrument-oral-understanding",
            "concept/instrument-standing-mechanism",
        }


def test_only_places_are_where_something_is_valid(exports: Exports) -> None:
    for _, statement in told(exports.wikidata, "P3005"):
        assert key_of(exports.wikidata, statement).startswith(("place/", "state/"))


def test_only_what_is_written_or_said_replies_and_only_to_such(exports: Exports) -> None:
    for key, statement in told(exports.wikidata, "P2675"):
        for thing in (key, key_of(exports.wikidata, statement)):
            (type_,) = exports.graph.links(thing, SEM.eventType)
            assert type_.rpartition("-")[2] in WRITTEN_OR_SAID


def test_no_concept_and_no_policy_has_a_main_subject(exports: Exports) -> None:
    for key, _ in told(exports.wikidata, "P921"):
        assert not key.startswith(("concept/", "agreement/", "state/", "person/"))
        types = exports.graph.links(key, SEM.eventType)
        assert not set(types) & {"concept/event-type-policy", "concept/event-type-process", "concept/event-type-war"}


def test_no_item_that_others_share_is_judged(exports: Exports) -> None:
    known = {item.key for item in exports.wikidata.items if item.known}
    assert known
    assert not [key for key, _ in told(exports.wikidata, "P1552") if key in known]


def test_nothing_leads_to_what_did_not_take_place_unless_its_statement_says_so(exports: Exports) -> None:
    actual = (None, "concept/actuality-actual")
    for property_ in ("P361", "P710", "P1478", "P1536", "P1537"):
        for key, statement in told(exports.wikidata, property_):
            value = key_of(exports.wikidata, statement)
            if exports.graph.link(value, CKG.actuality) not in actual:
                assert exports.graph.link(key, CKG.actuality) not in actual
                assert "P5102" in [snak.property for snak in statement.qualifiers]


def test_a_wikibase_of_ones_own_is_told_what_wikidata_does_not_mean(exports: Exports) -> None:
    stated = {slug for item in exports.own.items for statement in item.statements for slug in statement.claims}
    there = {slug for item in exports.wikidata.items for statement in item.statements for slug in statement.claims}

    def of(curie: str) -> list[ClaimView]:
        return [claim for claim in exports.claims if claim.predicate_curie == curie]

    for curie in ("ckg:party", "ckg:appliesTo", "ckg:respondsTo", "dcterms:subject", "ckg:characterizedAs"):
        slugs = {claim.slug for claim in of(curie)}
        assert slugs <= stated and slugs - there, curie
