"""The command line: each command is one library call plus formatting."""

from __future__ import annotations

import gc
import shutil
import sys
from pathlib import Path

import click

from crisiskg import __version__
from crisiskg.options import (
    FILE,
    FOLDER,
    FORMATS,
    Group,
    base_of,
    format_option,
    given_params,
    graph_option,
    language_option,
    note_progress,
    output_option,
    source_of,
    texts_option,
    workspace_of,
    write_out,
)
from crisiskg.workspace import Workspace

_EXPORTS = ("ttl", "nt", "nq", "trig", "rdf", "jsonld", "csv", "csl", "bibtex")


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="crisiskg")
@click.option("--workspace", type=FOLDER, help="The corpus to work on (default: the nearest one upwards).")
@click.pass_context
def main(context: click.Context, workspace: Path | None) -> None:
    """Scholarly texts about international crises as a graph in which every statement can be checked.

    Example: crisiskg build && crisiskg query agreement-life --param agreement=agreement/inf-treaty
    """
    context.obj = workspace


@main.command()
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


@main.command()
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


@main.command()
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


@main.command()
@click.argument("name", required=False)
@click.option("--file", "file", type=FILE, help="A SPARQL query of your own instead of a stored one.")
@click.option("--param", "params", multiple=True, metavar="K=V", help="A parameter of a stored query.")
@click.option("--list", "list_", is_flag=True, help="List the stored queries with their parameters.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the built graph.")
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
    base = base_of(workspace)
    chosen = find_stored(stored, name) if name else None
    source = source_of(workspace, graph, endpoint)
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


@main.command()
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


@main.command()
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


@main.command()
@click.argument("text")
@click.argument("words")
@texts_option(required=True)
@format_option("table", "json")
@click.pass_context
def anchor(context: click.Context, text: str, words: str, texts: Path, form: str) -> None:
    """Find words in a text and print anchors ready to paste.

    Line breaks, spaces and width variants between the words do not matter. Every occurrence is
    listed with its section.

    Example: crisiskg anchor my-text "the words" --texts ~/texts
    """
    from crisiskg.console import occurrences_json, occurrences_lines
    from crisiskg.texts import load_register, occurrences

    register = load_register(workspace_of(context).data / "texts.yaml")
    found = occurrences(register, text, words, texts)
    click.echo(occurrences_json(found) if form == "json" else occurrences_lines(found) + "\n", nl=False)
    if not found:
        sys.exit(1)


@main.command()
@click.argument("text")
@texts_option(required=True)
@click.option("--write", is_flag=True, help="Write it to data/layout/ instead of printing it.")
@click.pass_context
def layout(context: click.Context, text: str, texts: Path, write: bool) -> None:
    """Read the layout of a text: its sections, pages, notes and markers, as offsets.

    Example: crisiskg layout my-text --texts ~/texts --write
    """
    from crisiskg.files import write_file
    from crisiskg.texts import dump_outline, load_register, read_outline

    workspace = workspace_of(context)
    content = dump_outline(read_outline(load_register(workspace.data / "texts.yaml"), text, texts))
    if write:
        path = workspace.data / "layout" / f"{text}.yaml"
        write_file(path, content.encode("utf-8"))
        click.echo(f"wrote {path}")
    else:
        click.echo(content, nl=False)


@main.command()
@click.argument("text")
@texts_option(required=True)
@click.option("--write", is_flag=True, help="Write data/citations/ instead of only reporting.")
@format_option("table", "json")
@click.pass_context
def citations(context: click.Context, text: str, texts: Path, write: bool, form: str) -> None:
    """Read the notes and reference lists of a text: what each cites, resolved to registered works.

    Works that nobody has registered are printed as entities to complete and paste into
    data/entities/. Notes that could not be read to the end are listed with the characters left over.
    Exit status 1 when a citation has no registered work or something was left over.

    Example: crisiskg citations my-text --texts ~/texts --write
    """
    from crisiskg.citations import citations_yaml, load_frus, read_registered, registered
    from crisiskg.claims.load import load_entities
    from crisiskg.console import citations_json, citations_lines
    from crisiskg.files import write_file
    from crisiskg.texts import load_register

    workspace = workspace_of(context)
    entities = {id_: entity.fields for id_, entity in load_entities(workspace.data).items()}
    register = load_register(workspace.data / "texts.yaml")
    reading = read_registered(register, text, texts, registered(entities))
    click.echo(citations_json(reading) if form == "json" else citations_lines(reading), nl=False)
    if write:
        path = workspace.data / "citations" / f"{text}.yaml"
        frus = load_frus(workspace.data / "frus.yaml")
        write_file(path, citations_yaml(reading, entities, frus).encode("utf-8"))
        click.echo(f"wrote {path}")
    if reading.unregistered or reading.unknown or reading.leftover:
        sys.exit(1)


@main.command()
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


@main.command()
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
