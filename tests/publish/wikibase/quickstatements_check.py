"""Compares what batches say with what the export says and the lists of what waits and is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.publish.wikibase.quickstatements_reader import Pair, ReadItem, ReadStatement, read_csv, read_v1, rows

from crisiskg.publish.wikibase.entity_json import statement_id
from crisiskg.publish.wikibase.items import Exported
from crisiskg.wikibase.model import (
    Absent,
    Coordinate,
    EntityId,
    Item,
    Monolingual,
    Quantity,
    Snak,
    Statement,
    Text,
    Time,
    Unknown,
    Value,
)

FOLDERS = ("quickstatements", "quickstatements3", "quickstatements/csv")
Files = dict[str, bytes]


def batches(files: Files, folder: str, step: str) -> list[str]:
    names = [name for name in files if name.rpartition("/")[0] == folder and name.rpartition("/")[2].startswith(step)]
    assert names == sorted(names)
    return names


def read(files: Files, folder: str, step: str) -> Iterator[ReadItem]:
    for name in batches(files, folder, step):
        if name.endswith(".csv"):
            yield from read_csv(files[name])
        else:
            yield from read_v1(files[name].decode("utf-8"), ranks=folder == "quickstatements3")


def written(value: Value) -> object:
    """A value of ours as the readers call it."""
    match value:
        case EntityId(id_):
            return ("entity", id_)
        case Text(text):
            return ("string", text)
        case Monolingual(text, language):
            return ("monolingual", language, text)
        case Time(time, precision, calendar):
            return ("time", time, precision, calendar.rpartition("/")[2])
        case Quantity(amount, unit):
            return ("quantity", amount, None if unit == "1" else unit.rpartition("/Q")[2])
        case Coordinate(latitude, longitude, _):
            return ("place", latitude, longitude)
        case Unknown():
            return ("somevalue",)
        case Absent():
            return ("novalue",)


def pair(snak: Snak) -> Pair:
    return snak.property, written(snak.value)


def snaks(statement: Statement) -> list[Snak]:
    cited = [snak for reference in statement.references for snak in reference.snaks]
    return [statement.main, *statement.qualifiers, *cited]


def frozen(statement: ReadStatement) -> tuple[object, ...]:
    references = frozenset(tuple(reference) for reference in statement.references)
    return statement.main, statement.rank, tuple(statement.qualifiers), references


class Told:
    """What each item of an export must get in one folder: all that neither waits nor is lost."""

    def __init__(self, exported: Exported, files: Files, folder: str) -> None:
        self.losses = list(rows(files[f"{folder}/losses.csv"]))
        self.waiting = list(rows(files[f"{folder}/waiting.csv"]))
        self.ranks = folder == "quickstatements3"
        self.gone = {row["statement"] for row in self.losses if row["lost"] == "statement"}
        self.gone |= {row["statement"] for row in self.waiting}
        self.changed = {row["statement"] for row in self.losses if row["lost"] == "rank"}
        without = [row for row in self.losses if row["lost"] == "name"] + self.waiting
        self.names_gone = Counter((row["thing"], row["part"], row["value"]) for row in without)
        found = exported.mapping.property("P7452")
        self.reason = found[0] if found else ""

    def names(self, item: Item) -> Counter[tuple[str, str]]:
        new = [("L", item.labels), ("D", item.descriptions)] if not item.known else []
        given = [(letter + language, text) for letter, texts in new for language, text in texts.items()]
        forms = item.aliases if item.ours or not item.known else {}
        given += [("A" + language, text) for language, texts in forms.items() for text in texts]
        return Counter(name for name in given if not self.names_gone[(item.key, *name)])

    def statements(self, item: Item) -> list[tuple[object, ...]]:
        found: dict[Pair, ReadStatement] = {}
        for statement in item.statements:
            id_ = statement_id(item, statement)
            if id_ in self.gone:
                continue
            rank, qualifiers = statement.rank, statement.qualifiers
            if id_ in self.changed:
                rank, qualifiers = "normal", tuple(one for one in qualifiers if one.property != self.reason)
            one = ReadStatement(
                pair(statement.main),
                rank,
                [pair(snak) for snak in qualifiers],
                [[pair(snak) for snak in reference.snaks] for reference in statement.references],
            )
            same = found.setdefault(one.main, one)
            assert (same.qualifiers, same.rank) == (one.qualifiers, one.rank), "only one of them can be said"
            same.references.extend(one.references if same is not one else [])
        return [frozen(one) for one in found.values()]


def check(exported: Exported, files: Files) -> None:
    """Every folder says every item, all of it but what it lists."""
    for folder in FOLDERS:
        told = Told(exported, files, folder)
        for item, new in created(exported, files, folder):
            check_item(told, item, new)
        known = {item.id: item for item in exported.items if item.known}
        added: dict[str, ReadItem] = {}
        for row in read(files, folder, "2-statements"):
            assert row.id is not None
            target = added.setdefault(row.id, ReadItem(row.id))
            target.names += row.names
            target.statements += row.statements
        for id_, item in known.items():
            check_item(told, item, added.pop(id_, ReadItem(id_)))
        assert not added


def created(exported: Exported, files: Files, folder: str) -> Iterator[tuple[Item, ReadItem]]:
    """Each new item with what makes it: in the order of the export or, in tables of several shapes, by our address."""
    items = [item for item in exported.items if not item.known]
    found = list(read(files, folder, "1-create"))
    if len(items) > 1 and folder == FOLDERS[2] and "/" in items[0].key:
        places = {item.key: place for place, item in enumerate(items)}
        found.sort(key=lambda new: places[str(dict(one.main for one in new.statements)["P2888"]).split("/id/")[1][:-2]])
    yield from zip(items, found, strict=True)


def check_item(told: Told, item: Item, found: ReadItem) -> None:
    assert Counter(found.names) == told.names(item), item.key
    if item.known:
        assert not [column for column, _ in found.names if column[0] in "LD"]
    assert Counter(frozen(one) for one in found.statements) == Counter(told.statements(item)), item.key
