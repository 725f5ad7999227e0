"""The command line: each command is one library call plus formatting."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from crisiskg import __version__
from crisiskg.errors import CrisiskgError, DataError
from crisiskg.workspace import Workspace, find_workspace

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path)
_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld")


class _Group(click.Group):
    """Turns every refusal of the library into one message and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CrisiskgError as error:
            _refuse(error)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            _refuse(CrisiskgError(f"cannot read or write: {error}"))


def _refuse(error: CrisiskgError) -> NoReturn:
    click.echo(f"error: {error}", err=True)
    for problem in error.problems if isinstance(error, DataError) else ():
        click.echo(str(problem), err=True)
    sys.exit(error.exit_status)


def _texts_option(required: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--texts",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        required=required,
        help="The folder with your own copies of the texts.",
    )


def _format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print the result.",
    )


_language_option = click.option(
    "--lang", type=click.Choice(["en", "ja"]), default="en", show_default=True, help="The language of names."
)
_output_option = click.option("--output", type=_FILE, help="Write to this file instead of standard output.")
_graph_option = click.option(
    "--graph", type=_FILE, help="The graph to ask: a release folder or an RDF file (default: the built release)."
)


def _write(content: str | bytes, output: Path | None) -> None:
    from crisiskg.files import write_file

    if output is None:
        click.echo(content, nl=False)
    else:
        data = content if isinstance(content, bytes) else click.unstyle(content).encode("utf-8")
        write_file(output, data)


def _note(message: str) -> None:
    """Progress and other news: on stderr, and only to a terminal."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="crisiskg")
@click.option("--workspace", type=_FOLDER, help="The corpus to work on (default: the nearest one upwards).")
@click.pass_context
def main(context: click.Context, workspace: Path | None) -> None:
    """Scholarly texts about international crises as a graph in which every statement can be checked.

    Example: crisiskg build && crisiskg query agreement-life --param agreement=agreement/inf-treaty
    """
    context.obj = workspace


def _workspace(context: click.Context) -> Workspace:
    return find_workspace(context.obj)


@main.command()
@_texts_option()
@click.option("--out", type=_FOLDER, help="Where the release goes (default: dist/ of the workspace).")
@click.pass_context
def build(context: click.Context, texts: Path | None, out: Path | None) -> None:
    """Build, validate, derive and dump the graph: the main job.

    Example: crisiskg build --texts ~/texts --out dist
    """
    from crisiskg.publish.release import make_release, write_release

    workspace = _workspace(context)
    made = make_release(workspace, texts, _note)
    folder = out or (Path("dist") if workspace.carried else workspace.release)
    write_release(made.files, folder)
    click.echo(made.summary())
    click.echo(f"{len(made.files)} files in {folder}")


@main.command()
@_texts_option(required=True)
@_format_option("table", "json")
@click.pass_context
def verify(context: click.Context, texts: Path, form: str) -> None:
    """Check every anchor against your own copies of the texts, character by character.

    A text that is missing or changed is named; in another edition each anchor is looked for again.
    Exit status 0 when all anchors hold, 1 when any is moved, ambiguous or lost or a text is missing.

    Example: crisiskg verify --texts ~/texts
    """
    from crisiskg.console import verification_json, verification_lines
    from crisiskg.graph.build import load_workspace, verify_anchors

    results = verify_anchors(load_workspace(_workspace(context)), texts)
    click.echo(verification_json(results) if form == "json" else verification_lines(results) + "\n", nl=False)
    if not all(check.holds for check in results):
        sys.exit(1)


@main.command()
@click.argument("file", type=_FILE, required=False)
@_format_option("table", "ttl", "json")
@_output_option
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

    workspace = _workspace(context)
    store = read_graph(file) if file else None
    loaded = load_workspace(workspace)
    if store is None:
        store = build_dataset(loaded).store
    else:
        add_background(store, loaded)
    report = validate_store(store, load_shapes(workspace.shapes))
    written = {"table": report.text, "ttl": report.turtle}.get(form, lambda: report_json(report))()
    _write(written, output)
    if not report.conforms:
        sys.exit(1)


@main.command()
@click.argument("name", required=False)
@click.option("--file", "file", type=_FILE, help="A SPARQL query of your own instead of a stored one.")
@click.option("--param", "params", multiple=True, metavar="K=V", help="A parameter of a stored query.")
@click.option("--list", "list_", is_flag=True, help="List the stored queries with their parameters.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the built graph.")
@_graph_option
@_format_option(*_FORMATS)
@_language_option
@_output_option
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

    workspace = _workspace(context)
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
    base = _base(workspace)
    chosen = find_stored(stored, name) if name else None
    source = _source(workspace, graph, endpoint)
    given = _params(params)
    if chosen and endpoint is None:
        given = known_entities(source.store, chosen, given, base)
    text = bind(chosen, given, base) if chosen else with_prefixes(read_query(file or Path()))
    result = source.query(text)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() and output is None else None
    headings = chosen.columns if chosen else None
    if isinstance(result, Graph) and form == _FORMATS[0]:
        form = "ttl"
    _write(render(result, form, headings=headings, language=lang, width=width), output)


def _base(workspace: Workspace) -> Any:
    """Where the resources of the corpus live."""
    from crisiskg.claims.corpus import load_corpus

    return load_corpus(workspace.data).base


def _params(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if key in pairs:
            raise click.BadParameter(f"{key} is given twice", param_hint="--param")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not of the form name=value", param_hint="--param")
        pairs[key] = value
    return pairs


def _source(workspace: Workspace, graph: Path | None, endpoint: str | None) -> Any:
    from crisiskg.files import load_release
    from crisiskg.query import EmbeddedGraph, RemoteEndpoint

    return RemoteEndpoint(endpoint) if endpoint else EmbeddedGraph(load_release(graph or workspace.release))


@main.command()
@click.argument("entity")
@_graph_option
@_texts_option()
@_format_option("table", "json", "ttl")
@_language_option
@_output_option
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

    workspace = _workspace(context)
    store = load_release(graph or workspace.release)
    node = find_entity(store, entity, _base(workspace))
    if form == "ttl":
        from crisiskg.publish.dumps import turtle
        from crisiskg.query.card import entity_triples

        _write(turtle(entity_triples(store, node)), output)
        return
    card = entity_card(store, node)
    passages = passages_of(card, _contents(workspace, texts)) if texts else {}
    _write(card_json(card) if form == "json" else card_lines(card, lang, passages), output)


def _contents(workspace: Workspace, texts: Path) -> dict[str, str]:
    """The contents of the reader's own texts by IRI."""
    from crisiskg.texts import load_register, registered_contents

    base = _base(workspace)
    contents, others = registered_contents(load_register(workspace.data / "texts.yaml"), texts)
    for file in others:
        click.echo(f"{file} is another edition or missing: its passages are not shown; see `crisiskg verify`", err=True)
    return {base.node("text/" + text).value: content for text, content in contents.items()}


@main.command()
@click.argument("text")
@click.argument("words")
@_texts_option(required=True)
@_format_option("table", "json")
@click.pass_context
def anchor(context: click.Context, text: str, words: str, texts: Path, form: str) -> None:
    """Find words in a text and print anchors ready to paste.

    Line breaks, spaces and width variants between the words do not matter. Every occurrence is
    listed with its section.

    Example: crisiskg anchor my-text "the words" --texts ~/texts
    """
    from crisiskg.console import occurrences_json, occurrences_lines
    from crisiskg.texts import load_register, occurrences

    register = load_register(_workspace(context).data / "texts.yaml")
    found = occurrences(register, text, words, texts)
    click.echo(occurrences_json(found) if form == "json" else occurrences_lines(found) + "\n", nl=False)
    if not found:
        sys.exit(1)


@main.command()
@click.argument("text")
@_texts_option(required=True)
@click.option("--write", is_flag=True, help="Write it to data/layout/ instead of printing it.")
@click.pass_context
def layout(context: click.Context, text: str, texts: Path, write: bool) -> None:
    """Read the layout of a text: its sections, pages, notes and markers, as offsets.

    Example: crisiskg layout my-text --texts ~/texts --write
    """
    from crisiskg.files import write_file
    from crisiskg.texts import dump_outline, load_register, read_outline

    workspace = _workspace(context)
    content = dump_outline(read_outline(load_register(workspace.data / "texts.yaml"), text, texts))
    if write:
        path = workspace.data / "layout" / f"{text}.yaml"
        write_file(path, content.encode("utf-8"))
        click.echo(f"wrote {path}")
    else:
        click.echo(content, nl=False)


@main.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_format_option("table", "json")
@_output_option
def diff(old: Path, new: Path, form: str, output: Path | None) -> None:
    """Compare two releases: what came, what went, what changed. Exit status 0 when they are the same, else 1.

    Example: crisiskg diff dist-0.1 dist
    """
    from crisiskg.console import changes_json, changes_lines
    from crisiskg.files import load_release
    from crisiskg.graph.compare import compare

    changes = compare(load_release(old), load_release(new))
    _write(changes_json(changes) if form == "json" else changes_lines(changes), output)
    if changes:
        sys.exit(1)


@main.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["ttl", "nt", "nq", "trig", "rdf", "jsonld", "csv"]))
@_graph_option
@_output_option
@click.pass_context
def export(context: click.Context, form: str, graph: Path | None, output: Path | None) -> None:
    """Write the graph in one format: an RDF format to --output, or csv tables into a folder --output.

    Example: crisiskg export jsonld --output crisiskg.jsonld
    """
    from crisiskg.files import load_release, write_file
    from crisiskg.publish.release import export_graph

    workspace = _workspace(context)
    files = export_graph(load_release(graph or workspace.release), form, workspace)
    if len(files) == 1:
        _write(next(iter(files.values())), output)
        return
    folder = output or Path("tables")
    for name, content in files.items():
        write_file(folder / name, content)
    click.echo(f"wrote {len(files)} tables to {folder}")
