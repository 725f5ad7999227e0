"""The mapping of our terms to a Wikibase: Wikidata's, or somebody's own with the ids it has there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crisiskg.claims.schema import check_schema, load_schemas
from crisiskg.errors import DataError, Problem, nearest
from crisiskg.located import Located, read_yaml
from crisiskg.terms import KIND_CLASSES, compact
from crisiskg.wikibase.model import EntityId

FILE = "wikidata.yaml"
#: The key of the class of each kind of thing.
CLASSES = {
    kind: compact(classes[0].value)
    for kind, classes in KIND_CLASSES.items()
    if kind not in ("membership", "claim", "note", "citation")
}

WIKIDATA = "http://www.wikidata.org/"


@dataclass(frozen=True)
class Property:
    """A property of the mapping: ``key`` is Wikidata's id or, where it has none, our CURIE."""

    key: str
    datatype: str
    label: dict[str, str]


@dataclass(frozen=True)
class Rule:
    """How one of our properties is said: by ``property``, or not at all for the reason ``none``.

    ``role`` tells whether a qualifier names the role; ``inverse`` whether subject and object change
    places; ``types`` gives another property for subjects of certain types. In Wikidata, whose
    properties have their own meaning, only what is one of ``subjects``, and none of ``never``, is
    told so, and only with one of ``values``: kinds, types, statuses of agreements, or ``known`` for
    what Wikidata has already.
    """

    property: str | None
    none: str = ""
    role: bool = False
    inverse: bool = False
    types: dict[str, str] = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    def of(self, types: frozenset[str]) -> str | None:
        """The property for a subject of these types."""
        return next((key for type_, key in sorted(self.types.items()) if type_ in types), self.property)


@dataclass(frozen=True)
class Taken:
    """What a statement that no export of ours makes is taken for: a property of ours, maybe turned round."""

    claim: str
    inverse: bool = False


@dataclass(frozen=True)
class Mapping:
    """What our terms are in one Wikibase.

    ``work`` is the work that the Wikibase is as a source of claims; ``taken`` tells by the property
    what else than our own exports is read from it. ``ids`` translates the keys of the mapping
    (Wikidata's ids, our CURIEs and local ids) into the ids of a Wikibase of one's own; it is ``None``
    for Wikidata itself. ``file`` is what they were read from, for messages.
    """

    name: str
    base: str
    properties: dict[str, Property]
    items: dict[str, str]
    without_item: dict[str, str]
    labels: dict[str, dict[str, str]]
    claims: dict[str, Rule]
    facts: dict[str, Rule]
    qualifiers: dict[str, Rule]
    attitudes: dict[str, Rule]
    lasting: frozenset[str]
    work: str | None = None
    taken: dict[str, Taken] = field(default_factory=dict)
    ids: dict[str, str] | None = None
    file: Located | None = None

    @property
    def own(self) -> bool:
        """Whether this is a Wikibase of one's own."""
        return self.ids is not None

    def property(self, key: str | None) -> tuple[str, str] | None:
        """The id and the datatype of a property by its key, or ``None`` when the Wikibase has none."""
        if key is None or key not in self.properties:
            return None
        id_ = self.ids.get(key) if self.ids is not None else key if key[0] == "P" and key[1:].isdigit() else None
        return (id_, self.properties[key].datatype) if id_ else None

    def item(self, key: str) -> str | None:
        """The id of the item that stands for one of our terms or things, when the Wikibase has it."""
        if self.ids is None:
            return self.items.get(key)
        return self.ids.get(key) or self.ids.get(self.items.get(key, ""))

    def unknown_ids(self, things: Iterable[str]) -> list[Problem]:
        """A problem for each id that is given to a thing which is not among these."""
        if self.file is None or self.ids is None:
            return []
        known = set(things)
        return [
            self.file.problem(("ids", key), f"there is no {key}", nearest(key, known) or "correct or remove it")
            for key in self.ids
            if "/" in key and key not in known and key not in self.without_item and key not in self.items
        ]

    def datatypes(self) -> dict[str, str]:
        """The datatype of every property by the id that it has in the Wikibase."""
        known = dict(filter(None, (self.property(key) for key in self.properties)))
        return known if self.own else {**known, **dict.fromkeys(self.taken, "wikibase-item")}

    def keys(self) -> dict[str, str]:
        """The key of every property by the id that it has in the Wikibase."""
        found = {key: self.property(key) for key in self.properties}
        known = {named[0]: key for key, named in found.items() if named}
        return known if self.own else {**known, **{key: key for key in self.taken if key not in known}}

    def terms(self) -> dict[str, list[str]]:
        """The keys of our terms, sorted, by the id of the item that stands for them."""
        found: dict[str, list[str]] = {}
        for key in sorted({*self.items, *self.without_item, *(self.ids or ())}):
            id_ = self.item(key)
            if id_:
                found.setdefault(id_, []).append(key)
        return found

    def missing_properties(self) -> list[Property]:
        """The properties that the Wikibase of one's own has no id for."""
        return [found for key, found in self.properties.items() if self.ids is not None and key not in self.ids]


def load_mapping(data: Path, own: Path | None = None) -> Mapping:
    """Read ``wikidata.yaml`` of a data folder, and the ids of a Wikibase of one's own from a file.

    Raises ``DataError`` with every mistake: a departure from the schema, a property that is used but
    not listed, an id that is none, a key that the mapping does not know.
    """
    schemas = load_schemas(data / "schema")
    located = read_yaml(data / FILE, f"{data.name}/{FILE}")
    problems = check_schema(located, schemas["wikidata"]) or _unlisted(located)
    if problems:
        raise DataError(f"{located.file} has mistakes", problems)
    value = located.value
    mapping = Mapping(
        name="Wikidata",
        base=WIKIDATA,
        properties={
            key: Property(key, given["datatype"], {"ja": given["ja"], "en": given["en"]})
            for key, given in value["properties"].items()
        },
        items={key: given["id"] for key, given in value["items"].items() if "id" in given},
        without_item={key: given["none"] for key, given in value["items"].items() if "none" in given},
        labels={key: given["label"] for key, given in value["items"].items() if "label" in given},
        claims=_rules(value["claims"]),
        facts=_rules(value["facts"]),
        qualifiers=_rules(value["qualifiers"]),
        attitudes=_rules(value["attitudes"]),
        lasting=frozenset(value["lasting"]),
        work=value.get("work"),
        taken={key: Taken(rule["claim"], rule.get("inverse", False)) for key, rule in value.get("taken", {}).items()},
    )
    return _with_ids(mapping, own, schemas) if own else mapping


def _with_ids(mapping: Mapping, own: Path, schemas: dict[str, Any]) -> Mapping:
    located = read_yaml(own)
    problems = check_schema(located, schemas["wikibase"])
    if problems:
        raise DataError(f"{own} has mistakes", problems)
    ids: dict[str, str] = located.value.get("ids", {})
    known = {*mapping.properties, *mapping.items, *mapping.items.values(), *mapping.without_item}
    for key, id_ in ids.items():
        wanted = "P" if key in mapping.properties else "Q"
        if key not in known and "/" not in key:
            mend = nearest(key, known) or "use a key of data/wikidata.yaml or a local id such as state/japan"
            problems.append(located.problem(("ids", key), f"the mapping knows no {key}", mend))
        elif id_[0] != wanted:
            kind = "property, whose id begins with P" if wanted == "P" else "thing, whose id begins with Q"
            problems.append(located.problem(("ids", key), f"{id_} cannot be: {key} is a {kind}", "correct the id"))
    doubled = {id_ for id_, times in Counter(ids.values()).items() if times > 1}
    for key, id_ in ids.items():
        if id_ in doubled:
            problems.append(located.problem(("ids", key), f"{id_} stands for several keys", "give each its own"))
    if problems:
        raise DataError(f"{own} has mistakes", problems)
    given = located.value
    return replace(mapping, name=given["name"], base=given["base"], work=given.get("work"), ids=ids, file=located)


def _rules(given: dict[str, Any]) -> dict[str, Rule]:
    return {
        key: Rule(
            property=rule.get("property"),
            none=rule.get("none", ""),
            role=rule.get("role", False),
            inverse=rule.get("inverse", False),
            types=rule.get("types", {}),
            subjects=frozenset(rule.get("subjects", ())),
            values=frozenset(rule.get("values", ())),
            never=frozenset(rule.get("never", ())),
        )
        for key, rule in given.items()
    }


def _unlisted(located: Located) -> list[Any]:
    """Every property that a rule uses and the list lacks, and every id that is none."""
    value = located.value
    problems = []
    for part in ("claims", "facts", "qualifiers", "attitudes"):
        for key, rule in value[part].items():
            for used in (rule.get("property"), *rule.get("types", {}).values()):
                if used and used not in value["properties"]:
                    mend = nearest(used, value["properties"]) or "add it to properties, with label and datatype"
                    problems.append(located.problem((part, key), f"the property {used} is not listed", mend))
    for key, given in value["items"].items():
        if "id" in given:
            EntityId(given["id"])
            if value["properties"].get(key):
                problems.append(located.problem(("items", key), f"{key} is a property", "move it to properties"))
    return problems
