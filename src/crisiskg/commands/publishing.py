"""Commands that write the graph for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from crisiskg.options import (
    graph_option,
    output_option,
    workspace_of,
    write_out,
)

_EXPORTS = ("ttl", "nt", "nq", "trig", "rdf", "jsonld", "csv", "csl", "bibtex")


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(_EXPORTS))
@graph_option
@output_option
@click.pass_context
def export(context: click.Context, form: str, graph: Path | None, output: Path | None) -> None:
    """Write the graph in one format: an RDF format to --output, or csv tables into a folder --output.

    csl and bibtex write the cited works as a bibliography, for Zotero and others.

    Example: crisiskg export jsonld --output crisiskg.jsonld
    """
    from crisiskg.files import load_release, write_file
    from crisiskg.publish.release import export_graph

    workspace = workspace_of(context)
    files = export_graph(load_release(graph or workspace.release), form, workspace)
    if len(files) == 1:
        write_out(next(iter(files.values())), output)
        return
    folder = output or Path("tables")
    for name, content in files.items():
        write_file(folder / name, content)
    click.echo(f"wrote {len(files)} tables to {folder}")
