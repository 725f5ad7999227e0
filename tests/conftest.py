"""Fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crisiskg.graph.build import Dataset, build_dataset, load_workspace
from crisiskg.workspace import Workspace
from tests.mini import mini_workspace

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def workspace_root() -> Path:
    """The checkout, which is itself a workspace."""
    return ROOT


@pytest.fixture(scope="session")
def real_texts() -> Path:
    """The folder with the reader's own copies of the registered texts."""
    folder = Path(os.environ.get("CRISISKG_TEXTS", ROOT.parent / "shared" / "texts"))
    if not folder.is_dir():
        pytest.skip("the five texts are not here: set CRISISKG_TEXTS to the folder that holds them")
    return folder


@pytest.fixture
def mini(tmp_path: Path) -> Workspace:
    """A small workspace of invented matter, to be changed at will."""
    return mini_workspace(tmp_path / "mini", ROOT)


@pytest.fixture
def dataset(mini: Workspace) -> Dataset:
    """The dataset of the small workspace."""
    return build_dataset(load_workspace(mini))
