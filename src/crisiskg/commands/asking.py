"""Commands that ask the graph."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from crisiskg.options import (
    FILE,
    FORMATS,
    base_of,
    format_option,
    given_params,
    graph_option,
    language_option,
    output_option,
    source_of,
    texts_option,
    timeout_option,
    user_option,
    workspace_of,
    write_out,
)
from crisiskg.workspace import Workspace


@click.command()
@click.argument("name", required=False)
@click.option("--file", "file", type=FILE, help="A SPARQL query of your own instead of a stored one.")
@click.option("--param", "params", multiple=True, metavar="K=V", help="A parameter of a stored query.")
@click.option("--list", "list_", is_flag=True, help="List the stored queries with their parameters.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the built graph.")
@user_option
@timeout_option
@graph_option
@format_option(*FORMATS)
@language_option
@output_option
@click.pass_context
def query(
    context: click.Context,
    name: str | None,
    file: Path | None,
    params: tuple[str, ...],
    list_: bool,
    endpoint: str | None,
    user: str | None,
    timeout: float,
    graph: Path | None,
    form: str,
    lang: str,
    output: Path | None,
) -> None:
    """Run a stored query, or one of your own, on the built graph or on an endpoint.

    Example: crisiskg query agreement-life --param agreement=agreement/inf-treaty --format csv
    """
    from crisiskg.console import query_list
    from crisiskg.files import read_query
    from crisiskg.query import Graph, bind, find_stored, load_stored, render
    from crisiskg.query.card import known_entities
    from crisiskg.terms import with_prefixes

    workspace = workspace_of(context)
    stored = load_stored(workspace.queries)
    if list_:
        click.echo(query_list(stored))
        return
    if (name is None) == (file is None):
        raise click.UsageError("give the NAME of a stored query or --file; --list names the stored ones")
    if file is not None and params:
        raise click.UsageError("--param goes with a stored query, not with --file")
    if endpoint is not None and graph is not None:
        raise click.UsageError("give --graph or --endpoint, not both")
    if user is not None and endpoint is None:
        raise click.UsageError("--user goes with --endpoint")
    base = base_of(workspace)
    chosen = find_stored(stored, name) if name else None
    source = source_of(workspace, graph, endpoint, user, timeout)
    given = given_params(params)
    if chosen and endpoint is None:
        given = known_entities(source.store, chosen, given, base)
    text = bind(chosen, given, base) if chosen else with_prefixes(read_query(file or Path()))
    result = source.query(text)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() and output is None else None
    headings = chosen.columns if chosen else None
    if isinstance(result, Graph) and form == FORMATS[0]:
        form = "ttl"
    write_out(render(result, form, headings=headings, language=lang, width=width), output)


@click.command()
@click.argument("entity")
@graph_option
@texts_option()
@format_option("table", "json", "ttl")
@language_option
@output_option
@click.pass_context
def show(
    context: click.Context,
    entity: str,
    graph: Path | None,
    texts: Path | None,
    form: str,
    lang: str,
    output: Path | None,
) -> None:
    """Show one entity with its claims: what is said, by which text, where, how surely, and what contradicts it.

    ENTITY is a local id such as agreement/ptbt, an IRI, a Wikidata id, or a name.

    Example: crisiskg show agreement/inf-treaty --lang en
    """
    from crisiskg.console import card_json, card_lines, passages_of
    from crisiskg.files import load_release
    from crisiskg.query.card import entity_card, find_entity

    workspace = workspace_of(context)
    store = load_release(graph or workspace.release)
    node = find_entity(store, entity, base_of(workspace))
    if form == "ttl":
        from crisiskg.publish.dumps import turtle
        from crisiskg.query.card import entity_triples

        write_out(turtle(entity_triples(store, node)), output)
        return
    card = entity_card(store, node)
    passages = passages_of(card, _contents(workspace, texts)) if texts else {}
    write_out(card_json(card) if form == "json" else card_lines(card, lang, passages), output)


@click.command()
@click.argument("claim")
@graph_option
@texts_option()
@format_option("table", "json")
@language_option
@output_option
@click.pass_context
def cite(
    context: click.Context,
    claim: str,
    graph: Path | None,
    texts: Path | None,
    form: str,
    lang: str,
    output: Path | None,
) -> None:
    """Print what one claim rests on: its passage, the notes there, what these cite, and where that is kept.

    CLAIM is a local id such as claim/my-text-c0000001, its last part, or an IRI.

    Example: crisiskg cite claim/aono-1963-detente-c5f43111 --lang ja
    """
    from crisiskg.console import card_json, chain_lines, passages_of
    from crisiskg.files import load_release
    from crisiskg.query.card import claim_card, find_entity

    workspace = workspace_of(context)
    store = load_release(graph or workspace.release)
    wanted = claim if "/" in claim or ":" in claim else f"claim/{claim}"
    card = claim_card(store, find_entity(store, wanted, base_of(workspace)))
    passages = passages_of(card, _contents(workspace, texts)) if texts else {}
    write_out(card_json(card) if form == "json" else chain_lines(card, lang, passages), output)


def _contents(workspace: Workspace, texts: Path) -> dict[str, str]:
    """The contents of the reader's own texts by IRI."""
    from crisiskg.texts import load_register, registered_contents

    base = base_of(workspace)
    contents, others = registered_contents(load_register(workspace.data / "texts.yaml"), texts)
    for file in others:
        click.echo(f"{file} is another edition or missing: its passages are not shown; see `crisiskg verify`", err=True)
    return {base.node("text/" + text).value: content for text, content in contents.items()}
