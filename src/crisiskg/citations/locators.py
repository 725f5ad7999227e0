"""Pages, chapters and other places in a work, in one form."""

from __future__ import annotations

import re

_RANGE = r"\d+(?:[-–‒～~]\d+)?"
_PAGES = rf"(?:(?:pp?|P)\.? ?)?{_RANGE}(?:(?:, | and ){_RANGE})*(?:ff?\.?)?"
_CHAPTERS = r"(?:[Cc]hap(?:ter)?s?|[Cc]hs?)\.? ?\d+(?:(?:-| and |, )\d+)*"
#: A volume before pages, then pages or chapters, at the end of a reference.
_LAST = re.compile(
    rf"(?:^|[,:]? ?)(?P<volume>[Vv]ol\. ?(?:\d+|[IVXL]+)(?:, part \d+)?(?:[,:] ?))?"
    rf"(?P<pages>(?:docs?|[Nn]os?)\. ?{_RANGE}|{_PAGES}|{_CHAPTERS})$"
)
_ONLY = re.compile(rf"(?P<pages>pp?\. ?{_RANGE}(?:, {_RANGE})*)")
_WHOLE = re.compile(rf"(?P<pages>(?:docs?|[Nn]os?)\. ?{_RANGE}|{_PAGES}|{_CHAPTERS})")
_ANY = re.compile(_RANGE)


def read_locator(words: str) -> str:
    """The place in a work that some words name, and nothing else; empty if they name none.

    >>> read_locator(" 833-7, 839-40."), read_locator("pp. 486-487"), read_locator("CIA")
    ('pp. 833–837, 839–840', 'pp. 486–487', '')
    """
    match = _WHOLE.fullmatch(words.strip(" ,.:"))
    return normalise(match["pages"]) if match else ""


def only_pages(words: str) -> bool:
    """Whether the words are pages and nothing else: they go on with the reference before."""
    return _ONLY.fullmatch(words.strip(" .")) is not None


def cut_locator(words: str) -> tuple[str, str, str]:
    """Take the place in the work from the end of a reference: the rest, a volume, the locator.

    >>> cut_locator("Leffler, For the Soul, 158-60")
    ('Leffler, For the Soul', '', 'pp. 158–160')
    >>> cut_locator("Recordings (W. W. Norton, 2001), Vol. 1, 207")
    ('Recordings (W. W. Norton, 2001)', '1', 'p. 207')
    >>> cut_locator("Journal 25, No. 3 (2000)")
    ('Journal 25, No. 3 (2000)', '', '')
    """
    stripped = words.strip(" .,")
    match = _LAST.search(stripped)
    if match is None or (not stripped[: match.start()].strip(" ,") and not match["pages"]):
        return stripped, "", ""
    rest = stripped[: match.start()].rstrip(" ,:")
    bare = not re.match(r"[pPCcdDnN]", match["pages"])
    if bare and not _may_carry_pages(stripped, match):
        return stripped, "", ""
    volume = re.search(r"\d+|\b[IVXL]+\b", match["volume"] or "")
    return rest, volume.group() if volume else "", normalise(match["pages"])


def _may_carry_pages(words: str, match: re.Match[str]) -> bool:
    """Whether bare figures at the end can be pages: after a comma, a colon or a closing mark, and no year."""
    before = words[: match.start()]
    if not before or re.search(r"(?:Box|Lot|RG|No|Issue|Number|Group|Record Group|File|Reel)\.?$", before):
        return False
    lead = words[match.start() : match.start("pages")]
    if not lead.strip() and before[-1] not in ")”’]?":
        return False
    first = _ANY.search(match["pages"])
    assert first is not None
    return not (re.fullmatch(r"(?:1[5-9]|20)\d\d(?:-\d{2,4})?", match["pages"]) and before[-1].isalpha())


def normalise(pages: str) -> str:
    """Pages in one form: ``p. 66``, ``pp. 73–75, 80``; the second figure of a range written out.

    >>> normalise("502-4"), normalise("pp.7-19"), normalise("640-44, 647-8"), normalise("Chaps. 2-4")
    ('pp. 502–504', 'pp. 7–19', 'pp. 640–644, 647–648', 'chaps. 2–4')
    """
    ranges = [_written_out(found) for found in _ANY.findall(pages)]
    many = len(ranges) > 1 or "–" in ranges[0]
    if pages.lower().startswith("ch"):
        return ("chaps. " if many else "chap. ") + ", ".join(ranges)
    if pages.lower().startswith(("doc", "no")):
        return ("docs. " if many else "doc. ") + ", ".join(ranges)
    return ("pp. " if many else "p. ") + ", ".join(ranges)


def join_locators(locators: list[str]) -> str:
    """Several places of one work as one locator.

    >>> join_locators(["p. 68", "pp. 109–111"])
    'pp. 68, 109–111'
    """
    given = [locator for locator in locators if locator]
    if len(given) < 2 or not all(re.match(r"pp?\. ", locator) for locator in given):
        return "; ".join(given)
    return "pp. " + ", ".join(locator.split(". ", 1)[1] for locator in given)


def first_page(locator: str) -> int | None:
    """The first page of a locator, or None if it names no page."""
    match = re.match(r"pp?\. (\d+)", locator)
    return int(match[1]) if match else None


def _written_out(pages: str) -> str:
    first, dash, last = re.sub(r"[-‒～~]", "–", pages).partition("–")
    if dash and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first + dash + last
