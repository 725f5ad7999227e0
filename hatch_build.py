"""What the wheel carries besides the program: a copy of the workspace, and the release built from it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the release and puts it beside the workspace in the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the workspace and the release to the wheel; an editable install uses the checkout."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from crisiskg.files import GRAPH_FILE
        from crisiskg.publish.release import make_release, write_release
        from crisiskg.workspace import FOLDERS, Workspace

        made = make_release(Workspace(root), texts=None)
        release = root / "build" / "release"
        write_release({name: made.files[name] for name in (GRAPH_FILE, "report.txt")}, release)
        included = build_data["force_include"]
        for folder in FOLDERS:
            included[str(root / folder)] = f"crisiskg/workspace/{folder}"
        included[str(release)] = "crisiskg/workspace/release"
