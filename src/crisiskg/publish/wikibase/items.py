"""The whole graph as items: names, descriptions, statements, and the report of what was lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import Store

from crisiskg.claims.corpus import Corpus
from crisiskg.claims.names import untidy
from crisiskg.errors import DataError, Problem
from crisiskg.publish.wikibase.descriptions import description, names_of
from crisiskg.publish.wikibase.facts import facts
from crisiskg.publish.wikibase.given_ids import GivenIds, resolved
from crisiskg.publish.wikibase.graph import Graph, claim_view
from crisiskg.publish.wikibase.ids import KINDS, Ids
from crisiskg.publish.wikibase.references import Quote, References
from crisiskg.publish.wikibase.statements import Statements
from crisiskg.terms import RDFS, SKOS, expand
from crisiskg.wikibase.mapping import Mapping
from crisiskg.wikibase.model import LONGEST_TERM, Item, Loss, Statement, Text, fault, no_language

_KANA = "ja-hira"


@dataclass(frozen=True)
class Exported:
    """Everything that a Wikibase is told, and what it is not told."""

    items: tuple[Item, ...]
    losses: tuple[Loss, ...]
    mapping: Mapping


def export_items(
    store: Store, corpus: Corpus, mapping: Mapping, quote: Quote | None = None, given: GivenIds | None = None
) -> Exported:
    """The items of a graph for one Wikibase.

    ``quote`` gives the words of an anchor from the reader's own texts, for quotations in
    references; ``given`` are ids that the items have by now. Raises ``DataError`` when a Wikibase
    would refuse a name, or cannot tell two items apart, and for mistakes among the ids.
    """
    graph = Graph(store, corpus.base)
    unknown = mapping.unknown_ids(thing for kind in KINDS for thing in graph.things(kind))
    if unknown:
        raise DataError(f"the ids of {mapping.name} have mistakes", unknown)
    ids = Ids(graph, mapping)
    if given:
        ids = Ids(graph, mapping, resolved(given, ids))
    made = Statements(graph, mapping, ids, References(graph, mapping, ids, corpus.issued, quote))
    found: dict[str, list[Statement]] = {key: [] for key in ids.exported()}
    for key in found:
        if "/" in key:
            found[key].extend(facts(key, made))
    for node in graph.things("claim"):
        for key, statement in made.of(claim_view(graph, node)):
            if key in found:
                found[key].append(statement)
    for key, reason in sorted(ids.left_out.items()):
        if not key.startswith("concept/"):
            made.lose(key, "item", reason)
    for missing in mapping.missing_properties():
        made.lose(missing.key, "property", "the Wikibase has no such property")
    items = _united(_item(key, statements, made) for key, statements in found.items())
    _check_names(items)
    return Exported(items, tuple(sorted(set(made.losses))), mapping)


def _item(key: str, statements: Iterable[Statement], made: Statements) -> Item:
    graph = made.graph
    id_ = made.ids.of(key)
    assert id_ is not None, "only what has an id is exported"
    if "/" not in key:
        return Item(key, id_, made.ids.known(key), labels=_term_names(key, made))
    names = {language.lower(): name for language, name in names_of(graph, key).items()}
    listed = list(statements)
    for kana in (text for language, text in graph.names(key, SKOS.prefLabel) if language.lower() == _KANA):
        snak = made.wanted(key, "name in kana", "P1814", Text(kana))
        if snak:
            listed.append(Statement(snak))
    for language in [language for language in names if no_language(language)]:
        name = names.pop(language)
        if language != _KANA:
            made.lose(key, f"name {name}", no_language(language) or "")
    aliases: dict[str, list[str]] = {}
    for language, name in graph.names(key, SKOS.altLabel):
        wrong = no_language(language.lower())
        if wrong:
            made.lose(key, f"name {name}", wrong)
        elif name != names.get(language.lower()):
            aliases.setdefault(language.lower(), []).append(name)
    descriptions = {language: description(graph, key, language) for language in ("ja", "en")}
    return Item(
        key=key,
        id=id_,
        known=made.ids.known(key),
        ours=made.ids.ours(key),
        labels=names,
        descriptions={code: said for code, said in descriptions.items() if said and said != names.get(code)},
        aliases={code: tuple(forms) for code, forms in aliases.items()},
        statements=tuple(_merged(listed)),
    )


def _united(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items, one for each id: what several things of ours are there, bears the names and statements of all."""
    found: dict[str, Item] = {}
    for item in items:
        known = found.get(item.id)
        found[item.id] = _both(known, item) if known else item
    return tuple(found.values())


def _both(known: Item, item: Item) -> Item:
    labels = item.labels | known.labels
    aliases = {
        language: tuple(
            dict.fromkeys(
                form
                for form in (
                    *known.aliases.get(language, ()),
                    *(name for code, name in item.labels.items() if code == language),
                    *item.aliases.get(language, ()),
                )
                if form != labels.get(language)
            )
        )
        for language in sorted({*known.aliases, *item.aliases, *item.labels})
    }
    return replace(
        known,
        labels=labels,
        descriptions=item.descriptions | known.descriptions,
        aliases={language: forms for language, forms in aliases.items() if forms},
        statements=tuple(_merged([*known.statements, *item.statements])),
        others=(*known.others, item.key),
    )


def _term_names(key: str, made: Statements) -> dict[str, str]:
    """The names of a term that is no entity: those of the mapping, or those of the ontology."""
    return made.mapping.labels.get(key) or dict(made.graph.names(expand(key).value, RDFS.label))


def _merged(statements: Iterable[Statement]) -> list[Statement]:
    """Statements that say the same with the same rank become one, with all its references and claims."""
    found: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        key = (statement.main, statement.rank, statement.qualifiers)
        known = found.get(key)
        if known is None:
            found[key] = statement
            continue
        references = tuple(dict.fromkeys([*known.references, *statement.references]))
        found[key] = replace(
            known,
            references=references,
            claims=(*known.claims, *statement.claims),
            asserted=known.asserted or statement.asserted,
        )
    return list(found.values())


def _check_names(items: Iterable[Item]) -> None:
    """Raise ``DataError`` for every name that a Wikibase refuses, and for items that it cannot tell apart."""
    problems = []
    seen: dict[tuple[str, str, str], str] = {}
    for item in items:
        forms = [
            *item.labels.values(),
            *item.descriptions.values(),
            *(form for group in item.aliases.values() for form in group),
        ]
        for form in forms:
            hidden = untidy(form)
            wrong = fault(form, LONGEST_TERM) or (f"it {hidden}" if hidden else None)
            if wrong:
                problems.append(Problem(item.key, None, form[:40], wrong, "shorten or correct the name"))
        for language, label in item.labels.items():
            place = (language, label, item.descriptions.get(language, ""))
            if place[2] and place in seen:
                message = f"{label!r} and its description are also those of {seen[place]}"
                problems.append(Problem(item.key, None, language, message, "give one of them a gist, or merge them"))
            seen[place] = item.key
    if problems:
        raise DataError("a Wikibase would refuse names of the corpus", problems)
