"""What a store says of one term: its names, its values."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

from crisiskg.terms import RDFS, SCHEMA, SKOS, compact

Term = NamedNode | Literal


def name(store: Store, term: Term | None) -> dict[str, str]:
    """What a term is called in ja and en; a literal is called by its own text."""
    if not isinstance(term, NamedNode):
        return {"ja": text(term), "en": text(term)}
    for predicate in (SKOS.prefLabel, RDFS.label):
        labels = languages(store, term, predicate)
        if labels:
            some = next(iter(labels.values()))
            return {"ja": labels.get("ja", some), "en": labels.get("en", some)}
    amount = one(store, term, SCHEMA.value)
    if amount is not None:
        units = languages(store, term, SCHEMA.unitText)
        return {language: f"{text(amount)} {units.get(language, '')}".strip() for language in ("ja", "en")}
    return {"ja": compact(term.value), "en": compact(term.value)}


def languages(store: Store, node: NamedNode, predicate: NamedNode) -> dict[str, str]:
    """The literals of a property by language tag."""
    found = [value for value in objects(store, node, predicate) if isinstance(value, Literal) and value.language]
    return {str(value.language): value.value for value in sorted(found, key=lambda value: str(value.language))}


def objects(store: Store, node: Term | None, predicate: NamedNode) -> list[Term]:
    """The values of a property of a node, sorted; none of what is no node."""
    if not isinstance(node, NamedNode):
        return []
    found = {quad.object for quad in store.quads_for_pattern(node, predicate, None)}
    return sorted((term for term in found if isinstance(term, NamedNode | Literal)), key=str)


def one(store: Store, node: Term | None, predicate: NamedNode) -> Term | None:
    """The first value of a property, or None."""
    return next(iter(objects(store, node, predicate)), None)


def any_triple(store: Store, node: NamedNode, predicate: NamedNode | None) -> bool:
    """Whether the store says anything of a node, or anything by one property."""
    return next(iter(store.quads_for_pattern(node, predicate, None)), None) is not None


def text(term: object) -> str:
    """The IRI of a node or the text of a literal; empty for nothing."""
    return term.value if isinstance(term, NamedNode | Literal) else ""
