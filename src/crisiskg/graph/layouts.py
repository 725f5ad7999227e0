"""The layout of the texts as triples: sections, notes, and where each anchor stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from crisiskg.claims.model import Claim
from crisiskg.graph.statements import Term, integer, note_node, span_node
from crisiskg.terms import CKG, DCTERMS, OA, RDF, Base
from crisiskg.texts import Outline

Triple = tuple[NamedNode, NamedNode, Term]


def layout_quads(outlines: Iterable[Outline], languages: Mapping[str, str], base: Base) -> Iterator[Quad]:
    """The sections and notes of every text, in the graph of the text; ``languages`` gives those of the texts."""
    for outline in outlines:
        graph = base.graph("text/" + outline.text)
        for subject, predicate, value in (*_sections(outline, languages[outline.text], base), *_notes(outline, base)):
            yield Quad(subject, predicate, value, graph)


def place_quads(claims: Iterable[Claim], outlines: dict[str, Outline], base: Base) -> Iterator[Quad]:
    """Where each anchor stands: printed page, deepest section, note, and the notes whose markers it carries."""
    for text, start, end in sorted({(c.source, a.start, a.end) for c in claims for a in c.anchors}):
        outline = outlines[text]
        anchor = span_node(text, start, end, base)
        graph = base.graph("text/" + text)
        page, section, note = outline.page(start, end), outline.section(start, end), outline.in_note(start, end)
        if page and page.number is not None:
            yield Quad(anchor, CKG.page, Literal(page.number), graph)
        if section:
            yield Quad(anchor, CKG.section, span_node(text, section.start, section.end, base), graph)
        if note:
            yield Quad(anchor, CKG.inNote, note_node(text, str(note.number), base), graph)
            continue
        for marker in outline.carried(start, end):
            yield Quad(anchor, CKG.carriesNote, note_node(text, str(marker.note), base), graph)


def _sections(outline: Outline, language: str, base: Base) -> Iterator[Triple]:
    text = base.node("text/" + outline.text)
    by_path = {section.path: section for section in outline.sections}
    for section in outline.sections:
        node = span_node(outline.text, section.start, section.end, base)
        parent = by_path.get(section.parent or "")
        yield node, RDF.type, CKG.Section
        yield node, DCTERMS.title, Literal(section.title, language=language)
        yield node, CKG.sectionPath, Literal(section.path)
        around = span_node(outline.text, parent.start, parent.end, base) if parent else text
        yield node, DCTERMS.isPartOf, around
        yield node, OA.start, integer(section.start)
        yield node, OA.end, integer(section.end)


def _notes(outline: Outline, base: Base) -> Iterator[Triple]:
    for note in outline.notes:
        node = note_node(outline.text, str(note.number), base)
        yield node, RDF.type, CKG.Note
        yield node, CKG.noteNumber, Literal(str(note.number))
        yield node, DCTERMS.isPartOf, base.node("text/" + outline.text)
        yield node, OA.start, integer(note.start)
        yield node, OA.end, integer(note.end)
