"""A triple store over HTTP on this machine that fails when it is told to."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store

#: What a store does with a request instead of what it should: status, media type, body, headers.
Failure = tuple[int, str, str, dict[str, str]]


class Fake:
    """``fail`` is asked for each request by kind (query, update, graph) and number (of its kind, from 1)."""

    def __init__(self) -> None:
        self.store = Store()
        self.url = ""
        self.fail: Callable[[str, int], Failure | None] = lambda kind, number: None
        self.counts = {"query": 0, "update": 0, "graph": 0}
        self.agents: set[str] = set()
        self.authorization = ""
        self.reached = threading.Event()
        self.release = threading.Event()

    def next(self, kind: str) -> Failure | None:
        self.counts[kind] += 1
        return self.fail(kind, self.counts[kind])


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@contextmanager
def serving() -> Iterator[Fake]:
    fake = Fake()

    class Handler(BaseHTTPRequestHandler):
        # As of a store of the kind of Oxigraph, so that its URLs are found.
        server_version = "Oxigraph"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fake.agents.add(self.headers["User-Agent"])
            place = urlsplit(self.path)
            kind = {"/query": "query", "/update": "update", "/store": "graph"}.get(place.path)
            if fake.authorization and self.headers["Authorization"] != fake.authorization:
                self.answer(401, "text/html", "<html><title>x</title>who are you</html>", {"WWW-Authenticate": "Basic"})
                return
            failure = fake.next(kind) if kind else (404, "text/html", "<html>nothing</html>", {})
            if failure:
                self.answer(*failure)
            elif kind == "query":
                found = fake.store.query(parse_qs(body)["query"][0], use_default_graph_as_union=True)
                document = found.serialize(format=QueryResultsFormat.JSON) or b""
                self.answer(200, "application/sparql-results+json", document.decode())
            elif kind == "update":
                fake.store.update(body)
                self.answer(204)
            else:
                graph = NamedNode(unquote(parse_qs(place.query)["graph"][0]))
                fake.store.load(body.encode(), format=RdfFormat.N_TRIPLES, to_graph=graph)
                self.answer(204)

        def answer(
            self, status: int, media_type: str = "text/plain", body: str = "", headers: dict[str, str] | None = None
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body.encode())))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{server.server_port}/query"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        fake.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
