"""Curated files against their JSON Schemas, every mistake with its line and its mend."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry, ValidationError, ValidationErrorKind

from crisiskg.errors import DataError, Problem, nearest
from crisiskg.located import Located, Place

_SCHEME = "json-schema:///"
_NAMES = ("citations", "claims", "corpus", "entities", "wikibase", "wikidata")


@dataclass(frozen=True)
class Schema:
    """One JSON Schema: its validator, and every key it names (to suggest the one that was meant)."""

    validator: Draft202012Validator
    keys: frozenset[str]


def load_schemas(folder: Path) -> dict[str, Schema]:
    """The schemas of a data folder by name: ``entities`` for ``entities.schema.json``.

    Raises ``DataError`` that names each schema file that is missing, unreadable or no JSON Schema.
    """
    files = {name: f"{folder.parent.name}/{folder.name}/{name}.schema.json" for name in _NAMES}
    contents: dict[str, dict[str, Any]] = {}
    problems = []
    for name, shown in files.items():
        try:
            contents[name] = _read(folder / f"{name}.schema.json")
        except (OSError, ValueError) as error:
            problems.append(_broken(shown, error))
    schemas = {}
    if not problems:
        try:
            registry = Registry([(f"{_SCHEME}{name}.schema.json", schema) for name, schema in contents.items()])
        except ValueError as error:
            # The registry does not say which of its schemas refers to what is not there.
            raise DataError(
                f"{folder} does not hold the JSON Schemas",
                [_broken(f"{folder.parent.name}/{folder.name}", error)],
            ) from None
        for name, schema in contents.items():
            try:
                validator = Draft202012Validator({"$id": f"{_SCHEME}{name}.schema.json", **schema}, registry=registry)
            except ValueError as error:
                problems.append(_broken(files[name], error))
            else:
                schemas[name] = Schema(validator, frozenset(_property_names(schema)))
    if problems:
        raise DataError(f"{folder} does not hold the JSON Schemas", problems)
    return schemas


def faults(located: Located, schema: Schema) -> list[tuple[Place, Problem]]:
    """Every departure of a file from its schema, with the place in its value that is at fault."""
    found: list[tuple[Place, Problem]] = []
    for error in schema.validator.iter_errors(located.value):
        place: Place = tuple(error.instance_path)
        # What the reader has refused already is not reported a second time.
        if place not in located.refused:
            found.extend((place, problem) for problem in _explain(located, error, schema.keys))
    return found


def check_schema(located: Located, schema: Schema) -> list[Problem]:
    """Every mistake of a file by itself: what its reader found, and where it departs from its schema."""
    return [*located.problems, *(problem for _, problem in faults(located, schema))]


def _read(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_text("utf-8"))
    if not isinstance(content, dict):
        raise ValueError("it is no JSON object")
    return content


def _broken(shown: str, error: Exception) -> Problem:
    line = error.lineno if isinstance(error, json.JSONDecodeError) else None
    if isinstance(error, FileNotFoundError):
        message = "the schema is missing"
    elif isinstance(error, OSError):
        message = f"the schema cannot be opened: {error.strerror or error}"
    else:
        message = f"not a JSON Schema: {str(error).splitlines()[0]}"
    return Problem(shown, line, "", message, "restore data/schema/ as the program brings it")


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
        broken = any(ord(sign) < 32 for sign in str(error.instance))
        mend = "write it on one line, without TABs" if broken else f"it must match {kind.pattern}"
        return [located.problem(place, f"{error.instance!r} has the wrong form", mend)]
    if isinstance(kind, ValidationErrorKind.PropertyNames):
        return [located.problem(place, f"a key has the wrong form: {kind.error.message}", "rename the key")]
    if isinstance(kind, ValidationErrorKind.Type):
        wanted = " or ".join(kind.types)
        return [located.problem(place, f"{error.instance!r} is the wrong kind of value", f"give {_article(wanted)}")]
    return [located.problem(place, error.message, "see the schema in data/schema/")]


def _article(kind: str) -> str:
    return ("an " if kind[0] in "aeio" else "a ") + kind
