"""A SPARQL 1.1 endpoint over HTTP on this machine, with paths that fail in the ways endpoints fail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

FAILURES = {
    "/400": (400, "text/plain", "line 1: that is no query\nand a stack trace"),
    "/401": (401, "text/plain", "who are you"),
    "/404": (404, "text/plain", ""),
    "/500": (500, "text/plain", "内部の誤り"),
    "/503": (503, "text/plain", "come back later"),
    "/html": (200, "text/html", "<html>a welcome page</html>"),
}


class Endpoint:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.url = ""
        self.requests: list[dict[str, str]] = []
        self.release = threading.Event()


@contextmanager
def serving(store: Store) -> Iterator[Endpoint]:
    endpoint = Endpoint(store)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            endpoint.requests.append({"body": body, **{key.lower(): value for key, value in self.headers.items()}})
            if self.path in FAILURES:
                self.answer(*FAILURES[self.path])
            elif self.path == "/slow":
                endpoint.release.wait(10)
            else:
                self.evaluate(parse_qs(body)["query"][0])

        def evaluate(self, query: str) -> None:
            try:
                found = endpoint.store.query(query, use_default_graph_as_union=True)
            except SyntaxError as error:
                self.answer(400, "text/plain", str(error))
                return
            if isinstance(found, QueryTriples):
                self.answer(200, "application/n-triples", (found.serialize(format=RdfFormat.N_TRIPLES) or b"").decode())
            else:
                document = found.serialize(format=QueryResultsFormat.JSON) or b""
                self.answer(200, "application/sparql-results+json", document.decode())

        def answer(self, status: int, media_type: str, body: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
