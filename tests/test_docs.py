"""The documentation says what the program does."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from crisiskg.cli import main
from crisiskg.query import EmbeddedGraph, load_stored


def script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reference(workspace_root: Path) -> ModuleType:
    return script(workspace_root / "docs" / "make_reference.py")


def test_the_tour_shows_what_the_graph_answers(workspace_root: Path, real_graph: EmbeddedGraph) -> None:
    made = script(workspace_root / "docs" / "make_tour.py").tour(real_graph, load_stored(workspace_root / "queries"))
    assert (workspace_root / "docs" / "tour.md").read_text("utf-8") == made, "run make docs"


def test_the_command_reference_is_up_to_date(reference: ModuleType, workspace_root: Path) -> None:
    assert (workspace_root / "docs" / "cli.md").read_text("utf-8") == reference.cli_reference(), "run make docs"


def test_the_query_reference_is_up_to_date(reference: ModuleType, workspace_root: Path) -> None:
    wanted = reference.query_reference(load_stored(workspace_root / "queries"))
    assert (workspace_root / "docs" / "queries.md").read_text("utf-8") == wanted, "run make docs"


def commands(path: Path) -> list[str]:
    """The crisiskg commands in the shell blocks of a Markdown file."""
    blocks = re.findall(r"```sh\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("crisiskg ") and "TEXTS" not in line]


def test_the_output_that_the_readme_shows_is_what_the_command_prints(workspace_root: Path, real_release: Path) -> None:
    block = re.search(r"```text\n\$ (.*?)\n(.*?)```", (workspace_root / "README.md").read_text("utf-8"), re.DOTALL)
    assert block
    words = [*shlex.split(block[1])[1:], "--graph", str(real_release)]
    result = CliRunner().invoke(main, ["--workspace", str(workspace_root), *words])
    for part in block[2].split("…\n"):
        assert part in result.output


def test_every_command_that_the_readme_and_the_guides_show_works(
    workspace_root: Path, real_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [workspace_root / "README.md", *sorted((workspace_root / "docs").glob("*.md"))]
    shown = [command for page in pages for command in commands(page)]
    assert len(shown) >= 5
    monkeypatch.chdir(tmp_path)
    for command in shown:
        words = shlex.split(command)[1:]
        if words[0] in ("query", "show", "cite", "export") and "--list" not in words and "--endpoint" not in words:
            words += ["--graph", str(real_release)]
        elif words[0] in ("build", "anchor", "layout", "diff", "import", "match", "load") or "--endpoint" in words:
            words = [words[0], "--help"]
        result = CliRunner().invoke(main, ["--workspace", str(workspace_root), *words])
        assert result.exit_code == 0, f"{command}\n{result.output}"
