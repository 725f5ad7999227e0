"""Binding the parameters of a stored query: typed terms in a VALUES block, never pasted text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from crisiskg.errors import UsageError
from crisiskg.graph.sparql import rebase
from crisiskg.query.parameters import hint, terms
from crisiskg.terms import Base

if TYPE_CHECKING:
    from crisiskg.query.model import StoredQuery

#: The line that the VALUES block replaces, wherever it stands. A sub-SELECT that must be narrowed by
#: a parameter repeats it, because SPARQL evaluates a sub-SELECT before the group around it.
MARKER = "#: parameters"


def bind(query: StoredQuery, params: Mapping[str, object], base: Base | None = None) -> str:
    """The SPARQL text of a stored query with its parameters bound.

    ``params`` gives values by parameter name: a missing one takes its default; ``None`` or the
    empty text leaves it unbound, which means all. Terms are serialised by pyoxigraph (N-Triples
    escapes), so no value can end its literal or IRI.
    ``base`` is where the resources of the corpus live, when not at the default.
    Raises ``UsageError`` for an unknown parameter or a value that its type refuses.
    """
    base = base or Base()
    names = [parameter.name for parameter in query.parameters]
    for name in params:
        if name not in names:
            known = f"it has {', '.join(names)}" if names else "it has none"
            raise UsageError(f"query {query.name} has no parameter {name!r}: {known}{hint(name, names)}")
    bound = {}
    for parameter in query.parameters:
        bound.update(terms(parameter, params.get(parameter.name, parameter.default), base))
    variables = " ".join(f"?{name}" for name in bound)
    row = " ".join(str(term) for term in bound.values())
    values = f"VALUES ({variables}) {{ ({row}) }}" if bound else ""
    # Only the file's own lines are looked at, before any value is in the text. The header leaves empty
    # lines, so that an error names the line of the file.
    lines = []
    for line in query.text.splitlines():
        header = line.startswith("#+")
        lines.append("" if header else values if line.strip() == MARKER else rebase(line, base))
    return "\n".join(lines) + "\n"
