"""Each stored query answers its question exactly, over a small graph of its own."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad
from tests.query.common import QUERIES, answer, graph

from crisiskg.errors import UsageError
from crisiskg.query import EmbeddedGraph, run_stored
from crisiskg.terms import OA, RDF, SEM


def test_a_crisis_keeps_the_dates_of_every_source_and_holder() -> None:
    assert answer("crisis-span", "crisis date begin end text holder certainty claim", crisis=None) == [
        (
            "event/strait-crisis",
            "1901-03/..",
            "1901-03-01",
            "",
            "text/beta",
            "",
            "concept/certainty-probable",
            "claim/beta-c2",
        ),
        (
            "event/strait-crisis",
            "1901-03-05/1901-04-01",
            "1901-03-05",
            "1901-04-01",
            "text/alpha",
            "",
            "concept/certainty-asserted",
            "claim/alpha-c1",
        ),
        (
            "event/strait-crisis",
            "1901-05",
            "1901-05-01",
            "1901-05-31",
            "text/alpha",
            "person/envoy",
            "concept/certainty-asserted",
            "claim/alpha-c3",
        ),
    ]


def test_dates_of_one_text_that_differ_are_paired_and_told_apart() -> None:
    assert answer(
        "text-self-contradictions", "comparison text subject date otherDate claim otherClaim rank otherRank"
    ) == [
        (
            "disjoint",
            "text/alpha",
            "event/signature",
            "1901-03-05",
            "1901-04",
            "claim/alpha-c1",
            "claim/alpha-c2",
            "wikibase:NormalRank",
            "wikibase:DeprecatedRank",
        ),
        (
            "overlapping",
            "text/alpha",
            "event/signature",
            "1901-03-05",
            "1901",
            "claim/alpha-c1",
            "claim/alpha-c3",
            "wikibase:NormalRank",
            "wikibase:NormalRank",
        ),
        (
            "overlapping",
            "text/alpha",
            "event/signature",
            "1901-04",
            "1901",
            "claim/alpha-c2",
            "claim/alpha-c3",
            "wikibase:DeprecatedRank",
            "wikibase:NormalRank",
        ),
    ]


def test_disjoint_dates_can_be_asked_for_alone() -> None:
    assert answer("text-self-contradictions", "claim otherClaim", relation="disjoint") == [
        ("claim/alpha-c1", "claim/alpha-c2"),
    ]


def test_a_party_is_bound_by_obligations_on_force_only_since_the_agreement_took_effect() -> None:
    assert answer("force-constraints", "obligation agreement aspect action value claim", party="state/exampleland") == [
        (
            "obligation/no-attack",
            "agreement/treaty",
            "ckg:date",
            "event/treaty-signature",
            "1901-03-05",
            "claim/alpha-c4",
        ),
        ("obligation/no-attack", "agreement/treaty", "ckg:exception", "", "concept/self-defence", "claim/alpha-c2"),
        ("obligation/no-attack", "agreement/treaty", "ckg:obligor", "", "state/exampleland", "claim/alpha-c1"),
    ]


def test_without_a_party_every_bound_party_is_listed() -> None:
    assert answer("force-constraints", "party aspect value", party=None) == [
        ("state/exampleland", "ckg:date", "1901-03-05"),
        ("state/exampleland", "ckg:exception", "concept/self-defence"),
        ("state/exampleland", "ckg:obligor", "state/exampleland"),
        ("state/otherland", "ckg:date", "1901-03-05"),
        ("state/otherland", "ckg:exception", "concept/self-defence"),
        ("state/otherland", "ckg:obligor", "state/otherland"),
    ]


def test_scope_tells_what_applies_what_is_excluded_and_what_is_open() -> None:
    assert answer("treaty-scope", "subject aspect value answer claim", agreement="agreement/treaty") == [
        ("agreement/treaty", "ckg:appliesTo", "place/east", "open", "claim/alpha-c3"),
        ("agreement/treaty", "ckg:appliesTo", "place/north", "applies", "claim/alpha-c1"),
        ("agreement/treaty", "ckg:appliesTo", "place/south", "excluded", "claim/alpha-c2"),
        ("agreement/treaty", "ckg:appliesTo", "place/west", "open", "claim/alpha-c4"),
        ("obligation/defence", "ckg:condition", "concept/emergency", "applies", "claim/alpha-c5"),
    ]


def test_acts_stand_in_the_order_of_their_dates() -> None:
    assert answer("agreement-life", "when action type actuality aspect value claim", agreement="agreement/treaty") == [
        (
            "1901-03-05",
            "event/b-signature",
            "concept/action-signature",
            "concept/actuality-actual",
            "ckg:date",
            "1901-03-05",
            "claim/alpha-c3",
        ),
        (
            "1901-03-05",
            "event/b-signature",
            "concept/action-signature",
            "concept/actuality-actual",
            "ckg:signer",
            "person/envoy",
            "claim/alpha-c4",
        ),
        (
            "1910-01-01",
            "event/c-renewal",
            "concept/action-amendment",
            "concept/actuality-planned",
            "ckg:date",
            "1910/..",
            "claim/alpha-c5",
        ),
        (
            "1920-01-01",
            "event/a-withdrawal",
            "concept/action-withdrawal",
            "concept/actuality-actual",
            "ckg:actingParty",
            "state/exampleland",
            "claim/alpha-c2",
        ),
        (
            "1920-01-01",
            "event/a-withdrawal",
            "concept/action-withdrawal",
            "concept/actuality-actual",
            "ckg:date",
            "1920",
            "claim/alpha-c1",
        ),
    ]


def test_the_end_of_an_agreement_comes_with_the_claims_that_contradict_it() -> None:
    assert answer(
        "agreement-end",
        "action type aspect value text claim counterClaim counterText counterValue",
        agreement="agreement/treaty",
    ) == [
        ("", "", "dcterms:replaces", "agreement/new-treaty", "text/alpha", "claim/alpha-c5", "", "", ""),
        (
            "event/withdrawal",
            "concept/action-withdrawal",
            "ckg:actingParty",
            "state/exampleland",
            "text/alpha",
            "claim/alpha-c2",
            "",
            "",
            "",
        ),
        (
            "event/withdrawal",
            "concept/action-withdrawal",
            "ckg:date",
            "1919-12-31",
            "work/gazette",
            "claim/record-c3",
            "claim/alpha-c1",
            "text/alpha",
            "1920",
        ),
        (
            "event/withdrawal",
            "concept/action-withdrawal",
            "ckg:date",
            "1920",
            "text/alpha",
            "claim/alpha-c1",
            "claim/record-c3",
            "work/gazette",
            "1919-12-31",
        ),
    ]


def test_parties_depositaries_and_accessions_are_listed_but_no_signature() -> None:
    assert answer("agreement-parties", "aspect action type value claim", agreement="agreement/treaty") == [
        ("ckg:depositary", "", "", "state/exampleland", "claim/alpha-c3"),
        ("ckg:party", "", "", "state/exampleland", "claim/alpha-c1"),
        ("ckg:signatory", "", "", "state/otherland", "claim/alpha-c2"),
        ("ckg:actingParty", "event/accession", "concept/action-accession", "state/thirdland", "claim/alpha-c4"),
        ("ckg:date", "event/accession", "concept/action-accession", "1905", "claim/alpha-c5"),
    ]


def test_only_agreements_never_concluded_are_listed_with_who_proposed_refused_or_feared() -> None:
    assert answer("never-concluded", "agreement agreementStatus action type aspect actor holder attitude claim") == [
        (
            "agreement/pact",
            "concept/status-proposed",
            "",
            "",
            "ckg:characterizedAs",
            "person/envoy",
            "person/envoy",
            "concept/attitude-fears",
            "claim/alpha-c3",
        ),
        (
            "agreement/pact",
            "concept/status-proposed",
            "event/pact-proposal",
            "concept/action-proposal",
            "ckg:initiator",
            "state/exampleland",
            "",
            "",
            "claim/alpha-c1",
        ),
        (
            "agreement/pact",
            "concept/status-proposed",
            "event/pact-refusal",
            "concept/action-refusal",
            "ckg:actingParty",
            "state/otherland",
            "",
            "",
            "claim/alpha-c2",
        ),
    ]


def test_an_actor_narrows_them() -> None:
    assert answer("never-concluded", "actor", actor="state/otherland") == [
        ("state/otherland",),
    ]


def test_an_obligation_of_a_kind_that_the_old_treaty_had_is_no_addition() -> None:
    assert answer("treaty-additions", "newAgreement relation oldAgreement obligation type inOld claim") == [
        (
            "agreement/new",
            "dcterms:replaces",
            "agreement/old",
            "obligation/new-notify",
            "concept/obligation-notify",
            "false",
            "claim/alpha-c1",
        ),
        (
            "agreement/new",
            "dcterms:replaces",
            "agreement/old",
            "obligation/new-defence",
            "concept/obligation-defence",
            "true",
            "claim/alpha-c1",
        ),
        ("agreement/protocol", "ckg:amends", "agreement/old", "", "", "", "claim/alpha-c2"),
    ]


def test_each_author_is_listed_with_what_they_say_of_an_obligation() -> None:
    assert answer("obligations-by-author", "obligation type author aspect value holder claim") == [
        (
            "obligation/defence",
            "concept/obligation-defence",
            "person/author-a",
            "ckg:article",
            "4",
            "person/envoy",
            "claim/alpha-c3",
        ),
        (
            "obligation/defence",
            "concept/obligation-defence",
            "person/author-a",
            "ckg:obligor",
            "state/exampleland",
            "",
            "claim/alpha-c1",
        ),
        (
            "obligation/defence",
            "concept/obligation-defence",
            "person/author-b",
            "ckg:article",
            "3",
            "",
            "claim/beta-c2",
        ),
    ]


def test_a_text_narrows_the_obligations() -> None:
    assert answer("obligations-by-author", "claim", text="text/beta") == [
        ("claim/beta-c2",),
    ]


def test_tenure_on_a_date_comes_with_who_says_otherwise() -> None:
    assert answer(
        "offices-on-date",
        "office organization answer basis value text claim counterClaim",
        person="person/premier-p",
        date="1904",
    ) == [
        ("office/mayor", "", "undated", "stated", "", "text/alpha", "claim/alpha-c3", ""),
        ("office/premier", "state/exampleland", "held", "acted", "1904-06-01", "text/alpha", "claim/alpha-c5", ""),
        (
            "office/premier",
            "state/exampleland",
            "held",
            "dated",
            "1901-03/1905",
            "text/alpha",
            "claim/alpha-c1",
            "claim/beta-c2",
        ),
        ("office/premier", "state/exampleland", "held", "stated", "1904-05", "text/alpha", "claim/alpha-c4", ""),
        (
            "office/premier",
            "state/exampleland",
            "otherwise",
            "dated",
            "1906/..",
            "text/beta",
            "claim/beta-c2",
            "claim/alpha-c1",
        ),
    ]


def test_without_a_date_every_tenure_is_held() -> None:
    assert answer("offices-on-date", "answer claim", person=None, date=None) == [
        ("undated", "claim/alpha-c3"),
        ("held", "claim/alpha-c5"),
        ("held", "claim/alpha-c7"),
        ("held", "claim/alpha-c1"),
        ("held", "claim/beta-c2"),
        ("held", "claim/alpha-c4"),
    ]


def test_letters_have_a_direction_meetings_do_not_and_planned_ones_did_not_take_place() -> None:
    assert answer(
        "contacts",
        "event begin sender senderRole senderOffice recipient recipientRole senderClaim recipientClaim",
        **{"from": "1901", "until": "1901-12"},
    ) == [
        (
            "event/meeting",
            "1901-03-01",
            "person/b",
            "ckg:participant",
            "",
            "person/c",
            "ckg:participant",
            "claim/alpha-c5",
            "claim/alpha-c4",
        ),
        (
            "event/letter",
            "1901-03-05",
            "person/a",
            "ckg:initiator",
            "office/premier",
            "person/b",
            "ckg:addressee",
            "claim/alpha-c1",
            "claim/alpha-c2",
        ),
    ]


def test_without_dates_a_person_narrows_the_pairs() -> None:
    assert answer("contacts", "event sender recipient", **{"from": None, "until": None, "person": "person/a"}) == [
        ("event/old-meeting", "person/a", "person/b"),
        ("event/letter", "person/a", "person/b"),
    ]


def test_beliefs_come_with_their_time_and_evidence() -> None:
    assert answer(
        "person-beliefs", "attitude subject predicate object when claim cited locator url", person="person/envoy"
    ) == [
        ("concept/attitude-intends", "event/attack", "ckg:initiator", "person/envoy", "", "claim/alpha-c2", "", "", ""),
        (
            "concept/attitude-believes",
            "event/attack",
            "ckg:characterizedAs",
            "concept/bluff",
            "1901-03-05",
            "claim/alpha-c1",
            "work/diary",
            "p. 12",
            "https://example.org/diary/12",
        ),
    ]


def test_an_attitude_narrows_the_beliefs() -> None:
    assert answer("person-beliefs", "claim", person=None, attitude="concept/attitude-intends") == [
        ("claim/alpha-c2",),
        ("claim/alpha-c3",),
    ]


def test_a_page_is_found_by_number_and_range_but_not_within_another_number() -> None:
    assert answer("claims-on-page", "locator citation number claim", work="work/papers", page="67") == [
        ("p. 67", "citation/alpha-1-1", "1", "claim/alpha-c1"),
        ("pp. 1–2, 67", "citation/alpha-6-1", "6", "claim/alpha-c6"),
        ("pp. 66–68", "citation/alpha-2-1", "2", "claim/alpha-c2"),
    ]


def test_without_a_work_and_a_page_every_citation_is_listed() -> None:
    assert answer("claims-on-page", "claim", work=None, page=None) == [
        ("claim/alpha-c4",),
        ("claim/alpha-c7",),
        ("claim/alpha-c5",),
        ("claim/alpha-c3",),
        ("claim/alpha-c1",),
        ("claim/alpha-c6",),
        ("claim/alpha-c2",),
    ]


def test_claims_that_rest_on_two_kinds_are_left_out() -> None:
    assert answer("single-kind-sources", "kind citations claim") == [
        ("concept/work-book", "1", "claim/alpha-c3"),
        ("concept/work-diary", "2", "claim/alpha-c1"),
    ]


def test_a_kind_narrows_them() -> None:
    assert answer("single-kind-sources", "claim", kind="concept/work-diary") == [
        ("claim/alpha-c1",),
    ]


def test_causes_are_listed_by_author_and_a_trigger_is_a_cause() -> None:
    assert answer("causes", "outcome relation cause author holder claim") == [
        ("event/crisis", "ckg:influenced", "concept/rivalry", "person/author-a", "", "claim/alpha-c1"),
        ("event/crisis", "ckg:trigger", "event/landing", "person/author-a", "", "claim/alpha-c3"),
        ("event/crisis", "ckg:triggered", "event/speech", "person/author-b", "person/scholar", "claim/beta-c2"),
        ("event/landing", "ckg:enabled", "event/speech", "person/author-a", "", "claim/alpha-c4"),
    ]


def test_an_outcome_narrows_the_causes() -> None:
    assert answer("causes", "claim", outcome="event/landing") == [
        ("claim/alpha-c4",),
    ]


def test_only_what_did_not_happen_is_listed() -> None:
    assert answer("not-happened", "manner subject predicate object claim") == [
        ("denied", "event/meeting", "ckg:participant", "person/envoy", "claim/alpha-c2"),
        ("planned", "event/landing", "ckg:initiator", "state/exampleland", "claim/alpha-c1"),
    ]


def test_a_way_of_not_happening_narrows_them() -> None:
    assert answer("not-happened", "claim", way="denied") == [
        ("claim/alpha-c2",),
    ]


def test_an_author_contradicts_in_the_authors_own_voice_only() -> None:
    assert answer("contradicted-scholars", "author scholar disputed claim object polarity") == [
        (
            "person/author-a",
            "person/scholar",
            "claim/alpha-c1",
            "claim/alpha-c2",
            "concept/plan",
            "concept/polarity-positive",
        ),
        (
            "person/author-a",
            "person/scholar",
            "claim/alpha-c1",
            "claim/alpha-c3",
            "concept/accident",
            "concept/polarity-negative",
        ),
    ]


def test_a_violation_without_violator_is_kept_and_the_author_is_the_accuser_of_last_resort() -> None:
    assert answer("alleged-violations", "agreement action violator accuser aspect value claim") == [
        ("agreement/pact", "event/pact-breach", "", "person/author-a", "ckg:date", "1906", "claim/alpha-c3"),
        (
            "agreement/treaty",
            "event/breach",
            "state/exampleland",
            "state/otherland",
            "ckg:actingParty",
            "state/exampleland",
            "claim/alpha-c1",
        ),
        (
            "agreement/treaty",
            "event/breach",
            "state/exampleland",
            "person/author-a",
            "ckg:date",
            "1905",
            "claim/alpha-c2",
        ),
    ]


def test_a_violator_narrows_the_violations() -> None:
    assert answer("alleged-violations", "claim", party="state/exampleland") == [
        ("claim/alpha-c1",),
        ("claim/alpha-c2",),
    ]


def test_spans_of_a_thing_tell_section_page_notes_and_record() -> None:
    assert answer("spans", "claim source start stop path page note number locator url", about="event/visit") == [
        ("claim/alpha-c1", "text/alpha", "10", "40", "Ⅰ", "3", "note/alpha-7", "7", "", ""),
        ("claim/alpha-c1", "text/alpha", "410", "450", "Ⅱ", "", "", "", "", ""),
        ("claim/record-c2", "work/gazette", "", "", "", "", "", "", "p. 5", "https://example.org/gazette/5"),
    ]


def test_spans_of_a_claim_are_all_its_anchors() -> None:
    assert answer("spans", "claim start", about="claim/alpha-c1") == [
        ("claim/alpha-c1", "10"),
        ("claim/alpha-c1", "410"),
    ]


def test_without_a_thing_every_span_is_listed() -> None:
    assert answer("spans", "claim", about=None) == [
        ("claim/alpha-c1",),
        ("claim/alpha-c1",),
        ("claim/record-c2",),
    ]


def test_a_month_holds_days_months_and_qualifiers_within_it() -> None:
    assert answer("on-date", "extent begin end value subject type predicate claim", date="1901-03") == [
        (
            "within",
            "",
            "",
            "1901-03~",
            "event/war",
            "concept/event-type-meeting",
            "ckg:characterizedAs",
            "claim/alpha-c6",
        ),
        (
            "within",
            "1901-03-01",
            "1901-03-31",
            "1901-03",
            "event/month",
            "concept/event-type-meeting",
            "ckg:date",
            "claim/alpha-c2",
        ),
        (
            "within",
            "1901-03-05",
            "1901-03-05",
            "1901-03-05",
            "event/day",
            "concept/event-type-meeting",
            "ckg:date",
            "claim/alpha-c1",
        ),
    ]


def test_dates_that_reach_beyond_the_month_stand_last() -> None:
    assert answer("on-date", "extent value subject claim", date="1901-03", fit=None) == [
        ("within", "1901-03~", "event/war", "claim/alpha-c6"),
        ("within", "1901-03", "event/month", "claim/alpha-c2"),
        ("within", "1901-03-05", "event/day", "claim/alpha-c1"),
        ("around", "1901-03-31/1901-04-02", "event/war", "claim/alpha-c7"),
        ("around", "../1901-03-10", "event/open", "claim/alpha-c5"),
        ("around", "1900/1902", "event/war", "claim/alpha-c3"),
    ]


def test_a_day_lies_within_no_month() -> None:
    assert answer("on-date", "extent value claim", date="1901-03-05", fit=None) == [
        ("within", "1901-03-05", "claim/alpha-c1"),
        ("around", "1901-03~", "claim/alpha-c6"),
        ("around", "../1901-03-10", "claim/alpha-c5"),
        ("around", "1900/1902", "claim/alpha-c3"),
        ("around", "1901-03", "claim/alpha-c2"),
    ]


def test_without_a_date_everything_is_listed() -> None:
    assert answer("on-date", "claim", date=None, fit=None) == [
        ("claim/alpha-c7",),
        ("claim/alpha-c6",),
        ("claim/alpha-c8",),
        ("claim/alpha-c5",),
        ("claim/alpha-c3",),
        ("claim/alpha-c2",),
        ("claim/alpha-c1",),
        ("claim/alpha-c4",),
    ]


def test_a_chain_holds_every_reply_from_first_to_last() -> None:
    assert answer(
        "letter-chain", "replyBegin reply replySender replyAddressee answeredBegin answered claim", letter="event/one"
    ) == [
        ("1901-03-05", "event/two", "person/a", "person/b", "1901-03-01", "event/one", "claim/alpha-c1"),
        ("1901-03-09", "event/three", "", "", "1901-03-05", "event/two", "claim/alpha-c2"),
    ]


def test_without_a_letter_every_answer_is_listed() -> None:
    assert answer("letter-chain", "claim", letter=None) == [
        ("claim/alpha-c1",),
        ("claim/alpha-c2",),
        ("claim/alpha-c3",),
    ]


def test_only_what_two_texts_speak_of_is_shared() -> None:
    assert answer("shared-entities", "entity texts text claims") == [
        ("state/exampleland", "2", "text/alpha", "2"),
        ("state/exampleland", "2", "text/beta", "1"),
    ]


def test_least_number_and_kind_narrow_them() -> None:
    assert answer("shared-entities", "entity", minimum="1", kind="person") == [
        ("person/envoy",),
    ]


def test_whole_texts_and_sections_are_counted_once_per_anchor_and_claim() -> None:
    assert answer("coverage", "text section path title start stop size anchors claims") == [
        ("text/alpha", "", "", "", "0", "2000", "2000", "4", "5"),
        ("text/alpha", "text/alpha#char=100,1000", "Ⅰ", "一", "100", "1000", "900", "3", "4"),
        ("text/alpha", "text/alpha#char=600,1000", "Ⅰ/1", "一の一", "600", "1000", "400", "0", "0"),
        ("text/alpha", "text/alpha#char=1000,2000", "注", "注", "1000", "2000", "1000", "1", "1"),
        ("text/bare", "", "", "", "0", "500", "500", "1", "1"),
    ]


def test_stretches_end_at_anchors_notes_and_sections() -> None:
    assert answer("coverage-stretches", "text section path start stop size", minimum="50") == [
        ("text/alpha", "", "", "0", "100", "100"),
        ("text/alpha", "text/alpha#char=100,1000", "Ⅰ", "100", "200", "100"),
        ("text/alpha", "text/alpha#char=100,1000", "Ⅰ", "300", "590", "290"),
        ("text/alpha", "text/alpha#char=600,1000", "Ⅰ/1", "620", "1000", "380"),
        ("text/bare", "", "", "0", "100", "100"),
        ("text/bare", "", "", "150", "500", "350"),
    ]


def test_a_text_without_sections_has_stretches() -> None:
    assert answer("coverage-stretches", "text start stop", minimum=None, text="text/bare") == [
        ("text/bare", "0", "100"),
        ("text/bare", "150", "500"),
    ]


def test_three_hundred_code_points_are_the_default() -> None:
    assert answer("coverage-stretches", "start stop") == [
        ("620", "1000"),
        ("150", "500"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "ways"),
    [
        ("a", "b", ["1 a ab b"]),
        ("a", "c", ["2 a ab b bc c", "2 a az z zc c"]),
        ("a", "d", ["3 a ab b bc c cd d", "3 a az z zc c cd d"]),
        ("a", "e", ["4 a ab b bc c cd d de e", "4 a az z zc c cd d de e"]),
        ("e", "a", ["4 e de d cd c bc b ab a", "4 e de d cd c zc z az a"]),
        ("a", "f", []),
        ("a", "a", []),
    ],
)
def test_every_shortest_way_of_up_to_four_events_is_found(first: str, last: str, ways: list[str]) -> None:
    names = "length first event1 via1 event2 via2 event3 via3 event4 last"
    rows = answer("shortest-connection", names, first=f"person/{first}", last=f"person/{last}")
    assert [" ".join(cell.split("/")[-1] for cell in row if cell) for row in rows] == ways


def test_the_shortest_way_needs_both_ends() -> None:
    with pytest.raises(UsageError, match="parameter last must be given"):
        answer("shortest-connection", "length", first="person/a", last=None)


def test_labels_come_in_both_languages_beside_their_iri() -> None:
    rows = answer("crisis-span", "crisis crisisJa crisisEn holderJa holderEn", crisis="event/strait-crisis")
    assert rows[2] == ("event/strait-crisis", "海峡危機", "Strait Crisis", "Envoy（日）", "Envoy")
    assert rows[0][3:] == ("", "")


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_query_has_a_graph_and_answers_over_it_without_blank_nodes(name: str) -> None:
    params = {one.name: None for one in QUERIES[name].parameters if not one.required}
    if name == "shortest-connection":
        params |= {"first": "person/a", "last": "person/b"}
    table = run_stored(EmbeddedGraph(graph(name)), QUERIES[name], params)
    assert table.rows
    assert not any(isinstance(term, BlankNode) for row in table.rows for term in row)


@pytest.mark.parametrize("name", list(QUERIES))
def test_a_triple_that_stands_in_two_graphs_changes_no_answer(name: str) -> None:
    """The union of Oxigraph gives such a triple twice, a union graph of other stores once."""
    store = graph(name)
    params = {one.name: None for one in QUERIES[name].parameters if not one.required}
    if name == "shortest-connection":
        params |= {"first": "person/a", "last": "person/b"}
    once = run_stored(EmbeddedGraph(store), QUERIES[name], params)
    again = NamedNode("https://example.org/again")
    for predicate in (RDF.type, RDF.subject, SEM.hasActor, OA.start):
        twice = list(store.quads_for_pattern(None, predicate, None))
        store.extend(Quad(quad.subject, quad.predicate, quad.object, again) for quad in twice)
    assert run_stored(EmbeddedGraph(store), QUERIES[name], params) == once


def test_the_chain_goes_from_a_claim_to_whoever_keeps_the_document() -> None:
    assert answer("evidence-chain", "claim number cited locator when whole through url", about=None) == [
        ("claim/alpha-c1", "1", "work/telegram", "p. 7", "1901-03-05", "archive/fonds", "", "https://example.org/7"),
        (
            *("claim/alpha-c1", "1", "work/telegram", "p. 7", "1901-03-05"),
            *("organization/archives", "", "https://example.org/7"),
        ),
        ("claim/alpha-c2", "2", "work/book", "", "", "", "", ""),
        ("claim/alpha-c2", "2", "work/western-note", "", "", "", "work/book", ""),
    ]


def test_a_thing_narrows_the_chain_as_subject_and_as_value() -> None:
    assert answer("evidence-chain", "claim cited", about="event/visit") == [
        ("claim/alpha-c1", "work/telegram"),
        ("claim/alpha-c1", "work/telegram"),
    ]


def test_what_is_part_of_a_source_counts_for_it() -> None:
    for source in ("archive/fonds", "organization/archives"):
        assert answer("rests-on", "source cited claim", source=source) == [
            (source, "archive/fonds", "claim/alpha-c2"),
            (source, "work/telegram", "claim/alpha-c1"),
        ]
    assert answer("rests-on", "cited claim", source="work/telegram") == [("work/telegram", "claim/alpha-c1")]


def test_only_claims_with_records_of_one_state_are_one_sided() -> None:
    assert answer("one-sided-evidence", "country citations claim") == [
        ("state/eastland", "2", "claim/alpha-c1"),
        ("state/westland", "1", "claim/alpha-c4"),
    ]
    assert answer("one-sided-evidence", "claim", country="state/westland") == [("claim/alpha-c4",)]


def test_a_document_does_not_fit_unless_another_of_the_claim_does() -> None:
    assert answer("date-misfits", "misfit event when cited claim", direction=None) == [
        ("after", "event/storm", "1903-01-02", "work/western-note", "claim/alpha-c2"),
        ("before", "event/visit", "1901-03-01", "work/telegram", "claim/alpha-c1"),
    ]
    assert answer("date-misfits", "claim", direction="after") == [("claim/alpha-c2",)]
