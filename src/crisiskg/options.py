"""What the commands share: options, the way to the workspace and the graph, one way to refuse."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from crisiskg.errors import CrisiskgError, DataError
from crisiskg.workspace import Workspace, find_workspace

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path)
FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld")


class Group(click.Group):
    """Turns every refusal of the library into one message and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; print what it refuses, one line for each fault."""
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


def texts_option(required: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--texts``: the folder with the reader's own copies."""
    return click.option(
        "--texts",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        required=required,
        help="The folder with your own copies of the texts.",
    )


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--format``; the first of the formats is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print the result.",
    )


language_option = click.option(
    "--lang", type=click.Choice(["en", "ja"]), default="en", show_default=True, help="The language of names."
)
output_option = click.option("--output", type=FILE, help="Write to this file instead of standard output.")
graph_option = click.option(
    "--graph", type=FILE, help="The graph to ask: a release folder or an RDF file (default: the built release)."
)

timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds to wait for each answer.",
)
user_option = click.option(
    "--user",
    metavar="NAME",
    help="Your name at the store; the password comes from CRISISKG_PASSWORD or is asked for.",
)


def write_out(content: str | bytes, output: Path | None) -> None:
    """Write a result to a file, or to standard output."""
    from crisiskg.files import write_file

    if output is None:
        click.echo(content, nl=False)
    else:
        data = content if isinstance(content, bytes) else click.unstyle(content).encode("utf-8")
        write_file(output, data)


def note_progress(message: str) -> None:
    """Progress and other news: on stderr, and only to a terminal."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


def workspace_of(context: click.Context) -> Workspace:
    """The workspace that the command works on."""
    return find_workspace(context.obj)


def base_of(workspace: Workspace) -> Any:
    """Where the resources of the corpus live."""
    from crisiskg.claims.corpus import load_corpus

    return load_corpus(workspace.data).base


def given_params(given: tuple[str, ...]) -> dict[str, str]:
    """The parameters of a stored query, given as ``name=value``. Raises ``click.BadParameter``."""
    pairs = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if key in pairs:
            raise click.BadParameter(f"{key} is given twice", param_hint="--param")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not of the form name=value", param_hint="--param")
        pairs[key] = value
    return pairs


def credentials_of(user: str | None) -> Any:
    """Who the caller is at a store: a user with a password, a bearer token, or nobody.

    Secrets come from the environment (CRISISKG_PASSWORD, CRISISKG_TOKEN) or a prompt, never from the
    command line, which other users of the machine can see. Raises ``click.UsageError`` when nobody
    is there to be asked.
    """
    from crisiskg.query import Credentials

    if user is None:
        return Credentials(token=os.environ.get("CRISISKG_TOKEN", ""))
    password = os.environ.get("CRISISKG_PASSWORD")
    if password is None:
        if not sys.stdin.isatty():
            raise click.UsageError("--user needs a password: set CRISISKG_PASSWORD")
        password = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return Credentials(user=user, password=password)


def source_of(
    workspace: Workspace, graph: Path | None, endpoint: str | None, user: str | None = None, timeout: float = 60
) -> Any:
    """The graph to ask: an endpoint (``timeout`` in seconds), a file, or the built release."""
    from crisiskg.files import load_release
    from crisiskg.query import Client, EmbeddedGraph, RemoteEndpoint, whole_dataset

    if endpoint is None:
        return EmbeddedGraph(load_release(graph or workspace.release))
    credentials = credentials_of(user)
    remote = RemoteEndpoint(endpoint, timeout, Client(credentials, timeout) if credentials else None)
    return whole_dataset(remote, base_of(workspace))
