"""References written out as scholars write them, in every style that the reader knows.

Each function takes the fields of a ``Reference`` and gives the words of a note that stand for it, so
that a test can read the words back and hold the result against the fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from crisiskg.citations.reference import Reference

Style = Callable[[Reference], str]
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip


def numbers(locator: str) -> str:
    """The figures of a locator as notes shorten them: ``pp. 112–115`` is ``112-15``."""
    bare = re.sub(r"^(?:pp?|chaps?)\. ", "", locator)
    return ", ".join(_shortened(part) for part in bare.split(", "))


def _shortened(pages: str) -> str:
    first, dash, last = pages.partition("–")
    if dash and len(first) == len(last) == 3 and first[0] == last[0]:
        last = last[1:]
    return first + ("-" if dash else "") + last


def _at(locator: str, lead: str = ", ") -> str:
    return lead + numbers(locator) if locator else ""


def _with_p(locator: str) -> str:
    return ", " + locator.replace("–", "-") if locator else ""


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B, and C``."""
    if len(names) < 3:
        return " and ".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


def _publication(reference: Reference) -> str:
    where = f"{reference.place}: " if reference.place else ""
    return f"({where}{reference.publisher}, {reference.year})"


def western_day(date: str) -> str:
    """``3 May 1962``."""
    year, month, day = date.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def short_day(date: str) -> str:
    """``3 Sept. 1962``: the months cut short but for the short ones."""
    year, month, day = date.split("-")
    name = _MONTHS[int(month) - 1]
    name = "Sept." if name == "September" else name if len(name) < 5 else name[:3] + "."
    return f"{int(day)} {name} {year}"


def american_day(date: str) -> str:
    """``May 3, 1962``."""
    year, month, day = date.split("-")
    return f"{_MONTHS[int(month) - 1]} {int(day)}, {year}"


def eastern_day(date: str) -> str:
    """``1958年8月3日``."""
    year, month, day = date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def western(reference: Reference) -> str:
    """A note in Western style: ``Author, Title (Publisher, Year), 12-3``."""
    people = listed(reference.authors) + ", " if reference.authors else ""
    edited = listed(reference.editors) + (", eds., " if len(reference.editors) > 1 else ", ed., ")
    pages = _at(reference.locator)
    if reference.kind == "book":
        return (people or edited) + f"{reference.title} {_publication(reference)}{pages}"
    quoted = f"{people}“{reference.title},” "
    if reference.kind == "chapter":
        return f"{quoted}in {edited}{reference.container} {_publication(reference)}{pages}"
    if reference.kind == "thesis":
        return f"{quoted}Ph.D. dissertation, {reference.publisher} ({reference.year}){pages}"
    if reference.kind == "working-paper":
        return f"{quoted}{reference.container} No. {reference.issue} ({reference.year}){pages}"
    issue = f", No. {reference.issue}" if reference.issue else ""
    return f"{quoted}{reference.container} {reference.volume}{issue} ({reference.year}){pages}"


def western_long(reference: Reference) -> str:
    """The same with ``Vol.`` and ``pp.``, the editors of a chapter after the title of the book."""
    people = listed(reference.authors) + ", " if reference.authors else ""
    pages = _with_p(reference.locator)
    if reference.kind == "book":
        edited = listed(reference.editors) + (" eds., " if len(reference.editors) > 1 else " ed., ")
        return (people or edited) + f"{reference.title} {_publication(reference)}{pages}"
    quoted = f"{people}“{reference.title},” "
    if reference.kind == "chapter":
        book = f"{reference.container}, ed. {listed(reference.editors)}"
        return f"{quoted}in {book} {_publication(reference)}{pages}"
    if reference.kind == "article":
        issue = f", No. {reference.issue}" if reference.issue else ""
        return f"{quoted}{reference.container}, Vol. {reference.volume}{issue} ({reference.year}){pages}"
    return western(reference)


def british(reference: Reference) -> str:
    """The same with single quotation marks and a comma after them."""
    return re.sub(r"“([^“”]*),”", r"‘\1’,", western(reference))


def author_year(reference: Reference) -> str:
    """``Author (Year) Title (Place: Publisher), p. 3``: books alone."""
    where = f"({reference.place}: {reference.publisher})"
    return f"{listed(reference.authors)} ({reference.year}) {reference.title} {where}{_with_p(reference.locator)}"


def archival(reference: Reference) -> str:
    """``A to B, 3 May 1962, PREM11/3806, The National Archives, London``."""
    return ", ".join([reference.title, western_day(reference.date), *reference.location])


def archival_american(reference: Reference) -> str:
    """The same with ``May 3, 1962``."""
    return ", ".join([reference.title, american_day(reference.date), *reference.location])


def newspaper(reference: Reference) -> str:
    """``“Title,” Paper, 3 May 1962, 5``."""
    return f"“{reference.title},” {reference.container}, {western_day(reference.date)}{_with_p(reference.locator)}"


def frus(reference: Reference) -> str:
    """A document in FRUS with the whole name of the series."""
    years, volume = reference.container.removeprefix("FRUS ").split(", vol. ")
    series = f"Foreign Relations of the United States, {years.replace('–', '-')}, Vol. {volume}"
    return f"{reference.title}, {short_day(reference.date)}, {series}{_at(reference.locator)}"


def frus_short(reference: Reference) -> str:
    """The same where the years have been named before: ``FRUS, 7: 571``."""
    volume = str(ROMAN.index(reference.container.rpartition(" ")[2]))
    return f"{reference.title}, {short_day(reference.date)}, FRUS, {volume}{_at(reference.locator, ': ')}"


#: Roman figures by what they count.
ROMAN = (
    "",
    *[
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
        "XIX",
        "XX",
        "XXI",
        "XXII",
        "XXIII",
        "XXIV",
        "XXV",
    ],
)


def _wide_pages(locator: str) -> str:
    return f"{numbers(locator)}頁" if locator else ""


def _wide_people(reference: Reference) -> str:
    if reference.translators:
        return "・".join(reference.authors) + f"（{'・'.join(reference.translators)}訳）"
    return "・".join(reference.authors) or "・".join(reference.editors) + "編"


def japanese(reference: Reference) -> str:
    """``著者『書名』出版社、2001年、3-5頁``."""
    people = _wide_people(reference)
    parts = [f"{reference.year}年", _wide_pages(reference.locator)]
    if reference.kind == "book":
        parts = [f"{people}『{reference.title}』{reference.publisher}", *parts]
    elif reference.kind == "chapter":
        book = f"{'・'.join(reference.editors)}編『{reference.container}』{reference.publisher}"
        parts = [f"{people}「{reference.title}」{book}", *parts]
    else:
        issue = f"{reference.issue}（{reference.year}）"
        parts = [f"{people}「{reference.title}」『{reference.container}』{issue}", parts[1]]
    return "、".join(part for part in parts if part)


def japanese_bracketed(reference: Reference) -> str:
    """``著者『書名』（出版社、2001年）3-5頁``, a chapter with its whole book in brackets."""
    people, pages = _wide_people(reference), _wide_pages(reference.locator)
    publication = f"{reference.publisher}、{reference.year}年"
    if reference.kind == "book":
        return f"{people}『{reference.title}』（{publication}）{pages}"
    if reference.kind == "chapter":
        book = f"{'・'.join(reference.editors)}編『{reference.container}』{publication}"
        return f"{people}「{reference.title}」（{book}）" + (f"、{pages}" if pages else "")
    return f"{people}「{reference.title}」『{reference.container}』{reference.issue}（{reference.year}年）{pages}"


def japanese_author_year(reference: Reference) -> str:
    """``著者（2001）『書名』（出版社）``; articles with 「」 and 『』."""
    people = "・".join(reference.authors)
    pages = "、" + _wide_pages(reference.locator) if reference.locator else ""
    if reference.kind == "book":
        return f"{people}（{reference.year}）『{reference.title}』（{reference.publisher}）{pages}"
    return f"{people}（{reference.year}）「{reference.title}」『{reference.container}』{reference.issue}{pages}"


def diary(reference: Reference) -> str:
    """``『某日記』（1958年8月23日）``."""
    return f"『{reference.title}』（{reference.locator}）"


def minutes(reference: Reference) -> str:
    """``「第3次会議紀録」（1958年8月23日）``."""
    return f"「{reference.title}」（{eastern_day(reference.date)}）"


def east_asian_file(reference: Reference) -> str:
    """``「題」（1958年8月23日）外交部檔案「冊」［11-NAA-05901 (429/0034)］``."""
    collection, *file, number = reference.location
    named = "".join(f"「{part}」" for part in file)
    document = f"「{reference.title}」（{eastern_day(reference.date)}）" if reference.title else ""
    return f"{document}{collection}{named}［{number}］"


def chinese(reference: Reference) -> str:
    """``作者：《书名》，北京：出版社，2005年，第3页``; articles with the journal's number."""
    people = "、".join(reference.authors)
    pages = f"，第{numbers(reference.locator)}页" if reference.locator else ""
    if reference.kind == "book":
        people = f"{people}：" if reference.authors else "、".join(reference.editors) + "主编："
        publication = f"{reference.place}：{reference.publisher}，{reference.year}年"
        return f"{people}《{reference.title}》，{publication}{pages}"
    return f"{people}：《{reference.title}》，《{reference.container}》{reference.year}年{reference.issue}{pages}"
