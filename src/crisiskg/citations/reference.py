"""One reference as a note gives it, before anybody knows which work it means."""

from __future__ import annotations

from dataclasses import dataclass

from crisiskg.texts import Span

#: What kind of source a reference names; each is the concept ``concept/work-{kind}``.
KINDS = (
    *("book", "article", "chapter", "thesis", "working-paper", "report", "newspaper", "published-documents"),
    *("archival-document", "diary", "interview", "memoir", "minutes", "web-page"),
)


@dataclass(frozen=True)
class Reference:
    """What one reference says, as written but for spacing; empty where it says nothing.

    ``form`` is ``full``, ``short`` (to be found among the works cited before), ``ibid``, or
    ``note`` (the works of author ``authors`` in note ``note``). ``authors`` are names in the order
    of the note, ``title`` is without quotation marks. ``container`` is the journal, the collection
    or the edited book; ``location`` the way to an archival file, from the repository's part as
    written down to the box. ``date`` is the date of a document, EDTF; ``year`` that of
    publication as written. ``locator`` is normalised: ``p. 66``, ``pp. 73–75``. ``through`` marks a
    source that was read in the next one of the same note.
    """

    span: Span = (0, 0)
    form: str = "full"
    kind: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    location: tuple[str, ...] = ()
    volume: str = ""
    issue: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    date: str = ""
    locator: str = ""
    url: str = ""
    accessed: str = ""
    note: int | None = None
    through: bool = False

    @property
    def document(self) -> bool:
        """Whether it is one document in an archive or in a collection of published documents."""
        return bool(self.location) or self.kind in ("archival-document", "published-documents", "minutes", "interview")
