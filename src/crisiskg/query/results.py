"""What a query gives back, the same from every store, and its formats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from crisiskg.errors import UsageError
from crisiskg.terms import PREFIXES, RDF, XSD, compact

Term: TypeAlias = NamedNode | Literal | BlankNode | Triple

TABLE_FORMATS = ("table", "csv", "tsv", "json", "xml")
GRAPH_FORMATS = ("ttl", "nt", "jsonld")
_SOLUTIONS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_TRUTH = {"1": Literal(True), "0": Literal(False)}
_GRAPHS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}


@dataclass(frozen=True)
class Table:
    """The answer to SELECT: one term, or ``None`` where unbound, for each column of each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def records(self) -> list[dict[str, str | None]]:
        """The rows as plain values by column: IRIs and the lexical forms of literals."""
        values = [[None if term is None else plain(term) for term in row] for row in self.rows]
        return [dict(zip(self.columns, row, strict=True)) for row in values]


@dataclass(frozen=True)
class Graph:
    """The answer to CONSTRUCT and DESCRIBE: its triples, each once, sorted."""

    triples: tuple[Triple, ...]


Result: TypeAlias = Table | Graph | bool


def plain(term: Term) -> str:
    """The IRI, or the lexical form of a literal; other terms as in N-Triples."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def normalise(term: Term) -> Term:
    """The one form of a term: plain strings for xsd:string, language tags in lower case, truth in words.

    >>> normalise(Literal("1", datatype=XSD.boolean)) == Literal(True)
    True
    """
    if not isinstance(term, Literal):
        return term
    if term.language:
        return Literal(term.value, language=term.language.lower())
    if term.datatype == XSD.boolean and term.value in _TRUTH:  # Virtuoso answers in numbers
        return _TRUTH[term.value]
    return Literal(term.value) if term.datatype == XSD.string else term


def collect(answer: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """What pyoxigraph answered, read to the end, as a value of its own."""
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if isinstance(answer, QueryTriples):
        return collect_triples(answer)
    columns = tuple(variable.value for variable in answer.variables)
    rows = []
    for solution in answer:
        rows.append(tuple(None if term is None else normalise(term) for term in solution))
    return Table(columns, tuple(rows))


def collect_triples(triples: Iterable[Triple]) -> Graph:
    """Triples as a graph value."""
    found = set()
    for triple in triples:
        value = triple.object
        found.add(Triple(triple.subject, triple.predicate, normalise(value)))
    return Graph(tuple(sorted(found, key=str)))


def read_table(document: bytes) -> Table | bool:
    """A SPARQL 1.1 results document in JSON; raises ``SyntaxError`` when it is none."""
    answer = collect(parse_query_results(document, format=QueryResultsFormat.JSON))
    assert not isinstance(answer, Graph)
    return answer


def formats(result: Result) -> tuple[str, ...]:
    """The formats that a result can be written in."""
    return GRAPH_FORMATS if isinstance(result, Graph) else TABLE_FORMATS


def render(
    result: Result,
    format: str,
    *,
    headings: Mapping[str, Mapping[str, str]] | None = None,
    language: str = "en",
    width: int | None = None,
) -> str:
    """A result as text in one of ``formats(result)``.

    ``headings`` (the columns of a stored query), ``language`` (ja or en) and ``width`` (in terminal
    cells) concern the format ``table`` only. Raises ``UsageError`` for a format it cannot have.
    """
    if format not in formats(result):
        kind = "a graph" if isinstance(result, Graph) else "a table"
        raise UsageError(f"format {format!r} does not fit {kind}: give one of {', '.join(formats(result))}")
    if isinstance(result, Graph):
        written = serialize(result.triples, format=_GRAPHS[format], prefixes=PREFIXES)
        return (written or b"").decode()
    if format == "table":
        return _aligned(result, headings or {}, language, width)
    answer = parse_query_results(_json(result), format=QueryResultsFormat.JSON)
    written = answer.serialize(format=_SOLUTIONS[format])
    text = (written or b"").decode()
    return text if text.endswith("\n") else text + "\n"


def _json(result: Table | bool) -> bytes:
    """The result in SPARQL 1.1 results JSON, from which pyoxigraph writes the other formats."""
    if isinstance(result, bool):
        return json.dumps({"head": {}, "boolean": result}).encode()
    bindings = []
    for row in result.rows:
        pairs = zip(result.columns, row, strict=True)
        bindings.append({column: _json_term(term) for column, term in pairs if term is not None})
    document = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False).encode()


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype in (XSD.string, RDF.langString):
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _aligned(result: Table | bool, headings: Mapping[str, Mapping[str, str]], language: str, width: int | None) -> str:
    if isinstance(result, bool):
        return ("true" if result else "false") + "\n"
    shown = [name for name in result.columns if not _is_label(name, result.columns)]
    head = [headings.get(name, {}).get(language, name) for name in shown]
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    lines = [head] + [_cells(row, shown, language) for row in rows]
    widths = [max(_cell_width(line[index]) for line in lines) for index in range(len(shown))]
    if width and widths and sum(widths) + 2 * len(widths) - 2 > width:
        return _stacked(head, lines[1:])
    lines.insert(1, ["─" * size for size in widths])
    padded = ["  ".join(_fit(cell, size) for cell, size in zip(line, widths, strict=True)) for line in lines]
    return "".join(line.rstrip() + "\n" for line in padded)


def _stacked(head: list[str], rows: list[list[str]]) -> str:
    """Each row as lines of its own, for a terminal too narrow for the table; empty cells are left out."""
    size = max(_cell_width(name) for name in head)
    blocks = []
    for row in rows:
        pairs = zip(head, row, strict=True)
        blocks.append("".join(f"{_fit(name, size)}  {cell}\n" for name, cell in pairs if cell))
    return "\n".join(blocks)


def _is_label(name: str, columns: tuple[str, ...]) -> bool:
    return name[-2:] in ("Ja", "En") and name[:-2] in columns


def _cells(row: dict[str, Term | None], shown: list[str], language: str) -> list[str]:
    """One line: a thing that has label columns is shown by its label, any other by its short IRI."""
    second = {"ja": "En", "en": "Ja"}.get(language, "Ja")
    cells = []
    for name in shown:
        term = row.get(name + language.capitalize()) or row.get(name + second) or row[name]
        text = "" if term is None else compact(plain(term)) if isinstance(term, NamedNode) else plain(term)
        cells.append(" ".join(text.split()))
    return cells


def _cell_width(text: str) -> int:
    from wcwidth import wcswidth

    # Control characters have no width; counting code points for them keeps the table readable.
    size = wcswidth(text)
    return size if size >= 0 else len(text)


def _fit(text: str, size: int) -> str:
    if _cell_width(text) > size:
        while text and _cell_width(text) > size - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (size - _cell_width(text))
