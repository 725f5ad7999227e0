"""``python -m bench``: measure crisiskg beside the plain way and print one table."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import ROOT, Step, Steps, spawn
from bench.table import Row, machine, peak_row, row, section, started, table, total

_FORMATS = ["ttl", "nt", "rdf", "nq", "trig", "jsonld"]
_NAMES = {
    "read": "read the curated data",
    "build": "build the graphs",
    "load": "load N-Quads",
    "validate": "validate with SHACL",
    "dump/sort": "dumps: sort, or unite the graphs",
    "dump/csv": "CSV tables (not in the sum)",
}


def main() -> int:
    """Run every measure; 1 when the two ways did not give the same triples and the same SHACL result."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only the graph as it is, no large one")
    parser.add_argument("--triples", type=int, default=1_000_000, help="size of the large graph (1000000)")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that one step may take (60)")
    parser.add_argument("--long-limit", type=float, default=900.0, help="seconds that a validation may take (900)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in ("ontology", "shapes", "data", "queries"):
            shutil.copytree(ROOT / name, folder / "workspace" / name)
        (folder / "real").mkdir()
        (folder / "large").mkdir()
        rows, agreed = _real(str(folder / "real"), options.limit, options.long_limit)
        if not options.quick:
            rows += _large(folder, options.triples, options.limit, options.long_limit)
    print(machine() + "\n\n" + table(rows))
    if not agreed:
        print("error: the two ways did not give the same; see the last column", file=sys.stderr)
    return 0 if agreed else 1


def _real(folder: str, limit: float, long_limit: float) -> tuple[list[Row], bool]:
    whole = _run("whole", folder=folder)
    ours = _run("build", folder=folder) | _run("derive", folder=folder, limit=limit)
    ours |= _run("shacl", folder=folder, limit=long_limit, alone=True) | _run(
        "dump", folder=folder, formats=[*_FORMATS, "csv"]
    )
    ours |= _run("queries", folder=folder, limit=limit)
    plain = _run("plain", folder=folder, limit=limit, long_limit=long_limit, formats=[*_FORMATS, "csv"], at_scale=False)
    derivations = started(ours, "derive/")
    dumps = ["dump/sort", *(f"dump/{form}" for form in _FORMATS)]
    job = ["read", "build", *derivations, "validate", *dumps]
    rows = [section(f"the corpus as it is: {ours['all'].count} triples in its graphs")]
    rows.append(row("main job", total(ours, job), total(plain, job)))
    rows += [row("— " + _NAMES[name], ours[name], plain[name]) for name in ("read", "build")]
    rows.append(row("— derive the view", total(ours, derivations), total(plain, derivations)))
    rows.append(row("— validate with SHACL", ours["validate"], plain["validate"]))
    rows.append(row("— dump six formats", total(ours, dumps), total(plain, dumps)))
    rows.append(row("the command `crisiskg build`, with catalogue and tables", whole["whole"], None))
    rows.append(peak_row("peak of memory", whole["whole"].peak, max(step.peak for step in plain.values())))
    rows.append(row("pySHACL alone: over oxrdflib, over rdflib", ours["shacl"], plain["shacl"]))
    rows.append(section("each step"))
    rows += [_named(name, ours, plain) for name in [*derivations, *dumps, "dump/csv"]]
    rows += _queries(ours, plain)
    # A step that was killed or that rdflib cannot do has no digest to compare.
    same = [name for name in ("build", *derivations, "validate", "shacl") if plain[name].digest]
    return rows, all(ours[name].digest == plain[name].digest for name in same)


def _large(folder: Path, triples: int, limit: float, long_limit: float) -> list[Row]:
    real, large = str(folder / "real"), str(folder / "large")
    copies = _run("multiply", source=real, folder=large, triples=triples)["copies"].count
    ours = _run("derive", folder=large, limit=limit)
    peaks = {"derive": ours["all"].peak}
    for measure, settings in (
        ("dump", {"formats": ["nq"]}),
        ("queries", {"limit": limit}),
        ("shacl", {"limit": long_limit, "alone": False}),
    ):
        steps = _run(measure, folder=large, **settings)
        peaks[measure] = max(step.peak for step in steps.values())
        ours |= steps
    plain = _run("plain", folder=large, limit=limit, long_limit=long_limit, formats=["nq"], at_scale=True)
    rows = [section(f"the corpus and {copies} copies: {ours['all'].count} triples in its graphs")]
    rows.append(row("load N-Quads", ours["load"], plain["load"]))
    derivations = started(ours, "derive/")
    rows.append(row("derive the view", total(ours, derivations), total(plain, derivations)))
    rows.append(row("dump sorted N-Quads (rdflib: unsorted)", ours["dump/nq"], plain["dump/nq"]))
    rows.append(row("validate with SHACL", ours["validate"], plain["validate"]))
    rows.append(peak_row("peak of memory: load", ours["load"].peak, plain["load"].peak))
    for name, title, prefix in (
        ("derive", "derive", "derive/"),
        ("dump", "dump", "dump/"),
        ("queries", "stored queries", "query/"),
        ("shacl", "validate", "validate"),
    ):
        highest = max((plain[step].peak for step in started(plain, prefix)), default=0)
        rows.append(peak_row("peak of memory: " + title, peaks[name], highest))
    rows += [_named(name, ours, plain) for name in derivations]
    return rows + _queries(ours, plain)


def _queries(ours: Steps, plain: Steps) -> list[Row]:
    names = started(ours, "query/")
    bare = {name: ours["bare/" + name.partition("/")[2]] for name in names}
    both = [name for name in names if ours[name].seconds is not None and bare[name].seconds is not None]
    rows = [section("stored queries with their default parameters")]
    rows.append(row(f"{len(both)} of {len(names)} together", total(ours, both), total(plain, both), total(bare, both)))
    for name in names:
        rows.append(row(name.partition("/")[2], ours[name], plain[name], bare[name]))
    return rows


def _named(name: str, ours: Steps, plain: Steps) -> Row:
    title = _NAMES.get(name, name.replace("derive/", "derive: ").replace("dump/", "dump: "))
    return row(title, ours.get(name), plain.get(name))


def _run(measure: str, **settings: object) -> dict[str, Step]:
    if sys.stderr.isatty():
        print(f"measuring: {measure}", file=sys.stderr)
    return spawn(measure, **settings)


if __name__ == "__main__":
    sys.exit(main())
