"""Every style of layout, on invented texts."""

from __future__ import annotations

import pytest

from crisiskg.texts import Outline, Text, find
from crisiskg.texts.lines import note_number
from crisiskg.texts.sentences import split_sentences

from .conftest import Lay

BRACKETED = (
    " 架空の題\n\n山田　花子\n\nはじめに\n\n1．問い\n\n　春に会議が開かれた（1）。続いて夏\n"
    "にも会談が（2）あり、声明が\n\n（1）\t \t 議事録、3頁。\n（2）\t\t 会談録、『外\n"
    " 出された。秋には終わった。\n　次の段落である（3）。\n\n"
    "「括弧」で始まる行も同じ段落である\n\n"
    "交記録』12頁。\n（3）\t 新聞、5頁。\n\n\n\n架空の題\n\n― ―41\n\n　新しい頁である。\n\n"
    "Ⅰ　発端\n\n（1）小さな見出し\n　本文（一）がある。\n"
)
ASIDES = [{"kind": "title", "start": "^架空の題$", "end": "^山田　花子$"}]
HEADS = ["^架空の題$", r"^― ―(?P<page>\d+)$"]


def quote(text: Text, span: tuple[int, int]) -> str:
    return text.content[span[0] : span[1]]


def words_at(text: Text, words: str) -> tuple[int, int]:
    start = text.content.index(words)
    return start, start + len(words)


@pytest.fixture(scope="module")
def bracketed(lay: Lay) -> tuple[Text, Outline]:
    return lay("bracketed-notes", BRACKETED, heads=HEADS, asides=ASIDES)


def test_numbered_and_plain_headings_nest(bracketed: tuple[Text, Outline]) -> None:
    _, outline = bracketed
    assert [section.path for section in outline.sections] == ["はじめに", "はじめに/1", "Ⅰ", "Ⅰ/（1）"]
    assert [section.title for section in outline.sections] == ["はじめに", "問い", "発端", "小さな見出し"]
    assert [section.parent for section in outline.sections] == [None, "はじめに", None, "Ⅰ"]


def test_a_section_ends_where_the_next_of_its_level_begins(bracketed: tuple[Text, Outline]) -> None:
    text, outline = bracketed
    first, inner, second, _ = outline.sections
    assert first.end == inner.end == second.start
    assert second.end == len(text)


def test_pages_begin_at_a_leading_space_or_after_three_empty_lines(bracketed: tuple[Text, Outline]) -> None:
    _, outline = bracketed
    assert [page.number for page in outline.pages] == [None, None, "41"]
    assert outline.pages[0].start == 0
    assert all(page.end == after.start for page, after in zip(outline.pages, outline.pages[1:], strict=False))


def test_a_running_head_is_no_title_on_the_first_page(bracketed: tuple[Text, Outline]) -> None:
    text, outline = bracketed
    assert [quote(text, head) for head in outline.heads] == ["架空の題", "― ―41"]
    assert [aside.kind for aside in outline.asides] == ["title"]


def test_a_note_continues_at_the_foot_of_the_next_page(bracketed: tuple[Text, Outline]) -> None:
    text, outline = bracketed
    assert [note.number for note in outline.notes] == [1, 2, 3]
    assert [len(note.spans) for note in outline.notes] == [1, 2, 1]
    assert quote(text, outline.notes[1].spans[1]) == "交記録』12頁。"


def test_a_page_and_a_note_do_not_break_a_sentence_or_a_paragraph(bracketed: tuple[Text, Outline]) -> None:
    text, outline = bracketed
    spans = outline.paragraph(*words_at(text, "春に会議"))
    assert [quote(text, span)[-4:] for span in spans] == ["、声明が", "わった。"]
    assert outline.carried(*words_at(text, "出され")) == []
    second = outline.markers[1]
    assert quote(text, second.sentence) == "続いて夏\nにも会談が（2）"


def test_an_indented_line_begins_a_paragraph_and_a_bracket_after_a_blank_line_does_not(
    bracketed: tuple[Text, Outline],
) -> None:
    text, outline = bracketed
    assert outline.paragraph(*words_at(text, "「括弧」")) == outline.paragraph(*words_at(text, "次の段落"))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("春に会議", [1]), ("会議が開かれた（1）。続", [1, 2]), ("にも会談", [2]), ("声明が", []), ("秋に", [])],
)
def test_a_span_carries_the_marker_of_the_sentence_it_ends_in(
    bracketed: tuple[Text, Outline], words: str, numbers: list[int]
) -> None:
    text, outline = bracketed
    assert [marker.note for marker in outline.carried(*words_at(text, words))] == numbers


def test_a_span_in_a_note_is_in_it_and_carries_nothing(bracketed: tuple[Text, Outline]) -> None:
    text, outline = bracketed
    for words, number in [("議事録", 1), ("会談録", 2), ("12頁", 2)]:
        span = words_at(text, words)
        note = outline.in_note(*span)
        assert note is not None and note.number == number
        assert outline.carried(*span) == []
        section = outline.section(*span)
        assert section is not None and section.path == "はじめに/1"
    assert outline.in_note(*words_at(text, "春に")) is None


def test_kanji_numerals_in_brackets_are_no_markers(bracketed: tuple[Text, Outline]) -> None:
    _, outline = bracketed
    assert [marker.note for marker in outline.markers] == [1, 2, 3]
    assert outline.problems == ()


def test_notes_and_markers_that_do_not_pair_are_listed(lay: Lay) -> None:
    body = " Ⅰ　題\n　一つ（1）。二つ（4）。三つ（2）。\n\n"
    content = body + "（1）\t 甲。\n（2）\t 乙。\n（3）\t 丙。\n（5）\t 丁。\n"
    _, outline = lay("bracketed-notes", content)
    assert [marker.note for marker in outline.markers] == [1, 2]
    assert outline.problems == (
        "note 3 has no marker",
        "note 5 has no marker",
        f"marker 4 at {content.index('（4）')} has no note",
        "note 4 is missing",
    )


def test_a_number_used_twice_is_listed(lay: Lay) -> None:
    content = " Ⅰ　題\n　一つ（1）。二つ（1）。\n\n（1）\t 甲。\n（1）\t 乙。\n"
    text, outline = lay("bracketed-notes", content)
    assert len(outline.notes) == len(outline.markers) == 1
    assert quote(text, outline.notes[0].spans[0]).endswith("乙。")
    assert [problem.split(" at ")[0] for problem in outline.problems] == [
        "note 1 stands twice, again",
        "marker 1",
    ]


HALF = (
    " Ⅰ．序\n最初の段落は、二人の使節が港に着いた日から始まる1）。彼らは三日後に\n\n"
    "都へ向かった。「急げ。」2）また、王は待っていた。\n\n1） Smith, Peace, 12 -3 .\n"
    "2） 山田『港』、\n\n3頁。\n\n（     ）架空論集 9\n\n\n\n538\n\n王は喜び、NATO\n\n"
    "0 0\n\nの代表とも会った3）。\n\nⅡ．終わり\n短い。\n\n3） 同上。\n\n（     ）架空論集 11\n"
)


def test_half_bracket_notes_with_feet_and_marks_in_between(lay: Lay) -> None:
    heads = [r"^（\s*）架空論集 (?P<page>\d+)$", r"^5\d\d$", "^0 0$"]
    text, outline = lay("half-bracket-notes", HALF + " 次の頁。\n", heads=heads)
    assert [page.number for page in outline.pages] == ["9", "11", None]
    assert "page 11 is 1 pages after page 9" in outline.problems
    assert [quote(text, note.spans[0])[-3:] for note in outline.notes] == ["3 .", "3頁。", "同上。"]
    assert [marker.note for marker in outline.markers] == [1, 2, 3]
    assert quote(text, outline.markers[1].sentence) == "「急げ。」2）"
    assert len(outline.paragraph(*words_at(text, "王は喜び"))) == 2
    assert [section.path for section in outline.sections] == ["Ⅰ", "Ⅱ"]


def test_a_page_between_printed_numbers_is_counted(lay: Lay) -> None:
    content = " 一。\n\n架空 7\n 二。\n 三。\n\n架空 9\n 四。\n"
    _, outline = lay("half-bracket-notes", content, heads=[r"^架空 (?P<page>\d+)$"])
    assert [page.number for page in outline.pages] == ["7", "8", "9", None]
    assert [page.counted for page in outline.pages] == [False, True, False, False]


BARE = (
    " 2020年8月2日、代表が着いた。1 \n\n会談は5月に、2度行われ、2その後\n\n終わった。3次に進む。\n \n\n"
    "1 3項目の合意については、記録を参照。 \n2 8月の記録。 \n3 新聞。 \n\n\n\n5 田中|架空の題 \n\n"
    "• 一つ目の項目 \n\nである。 \n• 二つ目。4 \n \n参考文献 \n\n"
    "• A. Smith, Peace, \nLondon, 1990. \n\n4 週刊誌。\n"
)


def test_bare_numbers_after_the_sentence_are_markers_and_dates_are_not(lay: Lay) -> None:
    heads = [r"^(?P<page>\d+) 田中\|"]
    headings = [{"level": 1, "pattern": "(?P<title>参考文献)$", "kind": "references"}]
    text, outline = lay("bare-number-notes", BARE, heads=heads, headings=headings)
    assert [note.number for note in outline.notes] == [1, 2, 3, 4]
    assert [quote(text, (m.start - 1, m.end)) for m in outline.markers] == ["。1", "、2", "。3", "。4"]
    assert [m.note for m in outline.carried(*words_at(text, "代表が"))] == [1]
    assert [m.note for m in outline.carried(*words_at(text, "次に"))] == []
    assert [page.number for page in outline.pages] == [None, "5"]
    assert len(outline.paragraph(*words_at(text, "二つ目"))) == 1
    assert [quote(text, entry[0])[:9] for entry in outline.references()] == ["• A. Smit"]
    assert all(not quote(text, span).startswith("• A") for span in outline.body())


MAGAZINE = (
    "\n\n導入の文である。\n\n会談は長く続き、首脳は\n\n首脳の狙い\n\n\n\n題名の行\n\n田中 太郎\n\n"
    "握手を交わした。\n\n次の段落である。\n"
)


def test_a_subhead_and_a_title_do_not_break_the_sentence_that_runs_round_them(lay: Lay) -> None:
    text, outline = lay(
        "magazine",
        MAGAZINE,
        headings=[{"level": 1, "pattern": "(?P<title>首脳の狙い)$"}],
        asides=[{"kind": "title", "start": "^題名の行$", "end": "^田中 太郎$"}],
    )
    assert [len(spans) for spans in outline.paragraphs] == [1, 2, 1]
    assert len(outline.pages) == 2
    assert outline.section(0) is None
    place = find(text, "首脳は握手を", outline)[0]
    assert place.interrupted
    assert quote(text, (place.start, place.end)).startswith("首脳は\n\n首脳の狙い")


def test_a_heading_wraps_and_a_heading_may_share_its_line_with_text(lay: Lay) -> None:
    content = (
        " 研究成果の概要（和文）：要約は一行である。 \n"
        " １．背景 \n本文は字下げなしに始まり、次\n\nの行に続く。 \n"
        "２．成果 \n（１）長い見出しはこの行で折り返され\nる \n 本文である。 \n"
    )
    text, outline = lay("research-report", content)
    assert [section.path for section in outline.sections] == [
        "研究成果の概要（和文）",
        "１",
        "２",
        "２/（１）",
    ]
    assert outline.sections[-1].title == "長い見出しはこの行で折り返される"
    assert quote(text, outline.paragraphs[0][0]) == "要約は一行である。"
    assert [len(spans) for spans in outline.paragraphs] == [1, 1, 1]
    assert len(outline.pages) == 2


def test_an_aside_without_an_end_is_listed_and_takes_one_line(lay: Lay) -> None:
    _, outline = lay("magazine", "図の説明\n本文。\n", asides=[{"kind": "caption", "start": "^図", "end": "^終"}])
    assert outline.problems == ("caption at 0 has no end",)
    assert len(outline.paragraphs) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing_but_offsets(lay: Lay, end: str, mark: str) -> None:
    text, outline = lay("bracketed-notes", mark + BRACKETED.replace("\n", end), heads=HEADS, asides=ASIDES)
    plain_text, plain = lay("bracketed-notes", BRACKETED, heads=HEADS, asides=ASIDES)
    for one, other in [(outline.notes, plain.notes), (outline.sections, plain.sections)]:
        assert len(one) == len(other)
    assert len(outline.pages) == len(plain.pages)
    assert [[quote(text, span).replace(end, "\n") for span in spans] for spans in outline.paragraphs] == [
        [quote(plain_text, span) for span in spans] for spans in plain.paragraphs
    ]


def test_a_form_feed_begins_a_page(lay: Lay) -> None:
    _, outline = lay("magazine", "一。\n\f二。\n\f\n三。\n")
    assert len(outline.pages) == 3


def test_an_empty_text_has_an_empty_layout(lay: Lay) -> None:
    _, outline = lay("bracketed-notes", "")
    assert outline.paragraphs == outline.pages == outline.sections == ()
    assert outline.page(0) is None
    assert outline.body() == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("一。二。", 2),
        ("「一。」と二。", 1),
        ("「一。」二。", 2),
        ("（一。）二。", 2),
        ("（壊れた一。二。", 2),
        ("末尾なし", 1),
        ("『「内。」も外。』と言う。終。", 2),
        ("", 0),
    ],
)
def test_sentences_end_at_full_stops_outside_brackets(words: str, count: int) -> None:
    sentences = split_sentences(words, {})
    assert len(sentences) == count
    assert "".join(words[start:end] for start, end in sentences) == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12", 12),
        ("１２", 12),
        ("③", 3),
        ("⑳", 20),
        (" 4 ", 4),
        ("⑶", None),
        ("½", None),
        ("²", 2),
        ("三", None),
        ("-1", None),
        ("", None),
        (None, None),
        ("12345", None),
        ("9" * 5000, None),
    ],
)
def test_a_note_number_is_made_of_decimal_digits_in_any_form(words: str | None, number: int | None) -> None:
    assert note_number(words) == number


CIRCLED = {"line": "^(?P<number>[①-⑳⑴-⑽])　", "marker": "(?P<number>[①-⑳⑴-⑽])"}


def test_circled_numbers_number_notes(lay: Lay) -> None:
    text, outline = lay("bracketed-notes", " Ⅰ　題\n　一つ①。二つ②。\n\n①　甲。\n②　乙。\n", notes=CIRCLED)
    assert [note.number for note in outline.notes] == [1, 2]
    assert [quote(text, (mark.start, mark.end)) for mark in outline.markers] == ["①", "②"]
    assert outline.problems == ()


def test_a_line_like_a_note_without_a_number_is_no_note_and_is_listed(lay: Lay) -> None:
    content = "一つ⑴。\n\n⑴　甲。\n"
    _, outline = lay("magazine", content, notes=CIRCLED)
    assert (outline.notes, outline.markers) == ((), ())
    assert outline.problems == (f"the line at {content.index('⑴　')} looks like a note, but has no number",)
    _, quiet = lay("magazine", content, notes={**CIRCLED, "sequence": True})
    assert (quiet.notes, quiet.problems) == ((), ())


def test_a_number_that_a_pattern_leaves_out_makes_no_note_and_no_marker(lay: Lay) -> None:
    notes = {"line": r"^注(?P<number>\d+)?　", "marker": r"＊(?P<number>\d+)?"}
    _, outline = lay("magazine", "一つ＊1。二つ＊。\n\n注1　甲。\n\n注　乙。\n", notes=notes)
    assert [note.number for note in outline.notes] == [1]
    assert [mark.note for mark in outline.markers] == [1]
    assert len(outline.problems) == 1
    nothing = {"line": "^注(?P<number>1)", "marker": r"(?=(?P<number>\d))|＊"}
    assert lay("magazine", "一つ1。＊", notes=nothing)[1].markers == ()


def test_a_heading_without_a_title_is_called_by_its_label_or_is_body(lay: Lay) -> None:
    headings = [
        {"level": 1, "pattern": r"第(?P<label>\d)部(?P<title>.+)?$", "wrap": True},
        {"level": 2, "pattern": r"◇\s*(?P<title>.*)$", "wrap": True},
        {"level": 3, "pattern": r"＊(?P<title>あ)?", "wrap": True},
    ]
    content = "第1部\n\n一つ。\n\n◇\n\n＊\n\n二つ。\n\n第2部\n続く題\n\n三つ。\n"
    text, outline = lay("magazine", content, headings=headings)
    assert [(section.path, section.title) for section in outline.sections] == [("1", "1"), ("2", "続く題")]
    assert [quote(text, (section.start, section.start + 3)) for section in outline.sections] == ["第1部", "第2部"]
    body = "".join(quote(text, span) for span in outline.body())
    assert "◇" in body and "＊" in body
