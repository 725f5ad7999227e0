"""The typed parameters of stored queries, and how a value somebody gives becomes RDF terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from crisiskg.claims.dates import bounds
from crisiskg.errors import UsageError, nearest
from crisiskg.terms import EDTF, KIND_CLASSES, PREFIXES, XSD, Base, expand

TYPES = ("entity", "date", "edtf", "string", "integer", "choice")
KINDS = tuple(KIND_CLASSES)

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_ELSEWHERE = re.compile(r"https?://[^/]|urn:[^:]+:.")
_LOCAL = re.compile(r"([a-z]+)/(\S+)")


@dataclass(frozen=True)
class Parameter:
    """One parameter of a stored query.

    ``kinds`` limits an entity (none: any kind), ``choices`` lists what a choice may be. A parameter
    without a value is left unbound, which means all; a ``required`` one refuses that.
    ``help`` is a text by language, always with ``ja`` and ``en``.
    """

    name: str
    type: str
    help: Mapping[str, str]
    kinds: tuple[str, ...] = ()
    default: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False

    @property
    def variables(self) -> tuple[str, ...]:
        """The SPARQL variables that the parameter binds: a date binds its first and its last day."""
        return (f"{self.name}_begin", f"{self.name}_end") if self.type == "date" else (self.name,)

    @property
    def allowed(self) -> str:
        """What a value may look like, for messages and help."""
        if self.type == "entity":
            kinds = ", ".join(f"{kind}/…" for kind in self.kinds) or "kind/slug"
            return f"{kinds}, the same as ckgid:…, or the full IRI"
        return {
            "date": "a day 1958-08-23, a month 1958-08, a year 1958, or another EDTF date",
            "edtf": "an EDTF date such as 1958-08-23, 1958-08~ or 1958-08-23/1958-10-06",
            "integer": "a whole number",
            "string": "any text",
            "choice": "one of " + ", ".join(self.choices),
        }[self.type]


def terms(parameter: Parameter, given: object, base: Base | None = None) -> dict[str, NamedNode | Literal]:
    """The typed term of each variable that the value binds; an open side of a date binds nothing.

    ``given`` may be anything whose ``str`` is the value (a ``datetime.date``, an ``int``); ``None``
    and the empty text bind nothing. Raises ``UsageError`` naming the parameter, what was given
    and what is allowed.
    """
    value = "" if given is None else str(given)
    if not value:
        if parameter.required:
            raise UsageError(f"parameter {parameter.name} must be given: {parameter.allowed}")
        return {}
    if parameter.type == "entity":
        return {parameter.name: _entity(parameter, value, base or Base())}
    if parameter.type == "date":
        return _date(parameter, value)
    if parameter.type == "edtf":
        _bounds(parameter, value)
        return {parameter.name: Literal(value, datatype=EDTF)}
    if parameter.type == "integer":
        if not _INTEGER.fullmatch(value):
            raise _refusal(parameter, value)
        return {parameter.name: Literal(str(int(value)), datatype=XSD.integer)}
    if parameter.type == "choice" and value not in parameter.choices:
        raise _refusal(parameter, value, hint(value, parameter.choices))
    return {parameter.name: _string(parameter, value)}


def hint(given: str, names: Sequence[str]) -> str:
    """``; did you mean …?`` for the closest of the names, or nothing."""
    found = nearest(given, names)
    return f"; {found}" if found else ""


def _entity(parameter: Parameter, value: str, base: Base) -> NamedNode:
    prefix = value.partition(":")[0]
    iri = expand(value).value.replace(PREFIXES["ckgid"], base.resources, 1) if prefix in PREFIXES else value
    local = iri.removeprefix(base.resources)
    if _ELSEWHERE.match(local):
        if parameter.kinds:
            raise _refusal(parameter, value)
        return _node(parameter, value, local)
    match = _LOCAL.fullmatch(local)
    kinds = parameter.kinds or KINDS
    if match is None:
        raise _refusal(parameter, value)
    kind, slug = match.groups()
    if kind not in kinds:
        raise _refusal(parameter, value, hint(local, [f"{kind}/{slug}" for kind in kinds]))
    return _node(parameter, value, base.resources + local)


def _node(parameter: Parameter, value: str, iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise _refusal(parameter, value) from None


def _date(parameter: Parameter, value: str) -> dict[str, NamedNode | Literal]:
    sides = zip(parameter.variables, _bounds(parameter, value), strict=True)
    return {name: Literal(day.isoformat(), datatype=XSD.date) for name, day in sides if day}


def _bounds(parameter: Parameter, value: str) -> tuple[date | None, date | None]:
    try:
        return bounds(value)
    except ValueError:
        raise _refusal(parameter, value) from None


def _string(parameter: Parameter, value: str) -> Literal:
    try:
        return Literal(value)
    except ValueError:
        raise _refusal(parameter, value.encode("utf-8", "replace").decode()) from None


def _refusal(parameter: Parameter, value: str, hint: str = "") -> UsageError:
    return UsageError(f"parameter {parameter.name}: {value!r} is not allowed; give {parameter.allowed}{hint}")
