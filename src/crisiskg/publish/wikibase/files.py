"""The files of a Wikibase export."""

from __future__ import annotations

import rdflib
from pyoxigraph import Store

from crisiskg.claims.corpus import Corpus
from crisiskg.publish.wikibase.entity_json import entity_dump
from crisiskg.publish.wikibase.entity_schemas import entity_schemas
from crisiskg.publish.wikibase.given_ids import GivenIds
from crisiskg.publish.wikibase.items import Exported, export_items
from crisiskg.publish.wikibase.quickstatements import quickstatements_files
from crisiskg.publish.wikibase.rdf import full_turtle, truthy_ntriples
from crisiskg.publish.wikibase.references import Quote
from crisiskg.publish.wikibase.tables import table
from crisiskg.wikibase.mapping import Mapping


def wikibase_files(
    store: Store,
    corpus: Corpus,
    mapping: Mapping,
    shapes: rdflib.Graph,
    quote: Quote | None = None,
    given: GivenIds | None = None,
) -> dict[str, bytes]:
    """Every file of an export by its name: items as JSON, RDF and batches, which is which, what is lost.

    ``shapes`` are the SHACL shapes of the workspace, of which the schemas are made.
    Raises ``DataError`` as ``export_items`` does.
    """
    exported = export_items(store, corpus, mapping, quote, given)
    return {
        "entities.json": entity_dump(exported),
        "wikibase.ttl": full_turtle(exported, corpus),
        "truthy.nt": truthy_ntriples(exported),
        "items.csv": items_table(exported),
        "losses.csv": losses_table(exported),
        **entity_schemas(store, corpus.base, shapes, exported),
        **quickstatements_files(exported),
    }


def items_table(exported: Exported) -> bytes:
    """Which item is which thing: its id, whether the Wikibase has it or the id is a placeholder, its names."""
    rows = (
        (key, item.id, "known" if item.known else "new", item.labels.get("ja", ""), item.labels.get("en", ""))
        for item in exported.items
        for key in (item.key, *item.others)
    )
    return table(("key", "id", "status", "label_ja", "label_en"), rows)


def losses_table(exported: Exported) -> bytes:
    """What the Wikibase is not told, claim by claim, and why."""
    return table(("thing", "part", "reason"), ((loss.thing, loss.part, loss.reason) for loss in exported.losses))
