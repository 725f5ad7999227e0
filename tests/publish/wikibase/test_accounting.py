"""Nothing goes missing: each claim of the release is stated, or listed with the part that makes it lost; each part too.

The graph is read here once more, without the code that makes the statements.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from pyoxigraph import Literal, NamedNode
from tests.publish.wikibase.exports import Exports, write_ids

from crisiskg.publish.wikibase.graph import ClaimView
from crisiskg.publish.wikibase.ids import KINDS
from crisiskg.publish.wikibase.items import Exported
from crisiskg.terms import CKG, DCTERMS, EDTF, ORG, RDF, SCHEMA, SKOS, compact
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.wikibase.model import EntityId, Monolingual, Quantity, Snak, Statement, Text, Unknown, Value
from crisiskg.wikibase.times import dating

#: Without one of these parts a claim would say something else, so it is lost as a whole.
WHOLE = {"property", "subject", "object", "value", "attitude", "polarity", "certainty", "actuality"}

#: What is said of a claim by its statement, its reference, or not at all because it is only reckoned from the rest.
SAID = {
    *("rdf:subject", "rdf:predicate", "rdf:object", "rdf:type", "dcterms:isPartOf", "wikibase:rank", "ckg:anchor"),
    *("ckg:certainty", "ckg:polarity", "ckg:heldBy", "ckg:attitude", "ckg:rankReason", "ckg:qualifierDate"),
    *("ckg:qualifierOffice", "ckg:qualifierPlace", "ckg:qualifierStatedAs", "ckg:qualifierArticle"),
    *("ckg:objectBegin", "ckg:objectEnd", "prov:wasGeneratedBy", "prov:wasAttributedTo", "prov:hadPrimarySource"),
}
#: What only the page of the claim says, to which the reference leads. docs/wikibase.md tells users so.
AT_THE_ADDRESS = {"ckg:rankNote", "cito:disputes", "cito:citesAsEvidence", "ckg:conflictsWith"}

#: Reckoned from claims and entities, which are exported themselves.
DERIVED = {
    *("rdf:type", "ckg:mentionedIn", "ckg:begin", "ckg:end", "ckg:within", "sem:hasActor", "ckg:agreementStatus"),
    "dcterms:subject",
}

NAMES = ("wikidata", "own", "own without every third property", "own without every fourth property")


@dataclass
class Account:
    """An export, sorted by claim."""

    exported: Exported
    stated: dict[str, list[tuple[str, Statement]]] = field(default_factory=lambda: defaultdict(list))
    lost: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.exported.items:
            for key in (item.key, *item.others):
                self.ids[key] = item.id
            for statement in item.statements:
                for slug in statement.claims:
                    self.stated[slug].append((item.key, statement))
        for loss in self.exported.losses:
            assert loss.reason, loss
            self.lost[loss.thing].add(loss.part)

    def id(self, key: str) -> EntityId | None:
        found = self.ids.get(key) or self.exported.mapping.item(key)
        return EntityId(found) if found else None

    def says(self, snaks: tuple[Snak, ...], key: str | None, value: Value | None) -> bool:
        property_ = self.exported.mapping.property(key)
        return property_ is not None and value is not None and Snak(*property_, value) in snaks


@pytest.fixture(scope="module")
def accounts(exports: Exports) -> dict[str, Account]:
    properties = list(load_mapping(exports.data).properties)
    found = {name: Account(exports.named(name)) for name in NAMES[:2]}
    for name, step in zip(NAMES[2:], (3, 4), strict=True):
        ids = {key: f"P{number}" for number, key in enumerate(properties, start=1) if number % step}
        path = write_ids(exports.folder / f"{step}.yaml", ids)
        found[name] = Account(exports.to(load_mapping(exports.data, path)))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_claim_is_stated_or_lost_for_one_reason(name: str, accounts: dict[str, Account], exports: Exports) -> None:
    account = accounts[name]
    for claim in exports.claims:
        whole = account.lost.get(claim.node, set()) & WHOLE
        assert len(whole) == (0 if claim.slug in account.stated else 1), (claim, whole)
    assert account.stated.keys() <= {claim.slug for claim in exports.claims}
    assert len(account.stated) > 1500


@pytest.mark.parametrize("name", NAMES)
def test_of_each_stated_claim_every_part_is_said_or_listed_as_lost(
    name: str, accounts: dict[str, Account], exports: Exports
) -> None:
    account = accounts[name]
    for claim in exports.claims:
        if claim.slug in account.stated:
            unsaid = set[str]().union(*(_unsaid(claim, s, account, exports) for _, s in account.stated[claim.slug]))
            assert unsaid == account.lost.get(claim.node, set()), claim


@pytest.mark.parametrize("name", NAMES)
def test_each_stated_claim_has_its_value_rank_and_reference(
    name: str, accounts: dict[str, Account], exports: Exports
) -> None:
    account = accounts[name]
    for claim in exports.claims:
        for item, statement in account.stated.get(claim.slug, ()):
            assert statement.rank == claim.rank, claim
            assert any(value in (item, statement.main.value) for value in _values(claim, account, exports)), claim
            _check_reference(claim, statement, account, exports)


@pytest.mark.parametrize("name", NAMES)
def test_each_thing_is_an_item_or_listed_as_lost(name: str, accounts: dict[str, Account], exports: Exports) -> None:
    account = accounts[name]
    for kind in KINDS:
        for thing in exports.graph.things(kind):
            controlled = kind == "concept" and exports.graph.links(thing, SKOS.inScheme)
            scheme = thing.startswith("concept/scheme-")
            assert thing in account.ids or "item" in account.lost[thing] or controlled or scheme, thing
    assert len(account.ids) - len(account.exported.items) == sum(len(i.others) for i in account.exported.items)


def test_every_property_of_claims_and_things_is_stated_or_known_not_to_be(exports: Exports) -> None:
    mapping = load_mapping(exports.data)
    of_claims = {compact(p) for claim in exports.claims for p in exports.graph.predicates(claim.node)}
    assert of_claims == SAID | AT_THE_ADDRESS
    things = (thing for kind in KINDS for thing in exports.graph.things(kind))
    of_things = {compact(p) for thing in things for p in exports.graph.predicates(thing)}
    assert of_things <= mapping.claims.keys() | mapping.facts.keys() | DERIVED


@pytest.mark.parametrize("name", NAMES)
def test_of_each_thing_every_fact_is_stated_or_listed_as_lost(
    name: str, accounts: dict[str, Account], exports: Exports
) -> None:
    account = accounts[name]
    facts = account.exported.mapping.facts
    links = ("ckg:agreement", "ckg:obligationOf", "org:organization", "dcterms:isPartOf", "schema:holdingArchive")
    texts = ("schema:volumeNumber", "schema:issueNumber", "schema:pagination", "rdfs:seeAlso", "dcterms:title")
    for item in account.exported.items:
        said = {snak.main.value for snak in item.statements}
        words = {value.text for value in said if isinstance(value, Text | Monolingual)}
        for predicate in exports.graph.predicates(item.key) if "/" in item.key else ():
            curie = compact(predicate)
            values = exports.graph.all(item.key, NamedNode(predicate))
            if curie in links:
                targets = [exports.graph.base.local(value.value) for value in values if isinstance(value, NamedNode)]
                stated = all(account.id(target) in said for target in targets) and len(targets) == len(values)
            elif curie in texts:
                stated = all(value.value in words for value in values if not isinstance(value, type(None)))
            elif (
                curie in facts and facts[curie].property is None and not facts[curie].none.startswith(("said", "made"))
            ):
                stated = facts[curie].none in ("label", "alias", "description")
            else:
                continue
            assert stated or curie in account.lost[item.key], (item.key, curie)


def _unsaid(claim: ClaimView, statement: Statement, account: Account, exports: Exports) -> set[str]:
    """The parts of a claim that one statement of it does not say."""
    graph, mapping = exports.graph, account.exported.mapping
    found = statement.qualifiers
    unsaid = set()

    def need(part: str, key: str | None, value: Value | None) -> None:
        if not account.says(found, key, value):
            unsaid.add(part)

    if not claim.positive:
        need("polarity", "ckg:polarity", account.id("concept/polarity-negative"))
    if claim.certainty != "concept/certainty-asserted":
        need("certainty", "P1480", account.id(claim.certainty))
    if claim.attitude:
        own = "ckg:attitude" if account.says(found, "ckg:attitude", account.id(claim.attitude)) else "P5102"
        need("attitude", own, account.id(claim.attitude))
        for holder in claim.held_by if own == "ckg:attitude" else ():
            need("attitude", "ckg:heldBy", account.id(holder))
    actuality = graph.link(claim.subject, CKG.actuality) or "concept/actuality-actual"
    if actuality != "concept/actuality-actual":
        (item,) = [item for item in account.exported.items if item.key == claim.subject]
        of_the_item = tuple(other.main for other in item.statements)
        if not account.says(of_the_item, "ckg:actuality", account.id(actuality)):
            need("actuality", "P5102", account.id(actuality))
    if claim.reason and claim.rank != "normal":
        need("reason of the rank", mapping.qualifiers[claim.rank].property, account.id(claim.reason))
    rule = mapping.claims[claim.predicate_curie]
    if rule.role and mapping.property(rule.property) == (statement.main.property, statement.main.datatype):
        need("role", "P3831", account.id(claim.predicate_curie))
    for link in graph.links(claim.node, CKG.qualifierOffice):
        holder = graph.link(link, ORG.member)
        of_object = holder is None or claim.object == graph.base.node(holder)
        key = "P3831" if of_object else "ckg:qualifierOffice"
        need("qualifier office", key, account.id(graph.link(link, ORG.role) or link))
    for link in graph.links(claim.node, CKG.qualifierPlace):
        need("qualifier place", "P276", account.id(link))
    for text in graph.texts(claim.node, CKG.qualifierStatedAs):
        key = "P1810" if claim.predicate_curie == "org:hasMembership" else "P1932"
        need("qualifier statedAs", key, Text(text))
    for text in graph.texts(claim.node, CKG.qualifierArticle):
        need("qualifier article", "P958", Text(text))
    for membership in (claim.subject, *graph.links(claim.node, RDF.object)):
        person, office = (graph.links(membership, predicate) for predicate in (ORG.member, ORG.role))
        times = [each for each in graph.things("membership") if graph.links(each, ORG.member) == person]
        if membership.startswith("membership/") and sum(graph.links(each, ORG.role) == office for each in times) > 1:
            unsaid.add("tenure")
    for edtf, is_value in _dates(claim, exports):
        in_office = claim.subject.startswith("membership/") or claim.predicate_curie == "org:hasMembership"
        types = set(graph.links(claim.subject, NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/eventType")))
        date = dating(edtf, in_office or bool(is_value and types & mapping.lasting))
        marks = "".join(date.marks)
        if is_value and (date.begin or date.end):
            marks = date.marks[0 if mapping.property("P580") == (statement.main.property, "time") else 1]
        for part, key, value in (
            ("earliest date", "P1319", date.earliest),
            ("latest date", "P1326", date.latest),
            ("circa", "P1480", account.id("edtf:circa") if "~" in marks else None),
            ("presumably", "P1480", account.id("edtf:presumably") if "?" in marks else None),
        ):
            if value:
                need(part, key, value)
        if not is_value:
            for key, value in (("P580", date.begin), ("P582", date.end)):
                if value:
                    need("qualifier date", key, value)
            if not (date.begin or date.end):
                need("qualifier date", "P585", date.point or Unknown())
    if isinstance(claim.object, NamedNode) and isinstance(statement.main.value, Quantity):
        for language, text in graph.names(graph.base.local(claim.object.value), SCHEMA.unitText):
            need("unit", "schema:unitText", Monolingual(text, language))
    return unsaid


def _dates(claim: ClaimView, exports: Exports) -> list[tuple[str, bool]]:
    """The dates of a claim: its qualifiers, and its value where the statement has it as its own."""
    found = [(text, False) for text in exports.graph.texts(claim.node, CKG.qualifierDate)]
    if isinstance(claim.object, Literal) and claim.object.datatype == EDTF:
        found.append((claim.object.value, not claim.subject.startswith("membership/")))
    return found


def _values(claim: ClaimView, account: Account, exports: Exports) -> list[str | Value | None]:
    """What may stand as the value of a claim's statement, or as its item when subject and object change places."""
    graph = exports.graph
    if claim.subject.startswith("membership/"):
        return [account.id(graph.link(claim.subject, ORG.role) or "")]
    if isinstance(claim.object, Literal) and claim.object.datatype == EDTF:
        date = dating(claim.object.value, lasting=True)
        other = dating(claim.object.value, lasting=False)
        return [date.point, date.begin, date.end, other.point, *([] if other.point else [Unknown()])]
    if isinstance(claim.object, Literal):
        return [Text(claim.object.value)]
    assert isinstance(claim.object, NamedNode)
    local = graph.base.local(claim.object.value)
    number = graph.text(local, SCHEMA.value)
    if number:
        return [Quantity("+" + number)]
    if account.exported.mapping.claims[claim.predicate_curie].inverse:
        return [local]
    return [account.id(graph.link(local, ORG.role) or local)]


def _check_reference(claim: ClaimView, statement: Statement, account: Account, exports: Exports) -> None:
    """One reference leads to the claim and says its text, its page, its section and who says so there."""
    graph, mapping = exports.graph, account.exported.mapping
    address = Text(graph.base.node(claim.node).value)
    wanted: list[tuple[str, Value | None]] = [("P248", account.id(graph.link(claim.node, DCTERMS.isPartOf) or ""))]
    for anchor in graph.links(claim.node, CKG.anchor):
        wanted += [("P304", Text(page)) for page in graph.texts(anchor, CKG.page)]
        for section in graph.links(anchor, CKG.section):
            wanted += [("P958", Text(" ".join(title.split()))) for title in graph.texts(section, DCTERMS.title)[:1]]
    if claim.attitude and not mapping.property("ckg:heldBy"):
        wanted += [("P12132", account.id(holder)) for holder in claim.held_by]
    wanted.append(("P854", address))
    found = [
        reference
        for reference in statement.references
        if account.says(reference.snaks, "P854", address) or not mapping.property("P854")
    ]
    assert any(
        all(account.says(reference.snaks, key, value) for key, value in wanted if mapping.property(key))
        for reference in found
    ), (claim, wanted, found)
