"""Conventions as the register has them, and invented texts laid out by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from crisiskg.texts import Outline, Record, Text, load_register, open_text, read_layout
from crisiskg.texts.conventions import conventions
from crisiskg.texts.loose import digest

Lay = Callable[..., tuple[Text, Outline]]


def invented(content: str) -> Text:
    return Text("invented", content, digest(content))


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
