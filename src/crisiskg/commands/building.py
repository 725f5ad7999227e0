"""Commands that make a graph and check it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from crisiskg.options import (
    FILE,
    FOLDER,
    format_option,
    note_progress,
    output_option,
    texts_option,
    workspace_of,
    write_out,
)


@click.command()
@texts_option()
@click.option("--out", type=FOLDER, help="Where the release goes (default: dist/ of the workspace).")
@click.pass_context
def build(context: click.Context, texts: Path | None, out: Path | None) -> None:
    """Build, validate, derive and dump the graph: the main job.

    Example: crisiskg build --texts ~/texts --out dist
    """
    from crisiskg.publish.release import make_release, write_release

    # Nearly all that a build makes lives to its end: to look for garbage takes a tenth of its time.
    gc.disable()
    workspace = workspace_of(context)
    try:
        made = make_release(workspace, texts, note_progress)
    finally:
        gc.enable()
    folder = out or (Path("dist") if workspace.carried else workspace.release)
    write_release(made.files, folder)
    click.echo(made.summary())
    click.echo(f"{len(made.files)} files in {folder}")


@click.command()
@texts_option(required=True)
@format_option("table", "json")
@click.pass_context
def verify(context: click.Context, texts: Path, form: str) -> None:
    """Check every anchor against your own copies of the texts, character by character.

    A text that is missing or changed is named; in another edition each anchor is looked for again.
    Exit status 0 when all anchors hold, 1 when any is moved, ambiguous or lost or a text is missing.

    Example: crisiskg verify --texts ~/texts
    """
    from crisiskg.console import verification_json, verification_lines
    from crisiskg.graph.build import load_workspace, verify_anchors

    results = verify_anchors(load_workspace(workspace_of(context)), texts)
    click.echo(verification_json(results) if form == "json" else verification_lines(results) + "\n", nl=False)
    if not all(check.holds for check in results):
        sys.exit(1)


@click.command()
@click.argument("file", type=FILE, required=False)
@format_option("table", "ttl", "json")
@output_option
@click.pass_context
def validate(context: click.Context, file: Path | None, form: str, output: Path | None) -> None:
    """Validate an RDF file, or the graph of the workspace, against the SHACL shapes.

    A file is validated together with the ontology and the entities of the workspace, to which it
    may refer.

    Example: crisiskg validate more-claims.ttl
    """
    from crisiskg.console import report_json
    from crisiskg.files import read_graph
    from crisiskg.graph.build import add_background, build_dataset, load_workspace
    from crisiskg.graph.validate import load_shapes
    from crisiskg.graph.validate import validate as validate_store

    workspace = workspace_of(context)
    store = read_graph(file) if file else None
    loaded = load_workspace(workspace)
    if store is None:
        store = build_dataset(loaded).store
    else:
        add_background(store, loaded)
    report = validate_store(store, load_shapes(workspace.shapes))
    written = {"table": report.text, "ttl": report.turtle}.get(form, lambda: report_json(report))()
    write_out(written, output)
    if not report.conforms:
        sys.exit(1)


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@format_option("table", "json")
@output_option
def diff(old: Path, new: Path, form: str, output: Path | None) -> None:
    """Compare two releases: what came, what went, what changed. Exit status 0 when they are the same, else 1.

    Example: crisiskg diff dist-0.1 dist
    """
    from crisiskg.console import changes_json, changes_lines
    from crisiskg.files import load_release
    from crisiskg.graph.compare import compare

    changes = compare(load_release(old), load_release(new))
    write_out(changes_json(changes) if form == "json" else changes_lines(changes), output)
    if changes:
        sys.exit(1)
