"""Commands that write the graph for a Wikibase: Wikidata, or one of one's own."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crisiskg.errors import UsageError
from crisiskg.options import FILE, FOLDER, graph_option, output_option, texts_option, workspace_of, write_out

if TYPE_CHECKING:
    from crisiskg.publish.wikibase.references import Quote
    from crisiskg.workspace import Workspace

mapping_option = click.option(
    "--mapping", type=FILE, help="The ids of a Wikibase of your own (default: Wikidata's, data/wikidata.yaml)."
)


@click.command("wikibase")
@graph_option
@mapping_option
@texts_option()
@click.option("--quotes", is_flag=True, help="Quote the passages in the references, from the texts of --texts.")
@click.option("--ids", type=FILE, help="The ids that items have by now: CSV with columns key,id or qid,iri.")
@click.option("--output", type=FOLDER, help="The folder to write to (default: wikibase).")
@click.pass_context
def wikibase(
    context: click.Context,
    graph: Path | None,
    mapping: Path | None,
    texts: Path | None,
    quotes: bool,
    ids: Path | None,
    output: Path | None,
) -> None:
    """Write items, statements and references for a Wikibase, and what it cannot be told.

    entities.json holds the items as a dump, wikibase.ttl the same as RDF, truthy.nt only what is
    asserted and best-ranked, losses.csv what is lost, claim by claim. Items that the Wikibase does
    not have yet bear placeholder ids, listed in items.csv. schemas/ holds an EntitySchema (ShEx) for
    each kind of thing. quickstatements/ and quickstatements3/ hold batches to run by their numbers:
    the first step creates items; give their ids with --ids, and the second step holds what waited
    for them.

    Example: crisiskg export wikibase --mapping our-wikibase.yaml --output wikibase
    """
    from crisiskg.claims.corpus import load_corpus
    from crisiskg.files import load_release, write_files
    from crisiskg.graph.validate import load_shapes
    from crisiskg.publish.wikibase.files import wikibase_files
    from crisiskg.publish.wikibase.given_ids import read_given_ids
    from crisiskg.wikibase.mapping import load_mapping

    _check_file(mapping)
    if quotes and texts is None:
        raise UsageError("--quotes needs --texts, the folder with your own copies of the texts")
    workspace = workspace_of(context)
    store = load_release(graph or workspace.release)
    quote = _quote(workspace, texts) if quotes and texts else None
    found = load_mapping(workspace.data, mapping)
    corpus = load_corpus(workspace.data)
    given = read_given_ids(ids, corpus.base) if ids else None
    files = wikibase_files(store, corpus, found, load_shapes(workspace.shapes), quote, given)
    folder = output or Path("wikibase")
    _remove_old_batches(folder, files)
    write_files(files, folder)
    click.echo(f"wrote {len(files)} files for {found.name} to {folder}")


def _remove_old_batches(folder: Path, files: Container[str]) -> None:
    """Remove the batches of an earlier export that this one has not: run again, they would create their items twice."""
    from crisiskg.publish.wikibase.quickstatements import BATCH

    for path in sorted(folder.glob("quickstatements*/**/*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and BATCH.fullmatch(name) and name not in files:
            path.unlink()


@click.command("wikibase-properties")
@mapping_option
@output_option
@click.pass_context
def wikibase_properties(context: click.Context, mapping: Path | None, output: Path | None) -> None:
    """Write the definitions of the properties that a Wikibase of your own still lacks, one JSON object a line.

    Give each to the API's wbeditentity (new=property), and write the id it gets under its key into
    the file of --mapping.

    Example: crisiskg export wikibase-properties --mapping our-wikibase.yaml
    """
    from crisiskg.publish.wikibase.entity_json import property_definitions
    from crisiskg.wikibase.mapping import load_mapping

    _check_file(mapping)
    if mapping is None:
        raise UsageError("give --mapping: Wikidata has all the properties that are used of it")
    write_out(property_definitions(load_mapping(workspace_of(context).data, mapping)), output)


def _check_file(mapping: Path | None) -> None:
    if mapping is not None and not mapping.is_file():
        raise UsageError(f"--mapping: {mapping} is missing, or is no file")


def _quote(workspace: Workspace, texts: Path) -> Quote:
    """Gives the words of an anchor from the reader's own copies of the texts."""
    from crisiskg.texts import load_register, registered_contents

    contents, others = registered_contents(load_register(workspace.data / "texts.yaml"), texts)
    for file in others:
        click.echo(
            f"{file} is another edition or missing: its passages are not quoted; see `crisiskg verify`", err=True
        )

    def words(anchor: str) -> str | None:
        text, mark, span = anchor.removeprefix("text/").partition("#char=")
        content = contents.get(text)
        if not mark or content is None:
            return None
        start, _, end = span.partition(",")
        return content[int(start) : int(end)]

    return words
