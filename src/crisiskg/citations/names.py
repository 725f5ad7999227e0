"""Names of authors and editors as references in Latin script give them."""

from __future__ import annotations

import re

_PARTICLE = r"(?:de|der|den|van|von|la|le|di|da|du|et)"
#: A capital of any Latin alphabet, given by what it is not: no other letter, figure or mark, no wide character.
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ]"
_TOKEN = rf"(?:{CAPITAL}[\w’'.-]*|Mc[A-Z]\w+)"
_NAME = re.compile(rf"{_TOKEN}(?: (?:{_PARTICLE} )*{_TOKEN}){{0,5}}(?:, (?:Jr|Sr|III)\.?)?")
_OTHERS = re.compile(r",? et\.? al\.?,?$")
_ROLE = re.compile(r"^(?:eds?|trans)\.?,?$|^(?:editors?|compilers?)$")
_AND = re.compile(r",? (?:and|&) ")
_JUNIOR = re.compile(r", (?=(?:Jr|Sr|III)\b)")


def is_name(words: str) -> bool:
    """Whether the words look like the name of one person: capitals, initials, particles.

    >>> is_name("John P. S. Gearson"), is_name("The Crisis Years: Kennedy and Khrushchev")
    (True, False)
    """
    return len(words) > 1 and _NAME.fullmatch(words) is not None and not words.startswith(("The ", "A ", "An "))


def split_names(words: str) -> tuple[str, ...]:
    """The names of a list such as ``A, B, and C``.

    >>> split_names("Lincoln Bloom, Walter C. Clemens, Jr., and Franklyn Griff")
    ('Lincoln Bloom', 'Walter C. Clemens Jr.', 'Franklyn Griff')
    """
    words = _OTHERS.sub("", words.strip(" ,"))
    flat = _AND.sub(", ", _JUNIOR.sub(" ", words)).replace(", , ", ", ")
    return tuple(name.strip(" ,") for name in flat.split(", ") if name.strip(" ,"))


def take_authors(words: str) -> tuple[tuple[str, ...], bool, str]:
    """The authors that open ``Author, Title …``; whether they are its editors; and the rest.

    A list of several authors is known by its ``and``. Without a name at the start all is the rest.

    >>> take_authors("Erin Mahan, Kennedy, De Gaulle and Western Europe")
    (('Erin Mahan',), False, 'Kennedy, De Gaulle and Western Europe')
    >>> take_authors("John Gear and Kori Schake, eds., The Wall Crisis")
    (('John Gear', 'Kori Schake'), True, 'The Wall Crisis')
    """
    parts = _JUNIOR.sub(" ", words).split(", ")
    if len(parts) < 2:
        return (), False, words
    used = _list_length(parts)
    used = 1 if used == len(parts) else used
    if used == 0:
        return (), False, words
    authors = split_names(", ".join(parts[:used]))
    editors = False
    last = re.sub(r" eds?\.?$", "", parts[used - 1])
    if last != parts[used - 1]:
        authors, editors = split_names(", ".join([*parts[: used - 1], last])), True
    elif used < len(parts) and _ROLE.match(parts[used]):
        editors, used = True, used + 1
    return authors, editors, ", ".join(parts[used:])


def _list_length(parts: list[str]) -> int:
    """How many of the parts between commas are names of authors."""
    for number, part in enumerate(parts[:6]):
        joined = _OTHERS.sub("", re.sub(r" eds?\.?$", "", part))
        if joined.startswith("and "):
            return number + 1 if number and is_name(joined[4:]) else 1
        names = _AND.split(joined)
        # A single word after a full name opens a title, as in "Erin Mahan, Kennedy, De Gaulle and …".
        if not all(is_name(name) for name in names) or (number and any(" " not in name for name in names)):
            break
        if len(names) > 1:
            return number + 1
    first = _OTHERS.sub("", re.sub(r" eds?\.?$", "", parts[0]))
    return 1 if is_name(first) else 0


def surname(name: str) -> str:
    """The family name: the last word, with the particle before it; of an East Asian name the whole.

    A name that is written ``Family, Given`` is taken at its word.

    >>> surname("John Van Oudenaren"), surname("Kennedy"), surname("松田康博"), surname("Walter C. Clemens Jr.")
    ('Van Oudenaren', 'Kennedy', '松田康博', 'Clemens')
    >>> surname("Chen, Jian")
    'Chen'
    """
    words = re.sub(r",? (?:Jr|Sr|III)\.?$", "", name).split()
    if words and words[0].endswith(","):
        return words[0].rstrip(",")
    if len(words) > 1 and words[-2].lower() in ("van", "von", "de", "der", "la"):
        return " ".join(words[-2:])
    return words[-1] if words else name
