"""Writes docs/tour.md, ten questions across the texts with answers and evidence, from the graph: ``make docs``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from click import unstyle
from pyoxigraph import NamedNode

from crisiskg.console import chain_lines
from crisiskg.graph.build import build_dataset, load_workspace
from crisiskg.query import EmbeddedGraph, StoredQuery, Table, load_stored, run_stored
from crisiskg.query.card import claim_card
from crisiskg.terms import Base, compact
from crisiskg.workspace import Workspace

HERE = Path(__file__).resolve().parent
#: How many rows of an answer are shown, and of how many claims the evidence.
ROWS, CLAIMS = 6, 2
TEXTS = Base().node("text/").value


@dataclass(frozen=True)
class Stop:
    """One question: a stored query, its parameters, the columns to show, and how to read the answer."""

    question: str
    query: str
    columns: tuple[str, ...]
    remark: str
    params: dict[str, str] = field(default_factory=dict)


STOPS = (
    Stop(
        "What bound a government’s use of force?",
        "force-constraints",
        ("party", "agreement", "obligation", "aspect", "value", "text"),
        "Obligations are things of their own, with who is bound, to whom, under which condition. Each row is one "
        "claim; where authors read an obligation differently, both stand.",
    ),
    Stop(
        "When did the INF Treaty end, and who says otherwise?",
        "agreement-end",
        ("action", "aspect", "value", "rank", "text", "counterValue", "counterText"),
        "A text’s value that the record contradicts is kept, with its rank and the reason; the record’s value stands "
        "beside it with a source of its own.",
        {"agreement": "agreement/inf-treaty"},
    ),
    Stop(
        "How do the texts date the Cuban missile crisis?",
        "crisis-span",
        ("date", "begin", "end", "certainty", "text"),
        "Dates are EDTF, as exact as the words are: one author dates by the year, another by its last day.",
        {"crisis": "event/cuban-missile-crisis"},
    ),
    Stop(
        "Which agreements are said to have been violated, by whom, according to whom?",
        "alleged-violations",
        ("agreement", "violator", "accuser", "value", "text"),
        "An accusation is a claim about an alleged act: the graph does not say that it happened.",
    ),
    Stop(
        "Which agreements were proposed and never concluded?",
        "never-concluded",
        ("agreement", "agreementStatus", "text"),
        "What did not come about is as much a part of a crisis as what did.",
    ),
    Stop(
        "What did Khrushchev believe, fear, intend?",
        "person-beliefs",
        ("attitude", "subject", "predicate", "object", "when", "text"),
        "None of this enters the plain view of facts: it is what somebody held, according to an author.",
        {"attitude": "concept/attitude-fears"},
    ),
    Stop(
        "On what do the authors contradict other scholars?",
        "contradicted-scholars",
        ("author", "scholar", "disputedSubject", "disputedPredicate", "disputedObject", "polarity", "text"),
        "The thesis of the scholar and that of the author are both claims, joined by a dispute.",
    ),
    Stop(
        "Where does a text contradict itself on a date?",
        "text-self-contradictions",
        ("subject", "date", "otherDate", "rank", "otherRank", "text"),
        "`disjoint` means that both dates cannot be true; the body against a note is the usual case.",
        {"relation": "disjoint"},
    ),
    Stop(
        "What rests on Chiang Kai-shek’s diaries?",
        "rests-on",
        ("cited", "locator", "number", "subject", "predicate", "object"),
        "The chain runs from a claim through the note of its sentence to the entry of the diary.",
        {"source": "archive/chiang-kai-shek-diaries"},
    ),
    Stop(
        "What joins the strait of 1958 with the war in Ukraine?",
        "shortest-connection",
        (),
        "Actors are joined where texts name them in one event, agreement or obligation: a way to find a thread, "
        "not an argument.",
        {"first": "person/chiang-kai-shek", "last": "person/vladimir-putin"},
    ),
)


def tour(graph: EmbeddedGraph, queries: dict[str, StoredQuery]) -> str:
    """The tour as Markdown; the answers and the evidence are those of the graph."""
    lines = ["# A tour in ten questions", ""]
    lines += ["Written by `make docs` from the graph: the answers below are what the commands print, shortened.", ""]
    for number, stop in enumerate(STOPS, 1):
        words = [f"--param {name}={value}" for name, value in stop.params.items()]
        table = run_stored(graph, queries[stop.query], dict(stop.params))
        assert isinstance(table, Table)
        lines += [f"## {number}. {stop.question}", "", "```sh"]
        lines += [" ".join(["crisiskg query", stop.query, *words]), "```", ""]
        lines += [*_answer(table, stop), "", stop.remark, "", *_evidence(graph, table)]
    return "\n".join(lines).rstrip() + "\n"


def _answer(table: Table, stop: Stop) -> list[str]:
    """The first rows that differ in what is shown, as a Markdown table with English names."""
    columns = stop.columns or tuple(
        name for name in table.columns if not name.endswith(("Ja", "En")) and name != "claim"
    )
    rows: list[tuple[str, ...]] = []
    for record in table.records():
        shown = tuple(_cell(record, name) for name in columns)
        if shown not in rows:
            rows.append(shown)
    lines = ["| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows[:ROWS]]
    more = len(rows) - ROWS
    return [*lines, "", f"… and {more} more."] if more > 0 else lines


def _cell(record: Mapping[str, str | None], name: str) -> str:
    """The English name; a text is called by its short id, as the commands call it."""
    value = record.get(name) or ""
    if not value.startswith(TEXTS):
        value = record.get(name + "En") or value
    return compact(value).replace("|", "\\|")


def _evidence(graph: EmbeddedGraph, table: Table) -> list[str]:
    """What the first claims of an answer rest on, one of each text first."""
    claims = {record["claim"]: record.get("text") for record in table.records() if record.get("claim")}
    texts = list(dict.fromkeys(claims.values()))
    ordered = sorted(claims, key=lambda claim: [one for one in claims if claims[one] == claims[claim]].index(claim))
    if not texts:
        return []
    lines = []
    for claim in ordered[:CLAIMS]:
        assert claim
        node = NamedNode(claim)
        lines += [
            "```sh",
            f"crisiskg cite {compact(claim).replace('ckgclaim:', 'claim/')} --lang en",
            "```",
            "",
            "```text",
        ]
        lines += [unstyle(chain_lines(claim_card(graph.store, node), "en", {})).rstrip(), "```", ""]
    return lines


def corpus(root: Path) -> EmbeddedGraph:
    """The graph of the workspace, built anew."""
    return EmbeddedGraph(build_dataset(load_workspace(Workspace(root))).store)


if __name__ == "__main__":
    ROOT = HERE.parent
    (HERE / "tour.md").write_text(tour(corpus(ROOT), load_stored(ROOT / "queries")), encoding="utf-8")
    sys.stdout.write("wrote docs/tour.md\n")
