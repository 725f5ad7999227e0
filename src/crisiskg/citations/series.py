"""Published collections of documents that are cited by volume."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_YEARS = r"(?P<years>\(?\d{4}(?:[-–]\d{2,4})?\)?)"
_FRUS = re.compile(
    r"(?:Foreign Relations of the United States|FRUS)(?:[,.]? ?" + _YEARS + r")?"
    r"(?:[,.]? ?(?:[Vv]ol(?:ume)?s?\.? ?)?(?P<volume>[IVXL]+\b|\d{1,2}\b(?!-)))?(?:,? [Pp](?:art|t\.?) ?(?P<part>\d))?"
    r"(?P<rest>.*)$"
)


@dataclass(frozen=True)
class FrusVolume:
    """A volume of Foreign Relations of the United States."""

    years: str
    volume: int
    part: int = 0

    @property
    def id(self) -> str:
        """The publisher's id of the volume, such as ``frus1961-63v07``."""
        first, _, last = self.years.partition("-")
        years = first + (f"-{last[-2:]}" if last else "")
        return f"frus{years}v{self.volume:02d}" + (f"p{self.part}" if self.part else "")

    @property
    def name(self) -> str:
        """The volume as it is cited in this project: ``FRUS 1961–1963, vol. VII``."""
        first, _, last = self.years.partition("-")
        years = f"{first}–{first[: 4 - len(last)]}{last}" if last else first
        return f"FRUS {years}, vol. {roman(self.volume)}" + (f", part {self.part}" if self.part else "")


def read_frus(words: str, years: str) -> tuple[str, FrusVolume, str] | None:
    """The FRUS volume that some words cite: what stands before it, the volume, what stands after.

    ``years`` are those of the volumes cited last, for the short form ``FRUS, 7: 571``.

    >>> read_frus("Rusk to Kennedy, 21 Sept. 1962, FRUS, 7: 571", "1961-1963")
    ('Rusk to Kennedy, 21 Sept. 1962', FrusVolume(years='1961-1963', volume=7, part=0), '571')
    """
    match = _FRUS.search(words)
    if match is None or match["volume"] is None:
        return None
    given = (match["years"] or "").strip("()").replace("–", "-")
    if not (given or years):
        return None
    volume = int(match["volume"]) if match["volume"].isdigit() else arabic(match["volume"])
    frus = FrusVolume(given or years, volume, int(match["part"] or 0))
    return words[: match.start()].strip(" ,;"), frus, match["rest"].strip(" ,:.")


def frus_url(volume_url: str, page: int) -> str:
    """The address of a page of a FRUS volume at the Office of the Historian.

    >>> frus_url("https://history.state.gov/historicaldocuments/frus1961-63v07", 571)
    'https://history.state.gov/historicaldocuments/frus1961-63v07/pg_571'
    """
    return f"{volume_url}/pg_{page}"


def roman(number: int) -> str:
    """A number below 90 in Roman figures.

    >>> roman(19), roman(44)
    ('XIX', 'XLIV')
    """
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[number // 10]
    return tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def arabic(figures: str) -> int:
    """The number that Roman figures up to L stand for.

    >>> arabic("XIX")
    19
    """
    values = [_ROMAN[figure] for figure in figures]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
