"""Short descriptions that tell like-named items apart, in Japanese and English."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from crisiskg.publish.wikibase.graph import Graph
from crisiskg.terms import CKG, DCTERMS, ORG, SCHEMA, SEM, SKOS

_SUBTITLE = re.compile(r"\s*[:：―─—–]")

#: What a thing of each kind is called, in Japanese and English.
KIND_NAMES = {
    "person": {"ja": "人物", "en": "person"},
    "state": {"ja": "国家", "en": "state"},
    "organization": {"ja": "組織", "en": "organization"},
    "place": {"ja": "場所", "en": "place"},
    "agreement": {"ja": "合意", "en": "agreement"},
    "event": {"ja": "出来事", "en": "event"},
    "concept": {"ja": "国際危機研究の概念", "en": "concept in the study of international crises"},
    "work": {"ja": "文献", "en": "work"},
    "archive": {"ja": "文書館資料", "en": "archival material"},
    "office": {"ja": "官職", "en": "office"},
    "obligation": {"ja": "合意上の義務", "en": "obligation under an agreement"},
    "text": {"ja": "学術テキスト", "en": "scholarly text"},
}
_TYPES = {
    "event": SEM.eventType,
    "agreement": CKG.instrumentKind,
    "work": DCTERMS.type,
    "archive": DCTERMS.type,
    "obligation": CKG.obligationType,
}


def names_of(graph: Graph, thing: str) -> dict[str, str]:
    """The preferred names of a thing by language."""
    return dict(graph.names(thing, SKOS.prefLabel))


def description(graph: Graph, thing: str, language: str) -> str:
    """What a thing is, with what tells it apart: its type, its date, its holder.

    ``language`` is ``ja`` or ``en``. A gist written for the thing comes first.
    """
    gist = dict(graph.names(thing, CKG.gist)).get(language)
    if gist:
        return gist
    kind = thing.partition("/")[0]
    what = _link_name(graph, thing, _TYPES.get(kind), language) or KIND_NAMES[kind][language]
    actuality = graph.link(thing, CKG.actuality)
    if actuality and actuality != "concept/actuality-actual":
        what = _with(what, names_of(graph, actuality)[language], language)
    return _with(what, _apart(graph, thing, kind, language), language)


def _apart(graph: Graph, thing: str, kind: str, language: str) -> str:
    """What tells a thing from its namesakes."""
    if kind == "event":
        return "/".join(graph.texts(thing, CKG.date)[:1])
    if kind in ("work", "text"):
        people = [_name(graph, person, language) for person in graph.links(thing, DCTERMS.creator)[:3]]
        year = "".join(graph.texts(thing, DCTERMS.issued)[:1])
        return ", ".join(part for part in (*people, year) if part)
    if kind == "person":
        offices = [graph.link(tenure, ORG.role) for tenure in graph.links(thing, ORG.hasMembership)]
        held = list(dict.fromkeys(_name(graph, office, language) for office in offices if office))[:2]
        return ("・" if language == "ja" else ", ").join(held) or _author(graph, thing, language)
    links: dict[str, NamedNode] = {
        "office": ORG.organization,
        "archive": SCHEMA.holdingArchive,
        "obligation": CKG.obligationOf,
    }
    return _link_name(graph, thing, links.get(kind), language)


def _author(graph: Graph, person: str, language: str) -> str:
    """What a person is known by who holds no office: the first of the works."""
    for work in graph.works_of(person)[:1]:
        title = _SUBTITLE.split((graph.texts(work, DCTERMS.title) or [_name(graph, work, language)])[0])[0]
        return f"「{title}」の著者" if language == "ja" else f"author of “{title}”"
    return ""


def _link_name(graph: Graph, thing: str, predicate: NamedNode | None, language: str) -> str:
    found = graph.link(thing, predicate) if predicate else None
    return _name(graph, found, language) if found else ""


def _name(graph: Graph, thing: str, language: str) -> str:
    return names_of(graph, thing).get(language, "")


def _with(what: str, more: str, language: str) -> str:
    if not more:
        return what
    return f"{what}（{more}）" if language == "ja" else f"{what} ({more})"
