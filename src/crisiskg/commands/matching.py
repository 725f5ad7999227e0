"""Commands that bring in what others know: items of a Wikibase as claims, and ids to match."""

from __future__ import annotations

from pathlib import Path

import click

from crisiskg.commands.wikibase import mapping_option
from crisiskg.errors import DataError, Problem
from crisiskg.options import FILE, format_option, workspace_of


@click.group("import")
def importing() -> None:
    """Take over what others say, as a further source of claims.

    Example: crisiskg import wikibase entities.json
    """


@importing.command("wikibase")
@click.argument("file", type=FILE)
@mapping_option
@click.option("--write", is_flag=True, help="Write data/claims/, instead of only showing what would be added.")
@format_option("table", "json")
@click.pass_context
def import_wikibase(context: click.Context, file: Path, mapping: Path | None, write: bool, form: str) -> None:
    """Make claims of what the items matched to our entities say, and compare them with the texts.

    FILE holds items in Wikibase's JSON: a dump, one item, an answer of the API, or one item a line,
    gzipped or not. The source of each claim is the item's revision. Statements that no claim can say
    are listed with the reason. Importing an item again replaces its claims; `crisiskg build` then
    shows the conflicts.

    Example: crisiskg import wikibase Q7184.json --write
    """
    from crisiskg.console_matching import import_json, import_lines
    from crisiskg.files import write_file
    from crisiskg.graph.build import load_workspace
    from crisiskg.wikibase.mapping import load_mapping
    from crisiskg.wikibase.take_over import take_over

    workspace = workspace_of(context)
    loaded = load_workspace(workspace)
    terms = load_mapping(workspace.data, mapping)
    texts = set(loaded.register.records)
    found = take_over(file, workspace.data, terms, loaded.curated, loaded.vocabulary, texts)
    click.echo(import_json(found) if form == "json" else import_lines(found), nl=False)
    if not write:
        return
    unpublished = found.unpublished()
    if unpublished:
        message = f"{len(unpublished)} items have revision 0: no Wikibase ever had them, so they are no source"
        problem = Problem(file.name, None, unpublished[0], message, "load them, and take the items from the Wikibase")
        raise DataError("nothing was written", [problem])
    path = workspace.data / "claims" / found.file
    write_file(path, found.content.encode("utf-8"))
    click.echo(f"wrote {path}", err=True)
