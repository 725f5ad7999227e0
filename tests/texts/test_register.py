from __future__ import annotations

from pathlib import Path

import pytest

from crisiskg.errors import DataError
from crisiskg.texts import load_register

ENTRY = """\
texts:
  - id: sample
    file: sample.txt
    sha256: {digest}
    length: 12
    title: {{ja: 題, en: Title}}
    creators: [person/somebody]
    issued: "2009-07"
    language: ja
    rights: {{ja: 保護期間中, en: In copyright}}
    layout:
      conventions: plain
      heads: ['^題$']
conventions:
  plain:
    heads: ['^\\d+$']
    paragraph: blank
""".format(digest="a" * 64)


def write(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "texts.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_register_gives_each_text_its_record(tmp_path: Path) -> None:
    record = load_register(write(tmp_path, ENTRY)).records["sample"]
    assert record.file == "sample.txt"
    assert record.creators == ("person/somebody",)
    assert record.bibliography == {"issued": "2009-07"}
    assert [pattern.pattern for pattern in record.conventions.heads] == ["^題$", r"^\d+$"]
    assert record.line == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("id: sample", "id: Sample", 2, "lower-case"),
        ("a" * 64, "a" * 63, 4, "64 hexadecimal"),
        ("length: 12", 'length: "12"', 5, "code points"),
        ("length: 12", "length: 0", 5, "code points"),
        ("file: sample.txt", "file: ../sample.txt", 3, "without folders"),
        ("{ja: 題, en: Title}", "{ja: 題}", 6, "needs ja and en"),
        ("{ja: 題, en: Title}", "題", 6, "mapping"),
        ("[person/somebody]", "[somebody]", 7, "person or organization"),
        ('"2009-07"', "2009", 8, "in quotes"),
        ("language: ja", "langage: ja", 9, "no such key"),
        ("    language: ja\n", "", 2, "is missing"),
        ("language: ja", "language: 日本語", 9, "language tag"),
        ("{ja: 題, en: Title}", "{ja: 題, en: Title, e: Tit}", 6, "no language tag"),
        ("{ja: 題, en: Title}", "{ja: 題, en: Title, 'fr FR': Titre}", 6, "no language tag"),
        ("{ja: 題, en: Title}", "{ja: 題, en: Title, 'fr-': Titre}", 6, "no language tag"),
        ('"2009-07"', '"July 2009"', 8, "EDTF"),
        ('"2009-07"', '"2009-7"', 8, "EDTF"),
        ('"2009-07"', '"2009-13"', 8, "EDTF"),
        ('"2009-07"', '"2009-07-15T10:00"', 8, "EDTF"),
        ('"2009-07"', '"２００９"', 8, "EDTF"),
        ('"2009-07"', '"2009-07\\n"', 8, "EDTF"),
        ('issued: "2009-07"', "url: ftp://example.org/a", 8, "http or https"),
        ('issued: "2009-07"', "url: 'https://example.org/a b'", 8, "http or https"),
        ('issued: "2009-07"', "url: 'https://example.org/<a>'", 8, "http or https"),
        ('issued: "2009-07"', 'url: "https://example.org/\\u0001"', 8, "http or https"),
        ('issued: "2009-07"', 'url: "https://example.org/\\n"', 8, "http or https"),
        ('issued: "2009-07"', "url: 'https://'", 8, "http or https"),
        ("conventions: plain", "conventions: fancy", 12, "known: plain|fancy"),
        ("heads: ['^題$']", "heads: ['(']", 13, "no regular expression"),
        ("heads: ['^題$']", "feet: ['a']", 13, "no such convention"),
        ("paragraph: blank", "paragraph: odd", 17, "one of"),
        ("  - id: sample", "  - id: sample\n    id: twice", 3, "stands twice"),
        (
            "{ja: 保護期間中, en: In copyright}",
            "&a {ja: 保護期間中, en: In copyright}\n    container: *a",
            10,
            "aliases",
        ),
    ],
)
def test_a_mistake_is_shown_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in ENTRY
    path = write(tmp_path, ENTRY.replace(old, new, 1))
    with pytest.raises(DataError) as caught:
        load_register(path)
    shown = [str(problem) for problem in caught.value.problems]
    found = [text for text in shown if any(part in text for part in message.split("|"))]
    assert any(f"texts.yaml:{line}:" in text for text in found), shown


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *[("issued", date) for date in ("2009", "2009-07-15", "200X", "2009-XX", "2009-07~", "2009?", "2009/2010-03")],
        ("issued", "-0044-03-15"),
        ("issued", "2009-21"),
        ("url", "https://example.org/論文?a=1&b=(2)#c%20d"),
        ("url", "http://example.org"),
    ],
)
def test_a_date_and_an_address_are_kept_as_they_stand(tmp_path: Path, key: str, value: str) -> None:
    path = write(tmp_path, ENTRY.replace('issued: "2009-07"', f'{key}: "{value}"'))
    assert load_register(path).records["sample"].bibliography == {key: value}


def test_a_title_may_be_given_in_further_languages(tmp_path: Path) -> None:
    path = write(tmp_path, ENTRY.replace("en: Title}", "en: Title, zh-Hant: 題目, ja-Latn-hepburn: Dai}"))
    assert set(load_register(path).records["sample"].title) == {"ja", "en", "zh-Hant", "ja-Latn-hepburn"}


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    content = ENTRY.replace("id: sample", "id: Sample").replace("length: 12", "length: -1")
    with pytest.raises(DataError) as caught:
        load_register(write(tmp_path, content))
    assert [problem.line for problem in caught.value.problems] == [2, 5]


def test_a_text_registered_twice_is_refused(tmp_path: Path) -> None:
    entry = ENTRY.partition("texts:\n")[2].partition("conventions:\n  plain")[0]
    content = ENTRY.replace("texts:\n", "texts:\n" + entry, 1)
    with pytest.raises(DataError) as caught:
        load_register(write(tmp_path, content))
    assert {problem.key for problem in caught.value.problems} == {"texts.id", "texts.file", "texts.sha256"}


@pytest.mark.parametrize("content", ["", "a: [", "texts: 3", "- 1", "texts: [3]\nconventions: {}", "more: 1"])
def test_what_is_no_register_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(DataError):
        load_register(write(tmp_path, content))


def test_a_missing_register_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        load_register(tmp_path / "texts.yaml")


@pytest.mark.parametrize(
    "layout",
    [
        "notes: 3",
        "notes: {line: '^(?P<number>1)'}",
        "notes: {line: '^1', marker: '(?P<number>1)'}",
        "headings: [{level: 0, pattern: '(?P<title>a)'}]",
        "headings: [{level: 1, pattern: 'a'}]",
        "headings: [{level: 1, pattern: '(?P<title>a)', colour: red}]",
        "headings: a",
        "asides: [{kind: title, start: a}]",
        "heads: a",
        "page_gap: many",
    ],
)
def test_a_convention_that_cannot_be_understood_is_refused(tmp_path: Path, layout: str) -> None:
    path = write(tmp_path, ENTRY.replace("heads: ['^題$']", layout))
    with pytest.raises(DataError) as caught:
        load_register(path)
    assert [problem.line for problem in caught.value.problems] == [13]
