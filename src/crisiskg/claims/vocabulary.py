"""What a claim may state, read from the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from crisiskg.errors import DataError, Problem
from crisiskg.terms import CKG, EDTF, KIND_CLASSES, RDF, SCHEMA, XSD, compact

_LITERALS = {EDTF.value: "edtf", XSD.string.value: "string", SCHEMA.QuantitativeValue.value: "quantity"}


@dataclass(frozen=True)
class Statable:
    """A property that a claim may state.

    ``kinds`` are the kinds of thing it may be said of. ``values`` are the kinds of thing it may
    have as value, or one of ``edtf``, ``string``, ``quantity``. ``domain`` are the classes behind
    ``kinds``, as CURIEs: of some kinds only crises or acts under an agreement may have it.
    """

    curie: str
    node: NamedNode
    kinds: frozenset[str]
    values: frozenset[str]
    functional: bool
    domain: frozenset[str] = frozenset()

    @property
    def literal(self) -> str | None:
        """``edtf``, ``string`` or ``quantity`` when the value is no thing of its own."""
        found = self.values & set(_LITERALS.values())
        return next(iter(found)) if found else None


def load_vocabulary(folder: Path) -> dict[str, Statable]:
    """The statable properties by CURIE, from the Turtle files of the ontology folder.

    Raises ``DataError`` when a file is not Turtle or there is no statable property at all.
    """
    store = read_ontology(folder)
    properties = {}
    for quad in store.quads_for_pattern(None, RDF.type, CKG.Statable):
        node = quad.subject
        if not isinstance(node, NamedNode):
            continue
        functional = bool(list(store.quads_for_pattern(node, RDF.type, CKG.FunctionalInWorld)))
        curie = compact(node.value)
        kinds = _kinds(store, node, SCHEMA.domainIncludes)
        values = _kinds(store, node, SCHEMA.rangeIncludes)
        domain = frozenset(
            compact(quad.object.value)
            for quad in store.quads_for_pattern(node, SCHEMA.domainIncludes, None)
            if isinstance(quad.object, NamedNode)
        )
        properties[curie] = Statable(curie, node, kinds, values, functional, domain)
    if not properties:
        raise DataError(f"{folder} declares no ckg:Statable property")
    return dict(sorted(properties.items()))


def read_ontology(folder: Path) -> Store:
    """Every Turtle file of the ontology folder in one store."""
    store = Store()
    for path in sorted(folder.glob("*.ttl")):
        try:
            store.load(path=str(path), format=RdfFormat.TURTLE)
        except SyntaxError as error:
            problem = Problem(str(path), getattr(error, "lineno", None), "", str(error), "mend the Turtle")
            raise DataError(f"{path} cannot be read", [problem]) from None
    return store


def _kinds(store: Store, node: NamedNode, predicate: NamedNode) -> frozenset[str]:
    found = set()
    for quad in store.quads_for_pattern(node, predicate, None):
        value = quad.object
        if not isinstance(value, NamedNode):
            continue
        if value.value in _LITERALS:
            found.add(_LITERALS[value.value])
        if value in (CKG.Crisis, CKG.AgreementAction):
            found.add("event")
        found.update(kind for kind, classes in KIND_CLASSES.items() if value == classes[0])
    return frozenset(found)
