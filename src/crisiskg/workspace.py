"""The workspace: the folders ``ontology/``, ``shapes/``, ``data/`` and ``queries/`` of one corpus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crisiskg.errors import UsageError

FOLDERS = ("ontology", "shapes", "data", "queries")


@dataclass(frozen=True)
class Workspace:
    """One corpus on disk. ``carried`` tells the copy that the wheel carries from a checkout."""

    root: Path
    carried: bool = False

    @property
    def ontology(self) -> Path:
        """The vocabulary, its alignments and the JSON-LD context."""
        return self.root / "ontology"

    @property
    def shapes(self) -> Path:
        """The SHACL shapes."""
        return self.root / "shapes"

    @property
    def data(self) -> Path:
        """What people curate."""
        return self.root / "data"

    @property
    def queries(self) -> Path:
        """The stored queries, the derivations and the tables."""
        return self.root / "queries"

    @property
    def release(self) -> Path:
        """The folder of the built release that goes with this workspace by default."""
        return self.root / ("release" if self.carried else "dist")


def is_workspace(folder: Path) -> bool:
    """Whether a folder holds the four folders of a workspace."""
    return all((folder / name).is_dir() for name in FOLDERS)


def find_workspace(given: Path | None = None, start: Path | None = None) -> Workspace:
    """The workspace to work on.

    ``given`` is what the caller asked for; without it, the nearest workspace from ``start`` (the
    current folder) upwards; without that, the copy that the installed package carries.
    Raises ``UsageError`` when ``given`` is no workspace, or when there is none at all.
    """
    if given is not None:
        if not is_workspace(given):
            missing = [name + "/" for name in FOLDERS if not (given / name).is_dir()]
            raise UsageError(f"{given} is no workspace: it has no {', '.join(missing)}")
        return Workspace(given.resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if is_workspace(folder):
            return Workspace(folder)
    carried = Path(__file__).parent / "workspace"
    if is_workspace(carried):
        return Workspace(carried, carried=True)
    raise UsageError("no workspace here: give --workspace DIR with ontology/, shapes/, data/ and queries/")
