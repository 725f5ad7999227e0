"""Commands that bring in what others know: items of a Wikibase as claims, and ids to match."""

from __future__ import annotations

from pathlib import Path

import click

from crisiskg.commands.wikibase import mapping_option
from crisiskg.errors import DataError, Problem, UsageError
from crisiskg.matching import KINDS
from crisiskg.options import FILE, format_option, note_progress, output_option, timeout_option, workspace_of, write_out


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


@click.command()
@click.option("--candidates", type=FILE, help="Candidate items: CSV or TSV with qid, label, language.")
@click.option("--endpoint", metavar="URL", help="Look the names up at a SPARQL endpoint, such as Wikidata's.")
@click.option("--kind", type=click.Choice(KINDS), help="Only entities of this kind.")
@click.option("--confirmed", type=FILE, help="A table of proposals with yes under confirm: print the lines to paste.")
@timeout_option
@output_option
@click.pass_context
def match(
    context: click.Context,
    candidates: Path | None,
    endpoint: str | None,
    kind: str | None,
    confirmed: Path | None,
    timeout: float,
    output: Path | None,
) -> None:
    """Propose Wikidata ids for entities that have none, for a person to confirm.

    The proposals are a table (CSV) with a score, the reasons, and an empty column. Write yes there
    where an item is the entity, and give the table back as --confirmed: then the lines to paste into
    data/entities/ are printed. Nothing in data/ is written.

    Example: crisiskg match --candidates items.csv --kind person --output proposals.csv
    """
    from crisiskg.claims.load import load_entities
    from crisiskg.graph.build import load_workspace
    from crisiskg.matching.candidates import read_candidates
    from crisiskg.matching.confirmed import confirmed_lines, proposal_table
    from crisiskg.matching.lookup import look_up
    from crisiskg.matching.scoring import propose, wanted_entities
    from crisiskg.query import RemoteEndpoint
    from crisiskg.wikibase.mapping import load_mapping

    if sum(given is not None for given in (candidates, endpoint, confirmed)) != 1:
        raise UsageError("give one of --candidates FILE, --endpoint URL and --confirmed FILE")
    workspace = workspace_of(context)
    if confirmed:
        lines = confirmed_lines(confirmed, load_entities(workspace.data))
        if not lines:
            click.echo(f"no row of {confirmed} is marked yes under confirm", err=True)
        write_out(lines, output)
        return
    curated = load_workspace(workspace).curated
    wanted = wanted_entities(curated.entities, curated.claims, kind)
    remote = RemoteEndpoint(endpoint, timeout) if endpoint else None
    found = look_up(wanted, remote, progress=note_progress) if remote else read_candidates(candidates or Path())
    matched = {item for entity in curated.entities.values() for item in entity.fields.get("match", {}).get("exact", ())}
    free = [candidate for candidate in found if f"wikidata:{candidate.qid}" not in matched]
    proposals = propose(wanted, free, load_mapping(workspace.data))
    write_out(proposal_table(proposals), output)
    entities = len({proposal.entity for proposal in proposals})
    click.echo(f"{len(proposals)} proposals for {entities} of {len(wanted)} entities", err=True)
