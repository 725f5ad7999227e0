"""The dataset of a workspace, from its curated files to the derived view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, Store

from crisiskg.claims.corpus import Corpus, load_corpus
from crisiskg.claims.load import load_curated
from crisiskg.claims.model import Claim, Curated
from crisiskg.claims.vocabulary import Statable, load_vocabulary, read_ontology
from crisiskg.errors import DataError, Problem
from crisiskg.graph.citations import citation_quads
from crisiskg.graph.derive import derive
from crisiskg.graph.entities import entity_quads
from crisiskg.graph.layouts import layout_quads, place_quads
from crisiskg.graph.statements import claim_quads
from crisiskg.graph.texts import record_quads, text_quads
from crisiskg.graph.validate import Report, Violation, load_shapes, validate
from crisiskg.terms import CKG
from crisiskg.texts import Outline, Record, Register, TextCheck, load_outline, load_register, verify
from crisiskg.workspace import Workspace


def silent(message: str) -> None:
    """Tells nobody: the default of everything that reports progress."""


@dataclass(frozen=True)
class Loaded:
    """A workspace that has been read and checked, before any graph is made of it."""

    workspace: Workspace
    corpus: Corpus
    register: Register
    outlines: dict[str, Outline]
    vocabulary: dict[str, Statable]
    curated: Curated


@dataclass(frozen=True)
class Dataset:
    """The whole dataset in a store, and how many triples each derivation gave."""

    loaded: Loaded
    store: Store
    derived: dict[str, int]

    def conflicts(self) -> int:
        """How many pairs of claims contradict each other."""
        return len(list(self.store.quads_for_pattern(None, CKG.conflictsWith, None))) // 2


def load_workspace(workspace: Workspace) -> Loaded:
    """Read everything that people curate.

    Raises ``DataError`` with every mistake in the curated entities, claims and citations, or with
    those of the corpus, the register, the layouts or the ontology, without which these mean nothing.
    """
    corpus = load_corpus(workspace.data)
    register = load_register(workspace.data / "texts.yaml")
    outlines = {
        record.id: load_outline(workspace.data / "layout" / f"{record.id}.yaml") for record in register.records.values()
    }
    stale = [problem for record in register.records.values() for problem in _stale(record, outlines[record.id])]
    if stale:
        raise DataError("the layout of a text is not that of the registered edition", stale)
    vocabulary = load_vocabulary(workspace.ontology)
    curated = load_curated(workspace.data, vocabulary, register.records)
    problems = [*_beyond_end(curated.claims, register), *_unknown_creators(register, curated)]
    problems += _unknown_notes(curated, outlines)
    if problems:
        raise DataError(f"{len(problems)} mistakes in the curated data", problems)
    return Loaded(workspace, corpus, register, outlines, vocabulary, curated)


def build_dataset(loaded: Loaded, progress: Callable[[str], None] = silent) -> Dataset:
    """Every named graph of the dataset, the derived view included."""
    base = loaded.corpus.base
    store = Store()
    progress("building the graphs")
    add_background(store, loaded)
    records = loaded.register.records
    languages = {record.id: record.language for record in records.values()}
    authors = {record.id: record.creators for record in records.values()}
    curated = loaded.curated
    store.bulk_extend(text_quads(records.values(), base))
    store.bulk_extend(record_quads(curated.claims, base))
    store.bulk_extend(layout_quads(loaded.outlines.values(), languages, base))
    store.bulk_extend(claim_quads(curated.claims, loaded.vocabulary, authors, base))
    store.bulk_extend(place_quads(curated.claims, loaded.outlines, base))
    store.bulk_extend(citation_quads(curated.citations, curated.entities, base))
    progress("deriving the view")
    derived = derive(store, loaded.workspace.queries / "derive", base)
    return Dataset(loaded, store, derived)


def add_background(store: Store, loaded: Loaded) -> None:
    """Add the graphs that everything else refers to: the ontology and the entities."""
    base = loaded.corpus.base
    ontology = base.graph("ontology")
    store.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object, ontology) for quad in read_ontology(loaded.workspace.ontology)
    )
    store.bulk_extend(entity_quads(loaded.curated.entities.values(), base))


def validate_dataset(dataset: Dataset) -> Report:
    """Validate a dataset. Raises ``DataError`` that names the file and line of every claim at fault."""
    report = validate(dataset.store, load_shapes(dataset.loaded.workspace.shapes))
    if not report.conforms:
        problems = [_located(violation, dataset.loaded) for violation in report.violations]
        raise DataError(f"SHACL: {len(problems)} violations; no release was written", problems)
    return report


def verify_anchors(loaded: Loaded, texts: Path) -> list[TextCheck]:
    """Check every anchor of the curated claims against the texts of a folder."""
    anchors = {
        text: sorted({a for c in loaded.curated.claims if c.source == text for a in c.anchors}, key=_place)
        for text in loaded.register.records
    }
    return verify(loaded.register, texts, anchors)


def _place(anchor: object) -> tuple[int, int]:
    return (getattr(anchor, "start", 0), getattr(anchor, "end", 0))


def _stale(record: Record, outline: Outline) -> list[Problem]:
    registered = (record.id, record.sha256, record.length)
    if (outline.text, outline.digest, outline.length) == registered:
        return []
    mend = f"write it again with `crisiskg layout {record.id} --texts DIR --write`"
    message = "it was read from another text or edition than the registered one"
    return [Problem(f"data/layout/{record.id}.yaml", None, "digest", message, mend)]


def _beyond_end(claims: Sequence[Claim], register: Register) -> list[Problem]:
    problems = []
    for claim in claims:
        for anchor in claim.anchors:
            length = register.records[claim.source].length
            if anchor.end > length:
                message = f"the anchor ends at {anchor.end}, but {claim.source} has {length} code points"
                mend = "take the anchor from `crisiskg anchor`"
                problems.append(Problem(claim.file, claim.line, "anchors", message, mend))
    return problems


def _unknown_creators(register: Register, curated: Curated) -> list[Problem]:
    return [
        Problem(str(register.path), record.line, "creators", f"{creator} is not defined", "add it to data/entities/")
        for record in register.records.values()
        for creator in record.creators
        if creator not in curated.entities
    ]


def _unknown_notes(curated: Curated, outlines: dict[str, Outline]) -> list[Problem]:
    numbers = {text: {str(note.number) for note in outline.notes} for text, outline in outlines.items()}
    return [
        Problem(citation.file, citation.line, "note", f"{citation.text} has no note {citation.note}", "see its layout")
        for citation in curated.citations
        if citation.note is not None and citation.note not in numbers[citation.text]
    ]


def _located(violation: Violation, loaded: Loaded) -> Problem:
    """A violation said at the line of the claim or entity that it is about."""
    places = {claim.slug: (claim.file, claim.line) for claim in loaded.curated.claims}
    for iri in (violation.value, violation.focus):
        local = loaded.corpus.base.local(iri.partition("#")[0])
        kind, _, slug = local.partition("/")
        if kind == "claim" and slug in places:
            return Problem(*places[slug], local, violation.message_en)
        if local in loaded.curated.entities:
            entity = loaded.curated.entities[local]
            return Problem(entity.file, entity.line, local, violation.message_en)
    return Problem("graph", None, violation.value or violation.focus, violation.message_en)
