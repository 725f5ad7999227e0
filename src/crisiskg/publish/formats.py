"""The formats that a graph is written in: one table of name and writer.

The table is read to print the help of `crisiskg export`, so every writer imports what it needs
only when it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crisiskg.workspace import Workspace

if TYPE_CHECKING:
    from pyoxigraph import Store

    from crisiskg.claims.corpus import Corpus

NAME = "crisiskg"

#: The files of a format by name.
Files = dict[str, bytes]


@dataclass(frozen=True)
class Source:
    """What a writer writes from: a graph, and the workspace whose queries and corpus go with it."""

    store: Store
    workspace: Workspace

    @cached_property
    def corpus(self) -> Corpus:
        """What the corpus is. Raises ``DataError`` for a mistake in ``corpus.yaml``."""
        from crisiskg.claims.corpus import load_corpus

        return load_corpus(self.workspace.data)


def export_graph(store: Store, form: str, workspace: Workspace) -> Files:
    """One format of a graph by file name; ``form`` is a name of ``FORMATS``.

    Raises ``DataError`` for a mistake in the queries or the corpus of the workspace, ``UsageError``
    when the format needs a library that is not installed.
    """
    return FORMATS[form].write(Source(store, workspace))


def _triples(suffix: str) -> Callable[[Source], Files]:
    def write(source: Source) -> Files:
        from crisiskg.publish.dumps import TRIPLE_FORMATS, union_triples

        return {f"{NAME}.{suffix}": TRIPLE_FORMATS[suffix](union_triples(source.store))}

    return write


def _quads(suffix: str) -> Callable[[Source], Files]:
    def write(source: Source) -> Files:
        from crisiskg.publish.dumps import QUAD_FORMATS, sorted_quads

        return {f"{NAME}.{suffix}": QUAD_FORMATS[suffix](sorted_quads(source.store))}

    return write


def _jsonld(source: Source) -> Files:
    from crisiskg.publish.dumps import union_triples
    from crisiskg.publish.jsonld import jsonld_document, load_context

    context = load_context(source.workspace.ontology / "context.jsonld")
    return {f"{NAME}.jsonld": jsonld_document(union_triples(source.store), context["@context"])}


def _rdf12(source: Source) -> Files:
    from crisiskg.publish.dumps import turtle, union_triples
    from crisiskg.publish.rdf12 import reified

    return {f"{NAME}.rdf12.ttl": turtle(reified(union_triples(source.store)))}


def _crm(source: Source) -> Files:
    from crisiskg.publish.constructed import constructed
    from crisiskg.publish.dumps import turtle
    from crisiskg.terms import PREFIXES

    triples = constructed(source.store, source.workspace.queries / "crm", source.corpus.base)
    return {f"{NAME}.crm.ttl": turtle(triples, {**PREFIXES, "crminf": "http://www.cidoc-crm.org/extensions/crminf/"})}


def _schemaorg(source: Source) -> Files:
    from crisiskg.publish.schemaorg import schemaorg

    return {f"{NAME}.schemaorg.jsonld": schemaorg(source.store, source.workspace.queries / "schemaorg", source.corpus)}


def _nanopub(source: Source) -> Files:
    from crisiskg.publish.nanopubs import nanopublications

    return {f"{NAME}.nanopubs.trig": nanopublications(source.store, source.corpus)}


def _csv(source: Source) -> Files:
    from crisiskg.publish.csvw import csv_files

    return csv_files(source.store, source.workspace.queries / "tables", source.corpus)


def _parquet(source: Source) -> Files:
    from crisiskg.publish.parquet import parquet_files

    return parquet_files(source.store, source.workspace.queries / "tables", source.corpus.base)


def _graphml(source: Source) -> Files:
    from crisiskg.publish.network import graphml

    return {f"{NAME}.graphml": graphml(source.store, source.workspace.queries / "networks", source.corpus)}


def _gexf(source: Source) -> Files:
    from crisiskg.publish.network import gexf

    return {f"{NAME}.gexf": gexf(source.store, source.workspace.queries / "networks", source.corpus)}


def _csl(source: Source) -> Files:
    from crisiskg.publish.bibliography import csl_json

    return {"bibliography.json": csl_json(source.store, source.corpus.base)}


def _bibtex(source: Source) -> Files:
    from crisiskg.publish.bibliography import bibtex

    return {"bibliography.bib": bibtex(source.store, source.corpus.base)}


@dataclass(frozen=True)
class Format:
    """A format: what it is, in a line; what writes it; the suffix
    of its file, if it is not its name; the folder for its files, if it has many.
    """

    about: str
    write: Callable[[Source], Files]
    suffix: str = ""
    folder: str = ""


#: Every format by its name on the command line.
FORMATS: dict[str, Format] = {
    "ttl": Format("Turtle.", _triples("ttl")),
    "nt": Format("N-Triples.", _triples("nt")),
    "nq": Format("N-Quads, with the named graphs.", _quads("nq")),
    "trig": Format("TriG, with the named graphs.", _quads("trig")),
    "rdf": Format("RDF/XML.", _triples("rdf")),
    "jsonld": Format("JSON-LD with the published context.", _jsonld),
    "rdf12": Format("RDF 1.2: Turtle in which each claim reifies a triple term.", _rdf12, "rdf12.ttl"),
    "crm": Format("CIDOC CRM, claims as attribute assignments and beliefs, in Turtle.", _crm, "crm.ttl"),
    "schemaorg": Format("schema.org as JSON-LD, with the dataset itself.", _schemaorg, "schemaorg.jsonld"),
    "nanopub": Format("Nanopublications, one for each claim, in TriG.", _nanopub, "nanopubs.trig"),
    "csv": Format("CSV tables and their CSVW metadata, into a folder.", _csv, folder="tables"),
    "parquet": Format("The tables as Parquet, into a folder.", _parquet, folder="tables"),
    "graphml": Format("The network of things as GraphML, for R, igraph and Cytoscape.", _graphml),
    "gexf": Format("The network of things as GEXF with spells of time, for Gephi.", _gexf),
    "csl": Format("The cited works as CSL-JSON, for Zotero and others.", _csl, "csl.json"),
    "bibtex": Format("The cited works as BibTeX.", _bibtex, "bib"),
}
