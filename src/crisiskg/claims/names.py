"""What nobody sees in a name and every search stumbles over."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"(\s)\s+")


def untidy(name: str) -> str | None:
    """What is wrong with the characters of a name, or ``None``.

    >>> untidy("Andreas  Wenger")
    'has several spaces in a row'
    >>> untidy("Andreas\\u200bWenger")
    'holds the invisible character U+200B (zero width space)'
    """
    normal = unicodedata.normalize("NFC", name)
    if name != normal:
        at = next(index for index, (sign, other) in enumerate(zip(name, normal, strict=False)) if sign != other)
        # Of a letter and the mark that follows it, the mark is what is to be seen.
        joined = at + 1 < len(name) and unicodedata.combining(name[at + 1])
        return f"is not in the Unicode form NFC, because of {_described(name[at + 1 if joined else at])}"
    invisible = next((sign for sign in name if _is_invisible(sign)), None)
    if invisible is not None:
        return f"holds the invisible character {_described(invisible)}"
    return "has several spaces in a row" if _SPACES.search(name) else None


def tidied(name: str) -> str:
    """A name with nothing untidy in it; empty when nothing else was there.

    >>> tidied("ハ\\u3099ン  \\u200bテ\\u3099ィ")
    'バン ディ'
    """
    seen = "".join(sign for sign in name if not _is_invisible(sign))
    return _SPACES.sub(r"\1", unicodedata.normalize("NFC", seen)).strip()


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"


def _described(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign, 'without a name').lower()})"
