"""Each competency question has an answer in the curated corpus, and facts that its texts tell beyond doubt."""

from __future__ import annotations

import pytest
from tests.query.common import QUERIES, columns

from crisiskg.query import EmbeddedGraph, run_stored

INF = "agreement/inf-treaty"
NOTES = "obligation/dulles-yeh-notes-prior-consent"


def ask(graph: EmbeddedGraph, name: str, names: str, **params: str | None) -> list[tuple[str, ...]]:
    return columns(run_stored(graph, QUERIES[name], params), names)


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_question_has_an_answer_by_default(real_graph: EmbeddedGraph, name: str) -> None:
    table = run_stored(real_graph, QUERIES[name])
    assert table.rows
    assert len(set(table.rows)) == len(table.rows)


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_answer_is_the_same_twice(real_graph: EmbeddedGraph, name: str) -> None:
    free = {one.name: None for one in QUERIES[name].parameters if not one.required}
    assert run_stored(real_graph, QUERIES[name], free) == run_stored(real_graph, QUERIES[name], free)


FACTS = [
    ("crisis-span", "crisis begin", ("event/second-taiwan-strait-crisis", "1958-08-23")),
    (
        "text-self-contradictions",
        "comparison text subject",
        ("disjoint", "text/yu-confidence-building", "event/incsea-signature"),
    ),
    (
        "force-constraints",
        "obligation agreement aspect value",
        (NOTES, "agreement/dulles-yeh-notes", "ckg:date", "1954-12-10"),
    ),
    ("treaty-scope", "value answer", ("place/taiwan", "applies")),
    ("treaty-scope", "value answer", ("place/penghu", "applies")),
    ("treaty-scope", "value answer", ("place/kinmen", "open")),
    ("agreement-life", "agreement type aspect value", (INF, "concept/action-signature", "ckg:date", "1987-12-08")),
    ("agreement-life", "agreement type aspect value", (INF, "concept/action-withdrawal", "ckg:date", "2019-08-02")),
    ("agreement-end", "aspect value counterValue", ("ckg:date", "2019-08-02", "2020")),
    ("agreement-parties", "aspect value", ("ckg:party", "state/united-kingdom")),
    ("agreement-parties", "aspect value", ("ckg:depositary", "state/soviet-union")),
    (
        "never-concluded",
        "agreement type actor",
        ("agreement/nato-warsaw-pact-nap", "concept/action-proposal", "state/soviet-union"),
    ),
    (
        "never-concluded",
        "agreement type actor",
        ("agreement/nato-warsaw-pact-nap", "concept/action-refusal", "state/west-germany"),
    ),
    (
        "treaty-additions",
        "newAgreement relation oldAgreement",
        (
            "agreement/us-japan-security-treaty-1960",
            "dcterms:replaces",
            "agreement/us-japan-security-treaty-1951",
        ),
    ),
    ("treaty-additions", "newAgreement obligation inOld", ("agreement/dulles-yeh-notes", NOTES, "false")),
    ("obligations-by-author", "obligation author", (NOTES, "person/matsumoto-haruka")),
    ("offices-on-date", "office answer", ("office/soviet-premier", "held")),
    ("offices-on-date", "office answer text", ("office/soviet-premier", "otherwise", "text/oikawa-two-fronts")),
    (
        "contacts",
        "event sender recipient",
        ("event/dulles-chiang-talks-1958-10", "person/chiang-kai-shek", "person/john-foster-dulles"),
    ),
    (
        "contacts",
        "begin sender recipient type",
        ("1958-09-07", "person/nikita-khrushchev", "person/dwight-eisenhower", "concept/event-type-letter"),
    ),
    ("person-beliefs", "person text", ("person/nikita-khrushchev", "text/aono-1963-detente")),
    ("claims-on-page", "work locator text", ("work/frus-1958-60-v19", "p. 67", "text/matsumoto-taiwan-strait")),
    ("single-kind-sources", "kind", ("concept/work-published-documents",)),
    ("causes", "author", ("person/matsumoto-haruka",)),
    ("not-happened", "manner", ("planned",)),
    ("not-happened", "manner", ("denied",)),
    ("contradicted-scholars", "author scholar", ("person/matsumoto-haruka", "person/chang-su-ya")),
    (
        "alleged-violations",
        "agreement violator accuser",
        ("agreement/budapest-memorandum", "state/russia", "state/united-states"),
    ),
    ("spans", "source", ("text/us-japan-bases",)),
    ("on-date", "extent begin end", ("within", "1958-10-23", "1958-10-23")),
    ("letter-chain", "reply answered", ("event/dulles-statement-1958-09-04", "event/kinmen-shelling-1958-08-23")),
    (
        "shortest-connection",
        "length via1",
        ("2", "person/dwight-eisenhower"),
    ),
    ("shared-entities", "entity texts text", ("state/united-states", "5", "text/us-japan-bases")),
    ("coverage", "text section", ("text/oikawa-two-fronts", "")),
    ("evidence-chain", "number cited", ("47", "work/frus-1958-60-v19")),
    ("rests-on", "cited when", ("archive/chiang-kai-shek-diaries", "1958-10-18")),
    ("one-sided-evidence", "country", ("state/united-states",)),
    ("one-sided-evidence", "country", ("state/republic-of-china",)),
    ("date-misfits", "misfit number", ("before", "18")),
]


@pytest.mark.parametrize(
    ("name", "names", "expected"), FACTS, ids=[f"{fact[0]}-{number}" for number, fact in enumerate(FACTS)]
)
def test_a_fact_beyond_doubt_is_in_the_answer(
    real_graph: EmbeddedGraph, name: str, names: str, expected: tuple[str, ...]
) -> None:
    assert expected in ask(real_graph, name, names)


def test_the_spans_of_any_answer_can_be_asked_for(real_graph: EmbeddedGraph) -> None:
    for name in ("crisis-span", "agreement-life", "claims-on-page", "person-beliefs"):
        (claim,) = ask(real_graph, name, "claim")[0]
        spans = ask(real_graph, "spans", "claim source start stop locator", about=claim)
        assert spans
        for found, source, start, stop, locator in spans:
            assert found == claim
            if source.startswith("text/"):
                assert int(start) < int(stop)
            else:
                assert locator


def test_the_sections_of_a_text_hold_no_more_anchors_than_the_text(real_graph: EmbeddedGraph) -> None:
    rows = ask(real_graph, "coverage", "text section anchors")
    whole = {text: int(anchors) for text, section, anchors in rows if not section}
    assert len(whole) == 5
    for text, total in whole.items():
        parts = sum(int(anchors) for other, section, anchors in rows if other == text and section)
        assert parts <= total


def test_no_unanchored_stretch_holds_an_anchor(real_graph: EmbeddedGraph) -> None:
    spans = ask(real_graph, "spans", "source start stop")
    for text, start, stop in ask(real_graph, "coverage-stretches", "text start stop"):
        inside = [span for span in spans if span[0] == text and int(span[1]) < int(stop) and int(start) < int(span[2])]
        assert not inside
