"""Curated files against their JSON Schemas, every mistake with its line and its mend."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry, ValidationError, ValidationErrorKind

from crisiskg.errors import Problem, nearest
from crisiskg.located import Located

_SCHEME = "json-schema:///"


@dataclass(frozen=True)
class Schema:
    """One JSON Schema: its validator, and every key it names (to suggest the one that was meant)."""

    validator: Draft202012Validator
    keys: frozenset[str]


def load_schemas(folder: Path) -> dict[str, Schema]:
    """The schemas of a folder by name: ``entities`` for ``entities.schema.json``."""
    contents = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.schema.json"))}
    registry = Registry([(_SCHEME + name, schema) for name, schema in contents.items()])
    return {
        name.removesuffix(".schema.json"): Schema(
            Draft202012Validator({"$id": _SCHEME + name, **schema}, registry=registry),
            frozenset(_property_names(schema)),
        )
        for name, schema in contents.items()
    }


def check_schema(located: Located, schema: Schema) -> list[Problem]:
    """Every place where a file departs from its schema, its duplicate keys included."""
    problems = list(located.problems)
    for error in schema.validator.iter_errors(located.value):
        problems.extend(_explain(located, error, schema.keys))
    return problems


def _property_names(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*(_property_names(part) for part in schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    names = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return names.union(*(_property_names(part) for part in schema.values()))


def _explain(located: Located, error: ValidationError, keys: frozenset[str]) -> list[Problem]:
    place = tuple(error.instance_path)
    kind = error.kind
    if isinstance(kind, ValidationErrorKind.AdditionalProperties):
        return [
            located.problem(
                (*place, key),
                f"unknown key {key!r}",
                nearest(key, keys) or "remove it, or use one of the keys of the schema",
            )
            for key in kind.unexpected
        ]
    if isinstance(kind, ValidationErrorKind.Required):
        return [located.problem(place, f"the key {kind.property!r} is missing", f"add {kind.property}: …")]
    if isinstance(kind, ValidationErrorKind.Enum):
        options = [str(option) for option in kind.options]
        mend = nearest(str(error.instance), options) or "use one of " + ", ".join(options[:12])
        return [located.problem(place, f"{error.instance!r} is not allowed here", mend)]
    if isinstance(kind, ValidationErrorKind.FalseSchema):
        return [located.problem(place, "this key does not belong on this kind of thing", "remove it")]
    if isinstance(kind, ValidationErrorKind.Pattern):
        return [located.problem(place, f"{error.instance!r} has the wrong form", f"it must match {kind.pattern}")]
    if isinstance(kind, ValidationErrorKind.PropertyNames):
        return [located.problem(place, f"a key has the wrong form: {kind.error.message}", "rename the key")]
    if isinstance(kind, ValidationErrorKind.Type):
        wanted = " or ".join(kind.types)
        return [located.problem(place, f"{error.instance!r} is the wrong kind of value", f"give {_article(wanted)}")]
    return [located.problem(place, error.message, "see the schema in data/schema/")]


def _article(kind: str) -> str:
    return ("an " if kind[0] in "aeio" else "a ") + kind
