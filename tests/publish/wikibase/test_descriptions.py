"""What tells like-named items apart."""

from __future__ import annotations

import re

from tests.publish.wikibase.exports import Exports

from crisiskg.publish.wikibase.descriptions import description
from crisiskg.terms import DCTERMS, ORG


def test_who_holds_no_office_is_known_by_a_work(exports: Exports) -> None:
    graph = exports.graph
    authors = [person for person in graph.things("person") if graph.works_of(person)]
    assert len(authors) > 50
    for person in authors:
        found = {language: description(graph, person, language) for language in ("ja", "en")}
        if graph.links(person, ORG.hasMembership):
            continue
        title = graph.text(graph.works_of(person)[0], DCTERMS.title) or ""
        for said in found.values():
            (work,) = re.findall("[「“](.+)[」”]", said)
            assert title.startswith(work)
        assert max(map(len, found.values())) <= 250
