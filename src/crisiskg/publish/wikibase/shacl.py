"""What the SHACL shapes ask of a kind of thing, as far as another shape language can take it up.

Property shapes are read as they stand. The rules over the whole graph are SPARQL; of them is read what
their conventional parts say: the paths that they bind, the classes and the schemes that a value must have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rdflib

from crisiskg.terms import compact

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
_PATH = re.compile(r"BIND\((\w+:\w+) AS \?path\)")
_SCHEME = re.compile(r'STRENDS\(STR\(\?scheme\), "/(concept/scheme-[\w-]+)"\)')
_VARIABLE = re.compile(
    r'rdf:predicate (\w+:\w+) ; rdf:object \?concept \. BIND\("/(concept/scheme-[\w-]+)" AS \?scheme\)'
)
_LONGEST = re.compile(r"STRLEN\(STR\(\?\w+\)\) > (\d+)")
_CLASS = re.compile(r"EXISTS \{ \?(?!value\b)\w+ a (\w+:\w+) \}")


@dataclass(frozen=True)
class Asked:
    """One property shape: the path, how many values of which class, and by name what else it asks."""

    name: str
    path: str
    of: str
    least: int = 0
    most: int | None = None
    class_: str = ""
    values: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule over the whole graph: its name, what it says, the paths it is about, what their values must be."""

    name: str
    says: str
    paths: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    longest: int | None = None


class Shapes:
    """The shapes of a workspace. Terms are CURIEs; classes and schemes that are ours are local ids."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self._graph = graph
        self._rules = {rule.name: rule for rule in sorted(_rules(graph), key=lambda rule: rule.name)}
        self._schemes = {path: rule.schemes for rule in self._rules.values() if rule.schemes for path in rule.paths}
        for query in graph.objects(None, _SH.select):
            self._schemes |= {path: (scheme,) for path, scheme in _VARIABLE.findall(str(query))}

    def properties(self, classes: Iterable[str]) -> list[Asked]:
        """The property shapes of things of any of these classes, in the order of their names."""
        wanted = set(classes)
        found = {
            _asked(self._graph, property_, target)
            for shape, class_ in self._graph.subject_objects(_SH.targetClass)
            if (target := compact(str(class_))) in wanted
            for property_ in self._graph.objects(shape, _SH.property)
        }
        return sorted(found, key=lambda asked: (asked.name, asked.of))

    def iri_pattern(self, class_: str) -> str:
        """The regular expression that the IRIs of a class match, or nothing."""
        for shape, target in self._graph.subject_objects(_SH.targetClass):
            found = self._graph.value(shape, _SH.pattern)
            if found and compact(str(target)) == class_:
                return str(found)
        return ""

    def rule(self, name: str) -> Rule | None:
        """A rule over the whole graph by its name."""
        return self._rules.get(name)

    def rules(self, group: str) -> list[Rule]:
        """The rules of one group, such as ``event-rules``, in the order of their names."""
        names = {_name(rule) for shape in _named(self._graph, group) for rule in self._graph.objects(shape, _SH.sparql)}
        return [self._rules[name] for name in sorted(names)]

    def schemes(self, path: str) -> tuple[str, ...]:
        """The schemes, by their local ids, that the values of a property must be of."""
        return self._schemes.get(path, ())

    def longest(self, path: str) -> int | None:
        """The greatest length that a rule allows the values of a property, in characters."""
        return next((rule.longest for rule in self._rules.values() if rule.longest and path in rule.paths), None)

    def classes(self, path: str) -> tuple[str, ...]:
        """The classes, of which the values of a property must have one, where a rule says so."""
        return next((rule.classes for rule in self._rules.values() if rule.classes and path in rule.paths), ())


def _rules(graph: rdflib.Graph) -> Iterator[Rule]:
    for node, query in graph.subject_objects(_SH.select):
        text = str(query)
        longest = _LONGEST.search(text)
        message = next((m for m in graph.objects(node, _SH.message) if getattr(m, "language", "") == "en"), "")
        yield Rule(
            name=_name(node),
            says=_first_clause(str(message)),
            paths=tuple(_PATH.findall(text)),
            classes=tuple(dict.fromkeys(_CLASS.findall(text))),
            schemes=tuple(dict.fromkeys(_SCHEME.findall(text))),
            longest=int(longest[1]) if longest else None,
        )


def _asked(graph: rdflib.Graph, node: rdflib.term.Node, of: str) -> Asked:
    def one(predicate: rdflib.URIRef) -> str:
        value = graph.value(node, predicate)
        return "" if value is None else str(value)

    read = {_SH.path, _SH.minCount, _SH.maxCount, _SH["class"], _SH.hasValue, _SH.severity, _SH.message}
    others = {compact(str(predicate)) for predicate in graph.predicates(node) if predicate not in read}
    return Asked(
        name=_name(node),
        path=compact(one(_SH.path)),
        of=of,
        least=int(one(_SH.minCount) or 0),
        most=int(one(_SH.maxCount)) if one(_SH.maxCount) else None,
        class_=compact(one(_SH["class"])),
        values=tuple(sorted(compact(str(value)) for value in graph.objects(node, _SH.hasValue))),
        others=tuple(sorted(other for other in others if other.startswith("sh:"))),
    )


def _named(graph: rdflib.Graph, name: str) -> list[rdflib.term.Node]:
    return [node for node in set(graph.subjects(_SH.sparql, None)) if _name(node) == name]


def _name(node: rdflib.term.Node) -> str:
    return str(node).rpartition("#")[2]


def _first_clause(message: str) -> str:
    """What a message says is wrong, without what to do about it."""
    return message.partition(": ")[0].rstrip(".")
