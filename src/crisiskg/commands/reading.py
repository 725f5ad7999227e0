"""Commands that read the texts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from crisiskg.options import (
    format_option,
    texts_option,
    workspace_of,
)


@click.command()
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


@click.command()
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


@click.command()
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
