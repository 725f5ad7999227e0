"""schema.org as JSON-LD: what search engines and data catalogues know of such things, and the dataset itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store, Triple

from crisiskg.claims.corpus import Corpus
from crisiskg.publish.catalog import MEDIA_TYPES
from crisiskg.publish.constructed import constructed
from crisiskg.publish.dumps import QUAD_FORMATS, TRIPLE_FORMATS
from crisiskg.publish.jsonld import Node, compacted, expanded
from crisiskg.terms import PREFIXES

#: Stands in the document, so that no reader has to fetch the large context of schema.org.
CONTEXT: dict[str, Any] = {
    "@vocab": PREFIXES["schema"],
    "id": "@id",
    "type": "@type",
    "name": {"@container": "@language"},
    "alternateName": {"@container": ["@language", "@set"]},
    "description": {"@container": "@language"},
    "roleName": {"@container": "@language"},
    **{
        link: {"@type": "@id"}
        for link in ("additionalType", "contentUrl", "inDefinedTermSet", "isBasedOn", "license", "sameAs", "url")
    },
}


def schemaorg(store: Store, folder: Path, corpus: Corpus) -> bytes:
    """What the queries of a folder make of a graph, and the dataset, as one JSON-LD document sorted by id.

    Raises ``UsageError`` when the folder has no query, ``DataError`` for one that is not a SPARQL
    CONSTRUCT.
    """
    triples = constructed(store, folder, corpus.base)
    nodes = [*expanded(triples), *_dataset(triples, corpus)]
    graph = sorted(compacted(nodes, CONTEXT), key=lambda node: str(node["id"]))
    document = {"@context": CONTEXT, "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _dataset(triples: list[Triple], corpus: Corpus) -> Iterator[Node]:
    """The dataset, who publishes it and where its files are, as expanded JSON-LD."""
    schema = PREFIXES["schema"]
    publisher = {"@id": corpus.homepage + "publisher"}
    works = {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}
    texts = sorted(work for work in works if work.startswith(corpus.base.resources + "text/"))
    suffixes = sorted([*TRIPLE_FORMATS, *QUAD_FORMATS, "jsonld"])
    files = {suffix: f"{corpus.homepage}download/crisiskg.{suffix}" for suffix in suffixes}
    yield {
        "@id": corpus.homepage + "dataset",
        "@type": [schema + "Dataset"],
        schema + "name": _translated(corpus.title),
        schema + "description": _translated(corpus.description),
        schema + "creator": [publisher],
        schema + "publisher": [publisher],
        schema + "license": [{"@id": corpus.licence}],
        schema + "datePublished": [{"@value": corpus.issued}],
        schema + "version": [{"@value": corpus.version}],
        schema + "url": [{"@id": corpus.homepage}],
        schema + "isBasedOn": [{"@id": text} for text in texts],
        schema + "distribution": [{"@id": file} for file in files.values()],
    }
    yield {**publisher, "@type": [schema + "Organization"], schema + "name": _translated(corpus.publisher)}
    for suffix, file in files.items():
        yield {
            "@id": file,
            "@type": [schema + "DataDownload"],
            schema + "contentUrl": [{"@id": file}],
            schema + "encodingFormat": [{"@value": MEDIA_TYPES[suffix]}],
        }


def _translated(texts: Any) -> list[dict[str, str]]:
    return [{"@value": texts[language], "@language": language} for language in ("ja", "en")]
