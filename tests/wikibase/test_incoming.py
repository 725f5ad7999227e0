"""Every form of entity file is read; every mistake in one is named at its line and item, with its mend."""

from __future__ import annotations

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.wikibase.entities import Json, dump, entity, item, statement, time

from crisiskg.cli import main
from crisiskg.errors import DataError, Problem
from crisiskg.wikibase.incoming import IncomingItem, read_items
from crisiskg.workspace import Workspace

TYPES = {"P585": "time", "P276": "wikibase-item", "P1480": "wikibase-item", "P854": "url", "P999": "quantity"}
WANTED = {id_: f"`match` of state/{id_.lower()} in data/entities/states.yaml" for id_ in ("Q1", "Q2", "Q3")}
ONE = item("Q1", statement("P585", time("+1901-03-12T00:00:00Z")), statement("P276", entity("Q5")))


def read(path: Path) -> tuple[IncomingItem, ...]:
    return read_items(path, WANTED, TYPES)


def problems(path: Path) -> list[Problem]:
    with pytest.raises(DataError) as error:
        read(path)
    return error.value.problems


def saved(folder: Path, content: str | bytes, name: str = "e.json") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


LINE = json.dumps(ONE)
FORMS = {
    "one": LINE,
    "one over several lines": json.dumps(ONE, indent=1),
    "dump": f"[\n{LINE}\n]\n",
    "dump with a comma": f"[\n{LINE},\n]\n",
    "list": f"[{LINE}]",
    "list over several lines": json.dumps([ONE], indent=2),
    "API": json.dumps({"entities": {"Q1": ONE, "Q9": {"id": "Q9", "missing": ""}}, "success": 1}),
    "API over several lines": json.dumps({"entities": {"Q1": ONE}}, indent=1),
    "lines": f"{LINE}\n\n{json.dumps(item('Q7'))}\n",
    "with a byte order mark": "\ufeff" + LINE,
    "with others": f'[\n{{"type":"item","id":"Q77","broken": ,}},\n{{"type": "property", "id": "P5"}},\n{LINE}\n]',
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("packed", [False, True])
def test_every_form_gives_the_same_items(tmp_path: Path, form: str, packed: bool) -> None:
    content = FORMS[form].encode("utf-8")
    path = saved(tmp_path, gzip.compress(content) if packed else content)
    (found,) = read(path)
    assert found == read(saved(tmp_path, LINE, "other.json"))[0]
    assert (found.id, found.revision, len(found.statements)) == ("Q1", 123456, 2)


def test_an_answer_without_entities_gives_none(tmp_path: Path) -> None:
    assert read(saved(tmp_path, '{"entities": [], "success": 1}')) == ()
    assert read(saved(tmp_path, "[\n]\n")) == ()


def test_maps_that_php_writes_as_lists_are_empty(tmp_path: Path) -> None:
    assert read(saved(tmp_path, json.dumps({**ONE, "claims": []})))[0].statements == ()


BROKEN = {
    "": (None, "empty"),
    "[": (1, "ends without a ]"),
    f"[\n{LINE},\n": (2, "ends without a ]"),
    f"[\n{LINE}\n]\nmore\n": (4, "after the ]"),
    f"[\n{LINE},\n{LINE[:-9]}\n]": (3, "not JSON"),
    f"{LINE}\n{{'id': 1}}\n": (2, "not JSON"),
    '{\n "type": "item",\n "id": Q1\n}': (3, "not JSON"),
    '{"id": NaN}': (1, "NaN"),
    '{"id": ' + "9" * 5000 + "}": (1, "not JSON of a Wikibase"),
    '{"a":' * 100_000 + "1" + "}" * 100_000: (1, "nested too deeply"),
    "[" * 100_000: (1, "nested too deeply"),
    '["Q1"]': (1, "no entity"),
    '{"error": {"code": "maxlag"}}': (1, "error instead of entities"),
    "<html>": (1, "not JSON"),
}


@pytest.mark.parametrize(("content", "wanted"), BROKEN.items(), ids=[message for _, message in BROKEN.values()])
def test_a_file_that_is_no_json_is_refused_with_its_line(
    tmp_path: Path, content: str, wanted: tuple[int | None, str]
) -> None:
    (problem,) = problems(saved(tmp_path, content))
    assert (problem.file, problem.line) == ("e.json", wanted[0])
    assert wanted[1] in problem.message and problem.mend


def test_what_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    (problem,) = problems(saved(tmp_path, f"[\n{LINE},\n".encode() + b"\xff\xfe\n]"))
    assert problem.line == 3 and "UTF-8" in problem.message


def test_a_gzip_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(saved(tmp_path, gzip.compress(LINE.encode())[:-12]))
    assert "gzip file is broken" in problem.message


def changed(path: str, value: Any) -> Json:
    """The item with one value set, or with ``...`` removed."""
    made: Any = copy.deepcopy(ONE)
    place = made
    *parts, last = path.split(".")
    for part in parts:
        place = place[int(part)] if part.isdecimal() else place[part]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return made


TIME = "claims.P585.0.mainsnak.datavalue.value"
FAULTS = [
    ("id", ..., "an entity", "'id' is missing"),
    ("id", 1, "an entity", "id is 1, not a string"),
    ("type", ..., "Q1", "'type' is missing"),
    ("lastrevid", ..., "Q1", "no revision"),
    ("lastrevid", "7", "Q1", "lastrevid is '7', not a whole number"),
    ("lastrevid", True, "Q1", "lastrevid is True"),
    ("lastrevid", -1, "Q1", "lastrevid is -1"),
    ("claims", "none", "Q1 claims", "no map"),
    ("claims.P585", {}, "Q1 claims", "no list"),
    ("claims.P585", [7], "Q1 a statement", "it is 7, not a map"),
    ("claims.P585.0.id", ..., "Q1 a statement", "'id' is missing"),
    ("claims.P585.0.id", "Q1$00000000-0000-4000-8000-000000000001", "Q1$", "stands twice"),
    ("claims.P585.0.mainsnak", ..., "Q1$", "'mainsnak' is missing"),
    ("claims.P585.0.mainsnak.property", ..., "mainsnak", "'property' is missing"),
    ("claims.P585.0.rank", ..., "Q1$", "'rank' is missing"),
    ("claims.P585.0.rank", "best", "Q1$", "unknown rank 'best'"),
    ("claims.P585.0.qualifiers", "none", "qualifiers", "no map of snaks"),
    ("claims.P585.0.qualifiers", {"P1480": {}}, "qualifiers P1480", "no list of snaks"),
    ("claims.P585.0.qualifiers", {"P1480": [{}]}, "P1480", "'property' is missing"),
    ("claims.P585.0.references", {}, "references", "no list"),
    ("claims.P585.0.references", [{}], "references", "'snaks' is missing"),
    ("claims.P585.0.mainsnak.snaktype", "some", "P585", "unknown snaktype"),
    ("claims.P585.0.mainsnak.datatype", "string", "P585", "'string' here and time in the mapping"),
    ("claims.P585.0.mainsnak.datavalue", ..., "P585", "'datavalue' is missing"),
    ("claims.P585.0.mainsnak.datavalue.value", "1901", "P585", "not a map"),
    (f"{TIME}.time", "+1901-02-31T00:00:00Z", "P585", "Gregorian calendar has no day +1901-02-31"),
    (f"{TIME}.time", "+1900-02-29T00:00:00Z", "P585", "Gregorian calendar has no day"),
    (f"{TIME}.time", "+1901-13-01T00:00:00Z", "P585", "month that does not exist"),
    (f"{TIME}.time", "+1901-03-00T00:00:00Z", "P585", "has no day"),
    (f"{TIME}.time", "1901-03-12", "P585", "no time"),
    (f"{TIME}.time", "+1901-03-12T18:00:00Z", "P585", "no time"),
    (f"{TIME}.precision", 15, "P585", "unknown precision 15"),
    (f"{TIME}.precision", "11", "P585", "precision is '11'"),
    (f"{TIME}.precision", ..., "P585", "'precision' is missing"),
    (f"{TIME}.calendarmodel", "http://www.wikidata.org/entity/Q1", "P585", "unknown calendar"),
    (f"{TIME}.before", 1, "P585", "before of +1901-03-12T00:00:00Z is 1"),
    ("claims.P276.0.mainsnak.datavalue.value.id", "L5", "P276", "'L5' is no id of an item"),
    ("claims.P276.0.mainsnak.datavalue.value.id", 5, "P276", "id is 5"),
]


@pytest.mark.parametrize(("path", "value", "key", "message"), FAULTS)
@pytest.mark.parametrize("lined", [True, False])
def test_a_mistake_in_an_item_is_one_problem_with_place_and_mend(
    tmp_path: Path, path: str, value: Any, key: str, message: str, lined: bool
) -> None:
    made = changed(path, value)
    file = dump(tmp_path, item("Q2"), made) if lined else saved(tmp_path, json.dumps([made], indent=1))
    (problem,) = problems(file)
    assert problem.line == (3 if lined else None)
    assert key in problem.key and message in problem.message and problem.mend


def test_an_item_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(dump(tmp_path, ONE, ONE))
    assert problem.line == 3 and "stands twice (first in line 2)" in problem.message


LAKE = {"type": "item", "id": "Q999", "lastrevid": 1}
GONE = [
    ({"entities": {"Q1": LAKE}}, "Q1 is now Q999", WANTED["Q1"]),
    ({"entities": {"Q1": item("Q2")}}, "Q1 is now Q2", WANTED["Q1"]),
    ({"entity": "Q1", "redirect": "Q999"}, "Q1 is now Q999", WANTED["Q1"]),
    ({"entities": {"Q1": {"id": "Q1", "missing": ""}}}, "Q1 does not exist", WANTED["Q1"]),
    ({"type": "property", "id": "P31", "datatype": "wikibase-item"}, "P31 is a property, not an item", "an item"),
    ({"entities": {"P31": {"type": "property", "id": "P31"}}}, "P31 is a property, not an item", "an item"),
]


@pytest.mark.parametrize(("made", "message", "mend"), GONE)
@pytest.mark.parametrize("indent", [None, 1])
def test_an_entity_that_is_none_of_the_items_asked_for_is_refused(
    tmp_path: Path, made: Json, message: str, mend: str, indent: int | None
) -> None:
    content = json.dumps(made, indent=indent, separators=(",", ":"))
    (problem,) = problems(saved(tmp_path, content))
    assert (problem.line, problem.message) == (None if indent else 1, message)
    assert mend in problem.mend


def test_what_nothing_of_ours_is_matched_to_may_be_gone(tmp_path: Path) -> None:
    answer = {"Q1": ONE, "Q8": LAKE, "Q9": {"id": "Q9", "missing": ""}, "-1": {"title": "Lake", "missing": ""}}
    assert [found.id for found in read(saved(tmp_path, json.dumps({"entities": answer})))] == ["Q1"]


def test_a_dump_has_properties_and_redirects_too_and_only_ours_are_mistakes(tmp_path: Path) -> None:
    others: list[Json] = [{"type": "property", "id": "P5"}, {"entity": "Q7", "redirect": "Q8"}]
    assert [found.id for found in read(dump(tmp_path, *others, ONE))] == ["Q1"]
    (problem,) = problems(dump(tmp_path, *others, ONE, {"entity": "Q2", "redirect": "Q8"}))
    assert (problem.line, problem.message) == (5, "Q2 is now Q8")


def test_all_that_is_gone_is_told_at_once(tmp_path: Path) -> None:
    answer = {"Q1": LAKE, "P31": {"type": "property", "id": "P31"}, "Q2": {"id": "Q2", "missing": ""}, "Q3": item("Q3")}
    found = problems(saved(tmp_path, json.dumps({"entities": answer})))
    assert {problem.message for problem in found} == {
        "Q1 is now Q999",
        "P31 is a property, not an item",
        "Q2 does not exist",
    }


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    two = item("Q2", statement("P585", time("+1901-02-31T00:00:00Z")), statement("P276", entity("Q5")))
    three = item("Q3", revision=None)
    assert [(problem.line, problem.key.split("$")[0]) for problem in problems(dump(tmp_path, ONE, two, three))] == [
        (3, "Q2"),
        (4, "Q3"),
    ]


def test_statements_that_the_mapping_does_not_know_are_not_looked_into(tmp_path: Path) -> None:
    odd = statement("P9999", time("+1901-02-31T00:00:00Z", 99))
    (found,) = read(dump(tmp_path, item("Q1", odd)))
    assert found.statements[0].main is None


def test_the_command_names_file_line_item_and_mend_and_writes_nothing(matched: Workspace) -> None:
    path = dump(matched.root, item("Q101", statement("P585", time("+1901-02-31T00:00:00Z"))))
    result = CliRunner().invoke(main, ["--workspace", str(matched.root), "import", "wikibase", str(path), "--write"])
    assert result.exit_code == 1
    assert "entities.json:2: " in result.stderr.replace(" Q101", ": Q101").replace("::", ":")
    assert "Q101$" in result.stderr and "1901-02-31" in result.stderr and "Mend: " in result.stderr
    assert not (matched.data / "claims" / "wikidata.yaml").exists()


def test_the_command_names_the_thing_whose_match_is_to_be_corrected(matched: Workspace, tmp_path: Path) -> None:
    path = saved(
        tmp_path, '{"entities": {"Q101": {"type": "item", "id": "Q999"}, "Q102": {"id": "Q102", "missing": ""}}}'
    )
    result = CliRunner().invoke(main, ["--workspace", str(matched.root), "import", "wikibase", str(path), "--write"])
    assert result.exit_code == 1 and not result.stdout
    signature, crisis = "`match` of event/lake-treaty-signature", "`match` of event/lake-crisis"
    assert f"e.json:1: Q101 is now Q999 Mend: correct {signature} in data/entities/things.yaml" in result.stderr
    assert f"e.json:1: Q102 does not exist Mend: correct {crisis} in data/entities/things.yaml" in result.stderr
    assert not (matched.data / "claims" / "wikidata.yaml").exists()


def test_with_a_mapping_of_ones_own_the_id_there_is_to_be_corrected(matched: Workspace, tmp_path: Path) -> None:
    own = {"name": "Ours", "base": "https://wikibase.example/", "work": "work/wikidata", "ids": {"place/lake": "Q7"}}
    mapping = saved(tmp_path, json.dumps(own), "own.yaml")
    path = saved(tmp_path, '{"entity": "Q7", "redirect": "Q8"}')
    command = ["--workspace", str(matched.root), "import", "wikibase", str(path), "--mapping", str(mapping)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "Q7 is now Q8 Mend: correct the id of place/lake in the file of --mapping" in result.stderr


def test_a_missing_file_is_the_fault_of_the_call(matched: Workspace) -> None:
    result = CliRunner().invoke(main, ["--workspace", str(matched.root), "import", "wikibase", "nowhere.json"])
    assert result.exit_code == 2 and "nowhere.json is missing" in result.stderr
