"""The command line: what each command does stands in `crisiskg.commands`."""

from __future__ import annotations

from pathlib import Path

import click

from crisiskg import __version__
from crisiskg.commands import asking, building, matching, publishing, reading
from crisiskg.options import FOLDER, Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="crisiskg")
@click.option("--workspace", type=FOLDER, help="The corpus to work on (default: the nearest one upwards).")
@click.pass_context
def main(context: click.Context, workspace: Path | None) -> None:
    """Scholarly texts about international crises as a graph in which every statement can be checked.

    Example: crisiskg build && crisiskg query agreement-life --param agreement=agreement/inf-treaty
    """
    context.obj = workspace


for command in (
    *(building.build, building.verify, building.validate, building.diff),
    *(asking.query, asking.show, asking.cite),
    *(reading.anchor, reading.layout, reading.citations),
    *(publishing.export, publishing.load),
    *(matching.importing, matching.match),
):
    main.add_command(command)
