"""Two releases side by side: which things came, which went, which changed and how."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Store

from crisiskg.errors import DataError
from crisiskg.terms import compact


@dataclass(frozen=True, order=True)
class Change:
    """One thing that differs between two releases.

    ``status`` is ``added``, ``removed`` or ``changed``; ``gone`` and ``new`` are the triples that
    only the old and only the new release has, as N-Triples predicates and objects.
    """

    thing: str
    status: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def compare(old: Store, new: Store) -> list[Change]:
    """Every thing that differs, sorted by IRI. Named graphs are not compared, their triples are.

    Without blank nodes plain sets of triples tell the difference; with one, ``DataError`` is raised.
    """
    before, after = _by_subject(old), _by_subject(new)
    changes = []
    for thing in sorted(before.keys() | after.keys()):
        gone = before.get(thing, set()) - after.get(thing, set())
        come = after.get(thing, set()) - before.get(thing, set())
        if gone or come:
            status = "added" if thing not in before else "removed" if thing not in after else "changed"
            changes.append(Change(thing, status, tuple(sorted(gone)), tuple(sorted(come))))
    return changes


def _by_subject(store: Store) -> dict[str, set[str]]:
    grouped: dict[str, set[str]] = {}
    for quad in store:
        if not isinstance(quad.subject, NamedNode) or isinstance(quad.object, BlankNode):
            raise DataError(f"a release has no blank nodes, but one of these has {quad.subject}")
        grouped.setdefault(quad.subject.value, set()).add(f"{compact(quad.predicate.value)} {quad.object}")
    return grouped
