"""Every stored query carries a complete bilingual header, and a wrong header is told with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store
from tests.query.common import DATA, QUERIES, ROOT

from crisiskg.errors import DataError, UsageError
from crisiskg.query import MARKER, bind, find_stored, load_stored
from crisiskg.terms import PREFIXES

GOOD = """\
#+ number: 3
#+ title: {ja: 題, en: title}
#+ description: {ja: 説明, en: description}
#+ parameters:
#+   - name: minimum
#+     type: integer
#+     default: 2
#+     help: {ja: 下限, en: least}
#+ columns:
#+   thing: {ja: 物, en: thing}

SELECT ?thing WHERE {
  #: parameters
  ?thing ?p ?value FILTER (?value > ?minimum)
}
ORDER BY ?thing
"""


def problems(tmp_path: Path, text: str, name: str = "good") -> list[str]:
    (tmp_path / f"{name}.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_stored(tmp_path)
    return [str(problem).removeprefix(str(tmp_path) + "/") for problem in caught.value.problems]


def test_the_queries_answer_every_competency_question() -> None:
    assert {query.number for query in QUERIES.values()} == set(range(1, 30))
    assert list(QUERIES.values()) == sorted(QUERIES.values(), key=lambda query: (query.number, query.name))


def test_every_query_has_a_graph_of_its_own() -> None:
    assert {path.stem for path in DATA.glob("*.trig")} == set(QUERIES)


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_text_of_a_header_is_in_japanese_and_english(name: str) -> None:
    query = QUERIES[name]
    texts = [query.title, query.description, *query.columns.values(), *(one.help for one in query.parameters)]
    for text in texts:
        assert set(text) == {"ja", "en"}
        assert text["en"].isascii() or "’" in text["en"]
        assert not text["ja"].isascii() or text["ja"] == "URL"
    assert len({query.title["en"] for query in QUERIES.values()}) == len(QUERIES)


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_query_is_ordered_portable_and_self_contained(name: str) -> None:
    text = QUERIES[name].text
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert re.search(r"^ORDER BY ", text, re.MULTILINE)
    assert not re.search(r"\b(SERVICE|GRAPH|FROM)\b|_:|\[\s*\]", body)
    for prefix, iri in re.findall(r"PREFIX (\w+): <(.*)>", text):
        assert PREFIXES[prefix] == iri
    for line in text.splitlines():
        assert line.startswith("#+ ") or len(line) <= 110


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_query_parses_with_its_defaults_and_with_nothing_bound(name: str) -> None:
    query = QUERIES[name]
    free = {one.name: None for one in query.parameters if not one.required}
    for params in ({}, free):
        written = bind(query, params)
        assert MARKER not in written
        Store().query(written)


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "good.rq").write_text(GOOD, encoding="utf-8")
    (tmp_path / "derive").mkdir()
    (tmp_path / "derive" / "x.rq").write_text("no header", encoding="utf-8")
    (query,) = load_stored(tmp_path).values()
    assert (query.name, query.number, query.title["ja"]) == ("good", 3, "題")
    assert query.parameters[0].default == "2"
    assert list(query.columns) == ["thing"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("number: 3", "number: three", "good.rq:1: number: must be the number of a competency question"),
        ("#+ number: 3\n", "", "good.rq:1: the header has no number"),
        ("{ja: 題, en: title}", "{ja: 題}", "good.rq:2: title: has no text in en"),
        ("{ja: 説明, en: description}", "only", "good.rq:3: description: must give a text for each"),
        ("type: integer", "type: int", "good.rq:6: parameters.0.type: 'int' is none of entity, date"),
        ("default: 2", "default: two", "good.rq:7: parameters.0.default: parameter minimum: 'two'"),
        ("#+     default: 2\n", "", "good.rq:5: parameters.0.default: must be a value, or null"),
        ("{ja: 下限, en: least}", "{en: least}", "good.rq:8: parameters.0.help: has no text in ja"),
        ("name: minimum", "name: a b", "good.rq:5: parameters.0.name: 'a b' is no name of a variable"),
        (
            "default: 2",
            "defalt: 2",
            "good.rq:7: parameters.0.defalt: is no key of a parameter; did you mean 'default'?",
        ),
        ("thing: {ja: 物", "other: {ja: 物", "good.rq:9: columns: columns are other; the query selects thing"),
        ("#: parameters", "", "good.rq:1: no line '#: parameters'"),
        ("SELECT ?thing", "SELECT thing", "good.rq:12: error at 12:16"),
        ("SELECT ?thing WHERE", "CONSTRUCT { ?thing a ?p } WHERE", "good.rq:1: is no SELECT query"),
        ("#+ number: 3", "#+ number: [3", "not YAML"),
        ("#+ ", "# ", "good.rq:1: has no header"),
        ("type: integer", "type: choice", "good.rq:5: parameters.0.choices: belong to a parameter of type choice"),
        ("default: 2", "kind: [evnt]\n#+     default: 2", "good.rq:7: parameters.0.kind: 'evnt' is no kind of thing"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    found = problems(tmp_path, GOOD.replace(old, new))
    assert any(expected in problem for problem in found), found


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, GOOD.replace("number: 3", "number: 0").replace("en: title", "fr: titre"))
    assert len(found) == 2


def test_the_name_of_a_query_is_a_slug(tmp_path: Path) -> None:
    assert any("Bad_Name.rq is no lower-case name" in problem for problem in problems(tmp_path, GOOD, "Bad_Name"))


def test_an_unknown_query_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no stored query 'crisis-spam'; did you mean 'crisis-span\'?"):
        find_stored(QUERIES, "crisis-spam")
    assert find_stored(QUERIES, "causes") is QUERIES["causes"]


def test_the_queries_of_the_checkout_are_the_ones_tested() -> None:
    assert (ROOT / "queries" / "causes.rq").read_text(encoding="utf-8") == QUERIES["causes"].text


def inside(text: str, function: str) -> Iterator[str]:
    """What stands between the parentheses of each call of a function."""
    for call in re.finditer(rf"\b{function}\s*\(", text):
        depth, end = 1, call.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        yield text[call.end() : end - 1]


@pytest.mark.parametrize("name", list(QUERIES))
def test_no_comparison_stands_in_coalesce(name: str) -> None:
    """Virtuoso 7 answers it otherwise; ``IF (BOUND (…))`` is answered alike by all (docs/stores.md)."""
    assert [found for found in inside(QUERIES[name].text, "COALESCE") if re.search("[<>=]", found)] == []
