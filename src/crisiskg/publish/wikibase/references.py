"""Where a claim is made, as a reference: text, page, section, address, and who says so there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crisiskg.publish.wikibase.graph import ClaimView, Graph
from crisiskg.publish.wikibase.ids import Ids
from crisiskg.terms import CKG, DCTERMS, OA, RDFS
from crisiskg.wikibase.mapping import Mapping
from crisiskg.wikibase.model import (
    LONGEST_MONOLINGUAL,
    LONGEST_TEXT,
    EntityId,
    Monolingual,
    Reference,
    Snak,
    Text,
    Value,
)
from crisiskg.wikibase.times import simple_time

# A line break of the file between two ideographs or kana is no blank of the sentence.
_WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) | (?=[\u3000-\u9fff\uff00-\uffef])")

#: Gives the words of an anchor, by its local id, from the reader's own copy of a text; ``None`` when it is not there.
Quote = Callable[[str], str | None]


@dataclass(frozen=True)
class References:
    """Makes the references of claims.

    ``retrieved`` is the day (EDTF) of the release. ``quote`` is given only where the reader has the
    texts and asks for quotations: nobody else's reference holds words of a text.
    """

    graph: Graph
    mapping: Mapping
    ids: Ids
    retrieved: str
    quote: Quote | None = None

    def of(self, claim: ClaimView) -> Reference:
        """The reference of one claim."""
        return Reference(tuple(dict.fromkeys(self._snaks(claim))))

    def _snaks(self, claim: ClaimView) -> Iterator[Snak]:
        anchors = sorted(self.graph.links(claim.node, CKG.anchor), key=self._place)
        source = self.graph.link(claim.node, DCTERMS.isPartOf) or ""
        source_id = self.ids.of(source)
        if source_id:
            yield from self._snak("text", EntityId(source_id))
        for anchor in anchors:
            for name, text in self._places(anchor):
                yield from self._snak(name, Text(text))
        if claim.attitude:
            for holder in claim.held_by:
                holder_id = self.ids.of(holder)
                if holder_id and not self.mapping.property("ckg:heldBy"):
                    yield from self._snak("heldBy", EntityId(holder_id))
        for anchor in anchors:
            yield from self._quotation(anchor, source)
            for address in self.graph.links(anchor, RDFS.seeAlso):
                yield from self._snak("url", Text(address))
        yield from self._snak("url", Text(self.graph.base.node(claim.node).value))
        day = simple_time(self.retrieved)
        if day:
            yield from self._snak("retrieved", day)

    def _places(self, anchor: str) -> Iterator[tuple[str, str]]:
        """Page and section of an anchor; of a place in a record, its locator."""
        yield from (("page", page) for page in self.graph.texts(anchor, CKG.page))
        for section in self.graph.links(anchor, CKG.section):
            titles = self.graph.texts(section, DCTERMS.title)
            yield from (("section", _cut(" ".join(title.split()), LONGEST_TEXT)) for title in titles[:1])
        yield from (("section", locator) for locator in self.graph.texts(anchor, CKG.locator))

    def _quotation(self, anchor: str, source: str) -> Iterator[Snak]:
        words = self.quote(anchor) if self.quote else None
        if words:
            language = self.graph.text(source, DCTERMS.language) or "und"
            text = _WRAPPED.sub("", " ".join(words.split()))
            longest = LONGEST_MONOLINGUAL if self.mapping.own else LONGEST_TEXT
            yield from self._snak("quotation", Monolingual(_cut(text, longest), language))

    def _place(self, anchor: str) -> tuple[str, int]:
        selector = self.graph.link(anchor, OA.hasSelector) or ""
        return anchor.partition("#")[0], int(self.graph.text(selector, OA.start) or 0)

    def _snak(self, name: str, value: Value) -> Iterator[Snak]:
        found = self.mapping.property(self.mapping.qualifiers[name].property)
        if found:
            yield Snak(found[0], found[1], value)


def _cut(text: str, longest: int) -> str:
    """A text that is too long for a Wikibase, cut where the reader sees that it is."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
