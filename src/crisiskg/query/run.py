"""Running queries: on an embedded store, or on a remote SPARQL 1.1 endpoint, with the same answers."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Mapping, Sequence
from typing import Protocol

from pyoxigraph import RdfFormat, Store, parse

from crisiskg.errors import CrisiskgError, UsageError
from crisiskg.query.binding import bind
from crisiskg.query.guard import refuse_service
from crisiskg.query.http import AGENT, NO_ENDPOINT, Client, EndpointError, checked_url, one_line, refusal
from crisiskg.query.model import StoredQuery
from crisiskg.query.results import Result, Table, collect, collect_triples, read_table
from crisiskg.terms import Base

# Whatever may stand before the word that tells the form of a query (SPARQL 1.1, 4.1 and 19.4).
_PROLOGUE = re.compile(r"(?:\s|#[^\n]*|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*(\w+)?", re.IGNORECASE)
_TRIPLES = "application/n-triples, text/turtle;q=0.5"
#: The header by which Virtuoso tells that it left out rows.
_CUT = "X-SPARQL-MaxRows"


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
            raise UsageError(f"not a SPARQL query: {one_line(str(error))}") from None
        except OSError as error:
            raise CrisiskgError(f"the store failed: {one_line(str(error))}") from None


class RemoteEndpoint:
    """A SPARQL 1.1 endpoint whose default graph is the union of its graphs; ``timeout`` in seconds.

    ``client`` sends the requests where a store wants credentials. ``dataset`` are parameters of the
    protocol that go with each query, for a store whose default graph is not that union by itself.
    """

    def __init__(
        self,
        url: str,
        timeout: float = 60.0,
        client: Client | None = None,
        dataset: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.url = checked_url(url)
        self.timeout = client.timeout if client else timeout
        self.client = client
        self.dataset = tuple(dataset)

    def query(self, text: str) -> Result:
        """Answer a query, sent by POST.

        Raises ``UsageError`` for text that is no query, ``EndpointError`` when the endpoint cannot be
        reached in time, refuses, answers only in part, or not in the formats that it was asked for.
        """
        form = _form(text)
        document, media_type, cut = self._send_signed(text, form) if self.client else self._send_plain(text, form)
        if cut:
            message = f"gives only the first {cut} rows; raise its limit (Virtuoso: ResultSetMaxRows), or ask for less"
            raise EndpointError(self.url, message)
        try:
            if form in ("SELECT", "ASK"):
                return read_table(document)
            # N-Triples is Turtle too, so one parser serves both answers.
            return collect_triples(quad.triple for quad in parse(document, format=RdfFormat.TURTLE))
        except (SyntaxError, ValueError) as error:
            why = NO_ENDPOINT if "html" in media_type else one_line(str(error))
            message = f"the answer ({media_type or 'untyped'}) cannot be read: {why}"
            raise EndpointError(self.url, message) from None

    def _send_signed(self, text: str, form: str) -> tuple[bytes, str, str]:
        assert self.client is not None
        accept = "application/sparql-results+json" if form in ("SELECT", "ASK") else _TRIPLES
        body = [("query", text), *self.dataset]
        response = self.client.send("POST", self.url, body, accept=accept)
        headers = response.headers
        return response.content, headers.get("Content-Type", ""), headers.get(_CUT, "")

    def _send_plain(self, text: str, form: str) -> tuple[bytes, str, str]:
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
            wrapper.addCustomHttpHeader("Accept", _TRIPLES)
        for name, value in self.dataset:
            wrapper.addParameter(name, value)
        return self._send(wrapper)

    def _send(self, wrapper: object) -> tuple[bytes, str, str]:
        from http.client import HTTPException
        from urllib.error import HTTPError, URLError

        from SPARQLWrapper import SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        assert isinstance(wrapper, SPARQLWrapper)
        try:
            with wrapper.query().response as response:
                headers = response.headers
                return response.read(), headers.get("Content-Type", ""), headers.get(_CUT, "")
        except TimeoutError:
            raise self._late() from None
        except HTTPError as error:
            with error:
                body = error.read(10_000).decode("utf-8", "replace")
            retry_after = error.headers.get("Retry-After")
            raise EndpointError(self.url, refusal(error.code, body), error.code, retry_after) from None
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from None
            raise EndpointError(self.url, f"cannot be reached: {one_line(str(error.reason))}") from None
        except SPARQLWrapperException as error:
            raise _refused(self.url, error) from None
        except (HTTPException, OSError) as error:
            raise EndpointError(self.url, f"the connection broke: {one_line(str(error))}") from None

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


def _refused(url: str, error: Exception) -> EndpointError:
    """SPARQLWrapper reads the body of five statuses, and keeps it only as a bytes literal in its message."""
    status = getattr(error.__context__, "code", None)
    _, found, body = str(error).partition("Response:\n")
    said = literal_eval(body).decode("utf-8", "replace") if found else ""
    return EndpointError(url, refusal(status or "error", said), status)
