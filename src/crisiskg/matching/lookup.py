"""Candidate items from a SPARQL endpoint such as that of Wikidata: asked politely, in batches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from pyoxigraph import Literal

from crisiskg.claims.dates import is_edtf
from crisiskg.matching.candidates import Candidate, NameRow, gathered, is_qid
from crisiskg.matching.scoring import Wanted
from crisiskg.query import EndpointError, RemoteEndpoint
from crisiskg.query.http import BUSY
from crisiskg.query.results import Table
from crisiskg.terms import PREFIXES

BATCH = 40
ATTEMPTS = 5
LONGEST_WAIT = 120.0
_LANGUAGES = {"zh-Hant": "zh-hant", "zh-Hans": "zh-hans"}
_QUERY = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
SELECT DISTINCT ?item ?name ?description ?class ?date WHERE {
  VALUES ?name { %s }
  { ?item rdfs:label ?name } UNION { ?item skos:altLabel ?name }
  OPTIONAL { ?item schema:description ?description . FILTER (LANG(?description) = "en") }
  OPTIONAL { ?item wdt:P31 ?class }
  OPTIONAL { ?item wdt:P585 ?date }
}"""


def look_up(
    wanted: Iterable[Wanted],
    endpoint: RemoteEndpoint,
    sleep: Callable[[float], None] = time.sleep,
    progress: Callable[[str], None] | None = None,
) -> list[Candidate]:
    """The items that bear a name or alias of an entity.

    One batch of names is asked for at a time. An endpoint that is busy (429, 502, 503, 504) is asked
    again after as long as it says in ``Retry-After``, else after 1, 2, 4, … seconds; ``sleep`` waits.
    Raises ``EndpointError`` when it stays busy, fails otherwise, or wants a wait of over two minutes.
    """
    names = dict.fromkeys((language, name) for entity in wanted for language, name, _ in entity.names)
    rows: list[NameRow] = []
    done = 0
    pending = iter(names)
    while batch := list(islice(pending, BATCH)):
        values = " ".join(str(Literal(name, language=_LANGUAGES.get(code, code))) for code, name in batch)
        rows.extend(_rows(_asked(endpoint, _QUERY % values, sleep)))
        done += len(batch)
        if progress:
            progress(f"{done} of {len(names)} names looked up")
    return gathered(sorted(rows, key=lambda row: (int(row.qid[1:]), row.language, row.label, row.date)))


def _asked(endpoint: RemoteEndpoint, query: str, sleep: Callable[[float], None]) -> Table:
    for attempt in range(ATTEMPTS):
        try:
            answer = endpoint.query(query)
        except EndpointError as error:
            if error.status not in BUSY or attempt == ATTEMPTS - 1:
                raise
            wait = _wait(error.retry_after, attempt)
            if wait > LONGEST_WAIT:
                message = f"it is busy and asks to wait {wait:.0f} seconds: try again then"
                raise EndpointError(endpoint.url, message, error.status) from None
            sleep(wait)
        else:
            if isinstance(answer, Table) and {"item", "name"} <= set(answer.columns):
                return answer
            raise EndpointError(endpoint.url, "the answer is no table of items")
    raise AssertionError("the last attempt returns or raises")


def _wait(header: str | None, attempt: int) -> float:
    """How long to wait: seconds or a date in ``Retry-After`` (RFC 9110, 10.2.3), else ever longer."""
    if header and header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header or "")
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return float(2**attempt)


def _rows(table: Table) -> Iterator[NameRow]:
    start = PREFIXES["wd"]
    columns = {name: index for index, name in enumerate(table.columns)}
    for cells, record in zip(table.rows, table.records(), strict=True):
        qid = (record["item"] or "").removeprefix(start)
        name = cells[columns["name"]]
        if is_qid(qid) and isinstance(name, Literal):
            date = (record.get("date") or "")[:10]
            class_ = (record.get("class") or "").removeprefix(start)
            yield NameRow(
                qid=qid,
                label=name.value,
                language=name.language or "",
                description=record.get("description") or "",
                classes=(class_,) if is_qid(class_) else (),
                date=date if is_edtf(date) else "",
            )
