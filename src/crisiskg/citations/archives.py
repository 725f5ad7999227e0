"""What tells an archival document from a printed work, in either script."""

from __future__ import annotations

import re

#: Words that only the way to an archival file has: record groups, classes, boxes, lots, papers.
_LOCATION = re.compile(
    r"\bBox(?:es)?\b|\bFolder\b|\bReel\b|\bLot \d|\bRG ?\d|\bRecord Group\b|\bRecords? of\b|\bPapers?\b(?! No)"
    r"|\b(?:Library|Archives?)\b|\bCentral Decimal File|\bOral History\b|\bCentral Intelligence Agency\b"
    r"|\b(?:PREM|FO|FCO|CAB|DEFE|DO|CO|WO|ADM|AIR|T) ?\d+ ?/ ?\d+|\bOffice Files\b|\bSecurity Files\b"
)
#: A file of an East Asian archive: collection, perhaps the file's title, and the number in brackets.
EAST_ASIAN_FILE = (
    r"(?:(?P<holder>[\u4e00-\u9fff々・ァ-ヶー]+?)(?:所)?[蔵藏]・?)?"
    r"(?P<collection>[\u4e00-\u9fff々・]*(?:檔案|档案|文書|文物))?"
    r"(?:「(?P<file>[^「」]+)」)?[［\[](?!\d{4}年?[］\]])(?P<number>[^［］\[\]]*\d[^［］\[\]]*)[］\]](?:[）)](?=[。.,，;；]|$))?"
)
_EAST_ASIAN_FILE = re.compile(EAST_ASIAN_FILE)
_DEFINED = re.compile(r" ?\[(?P<short>[A-Za-z][\w .’-]*)\]$")
_HEREAFTER = re.compile(r" ?\([Hh]ereafter(?: cited as)? (?P<short>[A-Z][\w .’-]*)\)")
_DEFINED_EAST = re.compile(
    r"（(?:以下|hereafter)、?「?(?P<short>[^（）」]+?)」?(?:の要領で略記|と略記|と略す|とする|と記す)?。?）"
)


def is_location(words: str) -> bool:
    """Whether the words hold the way to an archival file.

    >>> is_location("PREM11/4554, TNA"), is_location("Princeton Univ. Press, 1999")
    (True, False)
    """
    return _LOCATION.search(words) is not None


def split_location(words: str) -> tuple[str, ...]:
    """The steps of the way to a file, as written, without abbreviations that they define.

    >>> split_location("National Security Files [NSF], Box 314, JFKL")
    ('National Security Files', 'Box 314', 'JFKL')
    """
    steps = (
        _HEREAFTER.sub("", _DEFINED.sub("", step.strip(" ."))) for step in re.split(r", (?!D\.C\.)", words.strip(" .,"))
    )
    return tuple(step for step in steps if step)


def definitions(words: str) -> dict[str, str]:
    """The abbreviations that a note defines, with the words just before that they stand for.

    >>> definitions("PREM11/4047, The National Archives, London [TNA].")
    {'TNA': 'The National Archives, London'}
    >>> definitions("Central Intelligence Agency（以下、CIAとする）")
    {'CIA': 'Central Intelligence Agency'}
    """
    found: dict[str, str] = {}
    for match in re.finditer(r" ?\[(?P<short>[A-Z][A-Za-z .’-]*)\]", words):
        found[match["short"]] = _defined_by(words[: match.start()], match["short"])
    for match in _HEREAFTER.finditer(words):
        found[match["short"]] = _defined_by(words[: match.start()], match["short"])
    for match in _DEFINED_EAST.finditer(words):
        if re.fullmatch(r"[A-Z][A-Za-z .’-]*", match["short"]):
            found[match["short"]] = _defined_by(words[: match.start()], match["short"])
    return found


def _defined_by(before: str, short: str) -> str:
    """The words before a definition, back to the comma after which they begin with its letter."""
    parts = before.split(", ")
    for count in range(1, min(3, len(parts)) + 1):
        words = ", ".join(parts[-count:])
        if words.removeprefix("The ").startswith(short[0]) or words.startswith(short[0]):
            return words
    return parts[-1]


def east_asian_file(words: str, at: int = 0) -> tuple[tuple[str, ...], int] | None:
    """The archival file that words in Japanese or Chinese begin with: its steps, and where it ends.

    >>> east_asian_file("外交部檔案「金門」［11-NAA-05901 (429/0034)］, p. 7")
    (('外交部檔案', '金門', '11-NAA-05901 (429/0034)'), 34)
    """
    match = _EAST_ASIAN_FILE.match(words, at)
    if match is None or not (
        match["collection"] or match["holder"] or match["file"] or at == match.start("number") - 1
    ):
        return None
    steps = (match["holder"], match["collection"], match["file"], match["number"])
    return tuple(step for step in steps if step), match.end()
