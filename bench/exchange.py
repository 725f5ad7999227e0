"""The files through which the measures hand their data to each other: one folder for each size of the graph."""

from __future__ import annotations

import json
from pathlib import Path

from crisiskg.claims.corpus import load_corpus
from crisiskg.query import bind, load_stored
from crisiskg.terms import Base
from crisiskg.workspace import Workspace


class Exchange:
    """A folder with the graph before its view (``base.nq``), the view by CONSTRUCT, and all of it (``full.nq``).

    Beside it stands ``workspace``, a copy of the curated data, so that every measure sees the same.
    """

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.base_file = self.folder / "base.nq"
        self.full_file = self.folder / "full.nq"
        self.workspace = Workspace(self.folder.parent / "workspace")

    @property
    def base(self) -> Base:
        """Where the IRIs of the corpus live."""
        return load_corpus(self.workspace.data).base

    def derivations(self) -> list[Path]:
        """The CONSTRUCT queries in their order."""
        return sorted((self.workspace.queries / "derive").glob("*.rq"))

    def table_queries(self) -> list[Path]:
        """The queries of the CSV tables."""
        return sorted((self.workspace.queries / "tables").glob("*.rq"))

    def derived_file(self, derivation: Path) -> Path:
        """Where the triples that a CONSTRUCT gave stand."""
        return self.folder / "derived" / f"{derivation.stem}.nt"

    def bound_queries(self) -> dict[str, str]:
        """The text of every stored query with its default parameters, by name."""
        queries = load_stored(self.workspace.queries)
        return {name: bind(query, {}, self.base) for name, query in queries.items()}

    def context(self) -> dict[str, object]:
        """The JSON-LD context."""
        document: dict[str, dict[str, object]] = json.loads(
            (self.workspace.ontology / "context.jsonld").read_text("utf-8")
        )
        return document["@context"]
