"""Fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crisiskg.graph.build import Dataset, build_dataset, load_workspace
from crisiskg.publish.release import Made, make_release, write_release
from crisiskg.query import EmbeddedGraph
from crisiskg.workspace import Workspace
from tests.mini import mini_workspace
from tests.publish.wikibase.exports import Exports

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def workspace_root() -> Path:
    """The checkout, which is itself a workspace."""
    return ROOT


@pytest.fixture(scope="session")
def real_texts() -> Path:
    """The folder with the reader's own copies of the registered texts."""
    folder = _texts_folder()
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


@pytest.fixture(scope="session")
def real_made(workspace_root: Path) -> Made:
    """The release of the workspace itself, made once for all tests that look at it."""
    texts = _texts_folder()
    return make_release(Workspace(workspace_root), texts if texts.is_dir() else None)


@pytest.fixture(scope="session")
def real_release(real_made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that release."""
    folder = tmp_path_factory.mktemp("release")
    write_release(real_made.files, folder)
    return folder


@pytest.fixture(scope="session")
def real_graph(real_made: Made) -> EmbeddedGraph:
    """The graph of that release, to be asked."""
    return EmbeddedGraph(real_made.dataset.store)


@pytest.fixture(scope="session")
def exports(real_made: Made, workspace_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """That release as items for Wikidata and for a Wikibase of one's own."""
    return Exports(real_made.dataset.store, workspace_root / "data", tmp_path_factory.mktemp("wikibase"))


def _texts_folder() -> Path:
    return Path(os.environ.get("CRISISKG_TEXTS", ROOT.parent / "shared" / "texts"))
