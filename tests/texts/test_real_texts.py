"""The five real texts, where they are at hand: counts, continuity and places, checked by other means."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from crisiskg.texts import (
    Anchor,
    Outcome,
    Outline,
    Record,
    Text,
    dump_outline,
    find,
    load_outline,
    make_anchor,
)
from crisiskg.texts.lines import joined
from crisiskg.texts.loose import digest
from crisiskg.texts.verify import check_anchors

Laid = dict[str, tuple[Record, Text, Outline]]
IDS = (
    "matsumoto-taiwan-strait",
    "yu-confidence-building",
    "aono-1963-detente",
    "oikawa-two-fronts",
    "us-japan-bases",
)
# How a note's first line and its marker are found by plain searching.
NOTES = {
    "matsumoto-taiwan-strait": (137, r"(?m)^（(\d+)）\t", "（{}）"),
    "yu-confidence-building": (18, r"(?m)^(\d{1,2}) (?!于)", "{}"),
    "aono-1963-detente": (119, r"(?m)^(\d+)） ", "{}）"),
}


@pytest.mark.parametrize("text_id", IDS)
def test_the_registered_digest_and_length_are_those_of_the_file(laid_out: Laid, text_id: str) -> None:
    record, text, _ = laid_out[text_id]
    assert (text.digest, len(text)) == (record.sha256, record.length)


@pytest.mark.parametrize("text_id", IDS)
def test_the_committed_outline_is_that_of_the_text(laid_out: Laid, workspace_root: Path, text_id: str) -> None:
    _, _, outline = laid_out[text_id]
    path = workspace_root / "data" / "layout" / f"{text_id}.yaml"
    assert path.read_text(encoding="utf-8") == dump_outline(outline)
    assert load_outline(path) == outline


@pytest.mark.parametrize("text_id", NOTES)
def test_every_note_and_every_marker_is_found(laid_out: Laid, text_id: str) -> None:
    _, text, outline = laid_out[text_id]
    count, line, shape = NOTES[text_id]
    assert [note.number for note in outline.notes] == list(range(1, count + 1))
    assert [marker.note for marker in outline.markers] == list(range(1, count + 1))
    assert outline.problems == ()
    searched = {int(match[1]): match.start() for match in re.finditer(line, text.content)}
    for note in outline.notes:
        assert searched[note.number] == note.start
    for marker in outline.markers:
        assert text.content[marker.start : marker.end] == shape.format(marker.note)
        assert not any(note.start <= marker.start < note.end for note in outline.notes if len(note.spans) == 1)


@pytest.mark.parametrize("text_id", NOTES)
def test_a_marker_stands_on_the_page_of_its_note_or_the_one_before(laid_out: Laid, text_id: str) -> None:
    _, _, outline = laid_out[text_id]
    starts = {note.number: note.start for note in outline.notes}
    for marker in outline.markers:
        page, note_page = outline.page(marker.start), outline.page(starts[marker.note])
        assert page is not None and note_page is not None
        assert outline.pages.index(note_page) - outline.pages.index(page) in (0, 1)


@pytest.mark.parametrize("text_id", NOTES)
def test_no_note_swallows_body_and_every_note_is_finished(laid_out: Laid, text_id: str) -> None:
    _, text, outline = laid_out[text_id]
    for note in outline.notes:
        words = "".join(text.content[start:end] for start, end in note.spans)
        assert len(words) < (2000 if text_id.startswith("aono") else 600)
        assert re.search(r"([。.．）”]|参照)$", words)


@pytest.mark.parametrize("text_id", IDS)
def test_every_character_is_placed_once(laid_out: Laid, text_id: str) -> None:
    _, text, outline = laid_out[text_id]
    seen = [0] * len(text)
    spans = [span for paragraph in outline.paragraphs for span in paragraph]
    spans += [span for note in outline.notes for span in note.spans]
    spans += [*outline.heads, *((aside.start, aside.end) for aside in outline.asides)]
    for start, end in spans:
        for offset in range(start, end):
            seen[offset] += 1
    titles = "".join(section.title for section in outline.sections)
    unplaced = "".join(text.content[at] for at in range(len(text)) if not seen[at]).split()
    assert max(seen) == 1
    # What is left are the headings: their titles, their labels, the colon after a run-in one.
    assert len("".join(unplaced)) <= len("".join(titles.split())) + 5 * len(outline.sections)


@pytest.mark.parametrize("text_id", IDS)
def test_every_paragraph_is_finished(laid_out: Laid, text_id: str) -> None:
    _, text, outline = laid_out[text_id]
    for spans in outline.paragraphs:
        assert re.search(r"([。」.]|\d）?)$", text.content[: spans[-1][1]][-4:])


@pytest.mark.parametrize("text_id", IDS)
def test_words_that_a_head_or_note_interrupts_are_found(laid_out: Laid, text_id: str) -> None:
    _, text, outline = laid_out[text_id]
    for spans in outline.paragraphs:
        for one, other in pairwise(spans):
            before = joined(text.content, [one])[0][-12:]
            after = joined(text.content, [other])[0][:12]
            places = find(text, before + after, outline)
            assert any(place.start < one[1] and place.end > other[0] for place in places)


@pytest.mark.parametrize("text_id", IDS)
@pytest.mark.parametrize("width", [23, 61])
def test_rewrapping_loses_no_anchor(laid_out: Laid, text_id: str, width: int) -> None:
    _, text, _ = laid_out[text_id]
    chance = random.Random(f"{text_id} {width}")
    anchors: list[Anchor] = []
    while len(anchors) < 100:
        start = chance.randrange(len(text) - 200)
        end = start + chance.randrange(12, 180)
        if text.content[start:end].strip():
            anchors.append(make_anchor(text, start, end))
    bare = "".join(text.content.split())
    content = "\r\n".join(bare[at : at + width] for at in range(0, len(bare), width))
    checks = check_anchors(Text(text.id, content, digest(content)), anchors, len(text))
    assert {check.outcome for check in checks} <= {Outcome.OK, Outcome.MOVED, Outcome.AMBIGUOUS}
    assert sum(check.outcome is Outcome.AMBIGUOUS for check in checks) < 15


def test_printed_page_numbers_agree_with_the_count_of_pages(laid_out: Laid) -> None:
    printed = {
        text_id: [int(page.number) for page in outline.pages if page.number]
        for text_id, (_, _, outline) in laid_out.items()
    }
    assert printed["aono-1963-detente"] == list(range(125, 165))
    assert printed["yu-confidence-building"] == list(range(5, 10))
    assert printed["matsumoto-taiwan-strait"] == [169]


def test_the_reference_list_is_read_entry_by_entry(laid_out: Laid) -> None:
    _, text, outline = laid_out["yu-confidence-building"]
    section = next(section for section in outline.sections if section.kind == "references")
    bullets = text.content[section.start : section.end].count("• ")
    assert len(outline.references()) == bullets == 13
