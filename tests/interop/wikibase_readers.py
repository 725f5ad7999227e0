"""Four programs of other people that read items of a Wikibase; each gives what it understood in one plain form."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.interop.wikibase_forms import Form, entity_form, json_value, ordered, statement_form

HERE = Path(__file__).parent
JARS = Path("/usr/share/java")
_NEEDED = (
    *("wdtk-datamodel", "wdtk-util", "jackson-annotations", "jackson-core", "jackson-databind"),
    *("commons-lang3", "slf4j-api", "threeten-extra"),
)


def wikibaseintegrator(dumps: Sequence[Path]) -> list[list[Form]]:
    """WikibaseIntegrator of PyPI."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from wikibaseintegrator.entities import ItemEntity

    def snak(found: Any) -> Form:
        kind = found.snaktype.value
        value = found.datavalue
        return [found.property_number, *(json_value(value["type"], value["value"]) if kind == "value" else [kind])]

    def item(entity: Any) -> Form:
        found = ItemEntity().from_json(entity)
        return entity_form(
            found.id,
            {code: str(term) for code, term in found.labels.values.items()},
            {code: str(term) for code, term in found.descriptions.values.items()},
            {code: [str(form) for form in forms] for code, forms in found.aliases.aliases.items()},
            (
                statement_form(
                    snak(claim.mainsnak),
                    claim.rank.value,
                    map(snak, claim.qualifiers),
                    (map(snak, reference.snaks) for reference in claim.references),
                )
                for claim in found.claims
            ),
        )

    return [[item(entity) for entity in _entities(dump)] for dump in dumps]


def qwikidata(dumps: Sequence[Path]) -> list[list[Form]]:
    """qwikidata of PyPI, the reader of the JSON dumps of Wikidata."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from qwikidata.entity import WikidataItem
        from qwikidata.json_dump import WikidataJsonDump

    def snak(found: Any) -> Form:
        value = found.datavalue
        return [found.property_id, *(json_value(value.datatype, value.value) if value else [found.snaktype])]

    def item(entity: Any) -> Form:
        found = WikidataItem(entity)
        claims = [claim for group in found.get_claim_groups().values() for claim in group]
        return entity_form(
            found.entity_id,
            {code: found.get_label(code) for code in entity["labels"]},
            {code: found.get_description(code) for code in entity["descriptions"]},
            {code: found.get_aliases(code) for code in entity["aliases"]},
            (
                statement_form(
                    snak(claim.mainsnak),
                    claim.rank,
                    (snak(one.snak) for group in claim.qualifiers.values() for one in group),
                    (
                        [snak(one) for group in reference.snaks.values() for one in group]
                        for reference in claim.references
                    ),
                )
                for claim in claims
            ),
        )

    return [[item(entity) for entity in WikidataJsonDump(str(dump))] for dump in dumps]


def wikidata_toolkit(dumps: Sequence[Path]) -> list[list[Form]]:
    """Wikidata Toolkit of Debian, the only one that checks values and ranks."""
    executable = shutil.which("java")
    missing = [name for name in _NEEDED if not (JARS / f"{name}.jar").exists()]
    if executable is None or missing:
        pytest.skip("Wikidata Toolkit is not installed (.ci/run installs it)")
    jars = ":".join(str(JARS / f"{name}.jar") for name in _NEEDED)
    # Two flags that make a short run start sooner.
    flags = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    return _lines(executable, *flags, "-cp", jars, str(HERE / "ReadWikibase.java"), *map(str, dumps))


def wikibase_sdk(dumps: Sequence[Path]) -> list[list[Form]]:
    """wikibase-sdk of npm."""
    executable = shutil.which("node")
    if executable is None or not (HERE / "node_modules" / "wikibase-sdk").is_dir():
        pytest.skip("wikibase-sdk is not installed (make interop installs it)")
    return _lines(executable, str(HERE / "wikibase.mjs"), *map(str, dumps))


READERS: dict[str, Callable[[Sequence[Path]], list[list[Form]]]] = {
    "WikibaseIntegrator": wikibaseintegrator,
    "qwikidata": qwikidata,
    "Wikidata Toolkit": wikidata_toolkit,
    "wikibase-sdk": wikibase_sdk,
}


@cache
def read(reader: str, *dumps: Path) -> list[list[Form]]:
    """What a reader found in each of several dumps; read once, because starting some of them takes seconds."""
    return READERS[reader](dumps)


def _entities(dump: Path) -> Iterator[Any]:
    yield from json.loads(dump.read_bytes())


def _lines(*command: str) -> list[list[Form]]:
    done = subprocess.run(command, capture_output=True)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    parts = done.stdout.decode("utf-8").removesuffix("\n\n").split("\n\n")
    return [[_sorted(json.loads(line)) for line in part.split("\n") if line] for part in parts]


def _sorted(item: Form) -> Form:
    statements = (
        statement_form(main, rank, qualifiers, references) for main, rank, qualifiers, references in item["statements"]
    )
    aliases = {code: ordered(forms) for code, forms in item["aliases"].items()}
    return entity_form(item["id"], item["labels"], item["descriptions"], aliases, statements)
