"""Statements in a ShEx schema for a Wikibase: plain facts, claims with their qualifiers, references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crisiskg.publish.wikibase.schema_values import Values
from crisiskg.publish.wikibase.shacl import Asked
from crisiskg.publish.wikibase.shexc import Arc, Count, Shape
from crisiskg.wikibase.mapping import Mapping

#: The properties by which a date is said, as a value and as a qualifier.
_DATES = ("P585", "P580", "P582")
_BOUNDS = ("P1319", "P1326")
_MEMBERSHIP = "org:Membership"
_REFERENCE = ("text", "url", "page", "section", "quotation", "retrieved", "heldBy")
#: Our property behind a qualifier of the mapping, where there is one.
_PATHS = {
    "office": "ckg:qualifierOffice",
    "holderOffice": "ckg:qualifierOffice",
    "place": "ckg:qualifierPlace",
    "statedAs": "ckg:qualifierStatedAs",
    "namedAs": "ckg:qualifierStatedAs",
    "article": "ckg:qualifierArticle",
    "certainty": "ckg:certainty",
    "attitude": "ckg:attitude",
    "actuality": "ckg:actuality",
    "polarity": "ckg:polarity",
    "preferred": "ckg:rankReason",
    "deprecated": "ckg:rankReason",
    "heldBy": "ckg:heldBy",
}
_RANKS = "[ wikibase:PreferredRank wikibase:NormalRank wikibase:DeprecatedRank ]"


@dataclass
class Said:
    """What may be said with one property of the Wikibase: by which of our properties, with values of which classes."""

    paths: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    count: Count = (0, None)

    def add(self, path: str, classes: Iterable[str], count: Count = (0, None)) -> None:
        """One more of our properties; how often is known only as long as there is one."""
        self.count = (0, None) if self.paths else count
        self.paths.append(path)
        self.classes.update(classes)


def claims_about(classes: frozenset[str], values: Values) -> dict[str, Said]:
    """What claims may say of things of these classes, by the key of the property of the Wikibase."""
    found: dict[str, Said] = {}
    vocabulary = values.vocabulary
    for path, rule in values.mapping.claims.items():
        domain, range_ = vocabulary.domains.get(path, frozenset()), vocabulary.ranges.get(path, frozenset())
        if rule.inverse:
            domain, range_ = range_, domain
        if not domain & classes:
            continue
        if _MEMBERSHIP in range_:
            range_ = frozenset(_office(values))
        keys = _DATES if rule.property == "P585" else (rule.property, *rule.types.values())
        for key in dict.fromkeys(key for key in keys if key):
            found.setdefault(key, Said()).add(path, range_)
    return found


def claim_arc(key: str, said: Said, plain: Said | None, values: Values) -> Arc | None:
    """The statements of one property that have a text behind them; ``plain`` are those that need none."""
    known = values.mapping.property(key)
    if known is None:
        return None
    id_, datatype = known
    shape = Shape(f"{id_}-claim", (Arc(f"ps:{id_}", _value(datatype, said, values), (1, 1)),), also=_claim(values))
    value = values.add(shape)
    if plain:
        none = Arc("prov:wasDerivedFrom", ".", (0, 0))
        arc = Arc(f"ps:{id_}", _value(datatype, plain, values), (1, 1))
        value = f"( {value} OR {values.add(Shape(f'{id_}-fact', (arc, none)))} )"
    paths = said.paths + (plain.paths if plain else [])
    return Arc(f"p:{id_}", value, note=f"{_label(values.mapping, key)}: {', '.join(paths)}")


def fact_arc(key: str, said: Said, values: Values) -> Arc | None:
    """The values of one property that need no text behind them."""
    known = values.mapping.property(key)
    if known is None:
        return None
    id_, datatype = known
    note = f"{_label(values.mapping, key)}: {', '.join(said.paths)}"
    return Arc(f"wdt:{id_}", _value(datatype, said, values), said.count, note)


def asked_count(asked: Asked | None) -> Count:
    """How often a property shape wants its path."""
    return (asked.least, asked.most) if asked else (0, None)


def _value(datatype: str, said: Said, values: Values) -> str:
    if datatype != "wikibase-item":
        return values.literal(datatype)
    if said.paths == ["dcterms:language"]:
        return values.items(key for key in values.mapping.items if key.startswith("language:")) or "[ wd:~ ]"
    terms = [values.terms(path) for path in said.paths]
    if all(terms):
        return " OR ".join(dict.fromkeys(term for term in terms if term))
    return values.things(said.classes)


def _claim(values: Values) -> str:
    """What every statement with a text behind it has: a rank, qualifiers of the right type, references."""
    arcs = [Arc("wikibase:rank", _RANKS, (1, 1))] if values.shapes.rule("claim-rank") else []
    arcs += _qualifiers(values)
    anchored = values.shapes.rule("claim-anchored") is not None
    arcs.append(Arc("prov:wasDerivedFrom", _reference(values), (1, None) if anchored else (0, None)))
    return values.add(Shape("claim", tuple(arcs), notes=("A statement with a text behind it.",)))


def _qualifiers(values: Values) -> Iterator[Arc]:
    mapping = values.mapping
    users: dict[str, list[str]] = {}
    for name, rule in mapping.qualifiers.items():
        if rule.property and name not in _REFERENCE:
            users.setdefault(rule.property, []).append(name)
    for key in ("schema:unitText", *_DATES[1:], *_BOUNDS):
        users.setdefault(key, [])
    if mapping.property("ckg:attitude"):
        users |= {"ckg:attitude": ["attitude"], "ckg:heldBy": ["heldBy"]}
        users["P5102"] = [name for name in users.get("P5102", []) if name != "attitude"]
    once = values.shapes.rule("claim-at-most-one")
    for key in sorted(users, key=list(mapping.properties).index):
        known = mapping.property(key)
        names = users[key]
        if known is None or (known[1] == "wikibase-item" and not names):
            continue
        paths = [_PATHS[name] for name in names if name in _PATHS]
        alone = len(names) == 1 and key != "P3831" and once is not None and set(paths) & set(once.paths)
        value = _qualifier_value(key, known[1], names, paths, values)
        note = ": ".join(part for part in (_label(mapping, key), ", ".join(paths)) if part)
        yield Arc(f"pq:{known[0]}", value, (0, 1) if alone else (0, None), note)


def _qualifier_value(key: str, datatype: str, names: list[str], paths: list[str], values: Values) -> str:
    if datatype != "wikibase-item":
        return values.literal(datatype, next((values.shapes.longest(path) for path in paths), None))
    parts: list[str | None] = [values.terms(path) for path in paths]
    if key == "P1480":
        parts.append(values.items(key for key in values.mapping.items if key.startswith("edtf:")))
    if key == "P3831":
        roles = [path for path, rule in values.mapping.claims.items() if rule.role]
        parts = [values.things(_office(values)), values.items(roles)]
    if "place" in names:
        parts = [values.things(_rule_classes("claim-qualifier-place", values))]
    if "heldBy" in names:
        parts = [values.things(_rule_classes("claim-holder", values))]
    return " OR ".join(dict.fromkeys(part for part in parts if part)) or "[ wd:~ ]"


def _reference(values: Values) -> str:
    """Text and address, once and at least once; page, section, quotation and day where they are given."""
    arcs = []
    classes = {"text": "claim-source", "heldBy": "claim-holder"}
    counts: dict[str, Count] = {"text": (1, 1), "url": (1, None), "retrieved": (0, 1)}
    for name in _REFERENCE:
        key = values.mapping.qualifiers[name].property or ""
        known = values.mapping.property(key)
        if known:
            value = values.things(_rule_classes(classes[name], values)) if name in classes else values.literal(known[1])
            arcs.append(Arc(f"pr:{known[0]}", value, counts.get(name, (0, None)), _label(values.mapping, key)))
    return values.add(Shape("reference", tuple(arcs), notes=("Where a text makes the claim.",)))


def _rule_classes(name: str, values: Values) -> tuple[str, ...]:
    rule = values.shapes.rule(name)
    return rule.classes if rule else ()


def _office(values: Values) -> list[str]:
    """The class of what is held in a membership: a Wikibase has no memberships, only offices held."""
    return [asked.class_ for asked in values.shapes.properties([_MEMBERSHIP]) if asked.path == "org:role"]


def _label(mapping: Mapping, key: str) -> str:
    label = mapping.properties[key].label
    return f"{label['en']} / {label['ja']}"
