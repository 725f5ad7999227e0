"""The embedded store and a remote endpoint give the same answers, and fail with one line."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad, Store
from tests.query.common import QUERIES, graph
from tests.query.endpoint import Endpoint, serving

from crisiskg.cli import main
from crisiskg.errors import CrisiskgError, UsageError
from crisiskg.query import Client, EmbeddedGraph, EndpointError, Graph, RemoteEndpoint, Table, bind

NAME = NamedNode("https://example.org/name")
HARBOUR = NamedNode("https://example.org/harbour")


def small() -> Store:
    store = Store()
    for value in (Literal("港", language="ja-Hira"), Literal("plain"), Literal(7)):
        store.add(Quad(HARBOUR, NAME, value, NamedNode("https://example.org/graph")))
    return store


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving(small()) as found:
        yield found


@pytest.mark.parametrize("name", list(QUERIES))
def test_a_stored_query_gives_the_same_table_from_both(name: str) -> None:
    store = graph(name)
    params = {one.name: None for one in QUERIES[name].parameters if not one.required}
    if name == "shortest-connection":
        params |= {"first": "person/a", "last": "person/b"}
    query = bind(QUERIES[name], params)
    embedded = EmbeddedGraph(store).query(query)
    assert isinstance(embedded, Table)
    assert embedded.rows
    with serving(store) as endpoint:
        assert RemoteEndpoint(endpoint.url).query(query) == embedded


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?thing ?name ?none WHERE { ?thing ?p ?name OPTIONAL { ?name ?p ?none } } ORDER BY STR(?name)",
        "ASK { ?thing ?p 7 }",
        "ASK { ?thing ?p 8 }",
        "CONSTRUCT { ?thing ?p ?name } WHERE { ?thing ?p ?name }",
        "DESCRIBE <https://example.org/harbour>",
        "# a remark that says SELECT, added to LOAD\nPREFIX x: <https://example.org/x#>\nASK { ?thing ?p 7 }",
    ],
)
def test_every_form_of_query_gives_the_same_value_from_both(endpoint: Endpoint, query: str) -> None:
    assert RemoteEndpoint(endpoint.url).query(query) == EmbeddedGraph(small()).query(query)


def test_language_tags_are_lower_case_and_graphs_are_sorted(endpoint: Endpoint) -> None:
    for runner in (EmbeddedGraph(small()), RemoteEndpoint(endpoint.url)):
        found = runner.query("CONSTRUCT WHERE { ?thing ?p ?name }")
        assert isinstance(found, Graph)
        objects = [triple.object for triple in found.triples]
        assert objects == [Literal(7), Literal("plain"), Literal("港", language="ja-hira")]


def test_the_endpoint_is_asked_politely_by_post(endpoint: Endpoint) -> None:
    RemoteEndpoint(endpoint.url).query("ASK { ?thing ?p 7 }")
    RemoteEndpoint(endpoint.url).query("CONSTRUCT WHERE { ?thing ?p ?name }")
    ask, construct = endpoint.requests
    assert ask["user-agent"].startswith("crisiskg ")
    assert "application/sparql-results+json" in ask["accept"]
    assert construct["accept"].startswith("application/n-triples")
    assert ask["body"].startswith("query=")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/400", "refused with HTTP 400: line 1: that is no query"),
        ("/401", "refused with HTTP 401: who are you"),
        ("/404", "refused with HTTP 404: no message"),
        ("/500", "refused with HTTP 500: 内部の誤り"),
        ("/503", "refused with HTTP 503: come back later"),
        ("/html", "the answer (text/html) cannot be read: is this the URL of a SPARQL endpoint"),
    ],
)
def test_a_refusal_is_one_line_with_the_endpoint_and_its_message(endpoint: Endpoint, path: str, message: str) -> None:
    with pytest.raises(EndpointError) as caught:
        RemoteEndpoint(endpoint.url + path).query("ASK { ?thing ?p 7 }")
    assert str(caught.value).startswith(f"{endpoint.url}{path}: {message}")
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, CrisiskgError)


def test_a_page_instead_of_a_graph_is_refused(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointError, match=r"the answer \(text/html\) cannot be read"):
        RemoteEndpoint(endpoint.url + "/html").query("CONSTRUCT WHERE { ?thing ?p ?name }")


def test_a_slow_endpoint_is_given_up_in_time(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointError, match=r"no answer within 0\.2 seconds"):
        RemoteEndpoint(endpoint.url + "/slow", timeout=0.2).query("ASK { ?thing ?p 7 }")


def test_how_long_to_wait_is_an_option_of_the_command(endpoint: Endpoint, workspace_root: Path) -> None:
    words = ["query", "crisis-span", "--endpoint", endpoint.url + "/slow", "--timeout", "0.2"]
    result = CliRunner().invoke(main, ["--workspace", str(workspace_root), *words])
    assert result.exit_code == 1
    assert "no answer within 0.2 seconds" in result.stderr


def test_an_unreachable_endpoint_is_named() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/sparql"
        with pytest.raises(EndpointError, match="cannot be reached") as caught:
            RemoteEndpoint(url).query("ASK { ?thing ?p 7 }")
    assert caught.value.url == url


@pytest.mark.parametrize("url", ["file:///etc/hosts", "example.org/sparql", ""])
def test_an_endpoint_is_an_http_url(url: str) -> None:
    with pytest.raises(UsageError, match="endpoint"):
        RemoteEndpoint(url)


@pytest.mark.parametrize(
    "text", ["", "SELECT", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://127.0.0.1/x>", "tell me all"]
)
def test_text_that_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not a SPARQL query"):
        EmbeddedGraph(small()).query(text)


@pytest.mark.parametrize("text", ["DELETE WHERE { ?s ?p ?o }", "LOAD <http://127.0.0.1/x>", "tell me all", ""])
def test_only_a_query_is_sent_to_an_endpoint(endpoint: Endpoint, text: str) -> None:
    with pytest.raises(UsageError, match="not a SPARQL query"):
        RemoteEndpoint(endpoint.url).query(text)
    assert not endpoint.requests


def test_an_endpoint_judges_the_rest_itself(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointError, match="refused with HTTP 400: error at 1:"):
        RemoteEndpoint(endpoint.url).query("SELECT all")


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <{url}> {{ ?s ?p ?o }}",
        "service silent <{url}> {{ ?s ?p ?o }}",
        "OPTIONAL {{ SERVICE ?where {{ ?s ?p ?o }} }} VALUES ?where {{ <{url}> }}",
        "FILTER(1<2)SERVICE#>\n<{url}> {{ ?s ?p ?o }}",
        "FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "{{ SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
        "\\u0053ERVICE <{url}> {{ ?s ?p ?o }}",
        "?s ?p '''SERVICE''' SERVICE <{url}> {{ ?s ?p ?o }}",
    ],
)
def test_no_query_of_the_embedded_store_reaches_the_network(endpoint: Endpoint, clause: str) -> None:
    with pytest.raises(UsageError, match="SERVICE"):
        EmbeddedGraph(small()).query("SELECT * WHERE { " + clause.format(url=endpoint.url) + " }")
    assert not endpoint.requests


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?thing ?p ?o FILTER (CONTAINS(STR(?o), "service { }")) }',
        "ASK { ?thing <https://example.org/service> ?service } # SERVICE",
        "SELECT ?service WHERE { ?service ?p ?o }",
        "CONSTRUCT { ?s ?p 'service' } WHERE { ?s ?p ?o }",
    ],
)
def test_the_word_service_may_stand_in_names_strings_and_remarks(query: str) -> None:
    EmbeddedGraph(small()).query(query)


def test_a_connection_that_breaks_off_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crisiskg.query.http._TRIES", 0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        hang_up = threading.Thread(target=lambda: server.accept()[0].close())
        hang_up.start()
        with pytest.raises(EndpointError) as caught:
            Client().send("POST", url, b"ASK {}")
        hang_up.join()
    assert str(caught.value) == f"{url}: the connection broke before the answer was there"
