"""A text and the places in it: reading, layout, anchors.

Offsets are code points of the file as it is, end exclusive. Nothing here knows a particular text:
what is peculiar to one is said in the register.
"""

from crisiskg.texts.anchors import Anchor, Place, find, make_anchor, relocate
from crisiskg.texts.conventions import Conventions
from crisiskg.texts.layout import read_layout
from crisiskg.texts.loose import Span
from crisiskg.texts.occurrences import Occurrence, occurrences, open_registered, read_outline, registered_contents
from crisiskg.texts.outline import (
    Aside,
    Marker,
    Note,
    Outline,
    Page,
    Section,
    dump_outline,
    load_outline,
    outline,
)
from crisiskg.texts.reading import Text, read_text
from crisiskg.texts.register import Record, Register, load_register
from crisiskg.texts.verify import AnchorCheck, Edition, Outcome, TextCheck, open_text, verify

__all__ = [
    "Anchor",
    "AnchorCheck",
    "Aside",
    "Conventions",
    "Edition",
    "Marker",
    "Note",
    "Occurrence",
    "Outcome",
    "Outline",
    "Page",
    "Place",
    "Record",
    "Register",
    "Section",
    "Span",
    "Text",
    "TextCheck",
    "dump_outline",
    "find",
    "load_outline",
    "load_register",
    "make_anchor",
    "occurrences",
    "open_registered",
    "open_text",
    "outline",
    "read_layout",
    "read_outline",
    "read_text",
    "registered_contents",
    "relocate",
    "verify",
]
