"""A release: every file made first, then put in place, so that nothing half-written is ever seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store, Triple

from crisiskg.claims.corpus import Corpus
from crisiskg.claims.model import Claim
from crisiskg.errors import DataError, Problem, UsageError
from crisiskg.files import GRAPH_FILE, write_files
from crisiskg.graph.build import Dataset, build_dataset, load_workspace, silent, validate_dataset, verify_anchors
from crisiskg.graph.validate import Report, load_shapes
from crisiskg.publish.bibliography import bibtex, csl_json
from crisiskg.publish.catalog import catalog_triples, checksums
from crisiskg.publish.csvw import csv_files
from crisiskg.publish.dumps import QUAD_FORMATS, TRIPLE_FORMATS, sorted_quads, turtle, union_triples
from crisiskg.publish.formats import NAME
from crisiskg.publish.jsonld import document_meanwhile, load_context
from crisiskg.publish.rdf12 import reified
from crisiskg.publish.tables import tables
from crisiskg.publish.wikibase.files import wikibase_files
from crisiskg.terms import Base
from crisiskg.texts import Edition, Outcome, TextCheck
from crisiskg.wikibase.mapping import FILE as MAPPING_FILE
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.workspace import Workspace

SUMS = "SHA256SUMS"
NOT_VERIFIED = "anchors not verified: no texts given"


@dataclass(frozen=True)
class Made:
    """A release that is ready to be written: its files, and what a person wants to know of it."""

    files: dict[str, bytes]
    dataset: Dataset
    report: Report
    verified: str
    left_out: str = ""

    def summary(self) -> str:
        """What was built, in a few lines."""
        curated = self.dataset.loaded.curated
        conflicts = self.dataset.conflicts()
        texts = len(self.dataset.loaded.register.records)
        return (
            f"{len(curated.claims)} claims of {texts} texts on {len(curated.entities)} entities, "
            f"{conflicts} conflicts, {self.report.triples} triples\n"
            f"{self.report.text()}{self.verified}{self.left_out}"
        )


def make_release(workspace: Workspace, texts: Path | None, progress: Callable[[str], None] = silent) -> Made:
    """Build, validate and dump a workspace; nothing is written yet.

    Raises ``DataError`` when the curated data, an anchor or the graph is at fault.
    """
    progress("reading the curated data")
    loaded = load_workspace(workspace)
    verified = _verified(verify_anchors(loaded, texts), loaded.curated.claims) if texts else NOT_VERIFIED
    dataset = build_dataset(loaded, progress)
    context = load_context(workspace.ontology / "context.jsonld")
    triples = union_triples(dataset.store)
    with document_meanwhile(triples, context["@context"]) as document:
        progress("validating")
        report = validate_dataset(dataset)
        progress("writing the release")
        wikibase, left_out = _wikibase(dataset.store, workspace, loaded.corpus)
        files = release_files(dataset.store, triples, report, workspace, loaded.corpus, wikibase, document)
    return Made(files, dataset, report, verified, left_out)


def _verified(checks: Sequence[TextCheck], claims: Sequence[Claim]) -> str:
    """What the texts given say of the anchors.

    Raises ``UsageError`` when the folder holds none of the texts, ``DataError`` when a text cannot
    be read or an anchor does not hold in the very edition that it was made in.
    """
    if all(check.edition is Edition.MISSING for check in checks):
        raise UsageError("the folder given with --texts holds none of the registered texts")
    places = {(claim.source, anchor.start, anchor.end): claim for claim in claims for anchor in claim.anchors}
    problems, lines = [check.problem for check in checks if check.problem], []
    for check in checks:
        counts = ", ".join(f"{check.count(outcome)} {outcome.value}" for outcome in Outcome if check.count(outcome))
        lines.append(f"anchors of {check.text}: {counts or 'not verified'} ({check.edition.value})")
        for result in check.anchors:
            if check.edition is Edition.UNCHANGED and result.outcome is not Outcome.OK:
                start, end = result.anchor.start, result.anchor.end
                claim = places[check.text, start, end]
                message = f"the anchor {start}-{end} does not hold: {result.outcome.value}"
                mend = "take the anchor from `crisiskg anchor`"
                problems.append(Problem(claim.file, claim.line, "anchors", message, mend))
    if problems:
        raise DataError("the anchors do not hold in the texts given", problems)
    return "\n".join(lines)


def release_files(
    store: Store,
    triples: list[Triple],
    report: Report,
    workspace: Workspace,
    corpus: Corpus,
    wikibase: Mapping[str, bytes],
    document: Callable[[], bytes],
) -> dict[str, bytes]:
    """Every file of a release by its path in the release folder, the same whether texts were given or not.

    ``triples`` are the sorted triples of the store; ``wikibase`` holds the files of that folder;
    ``document`` gives the JSON-LD of the triples, which is made meanwhile.
    """
    quads = sorted_quads(store)
    context = load_context(workspace.ontology / "context.jsonld")
    files = {f"{NAME}.{suffix}": write(triples) for suffix, write in TRIPLE_FORMATS.items()}
    files |= {f"{NAME}.{suffix}": write_quads(quads) for suffix, write_quads in QUAD_FORMATS.items()}
    files[f"{NAME}.rdf12.ttl"] = turtle(reified(triples))
    files["context.jsonld"] = (json.dumps(context, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    files["ontology.ttl"] = _joined(workspace.ontology)
    files["shapes.ttl"] = _joined(workspace.shapes)
    files["report.ttl"] = report.turtle().encode("utf-8")
    files["report.txt"] = report.text().encode("utf-8")
    rows = csv_files(store, workspace.queries / "tables", corpus)
    files |= {f"tables/{name}": content for name, content in rows.items()}
    files |= {f"wikibase/{name}": content for name, content in wikibase.items()}
    files |= bibliography(store, corpus.base)
    files[f"{NAME}.jsonld"] = document()
    files["catalog.ttl"] = turtle(catalog_triples(triples, dict(sorted(files.items())), corpus))
    files[SUMS] = checksums(files)
    return dict(sorted(files.items()))


def _wikibase(store: Store, workspace: Workspace, corpus: Corpus) -> tuple[dict[str, bytes], str]:
    """The crosswalk and the export to Wikidata, and why the export is left out if it is.

    A workspace may have no mapping, and names that are right may yet be such as a Wikibase refuses.
    """
    files = tables(store, workspace.queries / "wikibase", corpus.base)
    if not (workspace.data / MAPPING_FILE).is_file():
        return files, f"\nno export to Wikidata: data/{MAPPING_FILE} is missing"
    try:
        found = wikibase_files(store, corpus, load_mapping(workspace.data), load_shapes(workspace.shapes))
    except DataError as error:
        return files, f"\nno export to Wikidata: {error}; `crisiskg export wikibase` tells which"
    return files | found, ""


def write_release(files: Mapping[str, bytes], out: Path) -> None:
    """Put the files of a release into a folder.

    Each file is written beside its place and renamed into it, the checksums last, only once all of
    them are safely on disk; files of the release before that are no longer made are removed; any
    other file of the folder is left alone. Raises ``CrisiskgError`` when the disk is full or the
    folder cannot be written, and then the release before is still whole.
    """
    stale = _own_files(out) - files.keys()
    write_files({name: files[name] for name in sorted(files, key=lambda name: name == SUMS)}, out, "the release")
    for name in stale:
        (out / name).unlink(missing_ok=True)


def bibliography(store: Store, base: Base) -> dict[str, bytes]:
    """The cited works as CSL-JSON and BibTeX, by file name."""
    return {"bibliography.json": csl_json(store, base), "bibliography.bib": bibtex(store, base)}


def _joined(folder: Path) -> bytes:
    """Every Turtle file of a folder, one after the other; prefixes may be declared again in Turtle."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.glob("*.ttl")))


def _own_files(out: Path) -> set[str]:
    """The files of the release before that nobody has changed since.

    A folder whose checksums list no graph is no release, and a file with another digest than the
    listed one is somebody else's.
    """
    sums = out / SUMS
    if not sums.is_file():
        return set()
    lines = (line.partition("  ") for line in sums.read_text("utf-8", errors="replace").splitlines())
    listed = {name: digest for digest, _, name in lines}
    if GRAPH_FILE not in listed:
        return set()
    inside = {name for name in listed if name and not name.startswith("/") and ".." not in Path(name).parts}
    files = {name for name in inside if (out / name).is_file()}
    return {name for name in files if hashlib.sha256((out / name).read_bytes()).hexdigest() == listed[name]}
