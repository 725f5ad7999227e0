"""References in Latin script: Chicago's and its neighbours' ways of citing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crisiskg.citations.archives import east_asian_file, is_location, split_location
from crisiskg.citations.dates import western_date
from crisiskg.citations.locators import cut_locator, read_locator
from crisiskg.citations.names import is_name, split_names, take_authors
from crisiskg.citations.reference import Reference
from crisiskg.citations.series import FrusVolume, read_frus

_QUOTED = re.compile(r"“(?P<title>(?:[^“”]|“[^“”]*”)+?),?”,?")
_BRACKETED = re.compile(r"\([^()]*\)")
_IBID = re.compile(r"(?:[Ii]bid|(?P<idem>[Ii]dem|[Dd]ers))\b\.?,?(?: ?(?P<rest>.*))?$")
#: A title between single quotation marks, as British journals set it; not an apostrophe.
_BRITISH = re.compile(r"(?<!\w)‘((?:[^‘’]|’(?=\w))+)’(?!\w)")
_SIGNAL = re.compile(
    r"^(?:[Ss]ee also|[Ss]ee|[Cc]ompare|[Cc]f\.|[Ee]\.g\.,?|[Aa]lso|[Aa]nd|[Aa]s in|[Ff]or example,)(?: in)? (?!.*^,)"
)
_YEAR = r"(?:[A-Z][a-z/A-Z]+ )?\d{4}(?:[-/]\d{2,4})?"
_PUBLICATION = re.compile(rf"\((?P<inside>(?:[^()]|\([^()]*\))*?)(?P<year>(?<!\d){_YEAR})?\)(?P<after>[^()]*)$")
_AUTHOR_YEAR = re.compile(r"^(?P<authors>[^“”(]+?) \((?P<year>\d{4})\),? ?(?P<rest>.*)$")
_JOURNAL = re.compile(
    r"^(?:in )?(?P<journal>(?:[A-Z][^(\d“]*?|[A-Z][^(“]*?(?= \d)))"
    r"(?:,? ?(?:[Vv]ol\. ?)?(?P<volume>\d+|[IVXL]+\b))?(?:[,:]? ?(?:No|no|Vol|Issue|nos?)\.? ?(?P<issue>[\d/-]+))?"
    rf"(?:,? \((?P<year>{_YEAR})\)|, (?P<bare>{_YEAR})(?:, (?P<publisher>[^,]+(?:, [^,]+)*))?)$"
)
_EDITED = re.compile(r"^,? ?in (?P<editors>[^“”(]+?),? (?:et\.? al\.?,? )?eds?\.,? (?P<book>.+)$")
_EDITED_AFTER = re.compile(r"^,? ?in (?P<title>[^“”(]+?), eds?\. (?P<editors>[^()]+?) (?P<publication>\(.+)$")
_NEWSPAPER = re.compile(r"^“(?P<title>[^“”]+)”,? (?P<paper>(?:The )?[A-Z][\w&’ -]+)$")
_BRACKETED_THESIS = re.compile(r"^\((?:Ph\.? ?D\.?|M\.A\.)[^,()]*, (?P<school>[^()]+), (?P<year>\d{4})\)$")
_THESIS = re.compile(r"Ph\.? ?D\.?|[Dd]issertation|[Tt]hesis|M\.A\.")
#: What follows a city in a place of publication: a state of the United States, or a country.
_STATE = (
    r"(?:[A-Z]{2}|D\.C\.|Mass\.|Conn\.|Calif\.|N\.[JY]\.|England|UK|(?:North |South |West |New |Rhode )?"
    r"(?:Alabama|Arizona|California|Carolina|Colorado|Connecticut|Dakota|Florida|Georgia|Hampshire|Illinois|Indiana|Iowa"
    r"|Island|Jersey|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Mexico|Michigan|Minnesota|Missouri|Nebraska"
    r"|Nevada|Ohio|Oklahoma|Oregon|Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|York))"
)
_PLACED = re.compile(
    rf"^(?P<rest>.+?), (?P<place>[A-Z][\w.’' ]+(?:, {_STATE})?): (?P<publisher>[^:“”()]+), (?P<year>{_YEAR})$"
)
_SERIAL = re.compile(
    r"^(?P<title>[A-Z][^“”()]+?), (?P<year>\d{4})(?:, vol\. (?P<volume>\d+)(?:, part (?P<part>\d+))?)?$"
)
_TRANSLATED = re.compile(r"^,? ?(?:Translated(?: and Annotated)?|trans\.) by (?P<names>.+?)(?:,|$) (?=[A-Z])")
_EDITION = re.compile(r",? ?\(?\b\d(?:st|nd|rd|th) (?:ed\b\.?|edition)\)?")
_SHORT = re.compile(r"^(?P<authors>[^,“”()]+)(?: \((?P<year>\d{4})\),? |, ?)(?P<title>.*)$")
_ADDRESS = re.compile(
    r"[ (,]*(?:[Aa]vailable at:? )?(?P<url>https?://[!-~]+?(?: [!-~]+\.(?:html?|pdf))?)[).,]*"
    r"(?: \([Aa]ccessed (?P<accessed>[^)]+)\)\.?)?$"
)


@dataclass
class Known:
    """What the notes read so far have laid down: abbreviations, the years of FRUS, who wrote the last work."""

    abbreviations: dict[str, str] = field(default_factory=dict)
    frus_years: str = ""
    authors: tuple[str, ...] = ()

    def is_location(self, words: str) -> bool:
        """Whether the words hold the way to an archival file, abbreviated perhaps."""
        return is_location(words) or any(
            re.search(rf"(?:^|, ){re.escape(short)}(?:$|,)", words) and is_location(full)
            for short, full in self.abbreviations.items()
        )


def read_latin(words: str, known: Known) -> list[Reference]:
    """The references that one stretch of a note between semicolons makes.

    One as a rule; two for two documents that share a place; none when the words are no reference
    that is understood. Spans are left to the caller. ``known`` is brought up to date.
    """
    address = _ADDRESS.search(words)
    if address:
        accessed = western_date(address["accessed"] or "")
        there: dict[str, Any] = {"url": address["url"].replace(" ", ""), "accessed": accessed[0][0] if accessed else ""}
        found = read_latin(words[: address.start()], known) if words[: address.start()].strip() else []
        return [replace(reference, **there) for reference in found] or [Reference(kind="web-page", **there)]
    words = words.strip(" .,;．")
    words = _SIGNAL.sub("", words) if not re.match(r"See,", words) else words
    through = re.split(r",? (?:cited|quoted) in ", words, maxsplit=1)
    if len(through) == 2:
        first = [replace(reference, through=True) for reference in _read(through[0], known)]
        return first + _read(through[1], known)
    return _read(words, known)


def _read(words: str, known: Known) -> list[Reference]:
    words = words if "“" in words else _BRITISH.sub(r"“\1”", words)
    ibid = _IBID.match(words)
    if ibid and not (ibid["rest"] and not read_locator(ibid["rest"]) and ibid["idem"]):
        return [Reference(form="ibid", locator=read_locator(ibid["rest"] or ""))]
    if ibid:
        # Idem stands for an author, not for a work.
        authors = known.authors
        return [replace(found, authors=authors) for found in _read("A. Idem, " + ibid["rest"], known)]
    frus = read_frus(words, known.frus_years)
    if frus:
        return _in_frus(*frus, known)
    dated = _dated(words, known)
    if dated:
        return dated
    rest, volume, locator = cut_locator(words)
    read = _published(rest, volume)
    if read is None:
        return []
    known.authors = read.authors or known.authors
    return [replace(read, locator=locator or read.locator, volume=read.volume or volume)]


def _in_frus(before: str, frus: FrusVolume, after: str, known: Known) -> list[Reference]:
    known.frus_years = frus.years
    volume = Reference(
        kind="published-documents", container=frus.name, locator=read_locator(after) or cut_locator(after)[2]
    )
    if not before or before == "All in":
        return [replace(volume, form="all" if before else "full")]
    return _documents(before, volume)


def _documents(before: str, container: Reference) -> list[Reference]:
    """The documents that stand before their container: as many as there are dates."""
    title, dates = _title_and_dates(before)
    if len(dates) < 2:
        return [replace(container, title=title, date=dates[0] if dates else "")]
    pages = container.locator.removeprefix("pp. ").split(", ")
    shared = len(pages) != len(dates)
    return [
        replace(container, title=title, date=date, locator=container.locator if shared else _pages(pages[at]))
        for at, date in enumerate(dates)
    ]


def _pages(pages: str) -> str:
    return ("pp. " if "–" in pages else "p. ") + pages


def _title_and_dates(before: str) -> tuple[str, tuple[str, ...]]:
    masked = _mask(before)
    found = western_date(masked)
    if found is None:
        inside = western_date(before)
        return _clean(before), inside[0][:1] if inside else ()
    dates, start, end = found
    parts = (before[:start].strip(" ,").removesuffix(" on"), before[end:].strip(" ,"))
    return _clean(", ".join(part for part in parts if part)), dates


def _mask(words: str) -> str:
    """The words with everything in quotation marks and round brackets blotted out."""
    for pattern in (_QUOTED, _BRACKETED):
        words = pattern.sub(lambda match: " " * len(match.group()), words)
    return words


def _clean(title: str) -> str:
    bare = re.sub(r" ?\[[^\]]*\]", "", title).strip(" ,.;").replace(",”", "”")
    whole = _QUOTED.fullmatch(bare)
    return whole["title"].strip(" ,") if whole else bare


def _dated(words: str, known: Known) -> list[Reference]:
    """A document: title, date, and the place where it is kept or printed."""
    masked = _mask(words)
    found = western_date(masked)
    if found is None or (not masked[: found[1]].strip(" ,") and "“" not in words[: found[1]]):
        return _undated(words, known)
    before, after = words[: found[2]], words[found[2] :].strip(" ,.")
    title, dates = _title_and_dates(before)
    ibid = _IBID.match(after)
    if ibid:
        return _documents(before, Reference(form="ibid", locator=read_locator(ibid["rest"] or "")))
    rest, volume, locator = cut_locator(after)
    if known.is_location(rest):
        kind = "interview" if re.search(r"Interview|Oral History", title) else "archival-document"
        return _documents(before, Reference(kind=kind, location=split_location(rest), locator=locator))
    if rest in known.abbreviations or re.search(r"\[[A-Z]+\]", rest):
        series = re.split(r",? ?\(", rest)[0].rpartition(", ")[2]
        name = _clean(known.abbreviations.get(rest, series))
        return _documents(
            before, Reference(kind="published-documents", container=name.split(" (")[0], volume=volume, locator=locator)
        )
    newspaper = _NEWSPAPER.match(words[: found[1]].strip(" ,"))
    if newspaper and (not after or locator) and not rest:
        return [
            Reference(
                kind="newspaper",
                title=newspaper["title"].strip(" ,"),
                container=newspaper["paper"],
                date=dates[0],
                locator=locator or read_locator(after),
            )
        ]
    if not after:
        return [Reference(form="waiting", kind="archival-document", title=title, date=date) for date in dates]
    book = _published(rest, volume)
    if book is None or book.form != "full":
        return _undated(words, known)
    held = replace(book, kind="published-documents", container=book.title, editors=book.authors, authors=(), title="")
    return _documents(before, replace(held, volume=volume, locator=locator))


def _undated(words: str, known: Known) -> list[Reference]:
    """A document without a date outside its title, recognised by where it is kept."""
    quoted = _QUOTED.match(words)
    if quoted:
        file = east_asian_file(words, quoted.end())
        if file is not None:
            steps, end = file
            location = Reference(
                kind="archival-document", location=steps, locator=read_locator(words[end:].strip("）］"))
            )
            title = quoted["title"].strip(" ,")
            inside = western_date(title)
            return [replace(location, title=title, date=inside[0][0] if inside else "")]
    if re.search(r"\bOral History\b", words) and "(" not in words:
        return [Reference(kind="interview", title=_clean(cut_locator(words)[0]), locator=cut_locator(words)[2])]
    return []


def _published(words: str, volume: str = "") -> Reference | None:
    """A printed work without its locator: book, article, chapter, thesis, paper; or a short reference."""
    quoted = _QUOTED.search(words)
    if quoted and words[quoted.end() : quoted.end() + 1] != ":":
        return _quoted(words[: quoted.start()], quoted["title"].strip(" ,"), words[quoted.end() :].strip(" ,"))
    placed = _PLACED.match(words)
    if placed and ", " in placed["rest"] and "(" not in _EDITION.sub("", placed["rest"]):
        authors, editors, title = take_authors(placed["rest"])
        return _book(authors, editors, title, placed["publisher"], placed["year"], placed["place"])
    dated = _AUTHOR_YEAR.match(words)
    if dated and all(is_name(name) for name in split_names(dated["authors"])):
        authors = split_names(dated["authors"])
        publication = _PUBLICATION.search(dated["rest"])
        if publication and not publication["after"].strip(" ,."):
            title = dated["rest"][: publication.start()].strip(" ,")
            place, _, publisher = publication["inside"].strip(" ,").rpartition(": ")
            return _book(authors, False, title, publisher, dated["year"], place)
        return Reference(form="short", authors=authors, title=_clean(dated["rest"]), year=dated["year"])
    publication = _PUBLICATION.search(words)
    if publication and publication["year"] and not publication["after"].strip(" ,."):
        head = words[: publication.start()].strip(" ,")
        authors, editors, title = take_authors(head)
        place, _, publisher = publication["inside"].strip(" ,").rpartition(": ")
        # A sentence is no title.
        if not title or title[0].islower() or "”, in " in title or ", in “" in title:
            return None
        if not authors and not publisher:
            return None
        return _book(authors, editors, title, publisher, publication["year"], place)
    serial = _SERIAL.match(words)
    if (serial and (volume or serial["volume"])) or (
        serial and not is_name(serial["title"].split(", ")[0].split(" and ")[0])
    ):
        return _serial(serial, volume)
    return _short(words)


def _book(authors: tuple[str, ...], edited: bool, title: str, publisher: str, year: str, place: str = "") -> Reference:
    people: dict[str, Any] = {"editors" if edited else "authors": authors}
    return Reference(
        kind="book",
        title=_EDITION.sub("", _clean(title)).strip(" ,"),
        publisher=publisher.strip(" ,"),
        year=year,
        place=place,
        **people,
    )


def _serial(match: re.Match[str], volume: str) -> Reference:
    """A volume of a series of official papers, or a printed work that names no publisher."""
    title, _, publisher = match["title"].partition(", ")
    volume = match["volume"] or volume
    part = f", part {match['part']}" if match["part"] else ""
    return Reference(kind="book", title=title, publisher=publisher, year=match["year"], volume=volume + part)


def _quoted(before: str, title: str, after: str) -> Reference | None:
    authors = split_names(before.strip(" ,").removesuffix(" in")) if before.strip(" ,") else ()
    year = ""
    dated = re.match(r"(?P<names>.+?) \((?P<year>\d{4})\),?$", before.strip(" ,"))
    if dated:
        authors, year = split_names(dated["names"]), dated["year"]
    if not all(is_name(author) for author in authors):
        return None
    if not after:
        return Reference(form="short", authors=authors, title=title, year=year)
    translated = _TRANSLATED.match(after)
    translators = split_names(translated["names"]) if translated else ()
    if translated:
        # The last name before the journal's: the names go on as long as they look like names.
        names, rest = _names_then_journal(after[: translated.end()] + after[translated.end() :])
        translators, after = names, rest
    work = Reference(kind="article", authors=authors, title=title, year=year, translators=translators)
    edited = _EDITED_AFTER.match(after)
    if edited is None or not all(is_name(name) for name in split_names(edited["editors"])):
        edited = _EDITED.match(after)
    if edited:
        return _chapter(work, edited)
    bracketed = _BRACKETED_THESIS.match(after)
    if bracketed:
        return replace(work, kind="thesis", publisher=bracketed["school"], year=bracketed["year"])
    if _THESIS.search(after):
        published = re.search(
            r"(?P<school>[A-Z][^()]*?) ?\((?P<year>\d{4})\)$", _THESIS.split(after)[-1].strip(" ,.Dd")
        )
        school = re.sub(r"^(?:[Dd]?issertation|[Tt]hesis),? ", "", published["school"]) if published else ""
        return replace(work, kind="thesis", publisher=school.strip(" ,"), year=published["year"] if published else "")
    placed = _PLACED.match(after.removeprefix("in "))
    if placed:
        return replace(
            work, container=placed["rest"], place=placed["place"], publisher=placed["publisher"], year=placed["year"]
        )
    journal = _JOURNAL.match(after)
    if journal is None:
        return None
    kind = (
        "working-paper"
        if "Working Paper" in journal["journal"] or "Discussion Paper" in journal["journal"]
        else "article"
    )
    return replace(
        work,
        kind=kind,
        container=journal["journal"].strip(" ,"),
        volume=journal["volume"] or "",
        issue=journal["issue"] or "",
        year=year or journal["year"] or journal["bare"],
        publisher=journal["publisher"] or "",
    )


def _names_then_journal(after: str) -> tuple[tuple[str, ...], str]:
    by = after.partition(" by ")[2]
    parts = by.split(", ")
    count = next(
        (
            at
            for at, part in enumerate(parts)
            if not all(is_name(name) for name in split_names(part)) or len(part.split()) > 4
        ),
        len(parts),
    )
    return split_names(", ".join(parts[:count])), ", ".join(parts[count:])


def _chapter(work: Reference, edited: re.Match[str]) -> Reference:
    editors = split_names(edited["editors"])
    groups = edited.groupdict()
    book = groups.get("book") or f"{groups['title']} {groups['publication']}"
    publication = _PUBLICATION.search(book)
    chapter = replace(work, kind="chapter", editors=editors)
    if publication and (publication["year"] or work.year):
        place, _, publisher = publication["inside"].strip(" ,").rpartition(": ")
        title = book[: publication.start()].strip(" ,")
        year = publication["year"] or work.year
        return replace(chapter, container=title, publisher=publisher, place=place, year=year)
    placed = _PLACED.match(book)
    if placed:
        return replace(
            chapter,
            container=placed["rest"],
            place=placed["place"],
            publisher=placed["publisher"],
            year=placed["year"],
        )
    return replace(chapter, container=book.strip(" ,"))


def _short(words: str) -> Reference | None:
    """A reference by author and short title, by author alone, or by title alone."""
    match = _SHORT.match(words)
    if match and all(is_name(name) for name in split_names(match["authors"])):
        title = re.sub(r"^[Oo]p\. ?cit\.?$", "", _clean(match["title"]) + "." * match["title"].endswith("cit"))
        return Reference(form="short", authors=split_names(match["authors"]), title=title, year=match["year"] or "")
    names = split_names(words)
    if "," not in words and names and all(is_name(name) for name in names):
        return Reference(form="short", authors=names)
    return Reference(form="short", title=_clean(words)) if words[:1].isupper() else None


def expand(location: tuple[str, ...], abbreviations: Mapping[str, str]) -> tuple[str, ...]:
    """The way to a file with abbreviations written out.

    >>> expand(("PREM11/4554", "TNA"), {"TNA": "The National Archives, London"})
    ('PREM11/4554', 'The National Archives, London')
    """
    return tuple(abbreviations.get(step, step) for step in location)
