"""Files are written whole or not at all, and what a killed run left is swept without touching a living one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crisiskg.errors import CrisiskgError
from crisiskg.files import write_file, write_files
from tests.mini import write

#: Begins to write, and waits for ever before the first file is safely on disk.
HALTING = """
import os, sys, time
from pathlib import Path
from crisiskg.files import write_file, write_files

def halt(handle):
    print("halted", flush=True)
    time.sleep(600)

os.fsync = halt
folder = Path(sys.argv[1])
write_files({"a/one.txt": b"1"}, folder) if sys.argv[2] == "several" else write_file(folder / "one.txt", b"1")
"""

Start = Callable[[Path, str], "subprocess.Popen[str]"]


@pytest.fixture
def halted() -> Iterator[Start]:
    """Starts a run that halts in the middle of its writing."""
    runs = []

    def start(folder: Path, what: str) -> subprocess.Popen[str]:
        run = subprocess.Popen([sys.executable, "-c", HALTING, str(folder), what], stdout=subprocess.PIPE, text=True)
        runs.append(run)
        assert run.stdout is not None and run.stdout.readline() == "halted\n"
        return run

    yield start
    for run in runs:
        run.kill()
        run.communicate()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("killed", ["one", "several"])
@pytest.mark.parametrize("next_", ["one", "several"])
def test_the_next_run_sweeps_what_a_killed_one_left(tmp_path: Path, halted: Start, killed: str, next_: str) -> None:
    run = halted(tmp_path, killed)
    run.kill()
    run.wait()
    (left,) = names(tmp_path)
    assert left.startswith(".release-")
    if next_ == "several":
        write_files({"two.txt": b"2"}, tmp_path)
    else:
        write_file(tmp_path / "two.txt", b"2")
    assert names(tmp_path) == ["two.txt"]


@pytest.mark.parametrize("living", ["one", "several"])
def test_what_a_living_run_uses_is_left_alone(tmp_path: Path, halted: Start, living: str) -> None:
    halted(tmp_path, living)
    (used,) = names(tmp_path)
    write_files({"two.txt": b"2"}, tmp_path)
    write_file(tmp_path / "three.txt", b"3")
    assert names(tmp_path) == [used, "three.txt", "two.txt"]
    assert list((tmp_path / used).rglob("*"))


def test_folders_of_somebody_else_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / ".release-20260101" / "notes.txt", "mine")
    write(tmp_path / ".release-of-spring" / "new", "mine")
    (tmp_path / "elsewhere" / "new").mkdir(parents=True)
    (tmp_path / ".release-abcdefgh").symlink_to(tmp_path / "elsewhere")
    write(tmp_path / ".release-12345678", "a file")
    before = names(tmp_path)
    write_files({"one.txt": b"1"}, tmp_path)
    assert names(tmp_path) == sorted([*before, "one.txt"])
    assert (tmp_path / "elsewhere" / "new").is_dir()


def test_a_file_where_a_folder_is_wanted_is_named_and_stays(tmp_path: Path) -> None:
    wrong = tmp_path / "out"
    wrong.write_text("mine")
    with pytest.raises(CrisiskgError, match=r"a\.csv: a file stands where a folder is wanted"):
        write_file(wrong / "a.csv", b"x")
    with pytest.raises(CrisiskgError, match="out: a file stands where a folder is wanted"):
        write_files({"a.csv": b"x"}, wrong)
    assert wrong.read_text() == "mine"
