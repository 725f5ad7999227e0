"""A value of the wrong type, wherever it stands, is a problem with its line and never a traceback."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crisiskg.claims.load import load_curated
from crisiskg.claims.vocabulary import Statable, load_vocabulary
from crisiskg.errors import DataError, Problem

DIGEST = "0" * 64
NAME = {"ja": "名", "en": "name"}
CLAIM = {
    "id": "c0000001",
    "subject": "event/storm",
    "predicate": "ckg:date",
    "object": "1901",
    "certainty": "reported",
    "polarity": "positive",
    "heldBy": ["person/alto"],
    "attitude": "states",
    "qualifiers": {
        "date": "1902",
        "office": "membership/alto-keeper",
        "place": "place/lake",
        "statedAs": "嵐",
        "article": "1",
    },
    "disputes": ["record-c0000002"],
    "rank": "deprecated",
    "rankReason": {"reason": "concept/error", "ja": "誤り", "en": "error"},
}
QUANTITY = {
    "id": "c0000003",
    "subject": "agreement/pact",
    "predicate": "ckg:measure",
    "object": {"value": 5, "unit": NAME},
}
FILES: dict[str, Any] = {
    "entities": [
        {"id": "agreement/pact", "label": NAME, "instrumentKind": "concept/error"},
        {
            "id": "event/storm",
            "label": NAME,
            "type": "concept/error",
            "crisis": True,
            "actuality": "actual",
            "agreement": "agreement/pact",
        },
        {"id": "obligation/notify", "label": NAME, "type": "concept/error", "of": "agreement/pact"},
        {
            "id": "membership/alto-keeper",
            "label": NAME,
            "member": "person/alto",
            "role": "office/keeper",
            "organization": "organization/guild",
        },
        {"id": "office/keeper", "label": NAME, "organization": "organization/guild"},
        {"id": "organization/guild", "label": NAME},
        {
            "id": "person/alto",
            "label": NAME,
            "alt": {"en": ["Al"]},
            "hidden": {"en": ["Atlo"]},
            "gist": NAME,
            "match": {"exact": ["wikidata:Q1"], "close": ["https://example.org/a"]},
            "notation": {"icb": "1", "atop": "2", "cow": "3"},
        },
        {"id": "place/lake", "label": NAME, "coordinates": [46.5, 6.5]},
        {"id": "concept/error", "label": NAME, "scheme": "fault", "broader": "concept/scheme-fault"},
        {"id": "concept/scheme-fault", "label": NAME},
        {
            "id": "archive/letters",
            "label": NAME,
            "type": "concept/error",
            "heldBy": "organization/guild",
            "creators": ["person/alto", "Clio"],
            "editors": ["organization/guild"],
            "translators": ["Thalia"],
            "publicationPlace": "Lakeside",
            "partOf": "archive/letters",
            "country": "state/lakeland",
            "location": ["Box 1", "Guild Library"],
            "title": {"en": "Letters"},
            "publisher": "p",
            "issued": "1901",
            "container": "c",
            "volume": "1",
            "issue": "2",
            "pages": "3",
            "url": "https://example.org/",
        },
        {"id": "state/lakeland", "label": NAME},
        {"id": "work/songs", "label": NAME, "type": "concept/error", "translationOf": "work/songs"},
    ],
    "claims": {
        "text": "study",
        "passages": [
            {
                "anchors": [{"start": 0, "end": 2, "chars": 2, "segment": DIGEST, "loose": DIGEST}],
                "claims": [CLAIM, QUANTITY],
            }
        ],
    },
    "record": {
        "record": True,
        "sources": [
            {
                "source": {"work": "archive/letters", "locator": "1", "url": "https://example.org/"},
                "claims": [{"id": "c0000002", "subject": "event/storm", "predicate": "ckg:date", "object": "1903"}],
            }
        ],
    },
    "citations": {
        "text": "study",
        "citations": [
            {
                "note": "1",
                "start": 1,
                "end": 2,
                "work": "archive/letters",
                "through": "work/songs",
                "locator": "2",
                "date": "1901",
                "url": "https://example.org/",
                "document": "https://example.org/2",
                "accessed": "2001-02-03",
            },
            {"candidates": ["work/songs", "archive/letters"]},
        ],
    },
}
Step = str | int
VALUES: tuple[Any, ...] = (5, "x", [], {}, None, [5], ["x"], [["x"]], {"date": 5})


def places(value: Any, place: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    yield place
    inner: list[tuple[Step, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, child in inner:
        yield from places(child, (*place, key))


PLACES = [(name, place) for name, content in FILES.items() for place in places(content)]


@pytest.fixture(scope="module")
def vocabulary(workspace_root: Path) -> dict[str, Statable]:
    return load_vocabulary(workspace_root / "ontology")


@pytest.fixture
def data(tmp_path: Path, workspace_root: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(workspace_root / "data" / "schema", folder / "schema")
    for name, content in FILES.items():
        put(folder, name, content)
    return folder


def put(data: Path, name: str, content: Any) -> None:
    """Write one of the files, one line per value."""
    path = {"entities": "entities/things", "claims": "claims/study", "record": "claims/record"}.get(name)
    target = data / f"{path or 'citations/study'}.yaml"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


def replaced(content: Any, place: tuple[Step, ...], value: Any) -> Any:
    if not place:
        return value
    content = copy.deepcopy(content)
    holder = content
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    return content


def problems(data: Path, vocabulary: dict[str, Statable]) -> list[Problem]:
    try:
        load_curated(data, vocabulary, ["study"])
    except DataError as error:
        return error.problems
    return []


def test_the_files_are_sound_and_hold_every_key_of_the_schemas(data: Path, vocabulary: dict[str, Statable]) -> None:
    assert problems(data, vocabulary) == []
    entities = json.loads((data / "schema" / "entities.schema.json").read_text("utf-8"))["$defs"]["entity"]
    claim = json.loads((data / "schema" / "claims.schema.json").read_text("utf-8"))["$defs"]["claim"]
    assert {key for entity in FILES["entities"] for key in entity} == set(entities["properties"])
    assert CLAIM.keys() == claim["properties"].keys()
    assert CLAIM["qualifiers"].keys() == claim["properties"]["qualifiers"]["properties"].keys()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "place"), PLACES, ids=lambda part: part if isinstance(part, str) else repr(part))
def test_no_value_of_a_wrong_type_raises_anything_but_a_data_error(
    data: Path, vocabulary: dict[str, Statable], name: str, place: tuple[Step, ...]
) -> None:
    for value in VALUES:
        put(data, name, replaced(FILES[name], place, value))
        for problem in problems(data, vocabulary):
            assert problem.file.startswith("data/") and problem.message


@pytest.mark.parametrize(
    ("name", "place", "value", "key"),
    [
        ("claims", ("passages", 0, "claims", 0, "qualifiers", "date"), 1958, "passages.claims.qualifiers.date"),
        ("claims", ("passages", 0, "claims", 0, "qualifiers"), "foo", "passages.claims.qualifiers"),
        ("claims", ("passages", 0, "claims", 0, "heldBy"), 5, "passages.claims.heldBy"),
        ("claims", ("passages", 0, "claims", 0, "heldBy"), [5], "passages.claims.heldBy"),
        ("claims", ("passages", 0, "claims", 0, "heldBy"), "person/alto", "passages.claims.heldBy"),
        ("claims", ("passages", 0, "claims", 0, "disputes"), [["a"]], "passages.claims.disputes"),
        ("claims", ("passages", 0, "claims", 0, "rankReason"), "foo", "passages.claims.rankReason"),
        ("claims", ("passages", 0, "claims", 0, "predicate"), "ckg:datte", "passages.claims.predicate"),
        ("claims", ("passages", 0, "anchors", 0, "start"), "x", "passages.anchors.start"),
        ("claims", ("passages", 0, "anchors"), "x", "passages.anchors"),
        ("claims", ("text",), ["x"], "text"),
        ("claims", ("text",), "No Text", "text"),
        ("record", ("sources", 0, "claims", 0, "object"), 5, "sources.claims.object"),
        ("record", ("sources", 0, "source", "url"), "https://example.org/a|b", "sources.source.url"),
        ("citations", ("citations", 0, "work"), ["x"], "citations.work"),
        ("citations", ("citations", 0, "url"), "https://example.org/{b}", "citations.url"),
        ("entities", (10, "creators"), 5, "creators"),
        ("entities", (6, "gist"), "x", "gist"),
        ("entities", (6, "match", "exact"), ["https://example.org/`"], "match.exact"),
    ],
)
def test_one_wrong_value_is_one_problem_with_its_line(
    data: Path, vocabulary: dict[str, Statable], name: str, place: tuple[Step, ...], value: Any, key: str
) -> None:
    put(data, name, replaced(FILES[name], place, value))
    (problem,) = problems(data, vocabulary)
    assert problem.key == key
    assert problem.line is not None and problem.line > 1


def test_an_id_of_the_wrong_type_brings_no_demand_for_the_keys_of_other_kinds(
    data: Path, vocabulary: dict[str, Statable]
) -> None:
    put(data, "entities", [*FILES["entities"], {"id": 5, "label": NAME}])
    (problem,) = problems(data, vocabulary)
    assert "wrong kind of value" in problem.message


def test_mistakes_beyond_a_wrong_type_still_show(data: Path, vocabulary: dict[str, Statable]) -> None:
    content = replaced(FILES["claims"], ("passages", 0, "claims", 0, "heldBy"), 5)
    content["passages"][0]["claims"][1]["subject"] = "agreement/pakt"
    put(data, "claims", content)
    put(data, "entities", replaced(FILES["entities"], (0, "instrumentKind"), "concept/err"))
    found = [problem.message for problem in problems(data, vocabulary)]
    assert len(found) == 3
    assert "agreement/pakt is not defined" in found and "concept/err is not defined" in found


def test_an_id_that_stands_twice_shows_even_when_one_of_the_two_is_faulty(
    data: Path, vocabulary: dict[str, Statable]
) -> None:
    put(data, "entities", [*FILES["entities"], {"id": "person/alto", "label": "Alto"}])
    assert any("stands twice" in problem.message for problem in problems(data, vocabulary))


def test_an_address_that_rdf_refuses_is_a_problem(data: Path, vocabulary: dict[str, Statable]) -> None:
    put(data, "entities", replaced(FILES["entities"], (10, "url"), "https://example.org/%zz"))
    put(data, "citations", replaced(FILES["citations"], ("citations", 0, "url"), "https://example.org:x/"))
    put(data, "record", replaced(FILES["record"], ("sources", 0, "source", "url"), "https://example.org/[a]"))
    assert ["IRI" in problem.message for problem in problems(data, vocabulary)] == [True] * 3


@pytest.mark.parametrize(("target", "count"), [("text/study", 0), ("text/studie", 1)])
def test_a_text_is_looked_up_among_the_registered_texts(
    data: Path, vocabulary: dict[str, Statable], target: str, count: int
) -> None:
    told = vocabulary["ckg:characterizedAs"]
    wider = Statable(told.curie, told.node, told.kinds | {"text"}, told.values, told.functional)
    claim = QUANTITY | {"predicate": "ckg:characterizedAs", "subject": target, "object": "concept/error"}
    put(data, "claims", replaced(FILES["claims"], ("passages", 0, "claims", 1), claim))
    entity = {"id": "text/studie", "label": NAME}
    put(data, "entities", [*FILES["entities"], entity])
    found = problems(data, vocabulary | {told.curie: wider})
    assert len(found) == count
    assert all("did you mean 'text/study'" in problem.mend for problem in found)
