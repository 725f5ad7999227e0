"""What the values of properties must be, in a ShEx schema for a Wikibase: classes, terms and datatypes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Store

from crisiskg.publish.wikibase.items import Exported
from crisiskg.publish.wikibase.shacl import Shapes
from crisiskg.publish.wikibase.shexc import Arc, Named, Shape, reference, value_set
from crisiskg.terms import CKG, KIND_CLASSES, RDF, RDFS, SCHEMA, SEM, SKOS, Base, compact
from crisiskg.wikibase.mapping import CLASSES

#: The paths that become the class of an item, by the kind of thing.
TYPES = {
    "event": "sem:eventType",
    "agreement": "ckg:instrumentKind",
    "obligation": "ckg:obligationType",
    "work": "dcterms:type",
    "archive": "dcterms:type",
}
CRISIS = "ckg:Crisis"
_SKOLEM = "http://www.wikidata.org/.well-known/genid/"
_LITERALS = {
    "string": "xsd:string",
    "external-id": "xsd:string",
    "monolingualtext": "rdf:langString",
    "url": "IRI",
    "quantity": "xsd:decimal",
    "globe-coordinate": r"geo:wktLiteral /^Point\(-?[0-9.]+(E-?[0-9]+)? -?[0-9.]+(E-?[0-9]+)?\)$/",
}


class Vocabulary:
    """What the ontology and the schemes of a graph say of classes, properties and concepts, in CURIEs and local ids."""

    def __init__(self, store: Store, base: Base) -> None:
        def pairs(predicate: NamedNode) -> dict[str, frozenset[str]]:
            found: dict[str, set[str]] = defaultdict(set)
            for quad in store.quads_for_pattern(None, predicate, None):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    found[_short(quad.subject, base)].add(_short(quad.object, base))
            return {key: frozenset(values) for key, values in found.items()}

        self.domains = pairs(SCHEMA.domainIncludes)
        self.ranges = pairs(SCHEMA.rangeIncludes)
        functional = store.quads_for_pattern(None, RDF.type, CKG.FunctionalInWorld)
        self.functional = sorted(_short(q.subject, base) for q in functional if isinstance(q.subject, NamedNode))
        self._above = pairs(RDFS.subClassOf)
        self._schemes = pairs(SKOS.inScheme)
        crises = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, CKG.Crisis)}
        types = {quad.object for crisis in crises for quad in store.quads_for_pattern(crisis, SEM.eventType, None)}
        self.crisis_types = sorted(_short(type_, base) for type_ in types if isinstance(type_, NamedNode))

    def above(self, class_: str) -> frozenset[str]:
        """A class and every class above it."""
        found = {class_}
        for higher in self._above.get(class_, ()):
            found |= self.above(higher)
        return frozenset(found)

    def below(self, class_: str) -> frozenset[str]:
        """The classes below a class that no kind of thing stands for, such as ckg:Crisis below sem:Event."""
        own = {compact(given.value) for classes in KIND_CLASSES.values() for given in classes}
        return frozenset(lower for lower in self._above if lower not in own and class_ in self.above(lower))

    def concepts(self, schemes: Iterable[str]) -> list[str]:
        """The concepts of the schemes, sorted."""
        wanted = set(schemes)
        return sorted(concept for concept, given in self._schemes.items() if given & wanted)


class Values:
    """Makes node constraints and gathers the shapes that they refer to, for one schema."""

    def __init__(self, vocabulary: Vocabulary, shapes: Shapes, exported: Exported) -> None:
        self.vocabulary = vocabulary
        self.shapes = shapes
        self.mapping = exported.mapping
        self._ids = {item.key: item.id for item in exported.items}
        self._made: dict[str, Shape | Named] = {}

    def made(self) -> list[Shape | Named]:
        """The shapes gathered so far, sorted by name."""
        return [self._made[name] for name in sorted(self._made)]

    def add(self, shape: Shape | Named) -> str:
        """Take up a shape; a reference to it."""
        self._made[shape.name] = shape
        return reference(shape.name)

    def class_of(self, kind: str) -> str | None:
        """The set of class items that things of a kind (or crises) may have; ``None`` when there are none."""
        if kind == "crisis":
            keys = [CRISIS, *self.vocabulary.crisis_types]
        else:
            below = sorted(self.vocabulary.below(CLASSES[kind]))
            types = self.vocabulary.concepts(self.shapes.schemes(TYPES.get(kind, "")))
            keys = [CLASSES[kind], *below, *types]
        found = self.items(keys)
        if found is None:
            return None
        return self.add(Named(f"class-of-{kind}", found))

    def items(self, keys: Iterable[str]) -> str | None:
        """The set of the items of these things and terms; ``None`` when the Wikibase has none of them."""
        notes: dict[str, list[str]] = {}
        for key in keys:
            id_ = self._ids.get(key) or self.mapping.item(key)
            if id_:
                notes.setdefault(f"wd:{id_}", []).append(key)
        return value_set((id_, ", ".join(given)) for id_, given in notes.items()) if notes else None

    def terms(self, path: str) -> str | None:
        """The set of the items of the concepts that a property may have as values."""
        schemes = self.shapes.schemes(path)
        found = self.items(self.vocabulary.concepts(schemes)) if schemes else None
        return self.add(Named(f"term-of-{path.partition(':')[2]}", found)) if found else None

    def instance(self, kind: str) -> str | None:
        """Items of the class of a kind (or crises); ``None`` when the Wikibase cannot tell them.

        What did not happen has its class only in a statement that says so, where the Wikibase says it
        by a qualifier.
        """
        instance, class_set = self.mapping.property("P31"), self.class_of(kind)
        if instance is None or class_set is None:
            return None
        name, predicate = f"any-{kind}", f"wdt:{instance[0]}"
        arcs = (Arc(predicate, class_set, (1, None), TYPES.get(kind, "")),)
        if kind not in ("event", "crisis") or self.mapping.property("ckg:actuality"):
            return self.add(Shape(name, arcs, extra=(predicate,)))
        actual = self.add(Shape(f"actual-{kind}", arcs, extra=(predicate,)))
        qualifier = self.mapping.property(self.mapping.qualifiers["actuality"].property)
        supposed = self.terms("ckg:actuality")
        said = [Arc(f"ps:{instance[0]}", class_set, (1, 1))]
        if qualifier and supposed:
            said.append(Arc(f"pq:{qualifier[0]}", supposed, (1, None)))
        arc = Arc(f"p:{instance[0]}", self.add(Shape(f"supposed-class-of-{kind}", tuple(said))), (1, None))
        other = self.add(Shape(f"supposed-{kind}", (arc,), extra=(f"p:{instance[0]}",), notes=("It did not happen.",)))
        return self.add(Named(name, f"{actual} OR {other}"))

    def things(self, classes: Iterable[str]) -> str:
        """Items that are instances of what stands for one of these classes; any item when nothing does."""
        wanted = set(classes)
        kinds = sorted(kind for kind, class_ in CLASSES.items() if self.vocabulary.above(class_) & wanted)
        found = {kind: instance for kind in kinds if (instance := self.instance(kind))}
        if len(found) > 1:
            return self.add(Named("any-" + "-or-".join(found), " OR ".join(found.values())))
        return next(iter(found.values()), "[ wd:~ ]")

    def literal(self, datatype: str, longest: int | None = None) -> str:
        """The values of a datatype of Wikibase that are no items; ``longest`` in characters."""
        if datatype == "time":
            # A value that is not known is a blank node, or an IRI where a service makes one of it.
            return self.add(Named("time", f"xsd:dateTime OR BNODE OR [ <{_SKOLEM}>~ ]"))
        return _LITERALS[datatype] + (f" MINLENGTH 1 MAXLENGTH {longest}" if longest else "")


def _short(node: NamedNode, base: Base) -> str:
    local = base.local(node.value)
    return local if local != node.value else compact(node.value)
