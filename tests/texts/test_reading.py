from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from crisiskg.errors import TextError
from crisiskg.texts import read_text


@pytest.mark.parametrize("content", ["一行\r\n二行\r\n", "\ufeff印つき\n", "古い\r改行\r", "混\x0c在\u2028\n", ""])
def test_a_file_is_read_as_it_is(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content.encode())
    text = read_text(path)
    assert text.content == content
    assert text.id == "a"
    assert len(text) == len(content)
    assert text.digest == hashlib.sha256(content.encode()).hexdigest()
    assert path.read_bytes() == content.encode()


def test_a_byte_that_is_not_utf8_is_named_with_the_file_and_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "sjis.txt"
    path.write_bytes("三字".encode() + "条約".encode("cp932"))
    with pytest.raises(TextError, match=r"sjis\.txt: not UTF-8: byte 6 .*Mend: ") as caught:
        read_text(path)
    assert caught.value.exit_status == 1
    assert caught.value.problems[0].file == str(path)
    assert caught.value.problems[0].mend


def test_a_truncated_character_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes("条".encode()[:2])
    with pytest.raises(TextError, match="byte 0"):
        read_text(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="missing"):
        read_text(tmp_path / "none.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="cannot be opened"):
        read_text(tmp_path)
