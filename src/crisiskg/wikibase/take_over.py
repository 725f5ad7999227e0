"""Items of a Wikibase as a further source of claims: read, turned round, compared, and made into a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crisiskg.claims.check import check_claims
from crisiskg.claims.model import Claim, Curated
from crisiskg.claims.schema import check_schema, load_schemas
from crisiskg.claims.vocabulary import Statable
from crisiskg.errors import DataError, Problem
from crisiskg.located import parse_yaml
from crisiskg.wikibase.agreement import Compared, compare
from crisiskg.wikibase.incoming import IncomingItem, read_items
from crisiskg.wikibase.mapping import Mapping
from crisiskg.wikibase.record_file import check_work, kept, record_yaml, with_ids
from crisiskg.wikibase.reverse import Reverse, Unmapped


@dataclass(frozen=True)
class Import:
    """What an import would add.

    ``file`` is the name of the claims file in ``data/claims/``, ``content`` what it would hold:
    ``fresh`` and the claims of items that were imported before and are not in this file.
    """

    name: str
    file: str
    content: str
    items: tuple[IncomingItem, ...]
    fresh: tuple[Compared, ...]
    unmapped: tuple[Unmapped, ...]
    earlier: int

    def unpublished(self) -> list[str]:
        """The items that no Wikibase ever had: revision 0, as in an export that was not loaded."""
        return [item.id for item in self.items if item.revision == 0]


def take_over(
    path: Path, data: Path, mapping: Mapping, curated: Curated, vocabulary: dict[str, Statable], texts: set[str]
) -> Import:
    """Read a file of entities and make claims of what its items say in our terms.

    ``data`` is the data folder of the workspace, whose schemas the file must keep to; ``texts`` are
    the ids of the registered texts. Nothing is written. Raises ``UsageError`` for a missing file,
    ``DataError`` with every mistake of the entities, or when the mapping names no defined work.
    """
    work = check_work(mapping.work, mapping.name, curated.entities)
    record = work.partition("/")[2]
    if record in texts:
        message = f"{record} is the id of a text, and would be that of the record too"
        raise DataError("nothing was taken over", [Problem("mapping", None, "work", message, "rename the work")])
    reverse = Reverse(curated.entities, vocabulary, mapping, record, work)
    items = read_items(path, reverse.things.items(), mapping.datatypes())
    taken = reverse.of(items)
    earlier = kept(curated.claims, record, (item.id for item in items))
    fresh = with_ids(taken.claims, (claim.id for claim in earlier))
    content = record_yaml([*earlier, *fresh], record, mapping.name)
    name = f"{data.name}/claims/{record}.yaml"
    _check(content, name, data, [*earlier, *fresh], curated, vocabulary, texts)
    others = [claim for claim in curated.claims if claim.source != record]
    compared = compare(fresh, others, vocabulary)
    return Import(mapping.name, f"{record}.yaml", content, items, tuple(compared), taken.unmapped, len(earlier))


def _check(
    content: str,
    name: str,
    data: Path,
    claims: list[Claim],
    curated: Curated,
    vocabulary: dict[str, Statable],
    texts: set[str],
) -> None:
    """Raise ``DataError`` when the file would not load: then nothing may be written."""
    located = parse_yaml(content, name)
    problems = check_schema(located, load_schemas(data / "schema")["claims"])
    things = {*curated.entities, *(f"text/{text}" for text in texts)}
    slugs = {claim.slug for claim in (*curated.claims, *claims)}
    problems += check_claims(claims, things, slugs, vocabulary)
    if problems:
        raise DataError("what the items say does not make a file of claims; nothing was written", problems)
