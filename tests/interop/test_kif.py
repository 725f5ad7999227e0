"""kif-lib, a reader of Wikidata's RDF, finds in our Turtle what we exported."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import kif_lib
import oxrdflib
import pytest
import rdflib
from kif_lib.vocabulary import wd
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse
from pyoxigraph import Store as Triples
from tests.publish.wikibase.test_items import exported, item

from crisiskg.claims.corpus import load_corpus
from crisiskg.graph.build import Dataset
from crisiskg.publish.release import Made
from crisiskg.publish.wikibase.items import Exported, export_items
from crisiskg.publish.wikibase.rdf import best, full_turtle
from crisiskg.terms import compact
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.wikibase.model import Coordinate, EntityId, Item, Monolingual, Quantity, Snak, Statement, Text, Time

WD = "http://www.wikidata.org/entity/"
GENID = "http://www.wikidata.org/.well-known/genid/"
DATATYPES = {
    "wikibase-item": "ItemDatatype",
    "time": "TimeDatatype",
    "quantity": "QuantityDatatype",
    "monolingualtext": "TextDatatype",
    "string": "StringDatatype",
    "external-id": "ExternalIdDatatype",
    "url": "IRI_Datatype",
    "globe-coordinate": "StringDatatype",  # kif-lib has no coordinates and takes them for strings
}
STATED = (
    "event-type",
    "agreement-action",
    "instrument-kind",
    "work-kind",
    "certainty",
    "attitude",
    "actuality",
    "rank-reason",
)

Told = tuple[Any, ...]


def test_kif_reads_a_file_of_ours_with_ranks_qualifiers_and_references(dataset: Dataset, tmp_path: Path) -> None:
    found = exported(dataset)
    file = tmp_path / "wikibase.ttl"
    file.write_bytes(full_turtle(found, load_corpus(dataset.loaded.workspace.data)))
    signature = item(found, "event/lake-treaty-signature")
    store = kif_lib.Store("wikidata-rdf", str(file), backend="sparql-rdflib")
    read = {theirs(s) for s in of(store, subject=wd.Q(int(signature.id[1:])), all_ranks=True)}
    assert read == {ours(signature, statement) for statement in signature.statements}


def test_kif_finds_every_statement_of_the_release_as_it_was_exported(real: Exported, real_store: Any) -> None:
    """All but coordinates, which kif-lib cannot read. Oxigraph answers its queries, or it would take hours."""
    expected = [(i, s) for i in real.items for s in i.statements if not isinstance(s.main.value, Coordinate)]
    read = of(real_store, all_ranks=True)
    assert Counter(theirs(s) for s in read) == Counter(ours(i, s) for i, s in expected)


def test_kif_takes_for_best_what_is_asserted_and_best_ranked(real: Exported, real_store: Any) -> None:
    expected = {ours(i, s) for i in real.items for s in best(i.statements) if not isinstance(s.main.value, Coordinate)}
    assert {theirs(s) for s in of(real_store, all_ranks=False)} == expected


def test_every_property_of_the_mapping_has_wikidatas_label_and_datatype(workspace_root: Path) -> None:
    for key, property_ in load_mapping(workspace_root / "data").properties.items():
        if key[1:].isdigit():
            known = wd.P(key)
            assert known.label is not None
            assert (key, known.label.content) == (key, property_.label["en"])
            assert (key, type(known.range).__name__) == (key, DATATYPES[property_.datatype])


def test_the_mapping_says_something_of_everything_that_the_graph_can_hold(
    real_made: Made, workspace_root: Path
) -> None:
    mapping = load_mapping(workspace_root / "data")
    assert set(real_made.dataset.loaded.vocabulary) <= set(mapping.claims)
    graph = real_made.dataset.loaded.corpus.base.graph("entities")
    held = {
        compact(quad.predicate.value) for quad in real_made.dataset.store.quads_for_pattern(None, None, None, graph)
    }
    assert held <= {*mapping.facts, *mapping.claims}
    entities = real_made.dataset.loaded.curated.entities
    concepts = {e.id for e in entities.values() if e.fields.get("scheme") in STATED}
    assert concepts <= {*mapping.items, *mapping.without_item}
    assert concepts


@pytest.fixture(scope="module")
def real(real_made: Made) -> Exported:
    data = real_made.dataset.loaded.workspace.data
    return export_items(real_made.dataset.store, load_corpus(data), load_mapping(data))


@pytest.fixture(scope="module")
def real_store(real: Exported, real_made: Made) -> Any:
    """kif-lib's store over our Turtle, with Oxigraph in place of rdflib's slow engine; blank nodes as kif-lib names them."""
    triples = Triples()
    content = full_turtle(real, load_corpus(real_made.dataset.loaded.workspace.data))
    for triple in parse(content, format=RdfFormat.TURTLE):
        value = triple.object
        if isinstance(value, BlankNode):
            value = NamedNode(GENID + value.value)
        triples.add(Quad(triple.subject, triple.predicate, value))
    store = kif_lib.Store("wikidata-rdf", data="", format="turtle", backend="sparql-rdflib")
    default = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    for source in store.sources:
        source._backend._rdflib_graph = rdflib.Graph(oxrdflib.OxigraphStore(store=triples), identifier=default)
    return store


def of(store: Any, all_ranks: bool, **pattern: Any) -> list[Any]:
    """The statements that kif-lib finds; names, which it takes for statements too, left out."""
    for one in (store, *store.sources):
        one.best_ranked = not all_ranks
    # Its pages, of a hundred rows, part a statement from its references.
    return list(store.filter_annotated(property_mask=kif_lib.Filter.REAL, page_size=1_000_000, **pattern))


def ours(item_: Item, statement: Statement) -> Told:
    qualifiers = frozenset(map(snak_of_ours, statement.qualifiers))
    references = frozenset(frozenset(map(snak_of_ours, reference.snaks)) for reference in statement.references)
    return (WD + item_.id, snak_of_ours(statement.main), statement.rank, qualifiers, references)


def theirs(statement: Any) -> Told:
    rank = type(statement.rank).__name__.removesuffix("Rank").lower()
    qualifiers = frozenset(map(snak_of_theirs, statement.qualifiers))
    references = frozenset(frozenset(map(snak_of_theirs, reference)) for reference in statement.references)
    return (statement.subject.iri.content, snak_of_theirs(statement.snak), rank, qualifiers, references)


def snak_of_ours(snak: Snak) -> Told:
    match snak.value:
        case EntityId(id_):
            value: Told = (WD + id_,)
        case Text(text):
            value = (text,)
        case Monolingual(text, language):
            value = (text, language.lower())
        case Time(time, precision, calendar):
            day = datetime.date.fromisoformat(time[1:11].replace("-00", "-01"))
            value = (day, precision, calendar)
        case Quantity(amount):
            value = (int(amount),)
        case other:
            value = (type(other).__name__,)
    return (WD + snak.property, *value)


def snak_of_theirs(snak: Any) -> Told:
    property_ = snak.property.iri.content
    if not isinstance(snak, kif_lib.ValueSnak):
        return (property_, "Unknown" if isinstance(snak, kif_lib.SomeValueSnak) else "Absent")
    match snak.value:
        case kif_lib.Item(iri=iri):
            return (property_, iri.content)
        case kif_lib.Text(content=text, language=language):
            return (property_, text, language.lower())
        case kif_lib.Time() as time:
            return (property_, time.time.date(), time.precision.value, time.calendar.iri.content)
        case kif_lib.Quantity() as quantity:
            return (property_, int(quantity.amount))
        case value:
            return (property_, value.content)
