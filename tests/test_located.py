"""YAML is read with its lines, and what could harm is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from crisiskg.errors import DataError
from crisiskg.located import read_yaml
from tests.mini import write


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_yaml(path)
    return str(caught.value.problems[0])


def test_every_entry_has_its_line(tmp_path: Path) -> None:
    located = read_yaml(write(tmp_path / "a.yaml", "# head\nlist:\n- one: 1\n  two: x\n- three\n"))
    assert located.value == {"list": [{"one": 1, "two": "x"}, "three"]}
    assert located.line(("list", 0, "two")) == 4
    assert located.line(("list", 1)) == 5
    assert located.line(("list", 0, "two", "deeper")) == 4


def test_plain_dates_stay_strings_and_quoted_numbers_too(tmp_path: Path) -> None:
    located = read_yaml(write(tmp_path / "a.yaml", 'a: 1958-08-23\nb: "12"\nc: 12\nd: 1.5\ne: true\nf: no\ng:\n'))
    assert located.value == {"a": "1958-08-23", "b": "12", "c": 12, "d": 1.5, "e": True, "f": "no", "g": None}


def test_a_key_that_stands_twice_is_a_problem_with_both_lines(tmp_path: Path) -> None:
    located = read_yaml(write(tmp_path / "a.yaml", "a: 1\nb: 2\na: 3\n"))
    assert [problem.line for problem in located.problems] == [3]
    assert "first in line 1" in located.problems[0].message


def test_broken_yaml_names_file_and_line(tmp_path: Path) -> None:
    message = refusal(write(tmp_path / "a.yaml", "a: 1\nb: [1, 2\nc: 3\n"))
    assert "a.yaml:3:" in message and "not YAML" in message and "Mend:" in message


def test_a_yaml_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert "aliases" in refusal(write(tmp_path / "bomb.yaml", "\n".join(lines)))


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    assert "levels deep" in refusal(write(tmp_path / "deep.yaml", "[" * 5000 + "]" * 5000))


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: 1\nb: 危機\n".encode("shift_jis"))
    assert "a.yaml:2:" in refusal(path) and "not UTF-8" in refusal(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "missing" in refusal(tmp_path / "none.yaml")


def test_an_empty_file_is_no_value(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path / "a.yaml", "# nothing\n")).value is None


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1234567890123456789", "too long a number"),
        ("9" * 5000, "too long a number"),
        ("0.00001", "too small a number"),
        ("0.7936330837257834", "more digits"),
        ("1.00000000000000000000", "too long a number"),
    ],
)
def test_a_number_that_would_not_be_printed_as_it_stands_is_a_problem(tmp_path: Path, text: str, message: str) -> None:
    located = read_yaml(write(tmp_path / "a.yaml", f"a: 1\nb: {text}\n"))
    (problem,) = located.problems
    assert (problem.line, problem.key) == (2, "b") and message in problem.message
    assert located.value["b"] == text and located.refused == {("b",)}


@pytest.mark.parametrize("text", ["0.001", "46.50", "-12.25", "123456789012345678", "1234567890.12345", "+5"])
def test_every_other_number_is_printed_without_an_exponent(tmp_path: Path, text: str) -> None:
    located = read_yaml(write(tmp_path / "a.yaml", f"a: {text}\n"))
    assert located.problems == []
    assert "e" not in str(located.value["a"]) and Decimal(str(located.value["a"])) == Decimal(text)


def test_full_width_digits_stay_strings(tmp_path: Path) -> None:
    located = read_yaml(write(tmp_path / "a.yaml", "a: １２\nb: １.５\n"))
    assert located.value == {"a": "１２", "b": "１.５"}
