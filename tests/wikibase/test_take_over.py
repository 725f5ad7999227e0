"""What items say becomes claims of a record, is compared with the texts, and comes back from our own export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.mini import write
from tests.wikibase.entities import JULIAN, Json, dump, entity, item, snak, statement, string, time

from crisiskg.claims.dates import bounds
from crisiskg.claims.model import Claim
from crisiskg.cli import main
from crisiskg.graph.build import Dataset, build_dataset, load_workspace
from crisiskg.publish.release import Made
from crisiskg.publish.wikibase.entity_json import entity_dump
from crisiskg.publish.wikibase.items import export_items
from crisiskg.terms import CKG
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.wikibase.take_over import Import, take_over
from crisiskg.workspace import Workspace


def run(workspace: Workspace, *args: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *args])


def imported(workspace: Workspace, *items: Json, mapping: Path | None = None) -> Import:
    loaded = load_workspace(workspace)
    terms = load_mapping(workspace.data, mapping)
    path = dump(workspace.root, *items)
    return take_over(path, workspace.data, terms, loaded.curated, loaded.vocabulary, set(loaded.register.records))


def said(found: Import) -> list[tuple[str, str, Any]]:
    return [(each.claim.subject, each.claim.predicate, each.claim.value) for each in found.fresh]


def only(found: Import) -> Claim:
    (compared,) = found.fresh
    return compared.claim


def reasons(found: Import) -> list[str]:
    assert not found.fresh
    return [each.reason for each in found.unmapped]


DAY = time("+1901-03-12T00:00:00Z")
SIGNATURE = "event/lake-treaty-signature"


@pytest.mark.parametrize(
    ("value", "qualifiers", "edtf"),
    [
        (DAY, (), "1901-03-12"),
        (time("+1901-03-00T00:00:00Z", 10), (), "1901-03"),
        (time("+1901-01-01T00:00:00Z", 9), (), "1901"),
        (time("+1900-00-00T00:00:00Z", 8), (), "190X"),
        (time("+1901-03-12T00:00:00Z", 11, JULIAN), (), "1901-03-25"),
        (time("+00000001901-03-12T00:00:00Z"), (), "1901-03-12"),
        (DAY, (snak("P1480", entity("Q5727902")),), "1901-03-12~"),
        (DAY, (snak("P1480", entity("Q18122778")), snak("P1480", entity("Q5727902"))), "1901-03-12%"),
        ("somevalue", (snak("P1319", DAY),), "1901-03-12/.."),
        ("somevalue", (snak("P1319", DAY), snak("P1326", time("+1901-04-00T00:00:00Z", 10))), "1901-03-12/1901-04"),
    ],
)
def test_a_point_in_time_becomes_a_date_with_its_precision_calendar_and_bounds(
    matched: Workspace, value: Json | str, qualifiers: tuple[Json, ...], edtf: str
) -> None:
    found = imported(matched, item("Q101", statement("P585", value, *qualifiers)))
    assert said(found) == [(SIGNATURE, "ckg:date", edtf)]


def test_the_source_of_a_claim_is_the_revision_of_the_item(matched: Workspace) -> None:
    record = only(imported(matched, item("Q101", statement("P585", DAY)))).record
    assert record is not None
    assert (record.work, record.locator) == ("work/wikidata", "Q101, revision 123456")
    assert record.url == "http://www.wikidata.org/entity/Q101"


def test_start_and_end_become_one_interval(matched: Workspace) -> None:
    start, end = time("+1901-05-00T00:00:00Z", 10), time("+1901-06-02T00:00:00Z")
    found = imported(matched, item("Q102", statement("P580", start), statement("P582", end)))
    assert said(found) == [("event/lake-crisis", "ckg:date", "1901-05/1901-06-02")]


def test_starts_and_ends_go_together_by_the_reference_they_share(matched: Workspace) -> None:
    one, two = snak("P854", string("https://one.example/")), snak("P854", string("https://two.example/"))
    one["datatype"] = two["datatype"] = "url"
    found = imported(
        matched,
        item(
            "Q102",
            statement("P580", time("+1901-05-00T00:00:00Z", 10), references=(one,)),
            statement("P580", time("+1901-06-00T00:00:00Z", 10), references=(two,)),
            statement("P582", time("+1901-07-00T00:00:00Z", 10), references=(two,)),
            statement("P582", time("+1901-08-00T00:00:00Z", 10), references=(one,)),
        ),
    )
    assert {value for _, _, value in said(found)} == {"1901-05/1901-08", "1901-06/1901-07"}


def test_starts_and_ends_that_nothing_joins_are_left_out(matched: Workspace) -> None:
    starts = [statement("P580", time(f"+1901-0{month}-00T00:00:00Z", 10)) for month in (5, 6)]
    ends = [statement("P582", time(f"+1901-0{month}-00T00:00:00Z", 10)) for month in (7, 8)]
    assert set(reasons(imported(matched, item("Q102", *starts, *ends)))) == {
        "which start and end belong together is not said"
    }


def test_links_become_the_property_that_fits_subject_and_value(matched: Workspace) -> None:
    found = imported(
        matched,
        item("Q100", statement("P1891", entity("Q31"))),
        item("Q101", statement("P276", entity("Q106")), statement("P710", entity("Q103"))),
        item("Q102", statement("P1478", entity("Q105")), statement("P828", entity("Q101"))),
        item("Q105", statement("P361", entity("Q102")), statement("P1478", entity("Q101"))),
    )
    assert set(said(found)) == {
        ("agreement/lake-treaty", "ckg:signatory", "state/eastland"),
        (SIGNATURE, "sem:hasPlace", "place/lake"),
        (SIGNATURE, "ckg:participant", "person/alto"),
        ("event/lake-crisis", "ckg:trigger", "event/lake-incident"),
        (SIGNATURE, "ckg:influenced", "event/lake-crisis"),
        ("event/lake-incident", "sem:subEventOf", "event/lake-crisis"),
        (SIGNATURE, "ckg:triggered", "event/lake-incident"),
    }


def test_an_office_comes_as_its_membership_with_the_term_as_date(matched: Workspace) -> None:
    year = time("+1900-00-00T00:00:00Z", 9)
    term = imported(matched, item("Q103", statement("P39", entity("Q104"), snak("P580", year))))
    assert said(term) == [("membership/alto-chancellor", "ckg:date", "1900/..")]
    point = only(imported(matched, item("Q103", statement("P39", entity("Q104"), snak("P585", year)))))
    assert (point.predicate, point.value) == ("org:hasMembership", "membership/alto-chancellor")
    assert point.qualifiers == {"date": "1900"}


def test_the_office_in_which_somebody_took_part_is_kept(matched: Workspace) -> None:
    claim = only(imported(matched, item("Q101", statement("P710", entity("Q103"), snak("P3831", entity("Q104"))))))
    assert claim.qualifiers == {"office": "membership/alto-chancellor"}


def test_ranks_are_kept_with_their_reasons(matched: Workspace) -> None:
    best = statement("P585", DAY, snak("P7452", entity("Q71536040")), rank="preferred")
    worst = statement("P585", time("+1902-00-00T00:00:00Z", 9), snak("P2241", entity("Q999")), rank="deprecated")
    found = {each.claim.rank: each.claim.rank_reason for each in imported(matched, item("Q101", best, worst)).fresh}
    assert found["preferred"] is not None and found["preferred"]["reason"] == "concept/reason-more-precise"
    assert found["deprecated"] is not None and found["deprecated"]["reason"] == "concept/reason-rank-there"
    assert "Q999" in found["deprecated"]["en"] and "Q999" in found["deprecated"]["ja"]


def test_certainty_is_kept_and_what_is_only_alleged_is_reported(matched: Workspace) -> None:
    probable = imported(matched, item("Q101", statement("P276", entity("Q106"), snak("P1480", entity("Q56644435")))))
    assert only(probable).certainty == "probable"
    alleged = imported(matched, item("Q101", statement("P276", entity("Q106"), snak("P5102", entity("Q32188232")))))
    assert only(alleged).certainty == "reported"


@pytest.mark.parametrize(
    ("id_", "made", "reason"),
    [
        ("Q101", statement("P276", entity("Q5555")), "matched to nothing of ours"),
        ("Q101", statement("P276", "novalue"), "no value that is known"),
        ("Q101", statement("P585", "somevalue"), "neither a value"),
        ("Q101", statement("P585", "novalue"), "there is no date"),
        ("Q101", statement("P585", time("-0044-03-15T00:00:00Z")), "years 1 to 9999"),
        ("Q101", statement("P585", time("+1901-03-12T00:00:00Z", 6)), "no counterpart in EDTF"),
        ("Q101", statement("P31", entity("Q5")), "data/entities"),
        ("Q101", statement("P921", entity("Q100")), "data/entities says it"),
        ("Q101", statement("P214", string("1")), "does not have the property"),
        ("Q101", statement("P276", entity("Q106"), snak("P518", entity("Q1"))), "qualifier P518 may narrow it"),
        ("Q101", statement("P710", entity("Q103"), snak("P3831", entity("Q77"))), "role Q77"),
        ("Q103", statement("P585", DAY), "no date of its own"),
        ("Q103", statement("P39", entity("Q31")), "office Q31 is matched to nothing"),
        ("Q102", statement("P1891", entity("Q31")), "no claim can say it"),
        ("Q102", statement("P580", "somevalue"), "not known there"),
    ],
)
def test_a_statement_that_no_claim_can_say_is_listed_with_the_reason(
    matched: Workspace, id_: str, made: Json, reason: str
) -> None:
    (found,) = reasons(imported(matched, item(id_, {**made, "id": ""})))
    assert reason in found


def test_an_item_that_is_two_things_makes_no_claim(matched: Workspace) -> None:
    path = matched.data / "entities" / "things.yaml"
    write(path, path.read_text("utf-8").replace("wikidata:Q106", "wikidata:Q31"))
    (found,) = reasons(imported(matched, item("Q31", statement("P276", entity("Q30")))))
    assert found == "the item is matched to place/lake and state/eastland"


def test_the_comparison_tells_what_agrees_refines_and_conflicts(matched: Workspace) -> None:
    found = imported(
        matched,
        item("Q101", statement("P585", DAY)),
        item("Q102", statement("P585", time("+1901-05-00T00:00:00Z", 10))),
    )
    relations = {each.claim.subject: [(r.name, slug) for r, slug in each.relations] for each in found.fresh}
    assert relations == {
        SIGNATURE: [("CONFLICTS", "lake-study-c0000007"), ("REFINES", "lake-study-c0000001")],
        "event/lake-crisis": [("AGREES", "lake-study-c0000005")],
    }


def test_the_conflicts_that_are_foretold_are_those_that_the_build_derives(matched: Workspace) -> None:
    path = dump(
        matched.root,
        item("Q101", statement("P585", DAY)),
        item("Q102", statement("P580", time("+1901-07-00T00:00:00Z", 10))),
    )
    foretold = json.loads(run(matched, "import", "wikibase", str(path), "--write", "--format", "json").stdout)
    told = {
        frozenset((claim["slug"], other["claim"]))
        for claim in foretold["claims"]
        for other in claim["relations"]
        if other["relation"] == "conflicts"
    }
    assert len(told) == 2
    assert told <= conflicts(build_dataset(load_workspace(matched)))
    assert {pair for pair in conflicts(build_dataset(load_workspace(matched))) if "wikidata" in str(pair)} == told


def test_values_of_a_functional_property_other_than_dates_conflict_across_sources(matched: Workspace) -> None:
    """``61-conflicting-values`` compares the claims of a record with those of the texts."""
    claim = "{id: c0000010, subject: event/lake-crisis, predicate: ckg:violence, object: concept/violence-%s}"
    other = "{id: c0000011, subject: event/lake-crisis, predicate: ckg:violence, object: concept/violence-%s}"
    schemes = (matched.data / "entities" / "schemes.yaml").read_text("utf-8")
    first, second = [line.split("concept/violence-")[1].split(",")[0] for line in schemes.splitlines() if "{id: concept/violence-" in line][:2]  # fmt: skip
    source = "- source: {work: work/lake-treaties, locator: p. 1}\n  claims:\n  - "
    write(matched.data / "claims" / "record.yaml", f"record: true\nsources:\n{source}{claim % first}\n")
    write(matched.data / "claims" / "gazette.yaml", f"record: gazette\nsources:\n{source}{other % second}\n")
    assert frozenset(("record-c0000010", "gazette-c0000011")) in conflicts(build_dataset(load_workspace(matched)))


def conflicts(dataset: Dataset) -> set[frozenset[str]]:
    pairs = dataset.store.quads_for_pattern(None, CKG.conflictsWith, None)
    local = dataset.loaded.corpus.base.local
    return {frozenset(local(str(end)[1:-1]).removeprefix("claim/") for end in (q.subject, q.object)) for q in pairs}


def test_without_write_nothing_is_written_and_with_it_only_the_file_of_the_record(matched: Workspace) -> None:
    path = dump(matched.root, item("Q101", statement("P585", DAY)))
    before = contents(matched.data)
    assert run(matched, "import", "wikibase", str(path)).exit_code == 0
    assert contents(matched.data) == before
    assert run(matched, "import", "wikibase", str(path), "--write").exit_code == 0
    after = contents(matched.data)
    written = after.pop("claims/wikidata.yaml")
    assert after == before
    assert run(matched, "import", "wikibase", str(path), "--write").exit_code == 0
    assert contents(matched.data)["claims/wikidata.yaml"] == written
    result = run(matched, "build")
    assert result.exit_code == 0 and "8 claims" in result.output, result.output


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_items_that_are_not_in_the_file_keep_their_claims(matched: Workspace) -> None:
    one = item("Q101", statement("P585", DAY))
    two = item("Q102", statement("P585", time("+1901-05-00T00:00:00Z", 10)))
    run(matched, "import", "wikibase", str(dump(matched.root, one, two)), "--write")
    path = matched.data / "claims" / "wikidata.yaml"
    both = path.read_text("utf-8")
    run(matched, "import", "wikibase", str(dump(matched.root, two)), "--write")
    assert path.read_text("utf-8") == both
    changed = item("Q102", revision=123999)
    run(matched, "import", "wikibase", str(dump(matched.root, changed)), "--write")
    assert "Q102" not in path.read_text("utf-8") and "Q101" in path.read_text("utf-8")


def test_claims_of_a_record_have_a_graph_of_their_own(matched: Workspace) -> None:
    run(matched, "import", "wikibase", str(dump(matched.root, item("Q101", statement("P585", DAY)))), "--write")
    dataset = build_dataset(load_workspace(matched))
    graph = dataset.loaded.corpus.base.graph("record/wikidata")
    subjects = {quad.subject for quad in dataset.store.quads_for_pattern(None, None, None, graph)}
    assert any("claim/wikidata-c" in str(subject) for subject in subjects)


def test_an_item_that_no_wikibase_ever_had_is_shown_and_not_written(matched: Workspace) -> None:
    path = dump(matched.root, item("Q101", statement("P585", DAY), revision=0))
    assert run(matched, "import", "wikibase", str(path)).exit_code == 0
    result = run(matched, "import", "wikibase", str(path), "--write")
    assert result.exit_code == 1 and "revision 0" in result.stderr
    assert not (matched.data / "claims" / "wikidata.yaml").exists()


def test_a_work_that_nobody_has_defined_is_no_source(mini: Workspace) -> None:
    result = run(mini, "import", "wikibase", str(dump(mini.root, item("Q30"))))
    assert result.exit_code == 1 and "work/wikidata is not defined" in result.stderr and "Mend: add to" in result.stderr


def test_a_record_may_not_bear_the_name_of_a_text(matched: Workspace) -> None:
    source = "- source: {work: work/lake-treaties, locator: p. 1}\n  claims: []\n"
    write(matched.data / "claims" / "other.yaml", f"record: lake-study\nsources:\n{source}")
    result = run(matched, "build")
    assert result.exit_code == 1 and "lake-study is the id of a text" in result.stderr


def own_mapping(dataset: Dataset, path: Path) -> Path:
    """A Wikibase of one's own that has a property for each of ours, and every item under its placeholder."""
    data = dataset.loaded.workspace.data
    properties = {key: f"P{number}" for number, key in enumerate(load_mapping(data).properties, 1)}
    head = {"name": "Our Wikibase", "base": "https://wikibase.example/", "work": "work/wikidata"}
    write(path, json.dumps({**head, "ids": properties}))
    exported = export_items(dataset.store, dataset.loaded.corpus, load_mapping(data, path))
    ids = {**properties, **{each.key: each.id for each in exported.items}}
    return write(path, json.dumps({**head, "ids": ids}))


def round_trip(dataset: Dataset, folder: Path) -> tuple[set[Any], set[Any]]:
    """What the claims that are not lost say, and what comes back from the export of them."""
    loaded = dataset.loaded
    data = loaded.workspace.data
    mapping = load_mapping(data, own_mapping(dataset, folder / "own.yaml"))
    exported = export_items(dataset.store, loaded.corpus, mapping)
    path = folder / "entities.json"
    path.write_bytes(entity_dump(exported))
    texts = set(loaded.register.records)
    found = take_over(path, data, mapping, loaded.curated, loaded.vocabulary, texts)
    assert found.unpublished()
    lost = {loss.thing.removeprefix("claim/") for loss in exported.losses}
    kept = {content(claim) for claim in loaded.curated.claims if claim.slug not in lost}
    # What is lost in part comes back in part; it may say the same as another claim.
    partly = {content(claim) for claim in loaded.curated.claims if claim.slug in lost}
    return kept, {content(each.claim) for each in found.fresh} - (partly - kept)


def content(claim: Claim) -> tuple[Any, ...]:
    """What a claim says, where it is the same in a Wikibase.

    A Wikibase says an office held and its term in one statement, and a date by its bounds.
    """
    frame = (claim.rank, claim.certainty, claim.polarity, tuple(sorted(claim.held_by)), claim.attitude)
    date = days(claim.qualifiers.get("date"))
    others = tuple(sorted((name, value) for name, value in claim.qualifiers.items() if name != "date"))
    reason = claim.rank_reason["reason"] if claim.rank_reason and claim.rank != "normal" else None
    if claim.predicate == "ckg:date" and claim.subject.startswith("membership/"):
        return ("tenure", claim.subject, days(claim.value), *frame, others, reason)
    if claim.predicate == "org:hasMembership":
        return ("tenure", claim.value, date, *frame, others, reason)
    value = days(claim.value) if claim.predicate == "ckg:date" else json.dumps(claim.value, sort_keys=True)
    return (claim.subject, claim.predicate, value, date, *frame, others, reason)


def days(edtf: object) -> object:
    return (bounds(edtf), frozenset(edtf) & frozenset("~?%")) if isinstance(edtf, str) else None


def test_what_is_exported_comes_back_from_a_wikibase_of_ones_own(matched: Workspace, tmp_path: Path) -> None:
    kept, back = round_trip(build_dataset(load_workspace(matched)), tmp_path)
    assert len(kept) == 7 and back == kept


def test_the_release_comes_back_from_a_wikibase_of_ones_own(real_made: Made, tmp_path: Path) -> None:
    kept, back = round_trip(real_made.dataset, tmp_path)
    assert len(kept) > 4000
    assert kept - back == set()
    assert back - kept == set()
