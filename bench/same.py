"""One form for the terms of pyoxigraph and of rdflib, so that what two engines give can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox
import rdflib

_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
_STRING = "http://www.w3.org/2001/XMLSchema#string"

OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Translator:
    """Makes rdflib terms of pyoxigraph terms, each once."""

    def __init__(self) -> None:
        self._known: dict[OxTerm, rdflib.term.Identifier] = {}

    def term(self, term: OxTerm) -> rdflib.term.Identifier:
        """The rdflib term; literals keep their lexical form."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = _translated(term)
        return known


def _translated(term: OxTerm) -> rdflib.term.Identifier:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, ox.Literal), f"the dataset has neither blank nodes nor quoted triples, but {term}"
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == _STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def ox_key(term: OxTerm | ox.DefaultGraph | None) -> str:
    """A text that is the same for the same term of either library."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return "<" + term.value
    if isinstance(term, ox.Literal):
        return _literal_key(term.value, term.language, term.datatype.value)
    return str(term)


def rdflib_key(term: object) -> str:
    """A text that is the same for the same term of either library."""
    if term is None:
        return ""
    if isinstance(term, rdflib.URIRef):
        return "<" + str(term)
    if isinstance(term, rdflib.Literal):
        return _literal_key(str(term), term.language, str(term.datatype or _STRING))
    return str(term)


def _literal_key(value: str, language: str | None, datatype: str) -> str:
    if language:
        return f'"{value}"@{language.lower()}'
    if datatype == _DECIMAL:
        # Oxigraph keeps numbers, not their spelling: 38.0 comes back as 38.
        value = f"{Decimal(value).normalize():f}"
    return f'"{value}"^{"" if datatype == _STRING else datatype}'


def digest(lines: Iterable[str]) -> str:
    """The SHA-256 sum of lines in any order."""
    total = hashlib.sha256()
    for line in sorted(lines):
        total.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return total.hexdigest()
