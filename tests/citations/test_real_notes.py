"""The notes of the real texts, where they are at hand, against lists that were made by hand without the reader."""

from __future__ import annotations

from operator import le
from pathlib import Path

import pytest
from tests.citations.measure import by_note, load_list, measure, one_to_one

from crisiskg.citations import TextReading, citations_yaml, load_frus, read_registered, registered
from crisiskg.claims.load import load_entities
from crisiskg.texts import load_register

LISTS = Path(__file__).parent / "independent"
TEXTS = ("matsumoto-taiwan-strait", "aono-1963-detente", "yu-confidence-building")
Read = dict[str, TextReading]


@pytest.fixture(scope="module")
def read(workspace_root: Path, real_texts: Path) -> Read:
    """What each text cites."""
    data = workspace_root / "data"
    entities = {id_: entity.fields for id_, entity in load_entities(data).items()}
    register = load_register(data / "texts.yaml")
    result = {}
    for text in TEXTS:
        if not (real_texts / register.records[text].file).is_file():
            pytest.skip(f"{register.records[text].file} is not in {real_texts}")
        result[text] = read_registered(register, text, real_texts, registered(entities))
    return result


def test_the_measure_tells_a_wrong_work_a_wrong_place_and_a_missing_one() -> None:
    listed = {str(note): [("a", "3-5"), ("b", f"{note}")] for note in range(1, 6)} | {"6": [("a", "103-43"), ("c", "")]}
    right = {str(note): [("work/a", "pp. 3–5"), ("work/b", f"p. {note}")] for note in range(1, 6)}
    right["6"] = [("work/a", "pp. 103–143"), ("work/c", "")]
    assert measure(listed, right).shares() == (100, 100, 100)
    for wrong, counts in {
        ("work/a", "pp. 3–5, 9"): (12, 12, 11),
        ("work/b", "pp. 3–5"): (12, 11, 11),
        ("", "pp. 3–5"): (12, 11, 11),
    }.items():
        result = measure(listed, {**right, "2": [wrong, ("work/b", "p. 2")]})
        assert (result.found, result.right_work, result.right_place) == counts
    missing = measure(listed, {**right, "2": [("work/b", "p. 2")]})
    assert (missing.listed, missing.found, missing.right_work) == (12, 11, 11)
    merged = measure(listed, {**right, "6": [("work/a", "pp. 103–143"), ("work/b", "")]})
    assert (merged.found, merged.right_work) == (12, 11)


@pytest.mark.parametrize("text", TEXTS)
def test_the_citations_of_the_project_are_what_the_reader_writes(read: Read, workspace_root: Path, text: str) -> None:
    data = workspace_root / "data"
    entities = {id_: entity.fields for id_, entity in load_entities(data).items()}
    written = (data / "citations" / f"{text}.yaml").read_text("utf-8")
    assert citations_yaml(read[text], entities, load_frus(data / "frus.yaml")) == written, (
        f"run: crisiskg citations {text}"
    )


@pytest.mark.parametrize("text", TEXTS)
def test_nearly_every_citation_is_found_with_its_work_and_its_place(read: Read, text: str) -> None:
    result = measure(load_list(LISTS / f"{text}.tsv"), by_note(read[text].citations))
    allowed = [max(1.0, share * result.listed) for share in (0.03, 0.05, 0.07)]
    missed = [result.listed - count for count in (result.found, result.right_work, result.right_place)]
    assert all(map(le, missed, allowed)), "\n".join((str(result.shares()), *result.wrong))


def test_over_the_texts_97_are_found_95_resolved_and_93_placed_in_100(read: Read) -> None:
    results = [measure(load_list(LISTS / f"{text}.tsv"), by_note(read[text].citations)) for text in TEXTS]
    listed = sum(result.listed for result in results)
    assert sum(result.found for result in results) >= 0.97 * listed
    assert sum(result.right_work for result in results) >= 0.95 * listed
    assert sum(result.right_place for result in results) >= 0.93 * listed


@pytest.mark.parametrize("text", TEXTS)
def test_hardly_anything_is_read_that_is_not_on_the_list(read: Read, text: str) -> None:
    listed, ours = load_list(LISTS / f"{text}.tsv"), by_note(read[text].citations)
    given = set(one_to_one(listed, ours).values())
    made = [work for items in ours.values() for work, _ in items if work]
    assert sum(work in given for work in made) >= 0.97 * len(made), sorted(set(made) - given)


@pytest.mark.parametrize("text", TEXTS)
def test_no_two_works_of_the_list_are_one_to_the_reader(read: Read, text: str) -> None:
    listed, ours = load_list(LISTS / f"{text}.tsv"), by_note(read[text].citations)
    given = one_to_one(listed, ours)
    keys = {key for items in listed.values() for key, _ in items}
    assert len(set(given.values())) == len(given)
    assert len(keys) - len(given) <= max(1, 0.03 * len(keys)), sorted(keys - set(given))


@pytest.mark.parametrize("text", TEXTS)
def test_fewer_than_3_notes_in_100_are_not_read_to_the_end(read: Read, text: str) -> None:
    reading = read[text]
    left = {note for note, _ in reading.leftover}
    assert len(left) < 0.03 * max(reading.notes, 34), left


@pytest.mark.parametrize("text", TEXTS)
def test_every_span_is_a_place_in_the_text_and_notes_come_in_order(read: Read, text: str) -> None:
    reading = read[text]
    assert all(0 <= item.reference.span[0] < item.reference.span[1] for item in reading.citations)
    numbers = [item.note for item in reading.citations if item.note is not None]
    assert numbers == sorted(numbers) and set(numbers) <= set(range(1, reading.notes + 1))
