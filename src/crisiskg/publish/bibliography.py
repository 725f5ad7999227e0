"""The cited works as a bibliography: CSL-JSON, and BibTeX made from the same items."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from crisiskg.citations.names import surname
from crisiskg.terms import CITO, CKG, DCTERMS, RDFS, SCHEMA, SKOS, Base

#: The CSL item type and the BibTeX entry type of each kind of work.
_TYPES = {
    "book": ("book", "book"),
    "memoir": ("book", "book"),
    "article": ("article-journal", "article"),
    "chapter": ("chapter", "incollection"),
    "thesis": ("thesis", "phdthesis"),
    "working-paper": ("report", "techreport"),
    "report": ("report", "techreport"),
    "newspaper": ("article-newspaper", "article"),
    "published-documents": ("document", "misc"),
    "archival-document": ("manuscript", "unpublished"),
    "archive": ("collection", "unpublished"),
    "minutes": ("manuscript", "unpublished"),
    "diary": ("manuscript", "unpublished"),
    "interview": ("interview", "unpublished"),
    "web-page": ("webpage", "misc"),
    "treaty-text": ("treaty", "misc"),
    "dataset": ("dataset", "misc"),
}
_FIELDS = {
    "volume": SCHEMA.volumeNumber,
    "issue": SCHEMA.issueNumber,
    "page": SCHEMA.pagination,
    "publisher": DCTERMS.publisher,
    "publisher-place": SCHEMA.locationCreated,
    "archive_location": SCHEMA.itemLocation,
}
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_KANA = re.compile(r"[\u30a0-\u30ff]")
_WHOLE = re.compile(r"^(?:Madame|Lady|Lord) |\b(?:of|Office|Department|Agency|Government|Committee)\b")
_INVERTED = re.compile(r"[A-Z][\w-]+, (?!Jr)[A-Z][\w-]+$")
_SUFFIX = re.compile(r",? (?P<suffix>Jr\.?|Sr\.?|III)$")


def csl_items(store: Store, base: Base | None = None) -> list[dict[str, Any]]:
    """Every cited work and archival item as a CSL item (CSL-JSON 1.0.2), sorted by id.

    The id is the last part of the work's IRI. What is undated has no ``issued``; a range of years
    has both ends.
    """
    base = base or Base()
    cited = {quad.object for quad in store.quads_for_pattern(None, CITO.hasCitedEntity, None)}
    nodes = sorted((node for node in cited if isinstance(node, NamedNode)), key=lambda node: node.value)
    return [_item(store, node, base) for node in nodes]


def csl_json(store: Store, base: Base | None = None) -> bytes:
    """The bibliography as CSL-JSON."""
    return (json.dumps(csl_items(store, base), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def bibtex(store: Store, base: Base | None = None) -> bytes:
    """The bibliography as BibTeX in UTF-8, written with pybtex."""
    from pybtex.database import BibliographyData, Entry, Person
    from pybtex.database.output.bibtex import Writer

    entries = {}
    for item in csl_items(store, base):
        entry = Entry(_bibtex_type(item), fields=[(key, value) for key, value in _bibtex_fields(item)])
        for role in ("author", "editor", "translator"):
            for person in item.get(role, ()):
                made = Person(first=person.get("given", ""), lineage=person.get("suffix", ""))
                # A name that is not taken apart counts as a family name; braces keep it whole.
                made.last_names = ["{" + (person.get("literal") or person["family"]) + "}"]
                entry.persons.setdefault(role, []).append(made)
        entries[item["id"].replace("/", ":")] = entry
    written: str = Writer(encoding="utf-8").to_string(BibliographyData(entries))
    return written.encode("utf-8")


def _item(store: Store, node: NamedNode, base: Base) -> dict[str, Any]:
    kind = _local(store, node, DCTERMS.type, base).removeprefix("concept/work-")
    language, title = _title(store, node)
    item: dict[str, Any] = {"id": base.local(node.value), "type": _TYPES.get(kind, ("document", "misc"))[0]}
    item["title"] = title
    if language:
        item["language"] = language
    for role, predicate in (("author", DCTERMS.creator), ("editor", SCHEMA.editor), ("translator", SCHEMA.translator)):
        named = _values(store, node, predicate)
        people = [_name(store, person, language) for person in sorted(named, key=lambda one: _rank(store, node, one))]
        if people:
            item[role] = people
    issued = _text(store, node, DCTERMS.issued)
    if issued:
        item["issued"] = _dated(issued)
    for key, predicate in _FIELDS.items():
        value = _text(store, node, predicate)
        if value:
            item[key] = value
    container, archive = _wholes(store, node)
    if container:
        item["container-title"] = container
    if archive:
        item["archive"] = archive
    address = _text(store, node, RDFS.seeAlso)
    if address:
        item["URL"] = address
    return item


def _wholes(store: Store, node: NamedNode) -> tuple[str, str]:
    """The name of the printed work that holds it, and the way to the archive that does."""
    container = ""
    archive: list[str] = []
    for whole in _values(store, node, DCTERMS.isPartOf):
        if isinstance(whole, Literal):
            container = whole.value
        elif "/archive/" in whole.value:
            archive.append(_label(store, whole))
        else:
            container = _title(store, whole)[1]
    keeper = [
        _label(store, body)
        for body in _values(store, node, CKG.within)
        if isinstance(body, NamedNode) and "/organization/" in body.value
    ]
    return container, ", ".join([*archive, *keeper])


def _title(store: Store, node: NamedNode) -> tuple[str, str]:
    """The title and its language; a work without one is called by its English name."""
    titles = [value for value in _values(store, node, DCTERMS.title) if isinstance(value, Literal)]
    if titles:
        return titles[0].language or "", titles[0].value
    return "", _label(store, node)


def _label(store: Store, node: NamedNode, language: str = "en") -> str:
    labels = {
        value.language: value.value for value in _values(store, node, SKOS.prefLabel) if isinstance(value, Literal)
    }
    return labels.get(language, node.value)


def _name(store: Store, person: NamedNode | Literal, language: str) -> dict[str, str]:
    """A CSL name. Western names are parted; others, and those of bodies, stay whole.

    On an East Asian title page a name stands in ideographs. ``Family, Given``, as a name or as
    another name of a person, parts one whose family name comes first.
    """
    if isinstance(person, NamedNode):
        japanese = _label(store, person, "ja")
        inverted = [value.value for value in _values(store, person, SKOS.altLabel) if _INVERTED.match(value.value)]
        ideographs = bool(_WIDE.search(japanese)) and not _KANA.search(japanese)
        if ideographs and language.partition("-")[0] in ("ja", "zh"):
            name = japanese
        else:
            name = inverted[0] if inverted and "/person/" in person.value else _label(store, person)
        # A name in ideographs tells nothing of the order of its Latin form.
        whole = (ideographs and name not in inverted) or "/person/" not in person.value
    else:
        name, whole = person.value, bool(_WIDE.search(person.value))
    if whole or " " not in name or _WHOLE.search(name):
        return {"literal": name}
    suffix = _SUFFIX.search(name)
    if suffix:
        return {**_parted(name[: suffix.start()]), "suffix": suffix["suffix"]}
    return _parted(name)


def _parted(name: str) -> dict[str, str]:
    if ", " in name:
        family, given = name.split(", ", 1)
        return {"family": family, "given": given}
    family = surname(name)
    return {"family": family, "given": name.removesuffix(family).strip()}


def _rank(store: Store, node: NamedNode, person: NamedNode | Literal) -> int:
    """Where a person stands in the order of names that the work itself gives."""
    name = _label(store, person) if isinstance(person, NamedNode) else person.value
    byline = _text(store, node, CKG.byline).split("; ")
    return byline.index(name) if name in byline else len(byline)


def _dated(issued: str) -> dict[str, Any]:
    parts = [[int(part) for part in match.groups() if part] for match in _DATE.finditer(issued)]
    return {"date-parts": parts[:2]} if parts else {"literal": issued}


def _bibtex_type(item: dict[str, Any]) -> str:
    return next((bib for csl, bib in _TYPES.values() if csl == item["type"]), "misc")


def _bibtex_fields(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "title", "{" + item["title"] + "}"
    held = "booktitle" if item["type"] == "chapter" else "journal" if item["type"].startswith("article") else "note"
    names = {"container-title": held, "issue": "number", "page": "pages", "publisher-place": "address", "URL": "url"}
    for key in ("container-title", "volume", "issue", "page", "publisher", "publisher-place", "URL"):
        if key in item:
            yield names.get(key, key), item[key]
    if item["type"] == "thesis" and "publisher" in item:
        yield "school", item["publisher"]
    if "archive" in item:
        yield "howpublished", ", ".join(filter(None, (item["archive"], item.get("archive_location", ""))))
    parts = item.get("issued", {}).get("date-parts", [])
    if parts:
        yield "year", str(parts[0][0])
        if len(parts) > 1 or len(parts[0]) > 1:
            # BibTeX knows years alone; biblatex has days and ranges.
            yield "date", "/".join("-".join(f"{number:02d}" for number in part) for part in parts)


def _values(store: Store, node: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    found: Iterable[Any] = {quad.object for quad in store.quads_for_pattern(node, predicate, None)}
    return sorted((term for term in found if isinstance(term, NamedNode | Literal)), key=str)


def _text(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    return next((value.value for value in _values(store, node, predicate)), "")


def _local(store: Store, node: NamedNode, predicate: NamedNode, base: Base) -> str:
    return base.local(_text(store, node, predicate))
