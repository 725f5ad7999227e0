"""Whether two titles, or two names, can be of one work: spelled differently, cut short, misprinted."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from crisiskg.citations.names import surname

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NUMERALS = re.compile(r"[0-9一二三四五六七八九十百〇]+")
#: Words that tell no title from another.
_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "de", "for", "from", "in", "la", "le", "of", "on", "the", "to", "und", "with"]
)
_NEAR = 0.75


def plain_letters(words: str) -> str:
    """The words in lower case without marks on letters, and with forms of one sign made one.

    >>> plain_letters("Détente—Maurice Vaïsse")
    'detente—maurice vaisse'
    """
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c))).lower()


def title_words(title: str) -> list[str]:
    """The words of a title that tell it from others.

    >>> title_words("The Fall of Détente: 1953-1984")
    ['fall', 'detente', '1953', '1984']
    """
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", plain_letters(title))
    return [word for word in words if word not in _SMALL] or words


def likeness(short: str, full: str) -> float:
    """How much of a title, cut short perhaps, stands in the full one: from 0 to 1.

    >>> likeness("Nuclear Test Ban Treaty", "The 1963 Nuclear Test Ban Treaty: A Missed Opportunity")
    1.0
    >>> likeness("One Hell of a Gamble", "The Berlin Crisis")
    0.0
    """
    if not short or not full:
        return 0.0
    if _WIDE.search(short) or _WIDE.search(full):
        return _wide_likeness(short, full)
    telling = title_words(short)
    if not telling:
        return 0.0
    tight = "".join(telling)
    if len(tight) > 5 and tight in "".join(title_words(full)):
        return 1.0
    there = title_words(full)
    found = sum(any(_near(word, other) for other in there) for word in telling)
    return found / len(telling)


def _wide_likeness(short: str, full: str) -> float:
    bare_short, bare_full = (re.sub(r"[^\w]", "", plain_letters(words)) for words in (short, full))
    if not bare_short or not bare_full:
        return 0.0
    # Two sessions, or two parts, differ by their number alone.
    if not set(_NUMERALS.findall(bare_short)) <= set(_NUMERALS.findall(bare_full)):
        return 0.0
    if bare_short in bare_full:
        return 1.0
    ratio = SequenceMatcher(None, bare_short, bare_full[: len(bare_short)], autojunk=False).ratio()
    return ratio if ratio > _NEAR else 0.0


def _near(word: str, other: str) -> bool:
    """Whether two words are one, but for a misprint in a longer one."""
    if word == other or (len(word) > 4 and word.rstrip("s") == other.rstrip("s")):
        return True
    if min(len(word), len(other)) < 5 or word[0] != other[0] or any(c.isdigit() for c in word + other):
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() > 0.8


def same_person(name: str, other: str) -> bool:
    """Whether two names can be of one person: the same family name, or all but the same.

    >>> same_person("Tracntenberg", "Marc Trachtenberg"), same_person("泉川", "泉川泰博")
    (True, True)
    >>> same_person("Zubok", "Zelikow")
    False
    """
    if _WIDE.search(name) or _WIDE.search(other):
        short, long = sorted((name, other), key=len)
        return len(short) > 1 and long.startswith(short)
    return any(_same_family(one, two) for one in _families(name) for two in _families(other))


def _families(name: str) -> set[str]:
    """The family names that a name can have: written ``Family, Given``, the order is not known elsewhere."""
    if ", " in name and not name.endswith("."):
        family, given = name.split(", ", 1)
        return {_letters(family), _letters(f"{given} {family}"), _letters(f"{family} {given}")}
    return {_letters(surname(name)), _letters(name)}


def _letters(words: str) -> str:
    return plain_letters(re.sub(r"\W", "", words))


def _same_family(first: str, second: str) -> bool:
    if first == second:
        return True
    # A misprint changes a letter; a name that goes on where the other ends is another name.
    if min(len(first), len(second)) < 5 or first.startswith(second) or second.startswith(first):
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() > 0.79
