"""Running queries: on an embedded store, or on a remote SPARQL 1.1 endpoint, with the same answers.

::

    CrisiskgError
    └── EndpointError      a remote endpoint cannot be reached, refuses, or answers nonsense
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Mapping
from typing import Protocol

from pyoxigraph import RdfFormat, Store, parse

from crisiskg.errors import CrisiskgError, UsageError
from crisiskg.query.binding import bind
from crisiskg.query.guard import refuse_service
from crisiskg.query.model import StoredQuery
from crisiskg.query.results import Result, Table, collect, collect_triples, read_table
from crisiskg.terms import Base

# Whatever may stand before the word that tells the form of a query (SPARQL 1.1, 4.1 and 19.4).
_PROLOGUE = re.compile(r"(?:\s|#[^\n]*|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*(\w+)?", re.IGNORECASE)
AGENT = "crisiskg (https://w3id.org/crisiskg/)"


class EndpointError(CrisiskgError):
    """A remote endpoint failed; ``url`` tells which."""

    def __init__(self, url: str, message: str) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url


class Runner(Protocol):
    """Anything that answers a SPARQL query."""

    def query(self, text: str) -> Result:
        """The answer: a ``Table`` for SELECT, a ``Graph`` for CONSTRUCT and DESCRIBE, a bool for ASK."""
        ...


class EmbeddedGraph:
    """A dataset in this process. Its default graph for queries is the union of all its graphs."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def query(self, text: str) -> Result:
        """Answer a query.

        Raises ``UsageError`` for text that is no SPARQL query, updates included, and for one with a
        ``SERVICE`` clause, which would reach the network.
        """
        refuse_service(text)
        try:
            return collect(self.store.query(text, use_default_graph_as_union=True))
        except SyntaxError as error:
            raise UsageError(f"not a SPARQL query: {_one_line(str(error))}") from None
        except OSError as error:
            raise CrisiskgError(f"the store failed: {_one_line(str(error))}") from None


class RemoteEndpoint:
    """A SPARQL 1.1 endpoint whose default graph is the union of its graphs; ``timeout`` in seconds."""

    def __init__(self, url: str, timeout: float = 60.0) -> None:
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"endpoint {url!r} is not allowed; give an http:// or https:// URL")
        self.url = url
        self.timeout = timeout

    def query(self, text: str) -> Result:
        """Answer a query, sent by POST.

        Raises ``UsageError`` for text that is no query, ``EndpointError`` when the endpoint cannot be
        reached in time, refuses, or does not answer in the formats that it was asked for.
        """
        form = _form(text)
        # It imports rdflib, which takes long and is of no use to the embedded store.
        from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url, agent=AGENT)
        # The setter cuts fractions off, and 0 would mean to wait for ever.
        wrapper.timeout = self.timeout  # type: ignore[assignment]
        wrapper.setOnlyConneg(True)
        wrapper.setMethod(POST)
        # Its own look for the form also finds words of comments, such as "add" for an update.
        wrapper.queryString = text
        wrapper.queryType = form
        wrapper.setReturnFormat(JSON if form in ("SELECT", "ASK") else TURTLE)
        if form in ("CONSTRUCT", "DESCRIBE"):
            wrapper.addCustomHttpHeader("Accept", "application/n-triples, text/turtle;q=0.5")
        document, media_type = self._send(wrapper)
        try:
            if form in ("SELECT", "ASK"):
                return read_table(document)
            # N-Triples is Turtle too, so one parser serves both answers.
            return collect_triples(quad.triple for quad in parse(document, format=RdfFormat.TURTLE))
        except (SyntaxError, ValueError) as error:
            message = f"the answer ({media_type or 'untyped'}) cannot be read: {_one_line(str(error))}"
            raise EndpointError(self.url, message) from None

    def _send(self, wrapper: object) -> tuple[bytes, str]:
        from http.client import HTTPException
        from urllib.error import HTTPError, URLError

        from SPARQLWrapper import SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        assert isinstance(wrapper, SPARQLWrapper)
        try:
            with wrapper.query().response as response:
                return response.read(), response.headers.get("Content-Type", "")
        except TimeoutError:
            raise self._late() from None
        except HTTPError as error:
            with error:
                body = error.read(10_000).decode("utf-8", "replace")
            raise EndpointError(self.url, f"refused with HTTP {error.code}: {_one_line(body)}") from None
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from None
            raise EndpointError(self.url, f"cannot be reached: {_one_line(str(error.reason))}") from None
        except SPARQLWrapperException as error:
            raise EndpointError(self.url, _refused(error)) from None
        except (HTTPException, OSError) as error:
            raise EndpointError(self.url, f"the connection broke: {_one_line(str(error))}") from None

    def _late(self) -> EndpointError:
        return EndpointError(self.url, f"no answer within {self.timeout:g} seconds")


def run_stored(
    runner: Runner, query: StoredQuery, params: Mapping[str, object] | None = None, base: Base | None = None
) -> Table:
    """The answer to a stored query with its parameters bound as in ``bind``."""
    answer = runner.query(bind(query, params or {}, base))
    assert isinstance(answer, Table)
    return answer


def _form(text: str) -> str:
    match = _PROLOGUE.match(text)
    form = ((match and match.group(1)) or "").upper()
    if form not in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        raise UsageError("not a SPARQL query: SELECT, ASK, CONSTRUCT and DESCRIBE are")
    return form


def _refused(error: Exception) -> str:
    """SPARQLWrapper reads the body of five statuses, and keeps it only as a bytes literal in its message."""
    status = getattr(error.__context__, "code", "error")
    _, found, body = str(error).partition("Response:\n")
    said = literal_eval(body).decode("utf-8", "replace") if found else ""
    return f"refused with HTTP {status}: {_one_line(said)}"


def _one_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "no message")
    return line if len(line) <= 200 else line[:199] + "…"
