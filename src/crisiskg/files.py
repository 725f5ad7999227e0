"""Files in and out: releases read, and written so that nothing half-written is ever seen."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from crisiskg.errors import CrisiskgError, DataError, Problem, UsageError

try:
    import fcntl
except ImportError:  # Windows has no such locks; there the folders of killed runs are left alone.
    fcntl = None  # type: ignore[assignment]

GRAPH_FILE = "crisiskg.nq"

_TAKEN = "a file stands where a folder is wanted; name another"

#: The folder in which files wait, beside their place, until all of them are on disk; and what it holds.
_STAGING = ".release-"
_STAGING_NAME = re.compile(re.escape(_STAGING) + "[a-z0-9_]{8}")
_STAGED = frozenset(("new", "old"))


def write_file(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it into it.

    Raises ``CrisiskgError`` when the disk is full or the folder cannot be written; then whatever
    stood at the path before still stands.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device or a pipe is written to, not replaced
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with _staging(target.parent) as staging:
            staged = staging / "new"
            _write_down(staged, content)
            if target.exists():
                shutil.copymode(target, staged)
            staged.replace(target)
    except (FileExistsError, NotADirectoryError):
        raise CrisiskgError(f"cannot write {path}: {_TAKEN}") from None
    except OSError as error:
        raise CrisiskgError(f"cannot write {path}: {error.strerror}; nothing was changed") from None


def write_files(files: Mapping[str, bytes], folder: Path, what: str = "the files") -> None:
    """Put several files into a folder, all of them or none, in the order given.

    Each is written beside its place, and renamed into it once all of them are safely on disk;
    ``what`` is how messages call them.
    Raises ``CrisiskgError`` when the disk is full or the folder cannot be written, and then
    whatever stood there before still stands.
    """
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            staging = stack.enter_context(_staging(folder))
        except (FileExistsError, NotADirectoryError):
            raise CrisiskgError(f"cannot write to {folder}: {_TAKEN}") from None
        except OSError as error:
            raise CrisiskgError(f"cannot write to {folder}: {error.strerror}; nothing was changed") from None
        try:
            for name, content in files.items():
                path = staging / "new" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_down(path, content)
            _put_in_place(files, staging, folder)
        except OSError as error:
            raise CrisiskgError(f"cannot write {what} to {folder}: {error.strerror}; the old files stand") from None


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A new folder inside a folder, held by a lock and removed at the end. Those of killed runs are removed first."""
    for left in folder.glob(f"{_STAGING}*"):
        _sweep(left)
    while True:
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
        lock = _locked(staging, wait=True)
        if staging.is_dir():
            break
        _unlock(lock)  # Another run took it for left before it was locked.
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        _unlock(lock)


def _sweep(folder: Path) -> None:
    """Remove a folder that a killed run left: nobody holds its lock, which ends with the process."""
    lock = _locked(folder, wait=False) if _STAGING_NAME.fullmatch(folder.name) else None
    if lock is None:
        return
    with suppress(OSError):  # Another run may have removed it just now.
        if all(path.name in _STAGED for path in folder.iterdir()):
            shutil.rmtree(folder)
    _unlock(lock)


def _locked(folder: Path, wait: bool) -> int | None:
    """A handle that locks a folder, or ``None`` when another run has it or the file system knows no locks."""
    if fcntl is None:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return None
    return handle


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _write_down(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _put_in_place(names: Iterable[str], staging: Path, folder: Path) -> None:
    """Rename every staged file into its place; when one cannot be, put the old ones back and raise."""
    done: list[tuple[Path, Path]] = []
    try:
        for name in names:
            target, kept = folder / name, staging / "old" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            kept.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                os.link(target, kept)
            (staging / "new" / name).replace(target)
            done.append((target, kept))
    except OSError:
        for target, kept in done:
            if kept.exists():
                kept.replace(target)
            else:
                target.unlink()
        raise


def read_graph(path: Path) -> Store:
    """A file of RDF in any format as a store.

    Raises ``UsageError`` for a missing file or an unknown suffix, ``DataError`` with the line of
    the first mistake.
    """
    if not path.is_file():
        raise UsageError(f"{path} is missing, or is no file")
    rdf_format = RdfFormat.from_extension(path.suffix.lstrip("."))
    if rdf_format is None:
        raise UsageError(f"{path}: unknown kind of file; give .ttl, .nt, .nq, .trig, .jsonld or .rdf")
    store = Store()
    try:
        store.load(path=str(path), format=rdf_format)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    except SyntaxError as error:
        problem = Problem(str(path), error.lineno, "", error.msg, "mend the file there")
        raise DataError(f"{path} cannot be read", [problem]) from None
    return store


def load_release(path: Path) -> Store:
    """The graph of a release folder, or of any RDF file.

    Raises ``UsageError`` when there is no release there.
    """
    if not path.is_file():
        file = path / GRAPH_FILE
        if not file.is_file():
            raise UsageError(f"no release in {path}: run `crisiskg build`, or give --graph FILE")
        return read_graph(file)
    return read_graph(path)


def read_query(path: Path) -> str:
    """The text of a query file. Raises ``UsageError`` when it is missing or is not UTF-8."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise UsageError(f"{path} is missing") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
