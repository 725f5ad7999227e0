"""Which item of a Wikibase a thing of ours is: one that is there, or a placeholder for a new one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Dictionary

from crisiskg.publish.wikibase.graph import Graph
from crisiskg.terms import CKG, PREFIXES, SKOS
from crisiskg.wikibase.mapping import Mapping

#: The kinds that become items. What a membership says is a statement about the person.
KINDS = (
    *("text", "work", "archive", "place", "concept", "state", "organization"),
    *("office", "person", "agreement", "obligation", "event"),
)

#: From here on ids are placeholders: item ids end at 2147483647, and no Wikibase has come near the last of them.
FIRST_PLACEHOLDER = 2_000_000_000
_ROOM = 147_483_647
_ACTUAL = "concept/actuality-actual"


class Ids:
    """The item id of every thing and term, and whether the Wikibase has it already.

    A placeholder is made of a digest of the local id, so that it stays when others come or go.
    ``given`` are ids that things have got in the Wikibase since the mapping was written.
    """

    def __init__(self, graph: Graph, mapping: Mapping, given: Dictionary[str, str] | None = None) -> None:
        self.mapping = mapping
        self.graph = graph
        self._given = given or {}
        self.left_out: dict[str, str] = {}
        self._ids: dict[str, tuple[str, bool]] = {}
        wanted = [key for kind in KINDS for key in graph.things(kind)]
        if mapping.own:
            wanted += [key for key in (*mapping.items, *mapping.without_item) if key not in wanted]
        taken: set[str] = set()
        for key in sorted(wanted):
            reason = self._refused(key)
            if reason:
                self.left_out[key] = reason
                continue
            known = self._known(key)
            id_ = known or _placeholder(key, taken)
            taken.add(id_)
            self._ids[key] = (id_, known is not None)

    def of(self, key: str) -> str | None:
        """The id of a thing or term, or ``None`` when there is none and none is made."""
        found = self._ids.get(key)
        return found[0] if found else self.mapping.item(key)

    def exports(self, key: str) -> bool:
        """Whether a thing becomes an item of the export, and so can bear statements."""
        return key in self._ids

    def known(self, key: str) -> bool:
        """Whether the Wikibase has the item already."""
        return key not in self._ids or self._ids[key][1]

    def ours(self, key: str) -> bool:
        """Whether the Wikibase has the item because an earlier batch of ours made it."""
        return key in self._given

    def exported(self) -> list[str]:
        """The keys of all things that become items, sorted by kind and then by id."""
        order = {kind: number for number, kind in enumerate(KINDS)}
        return sorted(self._ids, key=lambda key: (order.get(key.partition("/")[0], -1), key))

    def why_not(self, key: str) -> str:
        """Why a thing or term has no item."""
        return self.left_out.get(key) or self.mapping.without_item.get(key) or "it is no item there"

    def _known(self, key: str) -> str | None:
        found = self._given.get(key) or self.mapping.item(key)
        if found or self.mapping.own:
            return found
        matches = (link.removeprefix(PREFIXES["wd"]) for link in self.graph.links(key, SKOS.exactMatch))
        return next((match for match in matches if match[:1] == "Q" and match[1:].isdigit()), None)

    def _refused(self, key: str) -> str | None:
        """Why a thing cannot be an item of Wikidata; in a Wikibase of one's own everything can."""
        if self.mapping.own:
            return None
        kind = key.partition("/")[0]
        if kind == "obligation":
            return self.mapping.facts["ckg:obligationOf"].none
        if kind == "concept" and (self.graph.links(key, SKOS.inScheme) or key.startswith("concept/scheme-")):
            return self.mapping.without_item.get(key) or "a controlled term of crisiskg"
        actuality = self.graph.link(key, CKG.actuality) or _ACTUAL
        if actuality != _ACTUAL and not self.mapping.item(actuality):
            return self.mapping.without_item.get(actuality)
        return None


def _placeholder(key: str, taken: set[str]) -> str:
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % _ROOM
    while f"Q{FIRST_PLACEHOLDER + number}" in taken:
        number = (number + 1) % _ROOM
    return f"Q{FIRST_PLACEHOLDER + number}"
