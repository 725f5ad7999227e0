"""Writes docs/cli.md and docs/queries.md from the program and the stored queries: ``make docs``."""

from __future__ import annotations

from pathlib import Path

import click

from crisiskg.cli import main
from crisiskg.query import StoredQuery, load_stored

HERE = Path(__file__).resolve().parent
WIDTH = 100


def cli_reference() -> str:
    """The help of every command as Markdown."""
    lines = ["# Commands", "", "Written by `make docs`.", ""]
    settings = {**main.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(main, info_name="crisiskg", **settings)
    lines += ["```text", main.get_help(context), "```", ""]
    lines += _commands(main, context, "##")
    return "\n".join(lines)


def _commands(group: click.Group, context: click.Context, heading: str) -> list[str]:
    lines = []
    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, info_name=name, parent=context, terminal_width=WIDTH)
        lines += [f"{heading} {name}", "", "```text", command.get_help(inner), "```", ""]
        if isinstance(command, click.Group):
            lines += _commands(command, inner, heading + "#")
    return lines


def query_reference(queries: dict[str, StoredQuery]) -> str:
    """The stored queries with their parameters as Markdown."""
    lines = ["# Stored queries", "", "Written by `make docs` from the headers of `queries/*.rq`.", ""]
    lines += ["`crisiskg query NAME --param name=value` runs one; a parameter left empty asks for all.", ""]
    for query in queries.values():
        lines += [f"## {query.number} `{query.name}`", ""]
        lines += [f"**{query.title['en']}** / {query.title['ja']}", ""]
        lines += [" ".join(query.description["en"].split()), "", " ".join(query.description["ja"].split()), ""]
        for parameter in query.parameters:
            default = "all" if parameter.default is None else f"`{parameter.default}`"
            lines.append(f"- `{parameter.name}` ({parameter.type}, default {default}): {parameter.help['en']}")
        lines += [""] if query.parameters else []
    return "\n".join(lines)


if __name__ == "__main__":
    (HERE / "cli.md").write_text(cli_reference(), encoding="utf-8")
    (HERE / "queries.md").write_text(query_reference(load_stored(HERE.parent / "queries")), encoding="utf-8")
