"""The graph by subject, with local ids: what the exports read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from crisiskg.terms import CKG, DCTERMS, RDF, WIKIBASE, Base, compact

Term = NamedNode | BlankNode | Literal | Triple


class Graph:
    """Every triple of a store by its subject, whatever graph it stands in.

    Things of the corpus are called by their local ids, such as ``state/japan``.
    """

    def __init__(self, store: Store, base: Base) -> None:
        self.base = base
        found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in store:
            if isinstance(quad.subject, NamedNode):
                values = found[base.local(quad.subject.value)][quad.predicate.value]
                if quad.object not in values:
                    values.append(quad.object)
        self._found = found
        self._works: dict[str, list[str]] = defaultdict(list)
        for work in self.things("work"):
            for maker in self.links(work, DCTERMS.creator):
                self._works[maker].append(work)

    def works_of(self, person: str) -> list[str]:
        """The local ids of the works that a person made, sorted."""
        return self._works.get(person, [])

    def things(self, kind: str) -> list[str]:
        """The local ids of everything of a kind, sorted; fragments such as anchors are no things."""
        start = kind + "/"
        return sorted(key for key in self._found if key.startswith(start) and "#" not in key)

    def all(self, thing: str, predicate: NamedNode) -> list[Term]:
        """Every value of a property, sorted."""
        known = self._found.get(thing)
        return sorted(known.get(predicate.value, ()), key=str) if known else []

    def predicates(self, thing: str) -> list[str]:
        """The IRIs of the properties that a thing has, sorted."""
        return sorted(self._found.get(thing, ()))

    def links(self, thing: str, predicate: NamedNode) -> list[str]:
        """The local ids, or IRIs, that a property leads to."""
        return [self.base.local(value.value) for value in self.all(thing, predicate) if isinstance(value, NamedNode)]

    def link(self, thing: str, predicate: NamedNode) -> str | None:
        """The first of the links."""
        return next(iter(self.links(thing, predicate)), None)

    def texts(self, thing: str, predicate: NamedNode) -> list[str]:
        """The literals of a property without their languages."""
        return [value.value for value in self.all(thing, predicate) if isinstance(value, Literal)]

    def text(self, thing: str, predicate: NamedNode) -> str | None:
        """The first of the literals."""
        return next(iter(self.texts(thing, predicate)), None)

    def names(self, thing: str, predicate: NamedNode) -> list[tuple[str, str]]:
        """Pairs of language and text, for properties whose literals have languages."""
        pairs = [(value.language, value.value) for value in self.all(thing, predicate) if isinstance(value, Literal)]
        return [(language, text) for language, text in pairs if language]


@dataclass(frozen=True)
class ClaimView:
    """What the graph says of one claim, in local ids and plain strings."""

    slug: str
    subject: str
    predicate: str
    object: Term
    rank: str
    certainty: str
    positive: bool
    held_by: tuple[str, ...]
    attitude: str | None
    reason: str | None

    @property
    def node(self) -> str:
        """The local id of the claim."""
        return "claim/" + self.slug

    @property
    def predicate_curie(self) -> str:
        """The property as a CURIE, as the mapping calls it."""
        return compact(self.predicate)


def claim_view(graph: Graph, node: str) -> ClaimView:
    """Read one claim of the graph by its local id."""
    rank = graph.link(node, WIKIBASE.rank) or ""
    return ClaimView(
        slug=node.removeprefix("claim/"),
        subject=graph.link(node, RDF.subject) or "",
        predicate=graph.link(node, RDF.predicate) or "",
        object=graph.all(node, RDF.object)[0],
        rank=rank.removeprefix(WIKIBASE.iri).removesuffix("Rank").lower(),
        certainty=graph.link(node, CKG.certainty) or "",
        positive=graph.link(node, CKG.polarity) != "concept/polarity-negative",
        held_by=tuple(graph.links(node, CKG.heldBy)),
        attitude=graph.link(node, CKG.attitude),
        reason=graph.link(node, CKG.rankReason),
    )
