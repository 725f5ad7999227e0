"""Conventions as the register has them, and invented texts laid out by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from crisiskg.texts import Outline, Record, Register, Text, load_register, open_text, read_layout
from crisiskg.texts.conventions import conventions
from crisiskg.texts.loose import digest

REGISTER = """\
texts:
  - id: sample
    file: sample.txt
    sha256: {digest}
    length: {length}
    title: {{ja: 題, en: Title}}
    language: ja
    rights: {{ja: 保護期間中, en: In copyright}}
    layout: {{conventions: plain}}
conventions:
  plain: {{paragraph: blank}}
"""
Lay = Callable[..., tuple[Text, Outline]]


def invented(content: str) -> Text:
    return Text("invented", content, digest(content))


@pytest.fixture
def content() -> str:
    """The registered text; a module of tests may have one of its own."""
    return "初めの文。会談は十月に\n始まった。終わりの文。\n"


@pytest.fixture
def register(tmp_path: Path, content: str) -> Register:
    path = tmp_path / "texts.yaml"
    path.write_text(REGISTER.format(digest=digest(content), length=len(content)), encoding="utf-8")
    return load_register(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "copies"
    path.mkdir()
    return path


@pytest.fixture(scope="session")
def lay(workspace_root: Path) -> Lay:
    """Lay out an invented text by a named set of conventions and further ones."""
    data = yaml.safe_load((workspace_root / "data" / "texts.yaml").read_text(encoding="utf-8"))

    def build(name: str, content: str, **own: Any) -> tuple[Text, Outline]:
        text = invented(content)
        return text, read_layout(text, conventions(data["conventions"][name], own))

    return build


@pytest.fixture(scope="session")
def laid_out(workspace_root: Path, real_texts: Path) -> dict[str, tuple[Record, Text, Outline]]:
    """The real texts with their layout, read anew."""
    register = load_register(workspace_root / "data" / "texts.yaml")
    result = {}
    for record in register.records.values():
        text = open_text(record, real_texts)
        if text is None:
            pytest.skip(f"{record.file} is not in {real_texts}")
        result[record.id] = (record, text, read_layout(text, record.conventions))
    return result
