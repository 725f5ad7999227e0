"""Which things of ours the items of a Wikibase are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from crisiskg.claims.model import Entity
from crisiskg.claims.vocabulary import Statable
from crisiskg.wikibase.mapping import Mapping as Terms

_WIKIDATA = "wikidata:"


class Things:
    """The curated entities by the ids of their items.

    An entity has the id that the mapping gives it; in Wikidata also the one it is matched to
    exactly. Controlled terms are values only: what an item says of them is no matter of the corpus.
    """

    def __init__(self, entities: Mapping[str, Entity], mapping: Terms) -> None:
        self._entities = entities
        self._own = mapping.own
        found: dict[str, list[str]] = defaultdict(list)
        for id_, entity in sorted(entities.items()):
            item = mapping.item(id_) or (None if mapping.own else _match(entity))
            if item:
                found[item].append(id_)
        self._found = dict(found)
        tenures: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id_, entity in sorted(entities.items()):
            if entity.kind == "membership":
                tenures[entity.fields["member"], entity.fields["role"]].append(id_)
        self._tenures = dict(tenures)

    def of(self, item: str) -> tuple[str, ...]:
        """The things that an item is; more than one where several are matched to it."""
        return tuple(self._found.get(item, ()))

    def subjects(self, item: str) -> tuple[str, ...]:
        """The things that statements of an item may be about."""
        return tuple(id_ for id_ in self.of(item) if "scheme" not in self._entities[id_].fields)

    def items(self) -> dict[str, str]:
        """The ids of the items whose statements are wanted, and where the data say that these are they."""
        return {item: self._given(item) for item in self._found if self.subjects(item)}

    def _given(self, item: str) -> str:
        things = self.of(item)
        if self._own:
            return f"the id of {' and '.join(things)} in the file of --mapping"
        return " and ".join(f"`match` of {thing} in {self._entities[thing].file}" for thing in things)

    def tenures(self, person: str, office: str) -> tuple[str, ...]:
        """The memberships by which a person held an office."""
        return tuple(self._tenures.get((person, office), ()))

    def types(self, thing: str) -> frozenset[str]:
        """The concepts that tell what kind of event, agreement or obligation a thing is."""
        fields = self._entities[thing].fields
        return frozenset(fields[key] for key in ("type", "instrumentKind") if key in fields)

    def field(self, thing: str, key: str) -> object:
        """What the curated data say of a thing under a key; ``None`` when nothing."""
        return self._entities[thing].fields.get(key)

    def may_have(self, thing: str, statable: Statable) -> bool:
        """Whether a property may be said of a thing: by its kind, and for some of crises or acts only."""
        if thing.partition("/")[0] not in statable.kinds:
            return False
        if not thing.startswith("event/") or "sem:Event" in statable.domain:
            return True
        fields = self._entities[thing].fields
        crisis = "ckg:Crisis" in statable.domain and bool(fields.get("crisis"))
        return crisis or ("ckg:AgreementAction" in statable.domain and "agreement" in fields)


def _match(entity: Entity) -> str | None:
    """The Wikidata item that an entity is matched to exactly."""
    matches = entity.fields.get("match", {}).get("exact", ())
    return next((match.removeprefix(_WIKIDATA) for match in matches if match.startswith(_WIKIDATA)), None)
