"""The one prefix map and the terms that the program itself uses.

The vocabulary is the ontology's (``ontology/crisiskg.ttl``): what a claim may state, about which
class and with which value, is read from there. This module holds names only: the prefixes, from
which the Turtle headers and the SHACL prefixes come, and one namespace object per vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

KINDS = (
    *("person", "state", "organization", "place", "agreement", "event", "concept", "work", "archive"),
    *("office", "membership", "obligation", "text", "claim", "note", "citation"),
)

PREFIXES: dict[str, str] = {
    "ckg": "https://w3id.org/crisiskg/ontology#",
    "ckggraph": "https://w3id.org/crisiskg/graph/",
    "ckgid": "https://w3id.org/crisiskg/id/",
    "cito": "http://purl.org/spar/cito/",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "lode": "http://linkedevents.org/ontology/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "wikibase": "http://wikiba.se/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# A slash cannot stand in the local part of a Turtle name: one prefix per kind keeps names short.
PREFIXES |= {"ckg" + kind: f"{PREFIXES['ckgid']}{kind}/" for kind in KINDS}


class Vocabulary:
    """A namespace: ``CKG.date`` and ``CKG["date"]`` are the node of that term."""

    def __init__(self, prefix: str) -> None:
        self.iri = PREFIXES[prefix]

    def __getattr__(self, name: str) -> NamedNode:
        node = NamedNode(self.iri + name)
        setattr(self, name, node)  # found at once from now on
        return node

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.iri + name)


CKG = Vocabulary("ckg")
CITO = Vocabulary("cito")
DCAT = Vocabulary("dcat")
DCTERMS = Vocabulary("dcterms")
EDTF = NamedNode(PREFIXES["edtf"] + "EDTF")
FOAF = Vocabulary("foaf")
GEO = Vocabulary("geo")
OA = Vocabulary("oa")
ORG = Vocabulary("org")
PROV = Vocabulary("prov")
RDF = Vocabulary("rdf")
RDFS = Vocabulary("rdfs")
SCHEMA = Vocabulary("schema")
SEM = Vocabulary("sem")
SKOS = Vocabulary("skos")
VOID = Vocabulary("void")
WD = Vocabulary("wd")
WIKIBASE = Vocabulary("wikibase")
XSD = Vocabulary("xsd")

#: The kinds of thing that have an IRI ``{base}{kind}/{slug}``, with the classes each is stated to have.
KIND_CLASSES: dict[str, tuple[NamedNode, ...]] = {
    "person": (FOAF.Person,),
    "state": (CKG.State, ORG.FormalOrganization, ORG.Organization),
    "organization": (ORG.Organization,),
    "place": (SEM.Place,),
    "agreement": (CKG.Agreement,),
    "event": (SEM.Event,),
    "concept": (SKOS.Concept,),
    "work": (DCTERMS.BibliographicResource,),
    "archive": (SCHEMA.ArchiveComponent,),
    "office": (ORG.Role,),
    "membership": (ORG.Membership,),
    "obligation": (CKG.Obligation,),
    "text": (CKG.SourceText, DCTERMS.BibliographicResource, PROV.Entity),
    "claim": (CKG.Claim, RDF.Statement, PROV.Entity),
    "note": (CKG.Note,),
    "citation": (CITO.Citation,),
}


@dataclass(frozen=True)
class Base:
    """Where the resources and the graphs of one corpus live; the only setting about IRIs."""

    resources: str = PREFIXES["ckgid"]
    graphs: str = PREFIXES["ckggraph"]

    def node(self, local: str) -> NamedNode:
        """The node of a local id ``kind/slug``.

        >>> Base().node("agreement/ptbt").value
        'https://w3id.org/crisiskg/id/agreement/ptbt'
        """
        return NamedNode(self.resources + local)

    def graph(self, name: str) -> NamedNode:
        """The node of a named graph, such as ``entities`` or ``text/my-text``."""
        return NamedNode(self.graphs + name)

    def local(self, iri: str) -> str:
        """The local id ``kind/slug`` of an IRI, or the IRI itself when it is not of this corpus."""
        return iri.removeprefix(self.resources)


def expand(curie: str) -> NamedNode:
    """The node of a CURIE such as ``ckg:date``.

    Raises ``KeyError`` for an unknown prefix and ``ValueError`` for a name without a colon.

    >>> expand("sem:hasPlace").value
    'http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace'
    """
    prefix, separator, name = curie.partition(":")
    if not separator:
        raise ValueError(f"{curie!r} is not a CURIE: it has no colon")
    return NamedNode(PREFIXES[prefix] + name)


def compact(iri: str) -> str:
    """The shortest CURIE of an IRI, or the IRI itself.

    >>> compact("https://w3id.org/crisiskg/ontology#date")
    'ckg:date'
    """
    best = ""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(namespace) > len(PREFIXES.get(best, "")):
            best = prefix
    return f"{best}:{iri.removeprefix(PREFIXES[best])}" if best else iri


def sparql_prefixes() -> str:
    """The PREFIX lines of a SPARQL query or a Turtle file, sorted by prefix."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items()))


def with_prefixes(query: str) -> str:
    """A query that may use every prefix of the map; one that declares prefixes of its own stays as it is.

    >>> with_prefixes("ASK { ?s ckg:date ?o }").endswith("ASK { ?s ckg:date ?o }")
    True
    """
    return query if "prefix" in query.lower() else sparql_prefixes() + query
