"""A load changes a store wholly or not at all, whatever the store does meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad, Store
from tests.publish.fake_store import Fake, basic, serving

from crisiskg.cli import main
from crisiskg.errors import UsageError
from crisiskg.publish.load import RemoteStore, find_addresses, load_graphs
from crisiskg.publish.load.vocabulary import STATE
from crisiskg.query import Client, Credentials, EndpointError, RemoteEndpoint, whole_dataset
from crisiskg.terms import PREFIXES, Base
from crisiskg.workspace import Workspace

G, H = (NamedNode(PREFIXES["ckggraph"] + name) for name in ("entities", "view"))
P = NamedNode("https://example.org/p")


def release(count: int, *more: Quad) -> Store:
    store = Store()
    store.extend([Quad(NamedNode(f"https://example.org/{n}"), P, Literal(f"港 {n}"), G) for n in range(count)])
    store.extend(more)
    return store


def content(store: Store) -> set[Quad]:
    return {quad for quad in store if quad.graph_name != STATE}


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving() as found:
        yield found


def put(fake: Fake, store: Store, chunk: int = 10, timeout: float = 5) -> object:
    client = Client(timeout=timeout)
    return load_graphs(store, RemoteStore(client, find_addresses(client, fake.url)), chunk=chunk)


def command(fake: Fake, store: Store, tmp_path: Path, *more: str, env: dict[str, str] | None = None) -> Result:
    path = tmp_path / "release.nq"
    path.write_bytes(b"".join(f"{quad} .\n".encode() for quad in store))
    return CliRunner().invoke(main, ["load", fake.url, "--graph", str(path), *more], env=env or {})


def test_a_load_makes_the_store_hold_the_release_and_nothing_else(fake: Fake) -> None:
    put(fake, release(25, Quad(G, P, G, H)))
    assert content(fake.store) == set(release(25, Quad(G, P, G, H)))
    again = put(fake, release(12))
    assert content(fake.store) == set(release(12))
    assert again.replaced == (G.value,) and again.dropped == (H.value,)  # type: ignore[attr-defined]
    assert all(agent.startswith("crisiskg ") for agent in fake.agents)


def test_a_load_again_sends_no_triple(fake: Fake) -> None:
    put(fake, release(25))
    before = fake.counts["graph"]
    assert put(fake, release(25)).unchanged == (G.value,)  # type: ignore[attr-defined]
    assert fake.counts["graph"] == before


def test_a_graph_that_somebody_else_changed_is_put_right(fake: Fake) -> None:
    put(fake, release(25))
    fake.store.add(Quad(G, P, P, G))
    put(fake, release(25))
    assert content(fake.store) == set(release(25))


def test_a_graph_that_no_load_put_there_is_left_alone_and_named(fake: Fake, tmp_path: Path) -> None:
    stranger = Quad(G, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), G, H)
    fake.store.add(stranger)
    result = command(fake, release(5), tmp_path)
    assert result.exit_code == 0 and H.value in result.stderr and "left alone" in result.stderr
    assert stranger in fake.store


@pytest.mark.parametrize(
    ("status", "said"), [(507, "HTTP 507: disk full (the store is full"), (500, "HTTP 500: disk full;")]
)
def test_a_store_that_is_full_midway_serves_the_old_graphs(fake: Fake, status: int, said: str) -> None:
    put(fake, release(25))
    old = content(fake.store)
    fake.counts["graph"] = 0
    fake.fail = lambda kind, number: (status, "text/html", "<html>disk full</html>", {}) if (kind, number) == ("graph", 3) else None  # fmt: skip
    with pytest.raises(EndpointError, match="the old graphs serve on") as caught:
        put(fake, release(60))
    assert said in str(caught.value) and fake.url.replace("query", "store") in str(caught.value)
    assert {quad for quad in content(fake.store) if quad.graph_name == G} == old
    put(fake, release(60))
    # Two chunks were there already.
    assert fake.counts["graph"] == 3 + 4
    assert content(fake.store) == set(release(60))


def test_staging_of_a_release_that_is_given_up_is_cleaned_away(fake: Fake) -> None:
    fake.fail = lambda kind, number: (500, "text/plain", "no", {}) if (kind, number) == ("graph", 3) else None
    with pytest.raises(EndpointError):
        put(fake, release(60))
    put(fake, release(7))
    assert content(fake.store) == set(release(7))


def test_staged_triples_match_no_query_of_the_data(fake: Fake) -> None:
    fake.fail = lambda kind, number: (500, "text/plain", "no", {}) if (kind, number) == ("graph", 3) else None
    with pytest.raises(EndpointError):
        put(fake, release(60))
    assert len(content(fake.store)) == 20
    assert RemoteEndpoint(fake.url).query(f"ASK {{ ?s {P} ?o }}") is False


def test_a_load_that_is_killed_between_chunks_goes_on_where_it_stopped(fake: Fake, tmp_path: Path) -> None:
    put(fake, release(25))
    old = content(fake.store)
    path = tmp_path / "release.nq"
    path.write_bytes(b"".join(f"{quad} .\n".encode() for quad in release(12_000)))

    def hold(kind: str, number: int) -> None:
        if kind == "graph" and number == before + 3:  # the probe sends one, and the first chunk is the second
            fake.reached.set()
            fake.release.wait(30)

    before = fake.counts["graph"]
    fake.fail = hold
    words = [sys.executable, "-m", "crisiskg", "load", fake.url, "--graph", str(path)]
    with subprocess.Popen(words, env=dict(os.environ), stderr=subprocess.DEVNULL) as process:
        assert fake.reached.wait(30)
        process.send_signal(signal.SIGKILL)
    assert {quad for quad in content(fake.store) if quad.graph_name == G} == old
    fake.fail = lambda kind, number: None
    fake.release.set()
    assert command(fake, release(12_000), tmp_path).exit_code == 0
    assert content(fake.store) == set(release(12_000))


def test_a_busy_store_is_given_time(fake: Fake) -> None:
    fake.fail = lambda kind, number: (503, "text/plain", "busy", {"Retry-After": "0"}) if number % 2 else None
    put(fake, release(25))
    assert content(fake.store) == set(release(25))


def test_a_store_that_stays_busy_is_named(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crisiskg.query.http._TRIES", 1)
    fake.fail = lambda kind, number: (429, "text/plain", "too many", {"Retry-After": "0"})
    with pytest.raises(EndpointError, match="refused with HTTP 429: too many"):
        put(fake, release(5))


def test_a_slow_store_is_given_up_in_time(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crisiskg.query.http._TRIES", 1)
    fake.fail = lambda kind, number: fake.release.wait(10) and None  # type: ignore[func-returns-value]
    with pytest.raises(EndpointError, match=r"no answer within 0\.2 seconds"):
        put(fake, release(5), timeout=0.2)


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        ((200, "text/html", "<html>welcome</html>", {}), "answers a query with text/html instead of SPARQL results"),
        ((404, "text/html", "<html><title>t</title><h1>Gone</h1></html>", {}), "HTTP 404: Gone (nothing is there"),
        ((301, "text/html", "", {"Location": "https://elsewhere.example/"}), "points to https://elsewhere.example/"),
        ((500, "text/plain", "", {}), "refused with HTTP 500: no message"),
    ],
)
def test_what_is_no_store_is_one_line(fake: Fake, tmp_path: Path, failure: object, message: str) -> None:
    fake.fail = lambda kind, number: failure  # type: ignore[assignment,return-value]
    result = command(fake, release(5), tmp_path)
    assert result.exit_code == 1 and result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"error: {fake.url}: ") and message in result.stderr


def test_updates_that_go_elsewhere_are_noticed(fake: Fake, tmp_path: Path) -> None:
    with serving() as other:
        result = command(fake, release(5), tmp_path, "--update", other.url.replace("query", "update"))
    assert result.exit_code == 1 and "takes an update but shows nothing of it" in result.stderr


def test_a_check_writes_nothing_that_stays(fake: Fake, tmp_path: Path) -> None:
    result = command(fake, release(5), tmp_path, "--check")
    assert result.exit_code == 0 and "yes  named graphs" in result.stdout
    assert len(fake.store) == 0


def test_the_password_goes_out_when_asked_for_and_is_never_shown(fake: Fake, tmp_path: Path) -> None:
    fake.authorization = basic("me", "open sesame")
    good = command(fake, release(5), tmp_path, "--user", "me", env={"CRISISKG_PASSWORD": "open sesame"})
    assert good.exit_code == 0, good.stderr
    bad = command(fake, release(5), tmp_path, "--user", "me", env={"CRISISKG_PASSWORD": "swordfish"})
    assert bad.exit_code == 1 and "HTTP 401: who are you (check --user" in bad.stderr
    assert "swordfish" not in bad.output and "swordfish" not in repr(Credentials("me", "swordfish"))
    none = command(fake, release(5), tmp_path, "--user", "me")
    assert none.exit_code == 2 and "CRISISKG_PASSWORD" in none.stderr


def test_a_token_is_sent_to_stores_that_take_one(fake: Fake, tmp_path: Path) -> None:
    fake.authorization = "Bearer t0ken"
    assert command(fake, release(5), tmp_path, env={"CRISISKG_TOKEN": "t0ken"}).exit_code == 0
    assert command(fake, release(5), tmp_path).exit_code == 1


def test_a_password_in_the_url_is_refused_and_not_repeated(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["load", "http://me:secret@127.0.0.1/query", "--check"])
    assert result.exit_code == 2 and "secret" not in result.output and "CRISISKG_PASSWORD" in result.stderr


def test_only_named_graphs_without_blank_nodes_are_loaded(fake: Fake, mini: Workspace) -> None:
    plain = Store()
    plain.add(Quad(G, P, P))
    with pytest.raises(UsageError, match="outside named graphs"):
        put(fake, plain)
    blank = Store()
    blank.update(f"INSERT DATA {{ GRAPH {G} {{ [] {P} 1 }} }}")
    with pytest.raises(UsageError, match="blank nodes"):
        put(fake, blank)


def test_an_answer_that_was_cut_is_an_error(fake: Fake) -> None:
    body = '{"head":{"vars":["s"]},"results":{"bindings":[]}}'
    fake.fail = lambda kind, number: (200, "application/sparql-results+json", body, {"X-SPARQL-MaxRows": "10000"})
    for client in (None, Client()):
        with pytest.raises(EndpointError, match="only the first 10000 rows"):
            RemoteEndpoint(fake.url, client=client).query("SELECT ?s WHERE { ?s ?p ?o }")


def test_an_endpoint_without_claims_is_asked_as_it_is(fake: Fake) -> None:
    endpoint = RemoteEndpoint(fake.url)
    assert whole_dataset(endpoint, Base()) is endpoint
