"""Real triple stores, started on free loopback ports for the tests and stopped by their process ids."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

INI = Path("/usr/share/virtuoso-opensource-7/virtuoso.ini")
PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """A running store: where it is asked, and where graphs and updates are sent."""

    query: str
    graph_store: str
    update: str
    user: str = ""
    password: str = ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def virtuoso(folder: Path, *settings: tuple[str, str]) -> Iterator[Server]:
    """Virtuoso 7 with a fresh database in the folder; ``settings`` replace lines of Debian's configuration."""
    sql, http = free_port(), free_port()
    lines = INI.read_text("utf-8").replace("/var/lib/virtuoso-opensource-7/db", str(folder))
    lines = lines.replace("/var/lib/virtuoso-opensource-7/vsp", str(folder))
    for name, value in settings:
        lines, count = re.subn(rf"(?m)^{name}\s*=.*$", f"{name} = {value}", lines)
        assert count, name
    first, http_section, rest = lines.partition("[HTTPServer]")
    first = re.sub(r"(?m)^ServerPort\s*=.*$", f"ServerPort = 127.0.0.1:{sql}", first)
    rest = re.sub(r"(?m)^ServerPort\s*=.*$", f"ServerPort = 127.0.0.1:{http}", rest, count=1)
    # The plugins read wikis, which no test does.
    rest = re.sub(r"(?m)^Load\d\s*=.*$", "", rest)
    ini = folder / "v.ini"
    ini.write_text(first + http_section + rest, "utf-8")
    command = ["virtuoso-t", "+configfile", str(ini), "+wait", "+foreground"]
    root = f"http://127.0.0.1:{http}"
    with running(command, http, folder):
        yield Server(f"{root}/sparql", f"{root}/sparql-graph-crud-auth", f"{root}/sparql-auth", "dba", "dba")


@contextmanager
def oxigraph(folder: Path, program: str, *options: str) -> Iterator[Server]:
    """The server of Oxigraph with a fresh database in the folder."""
    port = free_port()
    command = [program, "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}", *options]
    root = f"http://127.0.0.1:{port}"
    with running(command, port, folder):
        yield Server(f"{root}/query", f"{root}/store", f"{root}/update")


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """A program that listens on a loopback port, from then on until the end of the block."""
    assert shutil.which(command[0]), command[0]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as process:
        try:
            until = time.monotonic() + PATIENCE
            while not listens(port):
                assert process.poll() is None, (folder / "log").read_text("utf-8", "replace")
                assert time.monotonic() < until, f"{command[0]} does not listen"
                time.sleep(0.1)
            yield
        finally:
            process.kill()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
