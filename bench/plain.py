"""The same job the plain way: rdflib in memory, its SPARQL engine and its serializers, pySHACL over its graph."""

from __future__ import annotations

import csv
import io
import logging
import re
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from bench.exchange import Exchange
from bench.measure import Came, Step, Steps, bounded, peak, repeat, timed
from bench.ours import came_of
from bench.same import Translator, digest, rdflib_key
from crisiskg.graph.build import load_workspace
from crisiskg.graph.sparql import rebase
from crisiskg.graph.validate import load_shapes, run_shacl

#: rdflib's names of the formats.
_FORMATS = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "nq": "nquads", "trig": "trig"}

#: The order of the whole answer. rdflib answers nothing at all to ``ORDER BY STR(?x)`` when an ?x is
#: unbound, so it may leave the order out, which is less work.
_ORDER = re.compile(r"\nORDER BY [^{}]*?(?=\nLIMIT|\Z)")


def job(folder: str, limit: float, long_limit: float, formats: list[str], at_scale: bool) -> Steps:
    """Everything the plain way, on one dataset; each step is bounded by ``limit``, SHACL by ``long_limit``."""
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    exchange = Exchange(folder)
    steps: Steps = {}
    if at_scale:
        seconds, dataset = timed(lambda: _load(exchange.base_file))
        steps["load"] = Step(seconds, None, peak(), "", len(dataset.store))
    else:
        seconds, _ = repeat(lambda: load_workspace(exchange.workspace))
        steps["read"] = Step(seconds)
        made = list(parse(path=str(exchange.base_file), format=RdfFormat.N_QUADS))
        seconds, dataset = repeat(partial(_build, made))
        quads = list(dataset.quads())
        lines = (" ".join(map(rdflib_key, (s, p, o, g))) for s, p, o, g in quads)
        steps["build"] = Step(seconds, None, peak(), digest(lines), len(quads))
    steps |= _derive(exchange, dataset, limit)
    steps |= _dump(exchange, dataset, formats, limit)
    steps |= _shacl(exchange, dataset, long_limit, alone=not at_scale)
    steps |= _queries(exchange, dataset, limit)
    return steps


def _load(path: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    return dataset


def _build(quads: list[Quad]) -> rdflib.Dataset:
    """The statements that ``build_dataset`` made, as rdflib terms in an rdflib dataset."""
    dataset = rdflib.Dataset(default_union=True)
    translator = Translator()
    graphs: dict[object, rdflib.Graph] = {}
    translated = []
    for quad in quads:
        graph = graphs.get(quad.graph_name)
        if graph is None:
            assert isinstance(quad.graph_name, NamedNode), f"no named graph: {quad}"
            graph = graphs[quad.graph_name] = dataset.graph(rdflib.URIRef(quad.graph_name.value))
        translated.append((*map(translator.term, (quad.subject, quad.predicate, quad.object)), graph))
    dataset.addN(translated)  # type: ignore[arg-type]
    return dataset


def _derive(exchange: Exchange, dataset: rdflib.Dataset, limit: float) -> Steps:
    """Every CONSTRUCT. A killed one, like the others, leaves what crisiskg derived for the steps after it."""
    steps: Steps = {}
    view = dataset.graph(rdflib.URIRef(exchange.base.graph("view").value))
    translator = Translator()
    for path in exchange.derivations():
        text = rebase(path.read_text("utf-8"), exchange.base)
        already = frozenset(view)
        found = bounded(partial(_construct, dataset, text), limit, partial(_new_triples, already))
        file = exchange.derived_file(path)
        triples = [q.triple for q in parse(path=str(file), format=RdfFormat.N_TRIPLES)]
        terms = [tuple(map(translator.term, (t.subject, t.predicate, t.object))) for t in triples]
        start = time.perf_counter()
        for triple in terms:
            view.add(triple)  # type: ignore[arg-type]
        adding = time.perf_counter() - start
        seconds = None if found.seconds is None else found.seconds + adding
        steps[f"derive/{path.stem}"] = Step(seconds, found.limit, found.peak, found.digest, found.count)
    return steps


def _construct(dataset: rdflib.Dataset, text: str) -> rdflib.Graph:
    graph = dataset.query(text).graph
    assert graph is not None
    return graph


def _new_triples(already: frozenset[object], graph: rdflib.Graph) -> Came:
    # A literal as subject is no RDF: rdflib constructs it, Oxigraph leaves it out as the standard says.
    triples = [t for t in graph if t not in already and not isinstance(t[0], rdflib.Literal)]
    return Came(len(triples), digest(" ".join(map(rdflib_key, triple)) for triple in triples))


def _queries(exchange: Exchange, dataset: rdflib.Dataset, limit: float) -> Steps:
    return {
        f"query/{name}": bounded(partial(_rows, dataset, _ORDER.sub("\n", text)), limit, _rows_came)
        for name, text in exchange.bound_queries().items()
    }


def _rows(dataset: rdflib.Dataset, text: str) -> list[Iterable[object]]:
    return list(dataset.query(text))  # type: ignore[arg-type]


def _rows_came(rows: list[Iterable[object]]) -> Came:
    return Came(len(rows), digest(" ".join(map(rdflib_key, row)) for row in rows))


def _union(dataset: rdflib.Dataset) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


def _shacl(exchange: Exchange, dataset: rdflib.Dataset, limit: float, alone: bool) -> Steps:
    """The whole validation (one graph of all, the shapes read, pySHACL), and pySHACL alone."""
    folder = exchange.workspace.shapes
    whole = bounded(lambda: run_shacl(_union(dataset), load_shapes(folder)), limit, came_of)
    if not alone or whole.seconds is None:
        return {"validate": whole, "shacl": Step(None, whole.limit)}
    data, shapes = _union(dataset), load_shapes(folder)
    return {"validate": whole, "shacl": bounded(lambda: run_shacl(data, shapes), limit, came_of)}


def _dump(exchange: Exchange, dataset: rdflib.Dataset, formats: list[str], limit: float) -> Steps:
    steps: Steps = {}
    graph = rdflib.Graph()
    if formats != ["nq"]:
        steps["dump/sort"] = bounded(lambda: _union(dataset), limit)
        graph = _union(dataset)
    context = exchange.context()
    for form in formats:
        write: Callable[[], object]
        if form == "csv":
            write = partial(_tables, exchange, dataset)
        elif form == "jsonld":
            write = partial(graph.serialize, format="json-ld", context=context)
        elif form in ("nq", "trig"):
            write = partial(dataset.serialize, format=_FORMATS[form])
        else:
            write = partial(graph.serialize, format=_FORMATS[form])
        steps[f"dump/{form}"] = bounded(write, limit)
    return steps


def _tables(exchange: Exchange, dataset: rdflib.Dataset) -> list[str]:
    written = []
    for path in exchange.table_queries():
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerows(dataset.query(rebase(path.read_text("utf-8"), exchange.base)))  # type: ignore[arg-type]
        written.append(buffer.getvalue())
    return written
