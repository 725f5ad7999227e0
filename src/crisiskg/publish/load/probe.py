"""Finding out what a store cannot do, by trying it on a handful of triples in graphs that are thrown away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from pyoxigraph import Literal, NamedNode

from crisiskg.publish.load.store import RemoteStore
from crisiskg.publish.load.vocabulary import PROBE, swap, veiled
from crisiskg.query import EndpointError
from crisiskg.terms import EDTF, XSD

_EXAMPLE = "https://w3id.org/crisiskg/load/example/"
_S, _A, _B = (NamedNode(_EXAMPLE + name) for name in ("thing", "a", "b"))
_P, _ON, _NEXT = (NamedNode(_EXAMPLE + name) for name in ("has", "on", "next"))
_DAY = Literal("1958-08-23", datatype=XSD.date)
_EDTF = Literal("1958-08~", datatype=EDTF)
_TAGGED = {Literal("港", language="ja"), Literal("みなと", language="ja-hira")}


@dataclass(frozen=True)
class Ability:
    """One thing that a store can or cannot do. ``lack`` tells what follows when it cannot; ``needed`` for a load."""

    name: str
    there: bool
    lack: str
    needed: bool = False


@dataclass(frozen=True)
class Abilities:
    """What a probe has found, in the order of trying."""

    found: tuple[Ability, ...]

    @property
    def missing(self) -> list[Ability]:
        """What the store cannot do."""
        return [ability for ability in self.found if not ability.there]

    @property
    def fit(self) -> bool:
        """Whether a release can be loaded at all."""
        return not any(ability.needed for ability in self.missing)

    def lines(self) -> list[str]:
        """A line for each ability, for people."""
        return [
            f"yes  {ability.name}" if ability.there else f"no   {ability.name}: {ability.lack}"
            for ability in self.found
        ]


def probe(store: RemoteStore) -> Abilities:
    """Try what a release and its queries need. Whatever was written is dropped again.

    Raises ``EndpointError`` when the store takes no update or does not show what it took.
    """
    name = PROBE + uuid4().hex
    one, two, staged, moved = (NamedNode(f"{name}/{part}") for part in ("one", "two", "staged", "moved"))
    values = [_EDTF, *_TAGGED]
    lines = [f"{_S} {_P} {value} ." for value in values] + [
        f"{_S} {_ON} {_DAY} .",
        f"{_S} {_NEXT} {_A} .",
        f"{_A} {_NEXT} {_B} .",
    ]
    held = " ".join(lines)
    try:
        store.update(f"INSERT DATA {{ GRAPH {one} {{ {_S} {_P} {_A} }} GRAPH {two} {{ {held} }} }}")
        if not store.ask(f"GRAPH {one} {{ {_S} {_P} {_A} }}"):
            update = store.addresses.update
            mend = f"is it of the same store as {store.addresses.query}? Give --update and --query"
            raise EndpointError(update, f"takes an update but shows nothing of it; {mend}")
        return Abilities(tuple(_tried(store, one, two, staged, moved)))
    finally:
        _clear(store, one, two, staged, moved)


def _tried(store: RemoteStore, one: NamedNode, two: NamedNode, staged: NamedNode, moved: NamedNode) -> list[Ability]:
    def holds(pattern: str) -> bool:
        return _works(lambda: store.ask(f"GRAPH {two} {{ {pattern} }}"))

    def kept() -> set[object]:
        rows = store.select(f"SELECT ?o WHERE {{ GRAPH {two} {{ {_S} {_P} ?o }} }}").rows
        return {row[0] for row in rows}

    def swapped() -> bool:
        store.add(staged, [veiled(_S, _P, _B), veiled(_A, _NEXT, _B)])
        store.update(*swap(staged, one))
        left = store.count(one) == 2 and store.count(staged) == 2
        return left and store.ask(f"GRAPH {one} {{ {_S} {_P} {_B} . {_A} {_NEXT} {_B} }}")

    def moves() -> bool:
        store.update(f"MOVE GRAPH {staged} TO GRAPH {moved}")
        return store.count(moved) == 2 and store.count(staged) == 0

    apart = not _works(lambda: store.ask(f"GRAPH {two} {{ {_S} {_P} {_A} }}"))
    return [
        Ability("named graphs", apart, "the graphs of a release would run into one", needed=True),
        Ability(
            "replacing a graph by an update",
            _works(swapped),
            "a new release could not take the place of an old one",
            needed=True,
        ),
        Ability("MOVE", _works(moves), "not needed: a load does without"),
        Ability(
            "the default graph of a query is the union of all graphs",
            _works(lambda: store.ask(f"{_S} {_ON} {_DAY} ; {_P} {_B}")),
            "crisiskg query asks for the union; other tools must name the graphs with FROM",
        ),
        Ability(
            "language tags are kept",
            _works(lambda: kept() >= _TAGGED),
            "names in kana or in traditional characters cannot be told from others",
        ),
        Ability(
            "literals of unknown datatypes, such as EDTF, are kept",
            _works(lambda: _EDTF in kept()) and holds(f"{_S} {_P} ?o FILTER (sameTerm(?o, {_EDTF}))"),
            "dates of EDTF are lost or changed; ckg:begin and ckg:end still hold their bounds",
        ),
        Ability(
            "days (xsd:date) are compared",
            holds(f'{_S} {_ON} ?o FILTER (?o < "1958-09-01"^^{XSD.date})')
            and not holds(f'{_S} {_ON} ?o FILTER (?o > "1958-09-01"^^{XSD.date})'),
            "queries between two dates find nothing",
        ),
        Ability("property paths", holds(f"{_S} {_NEXT}+ {_B}"), "queries along chains of letters or parts fail"),
    ]


def _works(attempt: Callable[[], bool]) -> bool:
    """Whether an attempt succeeds; that the store refuses it is an answer too, but not that it is gone."""
    try:
        return attempt()
    except EndpointError as error:
        if error.status is None or error.status in (401, 403, 507):
            raise
        return False


def _clear(store: RemoteStore, *graphs: NamedNode) -> None:
    """Throw the graphs away; a store that fails now has said, or will say, what ails it."""
    try:
        store.drop(*graphs)
    except EndpointError:
        return
