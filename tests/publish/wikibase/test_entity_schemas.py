"""The EntitySchemas: what they ask, that the items of an export conform to them, and that broken items do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from pyrudof import RDFFormat, Rudof, RudofConfig, ShExError, ShExFormat
from tests.mini import write

from crisiskg.claims.corpus import Corpus, load_corpus
from crisiskg.graph.build import Dataset
from crisiskg.graph.validate import load_shapes
from crisiskg.publish.release import Made
from crisiskg.publish.wikibase.entity_schemas import entity_schemas
from crisiskg.publish.wikibase.files import wikibase_files
from crisiskg.publish.wikibase.items import Exported, export_items
from crisiskg.publish.wikibase.rdf import full_turtle
from crisiskg.publish.wikibase.shacl import Shapes
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.wikibase.model import EntityId

MAIN_KINDS = {"person", "state", "organization", "place", "agreement", "event", "crisis", "office", "work", "text"}
OWN = """
name: Lake
base: https://lake.example/
ids: {P31: P1, P248: P2, P854: P3, P710: P4, P1891: P5, P585: P6, "ckg:obligor": P7, Q5: Q1, "ckg:Obligation": Q2, P2888: P8}
"""
CRISIS = EntityId("Q381072")
Drop = Callable[[Triple], bool]


def schemas(dataset: Dataset, own: str | None = None) -> tuple[Exported, dict[str, str]]:
    workspace = dataset.loaded.workspace
    corpus, shapes = load_corpus(workspace.data), load_shapes(workspace.shapes)
    file = write(workspace.root / "own.yaml", own) if own else None
    exported = export_items(dataset.store, corpus, load_mapping(workspace.data, file))
    made = entity_schemas(dataset.store, corpus.base, shapes, exported)
    return exported, {name.removeprefix("schemas/").removesuffix(".shex"): text.decode() for name, text in made.items()}


def corpus_of(dataset: Dataset) -> Corpus:
    return load_corpus(dataset.loaded.workspace.data)


def triples_of(exported: Exported, corpus: Corpus) -> set[Triple]:
    """The RDF of an export as it is written."""
    return {quad.triple for quad in parse(full_turtle(exported, corpus), format=RdfFormat.TURTLE)}


class Processor:
    """A ShEx processor with the data that it looks at."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.rudof = Rudof(RudofConfig())
        self.rudof.read_data("".join(f"{triple} .\n" for triple in triples), RDFFormat.NTriples)

    def failures(self, schema: str, items: Iterable[str]) -> list[str]:
        """The items that do not conform to the start shape of a schema."""
        wanted = list(items)
        if not wanted:
            return []
        self.rudof.read_shex(schema, ShExFormat.ShExC)
        self.rudof.read_shapemap(",\n".join(f"<{item}>@START" for item in wanted))
        report = self.rudof.validate_shex()
        assert len(report) == len(wanted)
        return [entry.node for entry in report.violations]


def failures(triples: Iterable[Triple], schema: str, items: Iterable[str]) -> list[str]:
    return Processor(triples).failures(schema, items)


def entity(exported: Exported, key: str) -> str:
    id_ = next(item.id for item in exported.items if item.key == key)
    return f"{exported.mapping.base}entity/{id_}"


def kind_of(exported: Exported, kind: str) -> list[str]:
    return [entity(exported, item.key) for item in exported.items if item.key.startswith(kind + "/")]


def ends(term: object, name: str) -> bool:
    return isinstance(term, NamedNode) and term.value.endswith(name)


@pytest.fixture
def lake(dataset: Dataset) -> tuple[Exported, dict[str, str], set[Triple]]:
    exported, made = schemas(dataset)
    return exported, made, triples_of(exported, corpus_of(dataset))


def test_every_main_kind_has_a_schema(dataset: Dataset) -> None:
    _, made = schemas(dataset)
    assert set(made) >= MAIN_KINDS
    for kind, text in made.items():
        assert text.startswith("# label en: ")
        assert "\n# label ja: " in text
        assert f"\nstart = @<{kind}>\n" in text
        assert "PREFIX wdt: <http://www.wikidata.org/prop/direct/>\n" in text
        Rudof(RudofConfig()).read_shex(text, ShExFormat.ShExC)


def test_a_schema_that_is_none_does_not_parse(dataset: Dataset) -> None:
    """So that the test above means something."""
    _, made = schemas(dataset)
    with pytest.raises(ShExError):
        Rudof(RudofConfig()).read_shex(made["person"].replace("AND", "AND AND", 1), ShExFormat.ShExC)


def test_the_same_release_gives_the_same_bytes(dataset: Dataset) -> None:
    assert schemas(dataset) == schemas(dataset)


def test_the_schemas_are_files_of_an_export(dataset: Dataset) -> None:
    workspace = dataset.loaded.workspace
    corpus, mapping = load_corpus(workspace.data), load_mapping(workspace.data)
    files = wikibase_files(dataset.store, corpus, mapping, shapes=load_shapes(workspace.shapes))
    assert "schemas/person.shex" in files


def test_counts_and_classes_are_those_of_the_shacl_shapes(dataset: Dataset) -> None:
    _, made = schemas(dataset)
    assert "  wdt:P361 @<any-organization-or-state> ? ;  # part of / 以下の一部分: org:organization\n" in made["office"]
    assert "  wdt:P485 @<any-organization-or-state> ? ;" in made["archive"]
    assert "  wdt:P50 @<any-person> + ;" in made["text"]
    assert "  wdt:P1476 rdf:langString + ;" in made["text"]
    assert "  wdt:P625 geo:wktLiteral " in made["place"]
    assert r"  wdt:P2888 IRI /\/(place)\/[a-z0-9]+(-[a-z0-9]+)*$/ ;" in made["place"]
    assert "    wd:Q273976  # concept/event-type-blockade\n" in made["event"]


def test_a_shape_that_changes_changes_the_schema(dataset: Dataset) -> None:
    shapes = dataset.loaded.workspace.shapes / "office.ttl"
    changed = shapes.read_text(encoding="utf-8").replace("sh:maxCount 1", "sh:minCount 1 ;\n    sh:maxCount 3")
    shapes.write_text(changed, encoding="utf-8")
    assert "wdt:P361 @<any-organization-or-state> {1,3} ;" in schemas(dataset)[1]["office"]


def test_what_is_not_kept_of_shacl_is_said(dataset: Dataset) -> None:
    _, made = schemas(dataset)
    assert "# - ckg:textDigest: a digest of the file that was read.\n" in made["text"]
    assert "# - ckg:agreementStatus: the mapping has no property for it.\n" in made["agreement"]
    assert "# - part-of-itself: An event is not a part of itself" in made["event"]
    assert "# - sem:eventType, at most 1: " in made["event"]


def test_the_rules_in_sparql_are_read_as_far_as_they_say_classes_and_schemes(workspace_root: Path) -> None:
    shapes = Shapes(load_shapes(workspace_root / "shapes"))
    assert shapes.schemes("sem:eventType") == ("concept/scheme-event-type", "concept/scheme-agreement-action")
    assert shapes.schemes("ckg:gravity") == ("concept/scheme-gravity",)
    assert shapes.schemes("ckg:rankReason") == ("concept/scheme-rank-reason",)
    assert shapes.classes("dcterms:creator") == ("foaf:Person", "org:Organization")
    assert shapes.classes("dcterms:isPartOf") == ("dcterms:BibliographicResource", "schema:ArchiveComponent")
    assert shapes.longest("ckg:qualifierStatedAs") == 200
    found = {name: shapes.rule(name) for name in ("claim-source", "claim-holder", "claim-qualifier-place")}
    assert {name: rule and rule.classes for name, rule in found.items()} == {
        "claim-source": ("dcterms:BibliographicResource", "schema:ArchiveComponent"),
        "claim-holder": ("foaf:Person", "org:Organization"),
        "claim-qualifier-place": ("sem:Place", "ckg:State"),
    }
    for name in ("label-ja-en", "claim-rank", "claim-anchored", "claim-at-most-one"):
        assert shapes.rule(name)


def test_a_wikibase_of_ones_own_has_its_own_ids_and_classes(dataset: Dataset) -> None:
    exported, made = schemas(dataset, OWN)
    assert "PREFIX wdt: <https://lake.example/prop/direct/>\n" in made["person"]
    assert "<class-of-person> [ wd:Q1 ]\n" in made["person"]
    assert "  p:P7 @<P7-claim> *  # obligor / 義務を負う者: ckg:obligor\n" in made["obligation"]
    assert "ckg:actuality: a qualifier of every statement about the event." in made["event"]
    processor = Processor(triples_of(exported, corpus_of(dataset)))
    for kind, schema in made.items():
        if kind != "crisis":
            assert processor.failures(schema, kind_of(exported, kind)) == [], kind


def test_a_wikibase_without_a_property_for_classes_gets_none(dataset: Dataset) -> None:
    assert schemas(dataset, "name: Lake\nbase: https://lake.example/\nids: {P248: P1}\n")[1] == {}


def test_all_items_of_the_small_workspace_conform(lake: tuple[Exported, dict[str, str], set[Triple]]) -> None:
    exported, made, triples = lake
    for kind, schema in made.items():
        if kind != "crisis":
            assert failures(triples, schema, kind_of(exported, kind)) == []
    assert failures(triples, made["crisis"], [entity(exported, "event/lake-crisis")]) == []


@pytest.fixture(scope="module")
def release(real_made: Made) -> tuple[Exported, dict[str, str], Processor]:
    exported, made = schemas(real_made.dataset)
    return exported, made, Processor(triples_of(exported, corpus_of(real_made.dataset)))


def test_every_item_of_the_release_conforms_to_the_schema_of_its_kind(
    release: tuple[Exported, dict[str, str], Processor],
) -> None:
    """All items, no sample."""
    exported, made, processor = release
    for kind, schema in made.items():
        if kind != "crisis":
            assert processor.failures(schema, kind_of(exported, kind)) == [], kind
    crises = [
        entity(exported, item.key)
        for item in exported.items
        if any(said.main.property == "P31" and said.main.value == CRISIS for said in item.statements)
    ]
    assert crises
    assert processor.failures(made["crisis"], crises) == []


def test_no_item_of_the_release_conforms_to_the_schema_of_another_kind(
    release: tuple[Exported, dict[str, str], Processor],
) -> None:
    """Of each kind up to forty items."""
    exported, made, processor = release
    for kind in sorted(MAIN_KINDS - {"crisis"}):
        others = [found for other in sorted(MAIN_KINDS - {"crisis", kind}) for found in kind_of(exported, other)[:40]]
        accepted = set(others) - set(processor.failures(made[kind], others))
        # A text is a work too, and its address says so.
        assert accepted <= set(kind_of(exported, "text") if kind == "work" else ()), kind


def test_what_did_not_happen_has_its_class_in_a_statement_that_says_so(
    lake: tuple[Exported, dict[str, str], set[Triple]],
) -> None:
    exported, made, triples = lake
    blockade = entity(exported, "event/lake-blockade")
    assert not any(
        t.subject.value == blockade and ends(t.predicate, "direct/P31") for t in triples if ends(t.subject, "")
    )
    assert failures(triples, made["event"], [blockade]) == []
    unsaid = {triple for triple in triples if not ends(triple.predicate, "prop/qualifier/P5102")}
    assert failures(unsaid, made["event"], [blockade]) == [blockade]


BROKEN: dict[str, tuple[str, str, Drop]] = {
    "no class": ("agreement", "agreement/lake-treaty", lambda t: ends(t.predicate, "prop/direct/P31")),
    "no label in Japanese": (
        "person",
        "person/alto",
        lambda t: isinstance(t.object, Literal) and t.object.language == "ja",
    ),
    "no link to the graph": ("state", "state/eastland", lambda t: ends(t.predicate, "prop/direct/P2888")),
    "no reference": ("agreement", "agreement/lake-treaty", lambda t: ends(t.predicate, "wasDerivedFrom")),
    "a reference without a source": ("event", "event/lake-crisis", lambda t: ends(t.predicate, "reference/P248")),
    "a reference without an address": ("event", "event/lake-crisis", lambda t: ends(t.predicate, "reference/P854")),
    "no rank": ("event", "event/lake-crisis", lambda t: ends(t.predicate, "ontology#rank")),
    "no value": ("event", "event/lake-crisis", lambda t: ends(t.predicate, "prop/statement/P585")),
    "no author": ("text", "text/lake-study", lambda t: ends(t.predicate, "prop/direct/P50")),
    "no title": ("text", "text/lake-study", lambda t: ends(t.predicate, "prop/direct/P1476")),
}


@pytest.mark.parametrize("what", BROKEN)
def test_an_item_that_lacks_something_does_not_conform(
    what: str, lake: tuple[Exported, dict[str, str], set[Triple]]
) -> None:
    exported, made, triples = lake
    kind, key, drop = BROKEN[what]
    left = {triple for triple in triples if not drop(triple)}
    assert len(left) < len(triples)
    assert failures(left, made[kind], [entity(exported, key)]) == [entity(exported, key)]


CHANGED: dict[str, tuple[str, str, str, str]] = {
    "a string for an item": ("agreement", "agreement/lake-treaty", "prop/statement/P1891", '"西国"'),
    "a place as a party": ("agreement", "agreement/lake-treaty", "prop/statement/P1891", "place/lake"),
    "a year for a time": ("event", "event/lake-crisis", "prop/statement/P585", '"1901"'),
    "a class of another kind": ("agreement", "agreement/lake-treaty", "prop/direct/P31", "<Q5>"),
    "a source that is no text": ("event", "event/lake-crisis", "prop/reference/P248", "person/clio"),
    "an address as a string": ("event", "event/lake-crisis", "prop/reference/P854", '"https://lake.example/"'),
    "the address of another kind": (
        "person",
        "person/alto",
        "prop/direct/P2888",
        "<https://w3id.org/crisiskg/id/state/a>",
    ),
    "a point without its form": ("place", "place/lake", "prop/direct/P625", '"46.5 6.5"'),
    "a name for an author": ("text", "text/lake-study", "prop/direct/P50", '"クリオ"'),
    "a qualifier of the wrong type": ("event", "event/lake-treaty-signature", "prop/qualifier/P1480", '"allegedly"'),
    "an unheard-of circumstance": ("event", "event/lake-treaty-signature", "prop/qualifier/P1480", "<Q5>"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_an_item_with_a_wrong_value_does_not_conform(
    what: str, lake: tuple[Exported, dict[str, str], set[Triple]]
) -> None:
    exported, made, triples = lake
    kind, key, predicate, value = CHANGED[what]
    term: NamedNode | Literal
    if value[0] == '"':
        term = Literal(value.strip('"'))
    elif value[0] == "<":
        name = value.strip("<>")
        term = NamedNode(name if "/" in name else f"{exported.mapping.base}entity/{name}")
    else:
        term = NamedNode(entity(exported, value))
    found = {triple for triple in triples if ends(triple.predicate, predicate)}
    assert found
    broken = (triples - found) | {Triple(triple.subject, triple.predicate, term) for triple in found}
    assert failures(broken, made[kind], [entity(exported, key)]) == [entity(exported, key)]


def test_two_points_are_one_too_many(lake: tuple[Exported, dict[str, str], set[Triple]]) -> None:
    exported, made, triples = lake
    found = next(triple for triple in triples if ends(triple.predicate, "prop/direct/P625"))
    assert isinstance(found.object, Literal)
    other = Triple(found.subject, found.predicate, Literal("Point(6.6 46.6)", datatype=found.object.datatype))
    lake_item = entity(exported, "place/lake")
    assert failures(triples | {other}, made["place"], [lake_item]) == [lake_item]
