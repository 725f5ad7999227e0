"""An export as RDF has the shape of Wikibase's own, and only what is asserted is a direct triple."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse
from tests.publish.wikibase.test_items import OWN, exported, item

from crisiskg.claims.corpus import Corpus, load_corpus
from crisiskg.graph.build import Dataset
from crisiskg.graph.validate import load_shapes
from crisiskg.publish.release import Made
from crisiskg.publish.wikibase.files import wikibase_files
from crisiskg.publish.wikibase.items import Exported, export_items
from crisiskg.publish.wikibase.namespaces import namespaces
from crisiskg.publish.wikibase.rdf import best, full_turtle, truthy_ntriples
from crisiskg.publish.wikibase.rdf_values import date_time
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.wikibase.model import JULIAN, Absent, Coordinate, Item, Quantity, Snak, Statement, Time, Unknown

WD = "http://www.wikidata.org/entity/"
LAKE = "https://lake.example/"


@pytest.fixture
def corpus(dataset: Dataset) -> Corpus:
    return load_corpus(dataset.loaded.workspace.data)


def turtle_of(found: Exported, corpus: Corpus) -> Store:
    store = Store()
    store.load(full_turtle(found, corpus), format=RdfFormat.TURTLE)
    return store


def rows(store: Store, found: Exported, query: str) -> list[tuple[str, ...]]:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in namespaces(found.mapping).prefixes.items())
    answer = store.query(prefixes + query)
    assert not isinstance(answer, bool)
    return sorted(tuple(str(value) for value in row) for row in answer)  # type: ignore[union-attr]


def direct(content: bytes, subject: str, property_: str, base: str = "http://www.wikidata.org/") -> list[str]:
    predicate = NamedNode(f"{base}prop/direct/{property_}")
    triples = parse(content, format=RdfFormat.N_TRIPLES)
    node = NamedNode(f"{base}entity/{subject}")
    return [str(triple.object) for triple in triples if triple.subject == node and triple.predicate == predicate]


def with_statements(found: Exported, statements: Iterable[Statement]) -> Exported:
    return replace(found, items=(Item("state/x", "Q7", False, statements=tuple(statements)),))


def test_an_item_has_its_names_its_class_and_its_counts(dataset: Dataset, corpus: Corpus) -> None:
    found = exported(dataset)
    store = turtle_of(found, corpus)
    q = "SELECT ?p ?o { wd:Q30 ?p ?o FILTER (?p IN (rdf:type, rdfs:label, skos:prefLabel, schema:name, wikibase:sitelinks)) }"
    names = [
        (f"<{p}>", o)
        for p in (
            "http://schema.org/name",
            "http://www.w3.org/2000/01/rdf-schema#label",
            "http://www.w3.org/2004/02/skos/core#prefLabel",
        )
        for o in ('"Westland"@en', '"西国"@ja')
    ]
    kind = ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://wikiba.se/ontology#Item>")
    links = ("<http://wikiba.se/ontology#sitelinks>", '"0"^^<http://www.w3.org/2001/XMLSchema#integer>')
    assert rows(store, found, q) == sorted([*names, kind, links])
    about = "SELECT ?n { data:Q30 a schema:Dataset ; schema:about wd:Q30 ; wikibase:statements ?n }"
    count = len(item(found, "state/westland").statements)
    assert rows(store, found, about) == [(f'"{count}"^^<http://www.w3.org/2001/XMLSchema#integer>',)]


def test_a_statement_has_rank_value_qualifiers_and_reference_in_wikibases_nodes(
    dataset: Dataset, corpus: Corpus
) -> None:
    found = exported(dataset)
    id_ = item(found, "event/lake-treaty-signature").id
    q = f"""SELECT ?rank ?time ?precision ?reason ?url {{
        wd:{id_} p:P585 ?s . ?s a wikibase:Statement ; wikibase:rank ?rank ; ps:P585 ?time ;
        psv:P585 [ a wikibase:TimeValue ; wikibase:timeValue ?time ; wikibase:timePrecision ?precision ] ;
        prov:wasDerivedFrom [ a wikibase:Reference ; pr:P854 ?url ; prv:P813 [ a wikibase:TimeValue ] ] .
        OPTIONAL {{ ?s pq:P2241 ?reason }} }}"""
    month = '"10"^^<http://www.w3.org/2001/XMLSchema#integer>'
    april, march = (f'"1901-{m}-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>' for m in ("04", "03"))
    claim = "<https://w3id.org/crisiskg/id/claim/lake-study-c000000"
    assert rows(turtle_of(found, corpus), found, q) == [
        ("<http://wikiba.se/ontology#DeprecatedRank>", april, month, f"<{WD}Q29998666>", claim + "7>"),
        ("<http://wikiba.se/ontology#NormalRank>", march, month, "None", claim + "1>"),
    ]


def test_a_deprecated_statement_is_never_best_and_never_direct(dataset: Dataset, corpus: Corpus) -> None:
    found = exported(dataset)
    signature = item(found, "event/lake-treaty-signature")
    said = direct(truthy_ntriples(found), signature.id, "P585")
    assert said == ['"1901-03-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>']
    q = "SELECT ?s { ?s a wikibase:BestRank ; wikibase:rank wikibase:DeprecatedRank }"
    assert not rows(turtle_of(found, corpus), found, q)


def test_only_a_fear_stands_in_full_and_is_never_best_and_never_direct(dataset: Dataset, corpus: Corpus) -> None:
    found = exported(dataset, OWN)
    blockade = item(found, "event/lake-blockade")
    assert not direct(truthy_ntriples(found), blockade.id, "P2", LAKE)
    store = turtle_of(found, corpus)
    q = f"SELECT ?who ?best {{ wd:{blockade.id} p:P2 ?s . ?s ps:P2 [] ; pq:P6 ?who BIND (EXISTS {{ ?s a wikibase:BestRank }} AS ?best) }}"
    alto = f"<{LAKE}entity/{item(found, 'person/alto').id}>"
    assert rows(store, found, q) == [(alto, '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>')]
    assert not rows(store, found, f"SELECT ?o {{ wd:{blockade.id} wdt:P2 ?o }}")


def test_what_did_not_happen_is_of_its_kind_only_with_the_word_that_says_so(dataset: Dataset) -> None:
    found = exported(dataset)
    blockade = item(found, "event/lake-blockade")
    (kind,) = [statement for statement in blockade.statements if statement.main.property == "P31"]
    assert [snak.property for snak in kind.qualifiers] == ["P5102"]
    assert not direct(truthy_ntriples(found), blockade.id, "P31")
    own = exported(dataset, OWN)
    content = truthy_ntriples(own)
    assert direct(content, item(own, "event/lake-blockade").id, "P1", LAKE)
    assert direct(content, item(own, "event/lake-blockade").id, "P8", LAKE)


def test_what_is_only_held_does_not_keep_what_is_asserted_from_being_best() -> None:
    asserted = Statement(Snak("P585", "time", Time("+1901-00-00T00:00:00Z", 9)))
    held = replace(asserted, rank="preferred", qualifiers=(Snak("P6", "string", Absent()),), asserted=False)
    assert best([asserted, held]) == {asserted}
    preferred = replace(asserted, rank="preferred")
    assert best([asserted, preferred, held]) == {preferred}


def test_every_property_in_use_is_defined_with_its_predicates(dataset: Dataset, corpus: Corpus) -> None:
    found = exported(dataset)
    store = turtle_of(found, corpus)
    used = "SELECT DISTINCT ?x { [] a wikibase:Statement ; ?x [] FILTER (STRSTARTS(STR(?x), STR(ps:)) || STRSTARTS(STR(?x), STR(pq:))) }"
    for (predicate,) in rows(store, found, used):
        id_ = predicate.rstrip(">").rpartition("/")[2]
        q = f"""ASK {{ wd:{id_} a wikibase:Property ; rdfs:label ?l ; wikibase:propertyType ?t ; wikibase:directClaim wdt:{id_} ;
            wikibase:claim p:{id_} ; wikibase:statementProperty ps:{id_} ; wikibase:statementValue psv:{id_} ;
            wikibase:qualifier pq:{id_} ; wikibase:qualifierValue pqv:{id_} ; wikibase:reference pr:{id_} ;
            wikibase:referenceValue prv:{id_} ; wikibase:novalue wdno:{id_} }}"""
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in namespaces(found.mapping).prefixes.items())
        assert bool(store.query(prefixes + q)), id_


def test_values_have_the_nodes_of_a_real_wikibase(dataset: Dataset, corpus: Corpus) -> None:
    """The names and literals that dumpRdf.php of Wikibase 1.39 gave the same values."""
    found = exported(dataset)
    given = with_statements(
        found,
        [
            Statement(Snak("P585", "time", Time("+1954-12-00T00:00:00Z", 10))),
            Statement(Snak("P1114", "quantity", Quantity("+10"))),
            Statement(Snak("P625", "globe-coordinate", Coordinate(24.45, 118.38, 0.01))),
        ],
    )
    q = "SELECT ?v ?type ?simple { ?s ?psv ?v ; ?ps ?simple . ?v a ?type FILTER (STRSTARTS(STR(?psv), STR(psv:)) && STRSTARTS(STR(?ps), STR(ps:)) && !STRSTARTS(STR(?ps), STR(psv:))) }"
    found_nodes = {v.rpartition("/")[2][:-1]: (t, s) for v, t, s in rows(turtle_of(given, corpus), given, q)}
    # The store that answers the query drops the sign, which stands in the file.
    assert b'"+10"^^xsd:decimal' in full_turtle(given, corpus)
    ontology, xsd = "http://wikiba.se/ontology#", "http://www.w3.org/2001/XMLSchema#"
    assert found_nodes == {
        "ba7022b3f83e4dfac70c6c6de211965f": (f"<{ontology}TimeValue>", f'"1954-12-01T00:00:00Z"^^<{xsd}dateTime>'),
        "6fc1f325788cfea1bc9c869fbbfe7824": (f"<{ontology}QuantityValue>", f'"10"^^<{xsd}decimal>'),
        "b0d8130466e947eef2f18f32411d0432": (
            f"<{ontology}GlobecoordinateValue>",
            '"Point(118.38 24.45)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>',
        ),
    }


def test_somevalue_is_a_blank_node_of_its_own_and_novalue_a_class(dataset: Dataset, corpus: Corpus) -> None:
    found = exported(dataset)
    unknown = Snak("P585", "time", Unknown())
    statements = [Statement(unknown), Statement(unknown, rank="preferred"), Statement(Snak("P577", "time", Absent()))]
    given = with_statements(found, statements)
    store = turtle_of(given, corpus)
    blanks = {quad.object for quad in store if isinstance(quad.object, BlankNode)}
    assert len(blanks) == 3  # two statements, and the direct triple of the preferred one
    assert len(rows(store, given, "SELECT ?s { ?s a wdno:P577 }")) == 2
    assert full_turtle(given, corpus) == full_turtle(given, corpus)


def test_a_julian_day_becomes_gregorian_and_a_year_its_first_day() -> None:
    assert date_time(Time("+1917-10-25T00:00:00Z", 11, JULIAN)) == "1917-11-07T00:00:00Z"
    assert date_time(Time("+1958-00-00T00:00:00Z", 9)) == "1958-01-01T00:00:00Z"
    with pytest.raises(ValueError, match="year 1"):
        date_time(Time("-0044-03-15T00:00:00Z", 11))


def test_another_wikibase_has_its_own_base_and_the_prefixes_that_it_prints(dataset: Dataset, corpus: Corpus) -> None:
    found = exported(dataset, OWN)
    content = full_turtle(found, corpus).decode("utf-8")
    for name, path in {
        "wd": "entity/",
        "s": "entity/statement/",
        "ref": "reference/",
        "v": "value/",
        "data": "wiki/Special:EntityData/",
    }.items():
        assert f"@prefix {name}: <{LAKE}{path}> ." in content
    assert "@prefix wds:" not in content
    assert "wikidata.org/prop/" not in content


def test_the_real_graph_in_full_has_every_statement_and_as_truth_what_is_asserted(
    real_made: Made,
) -> None:
    data = real_made.dataset.loaded.workspace.data
    corpus, mapping = load_corpus(data), load_mapping(data)
    found = export_items(real_made.dataset.store, corpus, mapping)
    files = wikibase_files(
        real_made.dataset.store, corpus, mapping, load_shapes(real_made.dataset.loaded.workspace.shapes)
    )
    assert files["wikibase.ttl"] == full_turtle(found, corpus)
    statements = [statement for item_ in found.items for statement in item_.statements]
    store = turtle_of(found, corpus)
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a wikibase:Statement }"
    assert rows(store, found, count)[0][0].startswith(f'"{len(statements)}"')
    truth = sum(len(best(item_.statements)) for item_ in found.items)
    bests = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a wikibase:BestRank }"
    assert rows(store, found, bests)[0][0].startswith(f'"{truth}"')
    wdt = "http://www.wikidata.org/prop/direct/"
    direct_ = {t for t in parse(files["truthy.nt"], format=RdfFormat.N_TRIPLES) if t.predicate.value.startswith(wdt)}
    # Each blank node of an unknown value is parsed under a new name.
    known = {(t.subject, t.predicate, t.object) for t in direct_ if not isinstance(t.object, BlankNode)}
    assert known == {
        (q.subject, q.predicate, q.object)
        for q in store
        if q.predicate.value.startswith(wdt) and not isinstance(q.object, BlankNode)
    }
    held = {(i.id, s) for i in found.items for s in i.statements if not s.asserted}
    assert held
    assert not held & {(i.id, s) for i in found.items for s in best(i.statements)}
