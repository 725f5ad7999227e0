"""A release is whole or not there at all, and the same input gives the same bytes."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from tests.mini import write

from crisiskg.errors import CrisiskgError, DataError
from crisiskg.files import load_release
from crisiskg.publish.formats import export_graph
from crisiskg.publish.release import NOT_VERIFIED, SUMS, make_release, write_release
from crisiskg.terms import DCTERMS, VOID
from crisiskg.workspace import Workspace

DUMPS = {f"crisiskg.{suffix}" for suffix in ("ttl", "nt", "nq", "trig", "jsonld", "rdf")}
OTHERS = {"context.jsonld", "ontology.ttl", "shapes.ttl", "catalog.ttl", "report.ttl", "report.txt", SUMS}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_file_of_the_design_is_there(mini: Workspace) -> None:
    files = make_release(mini, None).files
    assert files.keys() >= DUMPS | OTHERS
    tables = {name for name in files if name.startswith("tables/")}
    assert {"tables/claims.csv", "tables/events.csv", "tables/agreements.csv", "tables/conflicts.csv"} <= tables


def test_a_second_build_in_another_process_gives_the_same_bytes(mini: Workspace, tmp_path: Path) -> None:
    first = make_release(mini, None).files
    command = [sys.executable, "-m", "crisiskg", "--workspace", str(mini.root), "build", "--out", str(tmp_path / "b")]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "3"})
    assert contents(tmp_path / "b") == first


def test_the_checksums_are_what_sha256sum_would_say(mini: Workspace) -> None:
    files = make_release(mini, None).files
    for line in files[SUMS].decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    assert len(files[SUMS].splitlines()) == len(files) - 1


def test_an_agreement_reads_as_one_nested_record(mini: Workspace) -> None:
    document = json.loads(make_release(mini, None).files["crisiskg.jsonld"])
    (treaty,) = [node for node in document["@graph"] if node["id"] == "ckgagreement:lake-treaty"]
    (action,) = treaty["actions"]
    assert action["id"] == "ckgevent:lake-treaty-signature" and "prefLabel" in action
    assert [obligation["id"] for obligation in treaty["obligations"]] == ["ckgobligation:lake-treaty-notify"]


def test_the_jsonld_holds_the_same_triples_as_the_ntriples(mini: Workspace) -> None:
    files = make_release(mini, None).files
    stores = []
    for name, rdf_format in (("crisiskg.jsonld", RdfFormat.JSON_LD), ("crisiskg.nt", RdfFormat.N_TRIPLES)):
        store = Store()
        store.load(files[name], format=rdf_format)
        stores.append(set(store))
    assert stores[0] == stores[1]


def test_the_counts_of_the_catalogue_are_those_of_the_graph(mini: Workspace) -> None:
    made = make_release(mini, None)
    catalog = Store()
    catalog.load(made.files["catalog.ttl"], format=RdfFormat.TURTLE)
    counts = catalog.query(
        "SELECT ?n WHERE { ?d a <http://rdfs.org/ns/void#Dataset> ; <http://rdfs.org/ns/void#triples> ?n }"
    )
    total = len(made.files["crisiskg.nt"].splitlines())
    assert [int(row["n"].value) for row in counts] == [total]
    parts = [int(q.object.value) for q in catalog.quads_for_pattern(None, VOID.triples, None)]
    assert sum(parts) == 2 * total
    assert len(list(catalog.quads_for_pattern(None, DCTERMS.title, None))) == 4


def test_a_table_opens_in_a_spreadsheet(mini: Workspace) -> None:
    content = make_release(mini, None).files["tables/agreements.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["thing"] == "agreement/lake-treaty" and row["label_ja"] == "湖水条約"
    assert row["signed"] == "1901-03" and row["parties"] == "state/eastland | state/westland"
    assert (row["parties_ja"], row["parties_en"]) == ("東国 | 西国", "Eastland | Westland")
    assert (row["kind"], row["kind_en"]) == ("concept/instrument-treaty", "treaty")


def test_the_crosswalk_to_wikidata_holds_every_match(mini: Workspace) -> None:
    content = make_release(mini, None).files["wikibase/matches.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert (row["qid"], row["match"], row["thing"], row["label_ja"]) == ("Q30", "exact", "state/westland", "西国")


def test_without_texts_the_summary_says_that_nothing_was_verified(mini: Workspace) -> None:
    assert NOT_VERIFIED in make_release(mini, None).summary()
    assert "anchors of lake-study: 7 ok (unchanged)" in make_release(mini, mini.root / "texts").summary()


def test_texts_given_or_not_the_release_is_the_same(mini: Workspace) -> None:
    assert make_release(mini, None).files == make_release(mini, mini.root / "texts").files


def test_an_anchor_that_does_not_hold_stops_the_release(mini: Workspace) -> None:
    path = mini.data / "claims" / "lake-study.yaml"
    content = path.read_text("utf-8")
    digest = content.partition('segment: "')[2][:64]
    write(path, content.replace(digest, "0" * 64))
    with pytest.raises(DataError, match="do not hold"):
        make_release(mini, mini.root / "texts")


def test_a_failed_validation_writes_nothing_and_names_what_is_at_fault_with_its_line(mini: Workspace) -> None:
    entities = mini.data / "entities" / "things.yaml"
    wrong = entities.read_text("utf-8").replace("type: concept/obligation-notify", "type: concept/action-deposit")
    write(entities, wrong)
    with pytest.raises(DataError, match="no release was written") as caught:
        make_release(mini, None)
    (problem,) = caught.value.problems
    line = wrong[: wrong.index("id: obligation/")].count("\n") + 1
    assert (problem.file, problem.line) == ("data/entities/things.yaml", line)
    assert not (mini.root / "dist").exists()


def test_a_full_disk_leaves_the_old_release_whole(
    mini: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "dist"
    files = make_release(mini, None).files
    write_release(files, out)
    before = contents(out)
    calls = 0

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CrisiskgError, match="No space left on device"):
        write_release({name: content + b"\n" for name, content in files.items()}, out)
    assert contents(out) == before


def test_a_system_that_takes_no_more_bytes_leaves_the_old_release_whole(mini: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    write_release(make_release(mini, None).files, out)
    before = contents(out)
    path = mini.data / "entities" / "things.yaml"
    write(path, path.read_text("utf-8").replace("en: Clio", "en: Clio the Elder"))
    build = f"{sys.executable} -m crisiskg --workspace {mini.root} build --out {out}"
    done = subprocess.run(["bash", "-c", f"ulimit -f 64; exec {build}"], capture_output=True, text=True)
    assert done.returncode == 1 and "cannot write the release" in done.stderr and "Traceback" not in done.stderr
    assert contents(out) == before


def test_a_new_release_removes_its_own_old_files_and_no_others(mini: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    files = make_release(mini, None).files
    digest = hashlib.sha256(b"old").hexdigest().encode()
    write_release({**files, "tables/old.csv": b"old", SUMS: files[SUMS] + digest + b"  tables/old.csv\n"}, out)
    write(out / "mine.whl", "keep me")
    write_release(files, out)
    assert not (out / "tables" / "old.csv").exists()
    assert (out / "mine.whl").read_text() == "keep me"
    assert not list(out.glob(".release-*"))


def test_a_folder_of_somebody_else_loses_nothing(mini: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "papers"
    write(out / "thesis.txt", "my thesis")
    (out / SUMS).write_bytes(b"\xff " + hashlib.sha256(b"my thesis").hexdigest().encode() + b"  thesis.txt\n")
    write_release(make_release(mini, None).files, out)
    assert (out / "thesis.txt").read_text() == "my thesis"


def test_a_listed_file_that_somebody_changed_is_kept(mini: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    files = make_release(mini, None).files
    digest = hashlib.sha256(b"old").hexdigest().encode()
    write_release({**files, "tables/old.csv": b"old", SUMS: files[SUMS] + digest + b"  tables/old.csv\n"}, out)
    write(out / "tables" / "old.csv", "my notes")
    write_release(files, out)
    assert (out / "tables" / "old.csv").read_text() == "my notes"


def test_a_file_that_cannot_be_replaced_brings_all_the_others_back(mini: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    files = make_release(mini, None).files
    write_release(files, out)
    (out / "report.txt").unlink()
    (out / "report.txt").mkdir()
    before = contents(out)
    with pytest.raises(CrisiskgError, match="the old files stand"):
        write_release({name: content + b"\n" for name, content in files.items()}, out)
    assert contents(out) == before


def test_a_text_that_is_not_utf8_stops_the_release(mini: Workspace) -> None:
    (mini.root / "texts" / "lake.txt").write_bytes("湖".encode("shift_jis"))
    with pytest.raises(DataError) as caught:
        make_release(mini, mini.root / "texts")
    assert "not UTF-8" in str(caught.value.problems[0])


def test_a_folder_without_any_of_the_texts_is_refused(mini: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CrisiskgError, match="none of the registered texts"):
        make_release(mini, tmp_path)


def test_the_tables_are_the_same_whatever_order_the_graph_was_loaded_in(mini: Workspace, tmp_path: Path) -> None:
    made = make_release(mini, None)
    write_release(made.files, tmp_path / "dist")
    exported = export_graph(load_release(tmp_path / "dist"), "csv", mini)
    assert exported == {name.removeprefix("tables/"): content for name, content in made.files.items()
                        if name.startswith("tables/")}  # fmt: skip


def test_a_release_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CrisiskgError, match="crisiskg build"):
        load_release(tmp_path)
