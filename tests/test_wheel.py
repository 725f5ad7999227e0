"""The wheel works where nothing else of the project is."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest


def run(*command: str, cwd: Path) -> str:
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, workspace_root: Path) -> Path:
    """The ``bin`` folder of an empty environment with nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), ".", cwd=workspace_root)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    binaries = folder / "env" / "bin"
    constraints = str(workspace_root / "constraints.txt")
    python = str(binaries / "python")
    run(python, "-m", "pip", "install", "--quiet", "--constraint", constraints, str(wheel), cwd=folder)
    return binaries


def test_query_answers_on_the_graph_that_the_wheel_carries(installed: Path, tmp_path: Path) -> None:
    output = run(str(installed / "crisiskg"), "query", "agreement-life", "--format", "csv", cwd=tmp_path)
    assert len(output.splitlines()) > 1


def test_show_answers_on_the_graph_that_the_wheel_carries(installed: Path, tmp_path: Path) -> None:
    output = run(str(installed / "crisiskg"), "show", "agreement/inf-treaty", "--lang", "en", cwd=tmp_path)
    assert "Intermediate-Range Nuclear Forces Treaty" in output


def test_the_wheel_can_build_its_own_workspace(installed: Path, tmp_path: Path) -> None:
    output = run(str(installed / "crisiskg"), "build", "--out", str(tmp_path / "out"), cwd=tmp_path)
    assert "conform" in output and (tmp_path / "out" / "crisiskg.ttl").is_file()
