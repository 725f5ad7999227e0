"""The RDF of a release is read by other people's parsers, and they find the same triples."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, parse

HERE = Path(__file__).parent


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (.ci/run installs it)")
    return found


def lines(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


def quads(content: bytes) -> set[Quad]:
    return set(parse(content, format=RdfFormat.N_QUADS))


def node(parser: str) -> Callable[[Path], bytes]:
    def read(path: Path) -> bytes:
        executable = program("node")
        if not (HERE / "node_modules" / "n3").is_dir():
            pytest.skip("n3 and jsonld are not installed (make interop installs them)")
        return lines(executable, str(HERE / "read.mjs"), parser, str(path))

    return read


def rapper(syntax: str) -> Callable[[Path], bytes]:
    return lambda path: lines(program("rapper"), "-q", "-i", syntax, "-o", "ntriples", str(path))


def serdi(syntax: str) -> Callable[[Path], bytes]:
    return lambda path: lines(program("serdi"), "-i", syntax, "-o", "nquads", str(path))


def by_rdflib(syntax: str) -> Callable[[Path], bytes]:
    return lambda path: rdflib.Graph().parse(path, format=syntax).serialize(format="nt", encoding="utf-8")


TRIPLES: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "rapper-turtle": ("crisiskg.ttl", rapper("turtle")),
    "rapper-rdfxml": ("crisiskg.rdf", rapper("rdfxml")),
    "rapper-ntriples": ("crisiskg.nt", rapper("ntriples")),
    "serdi-turtle": ("crisiskg.ttl", serdi("turtle")),
    "n3-turtle": ("crisiskg.ttl", node("n3")),
    "jsonld": ("crisiskg.jsonld", node("jsonld")),
    "rdflib-turtle": ("crisiskg.ttl", by_rdflib("turtle")),
    "rdflib-rdfxml": ("crisiskg.rdf", by_rdflib("xml")),
}

DATASETS: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "serdi-trig": ("crisiskg.trig", serdi("trig")),
    "serdi-nquads": ("crisiskg.nq", serdi("nquads")),
    "n3-trig": ("crisiskg.trig", node("n3")),
}


@pytest.mark.parametrize("case", TRIPLES)
def test_another_parser_finds_the_same_triples(case: str, real_release: Path) -> None:
    name, read = TRIPLES[case]
    found = quads(read(real_release / name))
    assert found == quads((real_release / "crisiskg.nt").read_bytes())


@pytest.mark.parametrize("case", DATASETS)
def test_another_parser_finds_the_same_named_graphs(case: str, real_release: Path) -> None:
    name, read = DATASETS[case]
    assert quads(read(real_release / name)) == quads((real_release / "crisiskg.nq").read_bytes())


def test_n3_reads_the_triple_terms_of_rdf_12(real_release: Path) -> None:
    path = real_release / "crisiskg.rdf12.ttl"
    assert quads(node("n3")(path)) == set(parse(path.read_bytes(), format=RdfFormat.TURTLE))


@pytest.mark.parametrize("name", ["catalog.ttl", "ontology.ttl", "shapes.ttl", "report.ttl"])
def test_rapper_reads_every_other_turtle_file(name: str, real_release: Path) -> None:
    assert rapper("turtle")(real_release / name)
