"""Files in and out: releases read, and written so that nothing half-written is ever seen."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from crisiskg.errors import CrisiskgError, DataError, Problem, UsageError

GRAPH_FILE = "crisiskg.nq"


def write_file(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it into it.

    Raises ``CrisiskgError`` when the disk is full or the folder cannot be written; then whatever
    stood at the path before still stands.
    """
    target = path.resolve()
    staged = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device or a pipe is written to, not replaced
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, staged)
        staged.replace(target)
    except OSError as error:
        raise CrisiskgError(f"cannot write {path}: {error.strerror}; nothing was changed") from None
    finally:
        staged.unlink(missing_ok=True)


def write_files(files: Mapping[str, bytes], folder: Path, what: str = "the files") -> None:
    """Put several files into a folder, all of them or none, in the order given.

    Each is written beside its place, and renamed into it once all of them are safely on disk;
    ``what`` is how messages call them.
    Raises ``CrisiskgError`` when the disk is full or the folder cannot be written, and then
    whatever stood there before still stands.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".release-", dir=folder))
    except OSError as error:
        raise CrisiskgError(f"cannot write to {folder}: {error.strerror}; nothing was changed") from None
    try:
        for name, content in files.items():
            path = staging / "new" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        _put_in_place(files, staging, folder)
    except OSError as error:
        raise CrisiskgError(f"cannot write {what} to {folder}: {error.strerror}; the old files stand") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


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
