"""The real release exported for Wikidata and for a Wikibase of one's own, once for all tests that look at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Store

from crisiskg.claims.corpus import load_corpus
from crisiskg.publish.wikibase.entity_json import entity_dump
from crisiskg.publish.wikibase.graph import ClaimView, Graph, claim_view
from crisiskg.publish.wikibase.items import Exported, export_items
from crisiskg.wikibase.mapping import Mapping, load_mapping


@dataclass
class Exports:
    """The exports of one store; each is made when it is first asked for."""

    store: Store
    data: Path
    folder: Path

    @cached_property
    def wikidata(self) -> Exported:
        return self.to(load_mapping(self.data))

    @cached_property
    def own(self) -> Exported:
        return self.to(load_mapping(self.data, self.own_ids))

    @cached_property
    def own_ids(self) -> Path:
        """A Wikibase of one's own that has every property and no item yet."""
        properties = load_mapping(self.data).properties
        return write_ids(self.folder / "own.yaml", {key: f"P{n}" for n, key in enumerate(properties, start=1)})

    @cached_property
    def graph(self) -> Graph:
        return Graph(self.store, load_corpus(self.data).base)

    @cached_property
    def claims(self) -> list[ClaimView]:
        return [claim_view(self.graph, node) for node in self.graph.things("claim")]

    def named(self, name: str) -> Exported:
        """``wikidata`` or ``own``."""
        found = getattr(self, name)
        assert isinstance(found, Exported)
        return found

    def dump(self, name: str) -> Path:
        """The file of an export, as ``entities.json`` of the command."""
        path = self.folder / f"{name}.json"
        if not path.exists():
            path.write_bytes(entity_dump(self.named(name)))
        return path

    def to(self, mapping: Mapping) -> Exported:
        return export_items(self.store, load_corpus(self.data), mapping)


def write_ids(path: Path, ids: dict[str, str]) -> Path:
    """A file for ``--mapping``."""
    lines = [f'  "{key}": {id_}' for key, id_ in ids.items()]
    head = ["name: Lake Wikibase", "base: https://lake.example/", "ids:" if ids else "ids: {}"]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    return path
