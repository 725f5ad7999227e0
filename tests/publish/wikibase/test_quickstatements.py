"""Batches say what the export says, or it stands among what waits or is lost; nothing is overwritten or changed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mini import write
from tests.publish.wikibase.quickstatements_check import FOLDERS, Files, batches, check, created, read, snaks
from tests.publish.wikibase.quickstatements_reader import rows

from crisiskg.claims.corpus import load_corpus
from crisiskg.graph.build import Dataset
from crisiskg.publish.release import Made
from crisiskg.publish.wikibase.entity_json import statement_id
from crisiskg.publish.wikibase.given_ids import read_given_ids
from crisiskg.publish.wikibase.ids import KINDS
from crisiskg.publish.wikibase.items import Exported, export_items
from crisiskg.publish.wikibase.quickstatements import BATCH, quickstatements_files
from crisiskg.wikibase.mapping import Mapping, load_mapping
from crisiskg.wikibase.model import (
    JULIAN,
    Absent,
    Coordinate,
    EntityId,
    Item,
    Monolingual,
    Quantity,
    Reference,
    Snak,
    Statement,
    Text,
    Time,
    Unknown,
    Value,
)


@pytest.fixture(scope="module")
def mapping(workspace_root: Path) -> Mapping:
    return load_mapping(workspace_root / "data")


@pytest.fixture(scope="module")
def first(real_made: Made, workspace_root: Path, mapping: Mapping) -> Exported:
    """The real release as Wikidata would get it today."""
    return export_items(real_made.dataset.store, load_corpus(workspace_root / "data"), mapping)


@pytest.fixture(scope="module")
def second(
    real_made: Made, workspace_root: Path, mapping: Mapping, first: Exported, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    """The real release when all items have been created."""
    corpus = load_corpus(workspace_root / "data")
    new = [item.key for item in first.items if not item.known]
    lines = [
        f"http://www.wikidata.org/entity/Q{900000000 + n},{corpus.base.resources}{key}" for n, key in enumerate(new)
    ]
    file = write(tmp_path_factory.mktemp("ids") / "ids.csv", "\n".join(["qid,iri", *lines]) + "\n")
    return export_items(real_made.dataset.store, corpus, mapping, given=read_given_ids(file, corpus.base))


@pytest.fixture(scope="module")
def first_files(first: Exported) -> Files:
    return quickstatements_files(first)


@pytest.fixture(scope="module")
def second_files(second: Exported) -> Files:
    return quickstatements_files(second)


def test_every_batch_reads_back_as_the_export_but_for_what_waits_or_is_lost(
    first: Exported, first_files: Files
) -> None:
    check(first, first_files)


def test_with_the_ids_of_all_items_nothing_waits_and_nothing_is_created(second: Exported, second_files: Files) -> None:
    for folder in FOLDERS:
        assert not list(rows(second_files[f"{folder}/waiting.csv"]))
        assert not batches(second_files, folder, "1-create")
    check(second, second_files)


def test_no_batch_names_an_item_that_is_not_there_yet(first: Exported, first_files: Files) -> None:
    new = {item.id.encode() for item in first.items if not item.known}
    for name, content in first_files.items():
        if BATCH.fullmatch(name):
            words = set(content.replace(b",", b"\t").replace(b"\n", b"\t").split(b"\t"))
            assert not words & new


def test_every_created_item_says_what_it_is_and_our_address_for_it(first: Exported, first_files: Files) -> None:
    for folder in FOLDERS:
        for item, new in created(first, first_files, folder):
            main = dict(statement.main for statement in new.statements)
            assert main["P2888"] == ("string", f"https://w3id.org/crisiskg/id/{item.key}")
            assert "P31" in main


def test_sources_and_places_are_created_before_what_names_them(first_files: Files) -> None:
    for folder in FOLDERS[:2]:
        kinds = [name.rpartition("-")[2].removesuffix(".txt") for name in batches(first_files, folder, "1-create")]
        assert kinds == [kind for kind in KINDS if kind in kinds] and kinds[0] == "text" and kinds[-1] == "event"


def test_the_batch_that_creates_holds_nothing_that_would_break_the_edit(first_files: Files) -> None:
    for folder in FOLDERS:
        for item in read(first_files, folder, "1-create"):
            for statement in item.statements:
                cited = [one for reference in statement.references for one in reference]
                for _, value in [statement.main, *statement.qualifiers, *cited]:
                    assert value not in (("somevalue",), ("novalue",), ("entity", "LAST"))


def test_what_waits_names_the_things_whose_ids_it_waits_for(first: Exported, first_files: Files) -> None:
    new = {item.key for item in first.items if not item.known}
    for folder in FOLDERS:
        waiting = list(rows(first_files[f"{folder}/waiting.csv"]))
        assert waiting
        for row in waiting:
            awaited = row["waits_for"].split(" | ")
            assert awaited[0] and set(awaited) <= new
            assert row["thing"] in awaited or row["thing"] not in new


def test_without_ranks_nothing_deprecated_is_said_and_with_them_every_rank_is(
    second: Exported, second_files: Files
) -> None:
    ranks = Counter(one.rank for item in read(second_files, FOLDERS[1], "2") for one in item.statements)
    assert ranks["deprecated"] > 20 and ranks["preferred"] > 40
    for folder in (FOLDERS[0], FOLDERS[2]):
        lost = {row["statement"] for row in rows(second_files[f"{folder}/losses.csv"]) if row["lost"] == "statement"}
        for item in second.items:
            for statement in item.statements:
                if statement.rank == "deprecated":
                    assert statement_id(item, statement) in lost
        assert b"\tR+" not in b"".join(second_files[name] for name in batches(second_files, folder, "2"))


def test_nothing_is_lost_without_need(second: Exported, second_files: Files) -> None:
    statements = {statement_id(item, one): (item, one) for item in second.items for one in item.statements}
    for folder in FOLDERS:
        for row in rows(second_files[f"{folder}/losses.csv"]):
            if row["lost"] != "statement":
                continue
            item, statement = statements[row["statement"]]
            texts = [snak.value.text for snak in snaks(statement) if isinstance(snak.value, Text | Monolingual)]
            curly = any("“" in text or "”" in text for text in texts) and folder != FOLDERS[0]
            deprecated = statement.rank == "deprecated" and folder != FOLDERS[1]
            others = [one for one in item.statements if one is not statement and one.main == statement.main]
            better = any(rank(one) <= rank(statement) for one in others)
            unsourced = item.known and not item.ours and not statement.references
            assert curly or deprecated or better or unsourced, row


def rank(statement: Statement) -> int:
    return ("preferred", "normal", "deprecated").index(statement.rank)


def test_the_same_export_gives_the_same_bytes_in_the_same_order(first: Exported, first_files: Files) -> None:
    again = quickstatements_files(first)
    assert again == first_files and list(again) == list(first_files)


# ---- What real texts do not hold ----

Q = "http://www.wikidata.org/entity/"
TEXTS = st.text(
    st.sampled_from("\"|\t\n\\“”«»ab1 　湖条Éé{}/*,:'@.-") | st.characters(codec="utf-8"), min_size=1, max_size=30
)


def invented(mapping: Mapping, *items: Item) -> tuple[Exported, Files]:
    exported = Exported(items, (), mapping)
    return exported, quickstatements_files(exported)


def known(*statements: Statement) -> Item:
    """An item that an earlier batch made."""
    return Item("state/westland", "Q30", True, {"en": "Westland"}, {"en": "a state"}, {}, statements, ours=True)


@settings(deadline=None, max_examples=300)
@given(name=TEXTS, text=TEXTS, quotation=TEXTS)
def test_any_text_comes_back_as_it_was_or_is_listed_as_lost(
    mapping: Mapping, name: str, text: str, quotation: str
) -> None:
    reference = Reference((Snak("P1683", "monolingualtext", Monolingual(quotation, "zh-hant")),))
    new = Item(
        "person/new",
        "Q2000000001",
        False,
        {"ja": name, "zh-hant": name},
        {"en": text},
        {"ja": (text,)},
        (Statement(Snak("P1932", "string", Text(text))), Statement(Snak("P2888", "url", Text(name)))),
    )
    old = known(Statement(Snak("P304", "string", Text(text)), references=(reference,)))
    exported, files = invented(mapping, old, new)
    check(exported, files)
    for folder in FOLDERS[1:]:
        for step in ("1", "2"):
            for batch in batches(files, folder, step):
                assert "“" not in files[batch].decode() and "”" not in files[batch].decode()


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("plain", ()),
        ('says "so" here', ()),
        ('"quoted"', ()),
        ("a|b", FOLDERS[:2]),
        ("a\tb", FOLDERS),
        ("a\nb", FOLDERS),
        (" a", FOLDERS),
        ("“a”", FOLDERS[1:]),
        ('""a""', FOLDERS[1:]),
        ('a\\"b', FOLDERS[2:]),
    ],
)
def test_a_text_is_lost_just_where_it_would_be_changed(mapping: Mapping, text: str, lost: tuple[str, ...]) -> None:
    _, files = invented(mapping, known(Statement(Snak("P304", "string", Text(text)))))
    found = tuple(folder for folder in FOLDERS if list(rows(files[f"{folder}/losses.csv"])))
    assert found == tuple(lost)


@pytest.mark.parametrize("name", ["1958", "Q30", "somevalue", '"x"', 'ja:"x"', "+1958-08-00T00:00:00Z/10", "@1/2"])
def test_a_table_names_nothing_that_its_reader_would_take_for_a_value(mapping: Mapping, name: str) -> None:
    exported, files = invented(mapping, Item("person/x", "Q2000000001", False, {"ja": name}))
    assert [row["part"] for row in rows(files["quickstatements/csv/losses.csv"])] == ["Lja"]
    check(exported, files)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (Time("+1917-10-25T00:00:00Z", 11, JULIAN), "+1917-10-25T00:00:00Z/11/J"),
        (Time("+1950-00-00T00:00:00Z", 8), "+1950-00-00T00:00:00Z/8"),
        (Quantity("+10"), "+10"),
        (Quantity("-2.5", Q + "Q11573"), "-2.5U11573"),
        (Coordinate(0.00001, -118.38, 0.01), "@0.00001/-118.38"),
        (Monolingual("條約", "zh-hant"), 'zh-hant:"條約"'),
        (Unknown(), "somevalue"),
        (Absent(), "novalue"),
    ],
)
def test_each_kind_of_value_is_written_as_the_format_has_it(mapping: Mapping, value: Value, line: str) -> None:
    exported, files = invented(mapping, known(Statement(Snak("P585", "time", value))))
    assert files["quickstatements/2-statements-06-state.txt"].decode() == f"Q30\tP585\t{line}\n"
    check(exported, files)


def test_an_item_of_others_gets_only_what_a_source_says_and_our_address(mapping: Mapping) -> None:
    class_ = Statement(Snak("P31", "wikibase-item", EntityId("Q7275")))
    address = Statement(Snak("P2888", "url", Text("https://example.org/id/x")))
    sourced = Statement(
        Snak("P585", "time", Time("+1958-00-00T00:00:00Z", 9)),
        references=(Reference((Snak("P304", "string", Text("1")),)),),
    )
    names = {"ja": "西国", "en": "Westland"}
    of_others = Item("state/westland", "Q30", True, names, names, {"ja": ("西国側",)}, (class_, address, sourced))
    exported, files = invented(mapping, of_others)
    for folder in FOLDERS[:2]:
        batch = files[f"{folder}/2-statements-06-state.txt"].decode()
        assert batch == ('Q30\tP2888\t"https://example.org/id/x"\nQ30\tP585\t+1958-00-00T00:00:00Z/9\tS304\t"1"\n')
        assert [(row["lost"], row["part"]) for row in rows(files[f"{folder}/losses.csv"])] == [("statement", "P31")]
    check(exported, files)


def test_an_item_that_names_itself_waits_for_its_id(mapping: Mapping) -> None:
    itself = Statement(Snak("P361", "wikibase-item", EntityId("Q2000000001")))
    exported, files = invented(mapping, Item("event/x", "Q2000000001", False, {"ja": "湖"}, statements=(itself,)))
    assert [row["waits_for"] for row in rows(files["quickstatements/waiting.csv"])] == ["event/x"]
    check(exported, files)


def test_of_statements_that_would_be_merged_the_best_ranked_is_said(mapping: Mapping) -> None:
    main_snak = Snak("P1476", "string", Text(unicodedata.normalize("NFC", "ガ")))
    other = Snak("P1476", "string", Text(unicodedata.normalize("NFD", "ガ")))
    page = (Snak("P304", "string", Text("1")),)
    item_ = known(Statement(other, "deprecated", page), Statement(main_snak), Statement(main_snak, "preferred", page))
    exported, files = invented(mapping, item_)
    assert files["quickstatements3/2-statements-06-state.txt"].decode() == 'Q30\tP1476\t"ガ"\tR+\tP304\t"1"\n'
    assert files["quickstatements/2-statements-06-state.txt"].decode() == 'Q30\tP1476\t"ガ"\tP304\t"1"\n'
    check(exported, files)


def test_preferred_and_normal_without_ranks_are_one_statement_with_both_references(mapping: Mapping) -> None:
    date = Snak("P585", "time", Time("+1958-08-23T00:00:00Z", 11))
    why = (Snak("P7452", "wikibase-item", EntityId("Q71536040")),)
    one, two = (Reference((Snak("P304", "string", Text(page)),)) for page in "12")
    item_ = known(Statement(date, references=(one,)), Statement(date, "preferred", why, (two,)))
    exported, files = invented(mapping, item_)
    said = "Q30\tP585\t+1958-08-23T00:00:00Z/11\tS304\t"
    assert files["quickstatements/2-statements-06-state.txt"].decode() == f'{said}"2"\n{said}"1"\n'
    assert [row["lost"] for row in rows(files["quickstatements/losses.csv"])] == ["rank"]
    check(exported, files)


def test_further_references_are_kept_apart_as_each_version_reads_them(mapping: Mapping) -> None:
    pages = tuple(
        Reference((Snak("P248", "wikibase-item", EntityId("Q1")), Snak("P304", "string", Text(p)))) for p in "12"
    )
    one = Statement(Snak("P31", "wikibase-item", EntityId("Q7275")), references=pages)
    exported, files = invented(mapping, known(one), Item("state/new", "Q2000000001", False, statements=(one,)))
    assert files["quickstatements/2-statements-06-state.txt"].count(b"\n") == 2
    assert b"!S248" in files["quickstatements/1-create-06-state.txt"]
    assert b"!S248" in files["quickstatements3/2-statements-06-state.txt"]
    check(exported, files)


def test_a_wikibase_of_ones_own_gets_its_terms_first(dataset: Dataset) -> None:
    workspace = dataset.loaded.workspace
    ids = "P31: P1, P2888: P2, P585: P3, P248: P4, P304: P5, P854: P6, P813: P7"
    own = write(workspace.root / "own.yaml", f"name: Ours\nbase: https://wiki.example/\nids: {{{ids}}}\n")
    exported = export_items(dataset.store, load_corpus(workspace.data), load_mapping(workspace.data, own))
    files = quickstatements_files(exported)
    assert next(iter(files)) == "quickstatements/1-create-00-term.txt"
    check(exported, files)


@pytest.mark.parametrize(
    "name",
    [
        "quickstatements/1-create-01-mine.txt",
        "quickstatements/1-create-06-state.csv",
        "quickstatements/1-create-99-state.txt",
        "quickstatements3/2-statements-06-state-001.txt",
    ],
)
def test_a_file_that_no_export_writes_is_no_old_batch(name: str) -> None:
    assert BATCH.fullmatch("quickstatements/1-create-06-state.txt")
    assert BATCH.fullmatch("quickstatements/csv/2-statements-06-state-001.csv")
    assert not BATCH.fullmatch(name)
