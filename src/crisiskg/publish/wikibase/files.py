"""The files of a Wikibase export."""

from __future__ import annotations

from pyoxigraph import Store

from crisiskg.claims.corpus import Corpus
from crisiskg.publish.wikibase.entity_json import entity_dump
from crisiskg.publish.wikibase.given_ids import GivenIds
from crisiskg.publish.wikibase.items import Exported, export_items
from crisiskg.publish.wikibase.quickstatements import quickstatements_files
from crisiskg.publish.wikibase.references import Quote
from crisiskg.publish.wikibase.tables import table
from crisiskg.wikibase.mapping import Mapping


def wikibase_files(
    store: Store, corpus: Corpus, mapping: Mapping, quote: Quote | None = None, given: GivenIds | None = None
) -> dict[str, bytes]:
    """Every file of an export by its name: entities, batches, which item is which of our things, what is lost.

    Raises ``DataError`` as ``export_items`` does.
    """
    exported = export_items(store, corpus, mapping, quote, given)
    return {
        "entities.json": entity_dump(exported),
        "items.csv": items_table(exported),
        "losses.csv": losses_table(exported),
        **quickstatements_files(exported),
    }


def items_table(exported: Exported) -> bytes:
    """Which item is which thing: its id, whether the Wikibase has it or the id is a placeholder, its names."""
    rows = (
        (item.key, item.id, "known" if item.known else "new", item.labels.get("ja", ""), item.labels.get("en", ""))
        for item in exported.items
    )
    return table(("key", "id", "status", "label_ja", "label_en"), rows)


def losses_table(exported: Exported) -> bytes:
    """What the Wikibase is not told, claim by claim, and why."""
    return table(("thing", "part", "reason"), ((loss.thing, loss.part, loss.reason) for loss in exported.losses))
