"""Keeping free queries from the network.

SPARQL's ``SERVICE`` makes the store itself open connections, and Oxigraph has no switch against it.
``LOAD`` is an update, which a query cannot hold. Oxigraph never fetches what ``FROM`` names.
"""

from __future__ import annotations

import re
from typing import Any

from crisiskg.errors import UsageError

_WORD = re.compile(r"service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
_BARE_RETURN = re.compile(r"\r(?!\n)")


def refuse_service(query: str) -> None:
    """Raise ``UsageError`` when a query could hold a ``SERVICE`` clause.

    A query without the letters, escapes resolved, cannot. One with them (say, in a label that it
    looks for) must satisfy a full SPARQL 1.1 grammar, rdflib's, and have no such clause in its
    algebra; when the grammar refuses it, so does this, because a look at the letters alone cannot
    tell a clause from a string or a comment. It may hold no escape and no bare carriage return
    either: the two parsers part ways there, and what one takes for a comment the other may run.
    """
    if not _WORD.search(_ESCAPE.sub(_unescape, query)):
        return
    if _ESCAPE.search(query) or _BARE_RETURN.search(query):
        raise UsageError("a query with the word SERVICE may hold no \\u escape and no bare carriage return")
    # The grammar takes about half a second to build.
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        if not _has_service(parseQuery(query)):
            prepareQuery(query)
            return
    except Exception as error:  # rdflib lets errors of many classes through for one malformed query
        first = (str(error).splitlines() or [""])[0]
        raise UsageError(f"a query with the word SERVICE must be plain SPARQL 1.1: {first}") from None
    raise UsageError("SERVICE is not allowed: a query may not reach the network")


def _unescape(match: re.Match[str]) -> str:
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code < 0x110000 else ""


def _has_service(part: Any) -> bool:
    """Whether a tree of rdflib's parse results, which are dicts and lists, holds a service graph pattern."""
    if getattr(part, "name", "") == "ServiceGraphPattern":
        return True
    if isinstance(part, dict):
        return any(_has_service(value) for value in part.values())
    if isinstance(part, str):
        return False
    try:
        return any(_has_service(value) for value in part)
    except TypeError:
        return False
