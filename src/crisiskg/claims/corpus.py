"""What the corpus of a workspace is, and where its IRIs live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crisiskg.claims.check import is_iri
from crisiskg.claims.model import Bilingual
from crisiskg.claims.schema import check_schema, load_schemas
from crisiskg.errors import DataError, Problem
from crisiskg.located import Located, read_yaml
from crisiskg.terms import Base


@dataclass(frozen=True)
class Corpus:
    """The description of a corpus: titles in ja and en, version, day of issue, licence, IRIs."""

    base: Base
    title: Bilingual
    description: Bilingual
    publisher: Bilingual
    version: str
    issued: str
    licence: str
    homepage: str


def load_corpus(data: Path) -> Corpus:
    """Read ``corpus.yaml`` of a data folder. Raises ``DataError`` with every mistake in it."""
    located = read_yaml(data / "corpus.yaml", f"{data.name}/corpus.yaml")
    problems = check_schema(located, load_schemas(data / "schema")["corpus"]) or _check(located)
    if problems:
        raise DataError(f"{located.file} has mistakes", problems)
    value = located.value
    return Corpus(
        base=Base(value["resources"], value["graphs"]),
        title=value["title"],
        description=value["description"],
        publisher=value["publisher"],
        version=value["version"],
        issued=value["issued"],
        licence=value["licence"],
        homepage=value["homepage"],
    )


def _check(located: Located) -> list[Problem]:
    problems = []
    try:
        date.fromisoformat(located.value["issued"])
    except ValueError:
        message = f"{located.value['issued']} is not a day of the calendar"
        problems.append(located.problem(("issued",), message, 'write a date such as "2026-05-31"'))
    for key in ("licence", "homepage", "resources", "graphs"):
        if not is_iri(located.value[key]):
            message = f"{located.value[key]!r} is not an IRI"
            problems.append(located.problem((key,), message, "percent-encode what an address may not hold"))
    return problems
