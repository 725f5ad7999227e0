"""Files in and out: releases read, and written so that nothing half-written is ever seen."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from crisiskg.errors import CrisiskgError, DataError, Problem, UsageError

GRAPH_FILE = "crisiskg.nq"


def write_file(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it into it.

    Raises ``CrisiskgError`` when the disk is full or the folder cannot be written; then whatever
    stood at the path before still stands.
    """
    staged = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, staged = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(staged).chmod(0o644)
        Path(staged).replace(path)
    except OSError as error:
        if staged:
            Path(staged).unlink(missing_ok=True)
        raise CrisiskgError(f"cannot write {path}: {error.strerror}; nothing was changed") from None


def read_graph(path: Path) -> Store:
    """A file of RDF in any format as a store.

    Raises ``UsageError`` for a missing file or an unknown suffix, ``DataError`` with the line of
    the first mistake.
    """
    rdf_format = RdfFormat.from_extension(path.suffix.lstrip("."))
    if rdf_format is None:
        raise UsageError(f"{path}: unknown kind of file; give .ttl, .nt, .nq, .trig, .jsonld or .rdf")
    store = Store()
    try:
        store.load(path=str(path), format=rdf_format)
    except FileNotFoundError:
        raise UsageError(f"{path} is missing") from None
    except SyntaxError as error:
        problem = Problem(str(path), error.lineno, "", error.msg, "mend the file there")
        raise DataError(f"{path} cannot be read", [problem]) from None
    return store


def load_release(path: Path) -> Store:
    """The graph of a release folder, or of any RDF file.

    Raises ``UsageError`` when there is no release there.
    """
    if path.is_dir() or not path.suffix:
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
