"""Curated data: every mistake is shown with file, line, key and mend, all of them in one go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.mini import write

from crisiskg.claims.vocabulary import load_vocabulary
from crisiskg.errors import DataError, Problem
from crisiskg.graph.build import load_workspace
from crisiskg.workspace import Workspace


def problems(workspace: Workspace) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        load_workspace(workspace)
    return caught.value.problems


def edit(workspace: Workspace, name: str, old: str, new: str) -> int:
    """Replace a string in a data file; gives the line (from 1) where it stood."""
    path = workspace.data / name
    content = path.read_text("utf-8")
    assert old in content
    write(path, content.replace(old, new, 1))
    return content[: content.index(old)].count("\n") + 1


CLAIMS = "claims/lake-study.yaml"
THINGS = "entities/things.yaml"


def test_the_small_workspace_is_sound(mini: Workspace) -> None:
    loaded = load_workspace(mini)
    assert len(loaded.curated.claims) == 7
    assert loaded.curated.claims[5].held_by == ("person/alto",)


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "message", "mend"),
    [
        (CLAIMS, "ckg:party, object: state/eastland", "ckg:partty, object: state/eastland", "predicate",
         "ckg:partty", "ckg:party"),
        (CLAIMS, 'object: "1901-03"', "object: state/eastland", "object", "is not", "EDTF"),
        (CLAIMS, "object: state/eastland", "object: agreement/lake-treaty", "object", "wrong kind", "state"),
        (CLAIMS, "object: state/eastland", "object: state/eastlamd", "object", "not defined", "state/eastland"),
        (CLAIMS, 'object: "1901-03"', 'object: "March 1901"', "object", "EDTF", "1958-08-23"),
        (CLAIMS, 'object: "1901-03"', 'object: "1901-02-30"', "object", "", "1958-08-23"),
        (CLAIMS, "certainty: reported", "certainty: rumoured", "certainty", "rumoured", "reported"),
        (CLAIMS, "certainty: reported", "certanty: reported", "certanty", "unknown key", "certainty"),
        (CLAIMS, ", attitude: fears", "", "", "attitude", ""),
        (CLAIMS, "id: c0000002", "id: c0000001", "id", "stands twice", ""),
        (CLAIMS, "text: lake-study", "text: lake-studies", "text", "not registered", "lake-study"),
        (THINGS, "id: place/lake", "id: person/alto", "id", "stands twice", ""),
        (THINGS, "of: agreement/lake-treaty", "of: agreement/see-treaty", "of", "not defined", ""),
        (THINGS, "id: place/lake", "id: place/The Lake", "id", "wrong form", ""),
        (THINGS, "label: {ja: 東国, en: Eastland}", "label: {ja: 東国}", "label", "'en' is missing", "en"),
        (THINGS, "  instrumentKind: concept/instrument-treaty\n", "", "", "'instrumentKind' is missing", ""),
        (THINGS, "coordinates: [46.5, 6.5]", "crisis: true", "crisis", "does not belong", "remove"),
    ],
)  # fmt: skip
def test_a_mistake_is_shown_where_it_stands(
    mini: Workspace, file: str, old: str, new: str, key: str, message: str, mend: str
) -> None:
    line = edit(mini, file, old, new)
    found = [problem for problem in problems(mini) if message in problem.message and mend in problem.mend]
    assert found, [str(problem) for problem in problems(mini)]
    assert found[0].file == f"data/{file}"
    assert found[0].line is not None and abs(found[0].line - line) <= 2
    assert key in found[0].key


NAME = "label: {ja: アルト, en: Alto}"


@pytest.mark.parametrize("key", ["label", "alt", "hidden", "gist"])
@pytest.mark.parametrize(
    ("name", "message", "mend"),
    [
        ("Andreas  Wenger", "several spaces in a row", "write 'Andreas Wenger'"),
        ("アルト\u3000\u3000二世", "several spaces in a row", "write 'アルト\\u3000二世'"),
        ("テ\u3099ィラン", "form NFC, because of U+3099", "write 'ディラン'"),
        ("Al\u200bto", "U+200B (zero width space)", "write 'Alto'"),
        ("Al\u00adto", "U+00AD (soft hyphen)", "write 'Alto'"),
        ("e\u0301 x\u0301 e", "form NFC, because of U+0301", "write 'é x\u0301 e'"),
        ("\uf9dd", "form NFC, because of U+F9DD", "write '利'"),
        ("\u200b", "U+200B", "give the name"),
    ],
)
def test_what_nobody_sees_in_a_name_is_a_mistake(mini: Workspace, key: str, name: str, message: str, mend: str) -> None:
    said = {
        "label": f'label: {{ja: アルト, en: "{name}"}}',
        "gist": f'{NAME}\n  gist: {{ja: 人, en: "{name}"}}',
    }.get(key, f'{NAME}\n  {key}: {{en: [Al, "{name}"]}}')
    line = edit(mini, THINGS, NAME, said) + (key != "label")
    (problem,) = problems(mini)
    assert (problem.file, problem.line, problem.key) == (f"data/{THINGS}", line, f"{key}.en")
    assert message in problem.message and problem.mend == mend


def test_all_mistakes_of_all_files_come_at_once(mini: Workspace) -> None:
    edit(mini, CLAIMS, "ckg:party, object: state/eastland", "ckg:partty, object: state/eastland")
    edit(mini, CLAIMS, 'object: "1901-05"', 'object: "May 1901"')
    edit(mini, THINGS, "of: agreement/lake-treaty", "of: agreement/see-treaty")
    write(mini.data / "entities" / "broken.yaml", "- id: [\n")
    files = {problem.file for problem in problems(mini)}
    assert files == {"data/" + CLAIMS, "data/" + THINGS, "data/entities/broken.yaml"}
    assert len(problems(mini)) >= 4


def test_an_anchor_past_the_end_of_its_text_is_refused(mini: Workspace) -> None:
    content = (mini.data / CLAIMS).read_text("utf-8")
    end = content.partition("end: ")[2].partition(",")[0]
    edit(mini, CLAIMS, f"end: {end}", "end: 99999")
    assert "has 171 code points" in str(problems(mini)[0]) or "code points" in str(problems(mini)[0])


def test_an_anchor_that_ends_before_it_starts_is_refused(mini: Workspace) -> None:
    content = (mini.data / CLAIMS).read_text("utf-8")
    start = content.partition("start: ")[2].partition(",")[0]
    edit(mini, CLAIMS, f"start: {start}", "start: 5000")
    assert any("not after its start" in str(problem) for problem in problems(mini))


def test_a_citation_of_a_note_that_is_not_there_is_refused(mini: Workspace) -> None:
    edit(mini, "citations/lake-study.yaml", 'note: "1"', 'note: "9"')
    assert "has no note 9" in str(problems(mini)[0])


def test_a_disputed_claim_must_exist(mini: Workspace) -> None:
    edit(mini, CLAIMS, ", certainty: reported", ", disputes: [lake-study-c9999999], certainty: reported")
    assert "there is no claim lake-study-c9999999" in str(problems(mini)[0])


def test_the_schema_offers_exactly_the_properties_that_the_ontology_lets_claims_state(workspace_root: Path) -> None:
    schema = json.loads((workspace_root / "data" / "schema" / "claims.schema.json").read_text("utf-8"))
    offered = schema["$defs"]["claim"]["properties"]["predicate"]["enum"]
    assert offered == sorted(load_vocabulary(workspace_root / "ontology"))
