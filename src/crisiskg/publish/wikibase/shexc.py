"""ShEx schemas as ShExC, the syntax in which Wikidata keeps its EntitySchemas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

#: How often a property is there: at least and at most; ``None`` is without end.
Count = tuple[int, int | None]

_SIGNS: dict[Count, str] = {(1, 1): "", (0, 1): " ?", (0, None): " *", (1, None): " +"}
_WIDTH = 110


@dataclass(frozen=True)
class Arc:
    """One triple constraint: the property, what its values must be, how often it is there, and what that means."""

    predicate: str
    value: str
    count: Count = (0, None)
    note: str = ""


@dataclass(frozen=True)
class Shape:
    """One shape. ``also`` is a shape that its nodes have besides; ``extra`` may have further values of any kind."""

    name: str
    arcs: tuple[Arc, ...]
    extra: tuple[str, ...] = ()
    also: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """A node constraint under a name, such as what a time value may be."""

    name: str
    value: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """A schema: what it is about, the shape that items begin with, and the shapes that it needs."""

    start: str
    prefixes: dict[str, str]
    about: tuple[str, ...]
    shapes: tuple[Shape | Named, ...] = field(default=())

    def text(self) -> str:
        """The schema as ShExC; the same shapes give the same text."""
        head = [f"PREFIX {name}: <{iri}>" for name, iri in sorted(self.prefixes.items())]
        bodies = [_named(shape) if isinstance(shape, Named) else _shape(shape) for shape in self.shapes]
        parts = [_comments(self.about), head, [f"start = {reference(self.start)}"], *bodies]
        return "\n\n".join("\n".join(part) for part in parts) + "\n"


def reference(name: str) -> str:
    """A reference to a shape of the same schema."""
    return f"@<{name}>"


def value_set(values: Iterable[tuple[str, str]]) -> str:
    """A set of values, each with a comment that tells what it is; one line a value.

    >>> value_set([("wd:Q5", "foaf:Person")])
    '[ wd:Q5 ]'
    """
    listed = list(values)
    if len(listed) == 1:
        return f"[ {listed[0][0]} ]"
    return "\n".join(["[", *(f"    {value}  # {note}" for value, note in listed), "  ]"])


def pattern(regex: str) -> str:
    """A regular expression of Python or SHACL as ShExC writes it.

    >>> pattern("/(?:state)/[a-z]+$")
    '/\\\\/(state)\\\\/[a-z]+$/'
    """
    return "/" + regex.replace("(?:", "(").replace("/", "\\/") + "/"


def _named(named: Named) -> list[str]:
    return [*_comments(named.notes), f"<{named.name}> {named.value}"]


def _shape(shape: Shape) -> list[str]:
    also = f"{shape.also} AND " if shape.also else ""
    extra = f"EXTRA {' '.join(shape.extra)} " if shape.extra else ""
    last = len(shape.arcs) - 1
    lines = [*_comments(shape.notes), f"<{shape.name}> {also}{extra}{{"]
    for number, arc in enumerate(shape.arcs):
        end = "" if number == last else " ;"
        note = f"  # {arc.note}" if arc.note else ""
        lines.append(f"  {arc.predicate} {arc.value}{_count(arc.count)}{end}{note}")
    return [*lines, "}"]


def _count(count: Count) -> str:
    if count in _SIGNS:
        return _SIGNS[count]
    least, most = count
    return f" {{{least}}}" if least == most else f" {{{least},{'*' if most is None else most}}}"


def _comments(lines: Sequence[str]) -> list[str]:
    """Comment lines; one that is too long goes on in the next, indented."""
    found = []
    for line in lines:
        start = "  " if line.startswith("- ") else ""
        found += [f"# {part}".rstrip() for part in wrap(line, _WIDTH, subsequent_indent=start) or [""]]
    return found
