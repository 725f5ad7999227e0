"""Commands that write the graph for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from crisiskg.commands.wikibase import wikibase, wikibase_properties
from crisiskg.options import graph_option, output_option, workspace_of, write_out

_FORMATS = {
    "ttl": "Turtle.",
    "nt": "N-Triples.",
    "nq": "N-Quads, with the named graphs.",
    "trig": "TriG, with the named graphs.",
    "rdf": "RDF/XML.",
    "jsonld": "JSON-LD with the published context.",
    "csv": "CSV tables, into a folder.",
    "csl": "The cited works as CSL-JSON, for Zotero and others.",
    "bibtex": "The cited works as BibTeX.",
}


@click.group()
def export() -> None:
    """Write the graph in one format, for other tools.

    Example: crisiskg export jsonld --output crisiskg.jsonld
    """


def _command(form: str, about: str) -> click.Command:
    @click.command(form, help=f"{about}\n\nExample: crisiskg export {form} --output crisiskg.{form}", short_help=about)
    @graph_option
    @output_option
    @click.pass_context
    def command(context: click.Context, graph: Path | None, output: Path | None) -> None:
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

    return command


for _form, _about in _FORMATS.items():
    export.add_command(_command(_form, _about))
export.add_command(wikibase)
export.add_command(wikibase_properties)
