"""An export as RDF, in the form of Wikibase's own dumps: everything, and what is true.

Names, nodes and literals are those that Wikibase gives the same statements, so that whatever reads
Wikidata's RDF reads these files. Three things differ:

* What no text asserts outright (``Statement.asserted``: not what somebody only held, what is denied,
  or what is about something that did not happen) is never best-ranked and never a ``wdt:`` triple,
  whatever its rank. It stands in full, with its rank and its qualifiers, and does not keep others
  from being best. That is the rule by which the view of the graph is made. Wikibase itself goes by
  the rank alone: a ``wdt:`` triple there may be no more than somebody's fear.
* The counts of an item are those of the export (its sitelinks are always 0). They are said of
  ``data:Qn``, as in dumps, and of ``wd:Qn``, as in Wikidata's query service: readers such as kif-lib
  know an item by the latter. So do items that are only mentioned, as values, have them.
* An export is no revision of an item. So there is no ``schema:version``, and only the dump has a
  ``schema:dateModified``. Nothing is normalized: there are no ``psn:`` and ``wdtn:`` triples.

Source: Wikibase, repo/includes/Rdf (RdfBuilder, FullStatementRdfBuilder, TruthyStatementRdfBuilder,
SnakRdfBuilder, PropertySpecificComponentsRdfBuilder, TermsRdfBuilder), and the output of Wikibase 1.39.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from crisiskg.claims.corpus import Corpus
from crisiskg.publish.dumps import ntriples, sorted_triples, turtle
from crisiskg.publish.wikibase.entity_json import statement_id
from crisiskg.publish.wikibase.items import Exported
from crisiskg.publish.wikibase.namespaces import Namespaces, namespaces
from crisiskg.publish.wikibase.rdf_values import described, has_node, plain
from crisiskg.wikibase.mapping import Property
from crisiskg.wikibase.model import Absent, EntityId, Item, Reference, Snak, Statement, Unknown
from crisiskg.wikibase.values import reference_hash, snak_hash, value_hash

_PREDICATES = {
    "directClaim": "wdt",
    "claim": "p",
    "statementProperty": "ps",
    "statementValue": "psv",
    "qualifier": "pq",
    "qualifierValue": "pqv",
    "reference": "pr",
    "referenceValue": "prv",
}
_LEADING_TO_NODES = ("p", "psv", "pqv", "prv")
_NODE_TYPES = frozenset({"wikibase-item", "wikibase-property", "url"})
_LABELS = (("rdfs", "label"), ("skos", "prefLabel"), ("schema", "name"))


def full_turtle(exported: Exported, corpus: Corpus) -> bytes:
    """Items with all their statements, and the properties that they use, as sorted Turtle."""
    names = namespaces(exported.mapping)
    writer = Writer(names)
    writer.dump(corpus)
    for item in exported.items:
        writer.item(item)
        writer.counts(item)
        true = best(item.statements)
        for statement in item.statements:
            writer.statement(item, statement, statement in true)
    writer.mentioned(exported)
    writer.properties(exported)
    return turtle(sorted_triples(writer.triples), names.prefixes)


def truthy_ntriples(exported: Exported) -> bytes:
    """Names, and as ``wdt:`` triples what is asserted and best-ranked, as sorted N-Triples."""
    writer = Writer(namespaces(exported.mapping))
    for item in exported.items:
        writer.item(item)
        for statement in best(item.statements):
            writer.direct(item, statement)
    writer.properties(exported)
    return ntriples(sorted_triples(writer.triples))


def best(statements: Iterable[Statement]) -> frozenset[Statement]:
    """Of what is asserted, for each property the preferred statements or, where there is none, the normal ones."""
    asserted = [statement for statement in statements if statement.asserted and statement.rank != "deprecated"]
    preferred = {statement.main.property for statement in asserted if statement.rank == "preferred"}
    return frozenset(
        statement for statement in asserted if statement.rank == "preferred" or statement.main.property not in preferred
    )


class Writer:
    """Gathers the triples of items; every value node and every reference comes once."""

    def __init__(self, names: Namespaces) -> None:
        self.names = names
        self.triples: set[Triple] = set()

    def dump(self, corpus: Corpus) -> None:
        """What the file is: a dump of a day, under a licence."""
        node = self.names.node("wikibase", "Dump")
        self._type(node, "schema", "Dataset")
        self._type(node, "owl", "Ontology")
        day = Literal(f"{corpus.issued}T00:00:00Z", datatype=self.names.node("xsd", "dateTime"))
        self._say(node, "schema", "dateModified", day)
        self._say(node, "schema", "softwareVersion", Literal("1.0.0"))
        self._say(node, "cc", "license", NamedNode(corpus.licence))
        self._say(node, "owl", "imports", NamedNode("http://wikiba.se/ontology-1.0.owl"))

    def item(self, item: Item) -> None:
        """The class and the names of an item."""
        node = self.names.node("wd", item.id)
        self._type(node, "wikibase", "Item")
        self._labels(node, item.labels)
        for language, text in item.descriptions.items():
            self._say(node, "schema", "description", Literal(text, language=language))
        for language, forms in item.aliases.items():
            for form in forms:
                self._say(node, "skos", "altLabel", Literal(form, language=language))

    def counts(self, item: Item) -> None:
        """The document about an item, and how many statements it holds."""
        node, document = self.names.node("wd", item.id), self.names.node("data", item.id)
        self._type(document, "schema", "Dataset")
        self._say(document, "schema", "about", node)
        identifiers = sum(statement.main.datatype == "external-id" for statement in item.statements)
        self._count((document, node), len(item.statements), identifiers)

    def mentioned(self, exported: Exported) -> None:
        """The items that are values and are not exported themselves: those that the mapping names."""
        values = {snak.value.id for item in exported.items for snak in _snaks(item) if isinstance(snak.value, EntityId)}
        for id_ in values - {item.id for item in exported.items}:
            node = self.names.node("wd", id_)
            self._type(node, "wikibase", "Item")
            self._count((node,), 0, 0)

    def statement(self, item: Item, statement: Statement, best_ranked: bool) -> None:
        """One statement with its rank, value, qualifiers and references."""
        name = _name(item, statement)
        node = self.names.node(self.names.statement, name)
        self._say(self.names.node("wd", item.id), "p", statement.main.property, node)
        self._type(node, "wikibase", "Statement")
        if best_ranked:
            self._type(node, "wikibase", "BestRank")
            self.direct(item, statement)
        self._say(node, "wikibase", "rank", self.names.node("wikibase", statement.rank.title() + "Rank"))
        self._snak(node, name, "ps", statement.main)
        for qualifier in statement.qualifiers:
            self._snak(node, name, "pq", qualifier)
        for reference in statement.references:
            self._say(node, "prov", "wasDerivedFrom", self._reference(reference))

    def direct(self, item: Item, statement: Statement) -> None:
        """The one triple that says what a statement says."""
        self._snak(self.names.node("wd", item.id), _name(item, statement), "wdt", statement.main)

    def properties(self, exported: Exported) -> None:
        """The definition of every property that the items use."""
        used = {snak.property for item in exported.items for snak in _snaks(item)}
        for key, property_ in exported.mapping.properties.items():
            found = exported.mapping.property(key)
            if found and found[0] in used:
                self._property(found[0], property_)

    def _property(self, id_: str, property_: Property) -> None:
        node = self.names.node("wd", id_)
        self._type(node, "wikibase", "Property")
        self._labels(node, property_.label)
        datatype = "".join(part.title() for part in property_.datatype.split("-"))
        self._say(node, "wikibase", "propertyType", self.names.node("wikibase", datatype))
        for name, prefix in _PREDICATES.items():
            predicate = self.names.node(prefix, id_)
            self._say(node, "wikibase", name, predicate)
            leads_to_nodes = prefix in _LEADING_TO_NODES or property_.datatype in _NODE_TYPES
            self._type(predicate, "owl", "ObjectProperty" if leads_to_nodes else "DatatypeProperty")
        absent = self.names.node("wdno", id_)
        self._say(node, "wikibase", "novalue", absent)
        self._type(absent, "owl", "Class")

    def _count(self, nodes: tuple[NamedNode, ...], statements: int, identifiers: int) -> None:
        for name, count in (("statements", statements), ("identifiers", identifiers), ("sitelinks", 0)):
            said = Literal(str(count), datatype=self.names.node("xsd", "integer"))
            for node in nodes:
                self._say(node, "wikibase", name, said)

    def _reference(self, reference: Reference) -> NamedNode:
        name = reference_hash(reference)
        node = self.names.node(self.names.reference, name)
        self._type(node, "wikibase", "Reference")
        for snak in reference.snaks:
            self._snak(node, name, "pr", snak)
        return node

    def _snak(self, subject: NamedNode, parent: str, prefix: str, snak: Snak) -> None:
        """A snak of a statement, a qualifier or a reference; ``parent`` is the name of what it belongs to."""
        if isinstance(snak.value, Unknown):
            self._say(subject, prefix, snak.property, self._unknown(parent, prefix, snak))
        elif isinstance(snak.value, Absent):
            self._type(subject, "wdno", snak.property)
        else:
            self._say(subject, prefix, snak.property, plain(snak.value, snak.datatype, self.names))
            if has_node(snak.value) and prefix != "wdt":
                self._say(subject, prefix + "v", snak.property, self._value(snak))

    def _unknown(self, parent: str, prefix: str, snak: Snak) -> BlankNode:
        """The blank node of an unknown value, with the label that Wikibase gives it: the same in every dump."""
        parts = (parent, self.names.iri(prefix), self.names.iri(self.names.value), snak_hash(snak))
        return BlankNode(hashlib.md5("-".join(parts).encode()).hexdigest())

    def _value(self, snak: Snak) -> NamedNode:
        node = self.names.node(self.names.value, value_hash(snak.value))
        self.triples.update(Triple(node, predicate, value) for predicate, value in described(snak.value, self.names))
        return node

    def _labels(self, node: NamedNode, labels: dict[str, str]) -> None:
        for language, text in labels.items():
            for prefix, name in _LABELS:
                self._say(node, prefix, name, Literal(text, language=language))

    def _type(self, node: NamedNode, prefix: str, name: str) -> None:
        self._say(node, "rdf", "type", self.names.node(prefix, name))

    def _say(self, node: NamedNode, prefix: str, name: str, value: NamedNode | BlankNode | Literal) -> None:
        self.triples.add(Triple(node, self.names.node(prefix, name), value))


def _name(item: Item, statement: Statement) -> str:
    return statement_id(item, statement).replace("$", "-")


def _snaks(item: Item) -> Iterator[Snak]:
    for statement in item.statements:
        yield statement.main
        yield from statement.qualifiers
        for reference in statement.references:
            yield from reference.snaks
