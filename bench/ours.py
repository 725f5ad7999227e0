"""The measures of crisiskg: what ``crisiskg build`` and ``crisiskg query`` do, step by step."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from oxrdflib import OxigraphStore
from pyoxigraph import DefaultGraph, Quad, QuerySolution, QuerySolutions, RdfFormat, Store, serialize
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from bench.exchange import Exchange
from bench.measure import Came, Step, Steps, bounded, enough, peak, repeat, timed
from bench.same import digest, ox_key
from crisiskg.files import read_graph
from crisiskg.graph.build import Dataset, build_dataset, load_workspace
from crisiskg.graph.derive import derive
from crisiskg.graph.validate import Report, load_shapes, run_shacl, validate
from crisiskg.publish.dumps import QUAD_FORMATS, TRIPLE_FORMATS, nquads, sorted_quads, union_triples
from crisiskg.publish.jsonld import jsonld_document
from crisiskg.publish.release import make_release, write_release
from crisiskg.publish.tables import tables
from crisiskg.query import EmbeddedGraph, Table


def whole_job(folder: str) -> Steps:
    """``crisiskg build`` in one go, all files written: its time and its peak of memory."""
    out = Path(tempfile.mkdtemp(dir=folder))
    workspace = Exchange(folder).workspace
    seconds, made = timed(lambda: make_release(workspace, texts=None))
    writing, _ = timed(lambda: write_release(made.files, out))
    return {"whole": Step(seconds + writing, None, peak(), "", made.report.triples)}


def read_and_build(folder: str) -> Steps:
    """Read the curated data and build the graphs; leaves ``base.nq`` for the other measures."""
    exchange = Exchange(folder)
    reading, loaded = repeat(lambda: load_workspace(exchange.workspace))
    times: list[float] = []
    dataset: Dataset | None = None
    while not times or not enough(times):
        start = time.perf_counter()
        ends: list[float] = []

        def progress(message: str, ends: list[float] = ends) -> None:
            if message.startswith("deriving"):
                ends.append(time.perf_counter())

        dataset = build_dataset(loaded, progress)
        times.append(ends[0] - start)
    assert dataset is not None
    view = exchange.base.graph("view")
    quads = [quad for quad in dataset.store if quad.graph_name != view]
    serialize(quads, output=str(exchange.base_file), format=RdfFormat.N_QUADS)
    built = Step(median(times), None, peak(), _quads_digest(quads), len(quads))
    return {"read": Step(reading), "build": built}


def derive_view(folder: str, limit: float) -> Steps:
    """Load the graph and run every CONSTRUCT; leaves the view and ``full.nq`` for the other measures."""
    exchange = Exchange(folder)
    loading, store = repeat(lambda: read_graph(exchange.base_file))
    steps: Steps = {"load": Step(loading, None, peak(), "", len(store))}
    base, view = exchange.base, exchange.base.graph("view")
    shutil.rmtree(exchange.folder / "derived", ignore_errors=True)
    (exchange.folder / "derived").mkdir()
    for path in exchange.derivations():
        alone = Path(tempfile.mkdtemp(dir=folder))
        shutil.copy(path, alone)
        before = set(store.quads_for_pattern(None, None, None, view))
        times: list[float] = []
        new: list[Quad] = []
        while not times or not enough(times, limit):
            for quad in new:
                store.remove(quad)
            seconds, _ = timed(partial(derive, store, alone, base))
            times.append(seconds)
            new = [q for q in store.quads_for_pattern(None, None, None, view) if q not in before]
        triples = [quad.triple for quad in new]
        serialize(triples, output=str(exchange.derived_file(path)), format=RdfFormat.N_TRIPLES)
        lines = (" ".join(map(ox_key, (t.subject, t.predicate, t.object))) for t in triples)
        steps[f"derive/{path.stem}"] = Step(median(times), None, peak(), digest(lines), len(triples))
    store.dump(output=str(exchange.full_file), format=RdfFormat.N_QUADS)
    steps["all"] = Step(None, None, peak(), "", len(store))
    return steps


def shacl(folder: str, limit: float, alone: bool) -> Steps:
    """Validate as crisiskg does, and pySHACL over oxrdflib ``alone``, without the copy of the graph."""
    exchange = Exchange(folder)
    store = read_graph(exchange.full_file)
    folder_of_shapes = exchange.workspace.shapes
    shapes = load_shapes(folder_of_shapes)
    whole = bounded(lambda: validate(store, load_shapes(folder_of_shapes)), limit, came_of)
    if not alone:
        return {"validate": whole}
    union = Store()
    union.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in store)
    data = Graph(store=OxigraphStore(store=union), identifier=DATASET_DEFAULT_GRAPH_ID)
    return {"validate": whole, "shacl": bounded(lambda: run_shacl(data, shapes), limit, came_of)}


def came_of(report: Report) -> Came:
    """The outcome of a validation for comparison."""
    lines = [str(report.conforms), str(report.triples), *map(str, report.violations)]
    return Came(len(report.violations), digest(lines))


def dump(folder: str, formats: list[str]) -> Steps:
    """Every dump, the CSV tables among them."""
    exchange = Exchange(folder)
    store = read_graph(exchange.full_file)
    if formats == ["nq"]:
        seconds, _ = repeat(lambda: nquads(sorted_quads(store)))
        return {"dump/nq": Step(seconds, None, peak())}
    seconds, (quads, triples) = repeat(lambda: (sorted_quads(store), union_triples(store)))
    steps = {"dump/sort": Step(seconds, count=len(triples))}
    context = exchange.context()
    writers: dict[str, Callable[[], object]] = {
        "jsonld": partial(jsonld_document, triples, context),
        "csv": partial(tables, store, exchange.workspace.queries / "tables", exchange.base),
        **{form: partial(write, triples) for form, write in TRIPLE_FORMATS.items()},
        **{form: partial(write, quads) for form, write in QUAD_FORMATS.items()},
    }
    for form in formats:
        seconds, _ = repeat(writers[form])
        steps[f"dump/{form}"] = Step(seconds, None, peak())
    return steps


def stored_queries(folder: str, limit: float) -> Steps:
    """Every stored query through ``EmbeddedGraph`` (``query/…``) and through pyoxigraph alone (``bare/…``)."""
    exchange = Exchange(folder)
    store = read_graph(exchange.full_file)
    graph = EmbeddedGraph(store)
    steps: Steps = {}
    for name, text in exchange.bound_queries().items():
        steps[f"query/{name}"] = bounded(partial(_answer, graph, text), limit, _table_came)
        if steps[f"query/{name}"].seconds is None:
            steps[f"bare/{name}"] = Step(None, limit)
        else:
            steps[f"bare/{name}"] = bounded(partial(_bare, store, text), limit)
    return steps


def _answer(graph: EmbeddedGraph, text: str) -> Table:
    answer = graph.query(text)
    assert isinstance(answer, Table)
    return answer


def _table_came(table: Table) -> Came:
    return Came(len(table.rows), digest(" ".join(map(ox_key, row)) for row in table.rows))


def _bare(store: Store, text: str) -> list[QuerySolution]:
    answer = store.query(text, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    return list(answer)


def _quads_digest(quads: list[Quad]) -> str:
    return digest(" ".join(map(ox_key, (q.subject, q.predicate, q.object, q.graph_name))) for q in quads)
