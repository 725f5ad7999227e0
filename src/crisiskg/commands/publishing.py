"""Commands that write the graph for other tools and stores."""

from __future__ import annotations

from pathlib import Path

import click

from crisiskg.commands.wikibase import wikibase, wikibase_properties
from crisiskg.options import (
    base_of,
    credentials_of,
    graph_option,
    note_progress,
    output_option,
    timeout_option,
    user_option,
    workspace_of,
    write_out,
)
from crisiskg.publish.formats import FORMATS, Format


@click.group()
def export() -> None:
    """Write the graph in one format, for other tools.

    Example: crisiskg export jsonld --output crisiskg.jsonld
    """


def _command(form: str, made: Format) -> click.Command:
    target = made.folder or f"crisiskg.{made.suffix or form}"
    help_text = f"{made.about}\n\nExample: crisiskg export {form} --output {target}"

    @click.command(form, help=help_text, short_help=made.about)
    @graph_option
    @output_option
    @click.pass_context
    def command(context: click.Context, graph: Path | None, output: Path | None) -> None:
        from crisiskg.files import load_release, write_files
        from crisiskg.publish.formats import export_graph

        workspace = workspace_of(context)
        files = export_graph(load_release(graph or workspace.release), form, workspace)
        if not made.folder:
            write_out(next(iter(files.values())), output)
            return
        folder = output or Path(made.folder)
        write_files(files, folder)
        click.echo(f"wrote {len(files)} files to {folder}")

    return command


for _form, _made in FORMATS.items():
    export.add_command(_command(_form, _made))
export.add_command(wikibase)
export.add_command(wikibase_properties)


@click.command()
@click.argument("endpoint")
@graph_option
@user_option
@click.option("--query", "query_url", metavar="URL", help="Where the store takes queries (default: ENDPOINT).")
@click.option("--update", "update_url", metavar="URL", help="Where it takes updates (default: by its kind).")
@click.option("--graph-store", "graph_url", metavar="URL", help="Where it takes graphs (default: by its kind).")
@click.option("--check", is_flag=True, help="Only find out what the store cannot do; load nothing.")
@timeout_option
@click.pass_context
def load(
    context: click.Context,
    endpoint: str,
    graph: Path | None,
    user: str | None,
    query_url: str | None,
    update_url: str | None,
    graph_url: str | None,
    check: bool,
    timeout: float,
) -> None:
    """Put the graphs of a release into a triple store, each whole or not at all.

    ENDPOINT is the URL at which the store answers SPARQL queries. What the store holds already is
    not sent again, what is gone from the release is dropped, and a load that broke goes on where it
    stopped. A bearer token comes from CRISISKG_TOKEN.

    Example: crisiskg load http://localhost:8890/sparql --user dba
    """
    from crisiskg.files import load_release
    from crisiskg.publish.load import RemoteStore, find_addresses, load_graphs, probe
    from crisiskg.query import Client, EndpointError

    workspace = workspace_of(context)
    client = Client(credentials_of(user), timeout)
    release = None if check else load_release(graph or workspace.release)
    found = find_addresses(client, endpoint, query=query_url, update=update_url, graph_store=graph_url)
    store = RemoteStore(client, found)
    abilities = probe(store)
    if check:
        click.echo(f"{found.kind or 'a store of unknown kind'}, updates at {found.update}")
        click.echo(f"graphs at {found.graph_store}" if found.graph_store else "graphs go in by updates")
        click.echo("\n".join(abilities.lines()))
    else:
        for ability in abilities.missing:
            click.echo(f"note: the store lacks: {ability.name}: {ability.lack}", err=True)
    if not abilities.fit:
        lacks = ", ".join(ability.name for ability in abilities.missing if ability.needed)
        raise EndpointError(endpoint, f"a release cannot be loaded there; the store lacks: {lacks}")
    if release is None:
        return
    loaded = load_graphs(release, store, base_of(workspace), progress=note_progress)
    for name in loaded.strangers:
        click.echo(f"note: {name} is not of this release, nor put there by a load: left alone", err=True)
    click.echo(
        f"{len(loaded.replaced)} graphs replaced ({loaded.triples} triples), "
        f"{len(loaded.unchanged)} unchanged, {len(loaded.dropped)} dropped"
    )
