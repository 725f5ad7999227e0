"""The namespaces of a Wikibase's RDF, Wikidata's or those of another Wikibase.

Source: Wikibase, repo/includes/Rdf/RdfVocabulary.php, and what ``dumpRdf.php`` of Wikibase 1.39 prints.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from crisiskg.wikibase.mapping import Mapping

#: Vocabularies that are not the Wikibase's own. Wikibase says schema.org with http; ``geo`` is GeoSPARQL's.
_SHARED = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "wikibase": "http://wikiba.se/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "http://schema.org/",
    "cc": "http://creativecommons.org/ns#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
}
_PROPERTIES = {
    "wdt": "direct/",
    "p": "",
    "ps": "statement/",
    "psv": "statement/value/",
    "pq": "qualifier/",
    "pqv": "qualifier/value/",
    "pr": "reference/",
    "prv": "reference/value/",
    "wdno": "novalue/",
}
_DATA = "wiki/Special:EntityData/"


@dataclass(frozen=True)
class Namespaces:
    """The prefixes of one Wikibase, as Turtle declares them.

    ``statement``, ``reference`` and ``value`` are what the prefixes of those nodes are called:
    ``wds``, ``wdref`` and ``wdv`` in Wikidata, ``s``, ``ref`` and ``v`` elsewhere.
    """

    prefixes: dict[str, str]
    statement: str
    reference: str
    value: str

    def iri(self, prefix: str, name: str = "") -> str:
        """The IRI of a name with one of the prefixes. Raises ``KeyError`` for a prefix that is none of them."""
        return self.prefixes[prefix] + name

    def node(self, prefix: str, name: str) -> NamedNode:
        """The node of a name with one of the prefixes. Raises ``KeyError`` as ``iri`` does."""
        return NamedNode(self.prefixes[prefix] + name)


def namespaces(mapping: Mapping) -> Namespaces:
    """The namespaces of the Wikibase that a mapping is for; its base IRI is that of the concepts.

    >>> from crisiskg.wikibase.mapping import WIKIDATA
    >>> _of(WIKIDATA, own=False).iri("wds")
    'http://www.wikidata.org/entity/statement/'
    >>> _of("https://lake.example/", own=True).iri("s")
    'https://lake.example/entity/statement/'
    """
    return _of(mapping.base, mapping.own)


def _of(base: str, own: bool) -> Namespaces:
    statement, reference, value = ("s", "ref", "v") if own else ("wds", "wdref", "wdv")
    # Wikidata's concepts have http, its documents https.
    documents = base if own else base.replace("http:", "https:", 1)
    prefixes = {
        **_SHARED,
        "wd": base + "entity/",
        "data": documents + _DATA,
        statement: base + "entity/statement/",
        reference: base + "reference/",
        value: base + "value/",
        **{prefix: f"{base}prop/{path}" for prefix, path in _PROPERTIES.items()},
    }
    return Namespaces(prefixes, statement, reference, value)
