"""EntitySchemas: what the items of each kind look like in a Wikibase, as ShEx made from the SHACL shapes.

Which properties a thing has, how many and with values of which classes, is read from ``shapes/`` and from the
ontology, and said with the properties and items of the mapping. What SHACL asks and a Wikibase or ShEx cannot
say stands in a comment at the head of the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rdflib
from pyoxigraph import Store

from crisiskg.publish.wikibase.descriptions import KIND_NAMES
from crisiskg.publish.wikibase.items import Exported
from crisiskg.publish.wikibase.namespaces import namespaces
from crisiskg.publish.wikibase.schema_statements import Said, asked_count, claim_arc, claims_about, fact_arc
from crisiskg.publish.wikibase.schema_values import CRISIS, Values, Vocabulary
from crisiskg.publish.wikibase.shacl import Asked, Rule, Shapes
from crisiskg.publish.wikibase.shexc import Arc, Schema, Shape, pattern
from crisiskg.terms import Base
from crisiskg.wikibase.mapping import CLASSES, Mapping

_BIBLIOGRAPHY = (
    *("dcterms:creator", "schema:editor", "schema:translator", "dcterms:title", "dcterms:issued", "dcterms:language"),
    *("dcterms:isPartOf", "schema:volumeNumber", "schema:issueNumber", "schema:pagination"),
    *("schema:translationOfWork", "rdfs:seeAlso"),
)
#: The facts that things of a kind may have besides those that a property shape of theirs names.
_FACTS = {"work": _BIBLIOGRAPHY, "text": _BIBLIOGRAPHY, "archive": ("dcterms:isPartOf", "rdfs:seeAlso")}
#: What a SHACL constraint asks that the datatype of a property of the Wikibase sees to.
_BY_DATATYPE = ("sh:datatype", "sh:minLength", "sh:nodeKind")
#: The rules over the whole graph that the schemas, or the very form of a Wikibase, keep.
_KEPT = frozenset({"label-ja-en", "match-iri"})
_NAMES = {**KIND_NAMES, "crisis": {"ja": "危機", "en": "international crisis"}}


@dataclass(frozen=True)
class _Kind:
    """A kind of thing with a schema: its name, the kind of its local ids, the classes that its things may have."""

    name: str
    kind: str
    classes: frozenset[str]


def entity_schemas(store: Store, base: Base, shapes: rdflib.Graph, exported: Exported) -> dict[str, bytes]:
    """The schema of every kind of thing that the Wikibase has a class for, by the name of the file.

    ``store`` is the release that ``exported`` was made of, with the ontology in it; ``shapes`` are the
    SHACL shapes of the workspace. Without a property for classes (P31) there are none: nothing could
    be told apart. The same input gives the same bytes.
    """
    vocabulary, read = Vocabulary(store, base), Shapes(shapes)
    made = {}
    for kind in _kinds(vocabulary):
        schema = _schema(kind, Values(vocabulary, read, exported))
        if schema:
            made[f"schemas/{kind.name}.shex"] = schema.text().encode("utf-8")
    return made


def _kinds(vocabulary: Vocabulary) -> Iterator[_Kind]:
    for name, class_ in CLASSES.items():
        yield _Kind(name, name, vocabulary.above(class_) | vocabulary.below(class_))
    yield _Kind("crisis", "event", vocabulary.above(CRISIS))


def _schema(kind: _Kind, values: Values) -> Schema | None:
    mapping = values.mapping
    instance = values.instance(kind.name)
    if instance is None:
        return None
    asked = values.shapes.properties(kind.classes)
    arcs = (*_labels(values), *_identity(kind, values), *_said(kind, asked, values))
    start = Shape(kind.name, arcs, _open(arcs, mapping), also=instance)
    return Schema(kind.name, _prefixes(mapping), tuple(_about(kind, asked, values)), (start, *values.made()))


def _labels(values: Values) -> list[Arc]:
    """A label in Japanese and in English, where a rule asks for both."""
    if values.shapes.rule("label-ja-en") is None:
        return []
    return [Arc("rdfs:label", f"[ @{language} ]", (1, 1)) for language in ("ja", "en")]


def _identity(kind: _Kind, values: Values) -> Iterator[Arc]:
    """The IRI of the thing with us, and its reading in kana."""
    match = values.mapping.property("P2888")
    iri = values.shapes.iri_pattern(CLASSES[kind.kind])
    if match:
        yield Arc(f"wdt:{match[0]}", f"IRI {pattern(iri)}" if iri else "IRI", (1, 1), "the thing in the graph")
    kana = values.mapping.property("P1814")
    if kana and kind.name == "person":
        yield Arc(f"wdt:{kana[0]}", "xsd:string", (0, 1), "skos:prefLabel in ja-Hira")


def _said(kind: _Kind, asked: list[Asked], values: Values) -> Iterator[Arc]:
    """What facts and claims say of things of a kind, in the order of the mapping's properties."""
    mapping = values.mapping
    plain = _facts(kind, asked, values)
    claimed = claims_about(kind.classes, values)
    for key in mapping.properties:
        if key in claimed:
            arc = claim_arc(key, claimed[key], plain.get(key), values)
        elif key in plain:
            arc = fact_arc(key, plain[key], values)
        else:
            continue
        if arc:
            yield arc


def _facts(kind: _Kind, asked: list[Asked], values: Values) -> dict[str, Said]:
    """What needs no text behind it, by the key of the property of the Wikibase."""
    mapping = values.mapping
    by_path = {one.path: one for one in asked}
    found: dict[str, Said] = {}
    for path in dict.fromkeys([*by_path, *_FACTS.get(kind.kind, ())]):
        key = mapping.facts[path].property if path in mapping.facts else None
        if key is None or key == "P31":
            continue
        one = by_path.get(path)
        classes = [one.class_] if one and one.class_ else values.shapes.classes(path)
        least, most = asked_count(one)
        # What is asked of a class below is asked of some things of this kind only.
        everywhere = one is not None and one.of in values.vocabulary.above(CLASSES[kind.kind])
        if key == "P625":
            found.setdefault(key, Said()).paths.append(path)
            found[key].count = (0, 1)
        elif key in found:
            found[key].add(path, classes)
        else:
            found[key] = Said([path], set(classes), (least if everywhere else 0, most))
        if path == "dcterms:creator" and not (one and one.class_):
            found["P2093"] = Said(["dcterms:creator, a name"])
    return found


def _open(arcs: Iterable[Arc], mapping: Mapping) -> tuple[str, ...]:
    """Which predicates may have further values of any kind: names in other languages, matches elsewhere."""
    match = mapping.property("P2888")
    wanted = {"rdfs:label", f"wdt:{match[0]}" if match else ""}
    return tuple(dict.fromkeys(arc.predicate for arc in arcs if arc.predicate in wanted))


def _prefixes(mapping: Mapping) -> dict[str, str]:
    wanted = ("wd", "wdt", "p", "ps", "pq", "pr", "prov", "rdf", "rdfs", "xsd", "geo", "wikibase")
    names = namespaces(mapping)
    return {prefix: names.iri(prefix) for prefix in wanted}


def _about(kind: _Kind, asked: list[Asked], values: Values) -> Iterator[str]:
    """The comments at the head: names, what the schema covers, what of SHACL it does not."""
    names = _NAMES[kind.name]
    yield f"label en: {names['en']} (crisiskg)"
    yield f"label ja: {names['ja']}（crisiskg）"
    yield f"description en: an item for a thing of this kind as crisiskg writes it for {values.mapping.name}"
    yield f"description ja: crisiskg が {values.mapping.name} に書き出すこの種類の項目"
    yield ""
    yield (
        "Classes are the very items named here: ShEx follows no chain of subclasses, so an item whose class is a "
        "subclass of one of them does not conform until it also has that class."
    )
    if values.mapping.own:
        yield "Items numbered from Q2000000000 on are placeholders; items.csv tells what they stand for."
    left = sorted(dict.fromkeys(_left_out(kind, asked, values)))
    if left:
        yield ""
        yield "What the SHACL shapes ask besides, and this schema does not:"
        yield from (f"- {line}" for line in left)


def _left_out(kind: _Kind, asked: list[Asked], values: Values) -> Iterator[str]:
    mapping = values.mapping
    for one in asked:
        rule = mapping.facts.get(one.path)
        if one.path == "rdf:type":
            yield f"rdf:type {', '.join(one.values)}: the class of an item is the one that the mapping names."
        elif rule is None:
            yield f"{one.path}: the mapping has no property for it."
        elif mapping.property(rule.property) is None:
            yield f"{one.path}: {rule.none or 'this Wikibase has no property for it'}."
        else:
            yield from _weaker(kind, one, rule.property == "P31", values)
    for found in [*values.shapes.rules(f"{kind.kind}-rules"), *values.shapes.rules("common-rules")]:
        if not _taken(found, mapping):
            yield f"{found.name}: {found.says}. (A rule over the whole graph.)"
    one_value = [path for path in values.vocabulary.functional if values.vocabulary.domains[path] & kind.classes]
    if one_value:
        yield f"{', '.join(one_value)}: one value in the world, but as many statements as texts contradict each other."


def _weaker(kind: _Kind, one: Asked, class_: bool, values: Values) -> Iterator[str]:
    """What of a property shape is not kept, though its path has a property."""
    if class_ and one.most is not None:
        yield f"{one.path}, at most {one.most}: its values are classes there, and an item may have more."
    if one.least and not class_ and one.of not in values.vocabulary.above(CLASSES[kind.kind]):
        yield f"{one.path}, at least {one.least}: only of {one.of}, which is no class of its own there."
    kept = {"sh:in", *_BY_DATATYPE}
    others = [other for other in one.others if other not in kept]
    if others:
        yield f"{one.path}: {', '.join(others)}, which the value there does not show."


def _taken(rule: Rule, mapping: Mapping) -> bool:
    """Whether a rule over the whole graph is kept, as a set of values or as their classes."""
    paths = [path for path in rule.paths if path in mapping.facts and mapping.property(mapping.facts[path].property)]
    return rule.name in _KEPT or bool(paths and (rule.classes or rule.schemes))
