"""Claims as statements: value, rank, qualifiers and references, and what of a claim is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from crisiskg.publish.wikibase.graph import ClaimView, Graph
from crisiskg.publish.wikibase.ids import Ids
from crisiskg.publish.wikibase.references import References
from crisiskg.terms import CKG, EDTF, ORG, SCHEMA, SEM
from crisiskg.wikibase.mapping import Mapping, Rule
from crisiskg.wikibase.model import (
    LONGEST_TEXT,
    Coordinate,
    EntityId,
    Loss,
    Monolingual,
    Quantity,
    Snak,
    Statement,
    Text,
    Time,
    Unknown,
    Value,
    fault,
)
from crisiskg.wikibase.times import Dating, dating

ACTUAL = "concept/actuality-actual"

_TYPE_PROPERTIES = (SEM.eventType, CKG.instrumentKind, CKG.obligationType)


class LostError(Exception):
    """A claim, or a part of one, that the Wikibase cannot be told."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(reason)
        self.part = part
        self.reason = reason


@dataclass
class Statements:
    """Turns claims into statements; ``losses`` gathers what could not be said."""

    graph: Graph
    mapping: Mapping
    ids: Ids
    references: References
    losses: list[Loss] = field(default_factory=list)
    tenures: Counter[tuple[str | None, str | None]] = field(init=False)

    def __post_init__(self) -> None:
        self.tenures = Counter(
            (self.graph.link(each, ORG.member), self.graph.link(each, ORG.role))
            for each in self.graph.things("membership")
        )

    def of(self, claim: ClaimView) -> list[tuple[str, Statement]]:
        """The statements of one claim, each with the key of its item; none when the claim is lost."""
        try:
            return list(self._statements(claim))
        except LostError as lost:
            self.lose(claim.node, lost.part, lost.reason)
            return []

    def lose(self, thing: str, part: str, reason: str) -> None:
        """Note what a Wikibase is not told of a claim or an entity."""
        self.losses.append(Loss(thing, part, reason))

    def snak(self, key: str | None, value: Value) -> Snak | None:
        """A property, by its key, with a value; ``None`` when the Wikibase has no such property."""
        found = self.mapping.property(key)
        return Snak(found[0], found[1], value) if found else None

    def item(self, key: str | None, thing: str) -> Snak | None:
        """A property with an item as value; ``None`` when the Wikibase has not both."""
        id_ = self.ids.of(thing)
        return self.snak(key, EntityId(id_)) if id_ else None

    def dated(self, thing: str, edtf: str, lasting: bool) -> list[tuple[str, Value, list[Snak]]]:
        """The properties, values and qualifiers by which Wikibase says a date."""
        found = dating(edtf, lasting)
        if found.begin or found.end:
            sides = zip(("P580", "P582"), (found.begin, found.end), found.marks, strict=True)
            return [(key, time, self._circumstances(thing, marks)) for key, time, marks in sides if time]
        return [("P585", found.point or Unknown(), self.around(thing, found))]

    def around(self, thing: str, found: Dating) -> list[Snak]:
        """The qualifiers that say what one time value cannot: bounds, *circa*, *presumably*."""
        sides = (("P1319", "earliest date", found.earliest), ("P1326", "latest date", found.latest))
        bounds = [self.wanted(thing, part, key, time) for key, part, time in sides if time]
        return [*_present(bounds), *self._circumstances(thing, "".join(found.marks))]

    def _circumstances(self, thing: str, marks: str) -> list[Snak]:
        signs = (("~", "edtf:circa", "circa"), ("?", "edtf:presumably", "presumably"))
        return _present([self._mark(thing, part, key) for sign, key, part in signs if sign in marks])

    def wanted(self, thing: str, part: str, key: str | None, value: Value) -> Snak | None:
        """A property with a value; when the Wikibase does not take it, that is noted."""
        found = self.snak(key, value)
        wrong = fault(value.text, LONGEST_TEXT) if isinstance(value, Text) else None
        if found is None or wrong:
            self.lose(thing, part, wrong or f"the Wikibase has no {key}")
            return None
        return found

    def actuality(self, thing: str) -> list[Snak]:
        """The qualifier of whatever is said of what did not take place, where no statement says so."""
        found = self.graph.link(thing, CKG.actuality)
        if found in (None, ACTUAL) or self.mapping.property("ckg:actuality"):
            return []
        return [self._said("actuality", found or "", "actuality")]

    def _statements(self, claim: ClaimView) -> Iterator[tuple[str, Statement]]:
        subject, rule = self._subject(claim)
        inner = [*self._frame(claim), *self._qualifiers(claim, claim.subject.startswith("membership/"))]
        reference = self.references.of(claim)
        rank = [*self._rank(claim)]
        asserted = self._asserted(claim)
        for item, main, own in self._mains(claim, subject, rule):
            text = main.value.text if isinstance(main.value, Text) else ""
            wrong = fault(text, LONGEST_TEXT) if text else None
            if wrong:
                raise LostError("value", wrong)
            qualifiers = tuple(dict.fromkeys([*own, *inner, *rank]))
            yield item, Statement(main, claim.rank, qualifiers, (reference,), (claim.slug,), asserted)

    def actual(self, thing: str) -> bool:
        """Whether a thing is, or happened: it was not only planned, proposed, feared or averted."""
        return self.graph.link(thing, CKG.actuality) in (None, ACTUAL)

    def _asserted(self, claim: ClaimView) -> bool:
        """Whether the text asserts a claim outright: the rule by which the view of the graph is made."""
        value = claim.object
        things = [claim.subject, *([self.graph.base.local(value.value)] if isinstance(value, NamedNode) else [])]
        return claim.positive and not claim.held_by and all(self.actual(thing) for thing in things)

    def _subject(self, claim: ClaimView) -> tuple[str, Rule]:
        rule = self.mapping.claims.get(claim.predicate_curie)
        if rule is None:
            raise LostError("property", f"the mapping has no {claim.predicate_curie}")
        subject = claim.subject
        if subject.startswith("membership/"):
            subject = self.graph.link(subject, ORG.member) or subject
        if not self.ids.exports(subject):
            raise LostError("subject", self.ids.why_not(subject))
        if not self.mapping.own:
            self._fit(claim, rule)
        return subject, rule

    def _fit(self, claim: ClaimView, rule: Rule) -> None:
        """Refuse what Wikidata does not mean by the property."""
        of_subject = self._marks(claim.subject)
        if of_subject & rule.never or (rule.subjects and not of_subject & rule.subjects):
            raise LostError("property", rule.none)
        value = self.graph.base.local(claim.object.value) if isinstance(claim.object, NamedNode) else ""
        if rule.values and not self._marks(value) & rule.values:
            raise LostError("property", rule.none)
        # What did not happen can be a main subject. Where the subject did not happen either, a qualifier says so.
        if self.actual(claim.subject) and not self.actual(value) and claim.predicate_curie != "dcterms:subject":
            raise LostError("actuality", "its object did not take place, which Wikidata cannot say of an object")

    def _marks(self, thing: str) -> frozenset[str]:
        """By what the rules of the mapping tell things apart."""
        known = ("known",) if thing and self.ids.exports(thing) and self.ids.known(thing) else ()
        statuses = self.graph.links(thing, CKG.agreementStatus)
        return self._types(thing) | {thing.partition("/")[0], *statuses, *known}

    def _mains(self, claim: ClaimView, subject: str, rule: Rule) -> Iterator[tuple[str, Snak, list[Snak]]]:
        """The items, main snaks and own qualifiers of a claim's statements."""
        if claim.subject.startswith("membership/"):
            yield from self._tenure(claim, subject, claim.subject)
            return
        key = rule.of(self._types(claim.subject))
        value = claim.object
        if isinstance(value, Literal) and value.datatype == EDTF:
            lasting = bool(self._types(claim.subject) & self.mapping.lasting)
            for property_, time, own in self.dated(claim.node, value.value, lasting):
                yield subject, self._main(property_, time, rule), own
        elif isinstance(value, Literal):
            yield subject, self._main(key, Text(value.value), rule), []
        elif isinstance(value, NamedNode):
            local = self.graph.base.local(value.value)
            if local.startswith("membership/"):
                yield from self._tenure(claim, subject, local)
            elif "#" in local:
                yield subject, *self._quantity(claim, local, rule)
            else:
                yield self._linked(claim, subject, local, key, rule)

    def _linked(
        self, claim: ClaimView, subject: str, value: str, key: str | None, rule: Rule
    ) -> tuple[str, Snak, list[Snak]]:
        item, target = (value, subject) if rule.inverse else (subject, value)
        if rule.inverse and not self.ids.exports(item):
            raise LostError("object", self.ids.why_not(item))
        found = self.ids.of(target)
        if not found:
            raise LostError("object", self.ids.why_not(target))
        own = []
        if rule.role and key == rule.property:
            role = self.item("P3831", claim.predicate_curie)
            own = [role] if role else []
            if not role:
                self.lose(claim.node, "role", self.ids.why_not(claim.predicate_curie))
        return item, self._main(key, EntityId(found), rule), own

    def _quantity(self, claim: ClaimView, node: str, rule: Rule) -> tuple[Snak, list[Snak]]:
        amount = self.graph.text(node, SCHEMA.value)
        if not amount:
            raise LostError("value", "it has no number")
        main = self._main(rule.property, Quantity(amount if amount[0] in "+-" else "+" + amount), rule)
        units = [
            self.wanted(claim.node, "unit", "schema:unitText", Monolingual(text, language))
            for language, text in self.graph.names(node, SCHEMA.unitText)
        ]
        return main, _present(units)

    def _tenure(self, claim: ClaimView, person: str, membership: str) -> Iterator[tuple[str, Snak, list[Snak]]]:
        """The office of a membership, with the date that the claim gives the membership."""
        office = self.graph.link(membership, ORG.role) or ""
        found = self.ids.of(office)
        main = self.snak(self.mapping.claims["org:hasMembership"].property, EntityId(found)) if found else None
        if main is None:
            raise LostError("object", self.ids.why_not(office))
        if self.tenures[person, office] > 1:
            self.lose(claim.node, "tenure", "the person held the office more than once; which time is not said")
        if membership != claim.subject:
            yield person, main, []
        elif isinstance(claim.object, Literal) and claim.object.datatype == EDTF:
            dates = self._date_qualifiers(claim, claim.object.value, lasting=True)
            if not dates:
                raise LostError("value", "the Wikibase has no property for its date")
            yield person, main, dates
        else:
            raise LostError("property", "of the time in an office a Wikibase is told only the date")

    def _main(self, key: str | None, value: Value, rule: Rule) -> Snak:
        found = self.snak(key, value)
        if found is None:
            raise LostError("property", rule.none or f"the Wikibase has no {key}")
        if not _fits(found):
            raise LostError("value", f"{found.property} takes a {found.datatype}")
        return found

    def _types(self, thing: str) -> frozenset[str]:
        return frozenset(type_ for property_ in _TYPE_PROPERTIES for type_ in self.graph.links(thing, property_))

    def _frame(self, claim: ClaimView) -> Iterator[Snak]:
        """Who held it, how surely, whether it is denied, whether it happened."""
        if not claim.positive:
            yield self._said("polarity", "concept/polarity-negative", "polarity")
        if claim.attitude:
            yield from self._attitude(claim)
        if claim.certainty != "concept/certainty-asserted":
            yield self._said("certainty", claim.certainty, "certainty")
        yield from self.actuality(claim.subject)

    def _said(self, name: str, value: str, part: str) -> Snak:
        rule = self.mapping.qualifiers[name]
        found = self.item(rule.property, value)
        if found is None:
            raise LostError(part, rule.none or self.ids.why_not(value))
        return found

    def _attitude(self, claim: ClaimView) -> Iterator[Snak]:
        assert claim.attitude is not None
        own = self.item("ckg:attitude", claim.attitude)
        holders = [self.item("ckg:heldBy", holder) for holder in claim.held_by]
        if own and all(holders):
            yield from [own, *_present(holders)]
            return
        rule = self.mapping.attitudes[claim.attitude]
        found = self.item(rule.property, claim.attitude)
        if found and not self.mapping.property(self.mapping.qualifiers["heldBy"].property):
            raise LostError("attitude", "the Wikibase cannot say who held it")
        if found is None or not all(self.ids.of(holder) for holder in claim.held_by):
            raise LostError("attitude", rule.none or self.ids.why_not(claim.attitude))
        yield found

    def _rank(self, claim: ClaimView) -> Iterator[Snak]:
        if not claim.reason or claim.rank == "normal":
            return
        found = self.item(self.mapping.qualifiers[claim.rank].property, claim.reason)
        if found:
            yield found
        else:
            self.lose(claim.node, "reason of the rank", self.ids.why_not(claim.reason))

    def _qualifiers(self, claim: ClaimView, tenure: bool) -> Iterator[Snak]:
        date = self.graph.text(claim.node, CKG.qualifierDate)
        if date:
            lasting = tenure or claim.predicate_curie == "org:hasMembership"
            yield from self._date_qualifiers(claim, date, lasting)
        for link in self.graph.links(claim.node, CKG.qualifierOffice):
            holder = self.graph.link(link, ORG.member)
            of_object = not holder or claim.object == self.graph.base.node(holder)
            name = "office" if of_object else "holderOffice"
            yield from self._item_qualifier(claim, "office", name, self.graph.link(link, ORG.role) or link)
        for link in self.graph.links(claim.node, CKG.qualifierPlace):
            yield from self._item_qualifier(claim, "place", "place", link)
        named = "namedAs" if claim.predicate_curie == "org:hasMembership" else "statedAs"
        for part, name, predicate in (
            ("statedAs", named, CKG.qualifierStatedAs),
            ("article", "article", CKG.qualifierArticle),
        ):
            key = self.mapping.qualifiers[name].property
            texts = self.graph.texts(claim.node, predicate)
            yield from _present([self.wanted(claim.node, f"qualifier {part}", key, Text(text)) for text in texts])

    def _item_qualifier(self, claim: ClaimView, part: str, name: str, thing: str) -> Iterator[Snak]:
        rule = self.mapping.qualifiers[name]
        found = self.item(rule.property, thing)
        if found:
            yield found
        else:
            self.lose(claim.node, f"qualifier {part}", rule.none or self.ids.why_not(thing))

    def _date_qualifiers(self, claim: ClaimView, edtf: str, lasting: bool) -> list[Snak]:
        found = []
        sides = self.dated(claim.node, edtf, lasting)
        for key, time, more in sides:
            found += _present([self.wanted(claim.node, "qualifier date", key, time)]) + more
        if len({tuple(more) for _, _, more in sides}) > 1:
            self.lose(claim.node, "circa at one end", "of two dates among the qualifiers it is not said which is circa")
        return found

    def _mark(self, thing: str, part: str, key: str) -> Snak | None:
        found = self.item("P1480", key)
        if found is None:
            self.lose(thing, part, "the Wikibase has no P1480")
        return found


def _present(snaks: list[Snak | None]) -> list[Snak]:
    return [snak for snak in snaks if snak]


_VALUES: dict[str, type] = {
    "wikibase-item": EntityId,
    "time": Time,
    "quantity": Quantity,
    "monolingualtext": Monolingual,
    "string": Text,
    "external-id": Text,
    "url": Text,
    "globe-coordinate": Coordinate,
}


def _fits(snak: Snak) -> bool:
    return isinstance(snak.value, (Unknown, _VALUES[snak.datatype]))
