"""Names, places in a work, dates, ways to archival files and volumes of series, each read on its own."""

from __future__ import annotations

import pytest

from crisiskg.citations.archives import definitions, east_asian_file, is_location, split_location
from crisiskg.citations.dates import eastern_date, western_date
from crisiskg.citations.latin import expand
from crisiskg.citations.locators import cut_locator, first_page, join_locators, normalise, only_pages, read_locator
from crisiskg.citations.names import is_name, split_names, surname, take_authors
from crisiskg.citations.series import FrusVolume, arabic, frus_url, read_frus, roman


@pytest.mark.parametrize("name", ["Anna Lake", "A. B. Lake", "Jean-Marc D’Oro", "Ludwig van der Zee", "Łukasz Þór", "Ben Hill, Jr.", "McLake"])  # fmt: skip
def test_a_name_has_capitals_initials_and_particles(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("words", ["The Lake", "A Lake", "An Isle", "Lake: A Study", "the lake", "Lake of Tears", "L", "", "Lake 1958", "湖"])  # fmt: skip
def test_a_title_a_sentence_or_one_letter_is_no_name(words: str) -> None:
    assert not is_name(words)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Anna Lake", ("Anna Lake",)),
        ("Anna Lake and Ben Hill", ("Anna Lake", "Ben Hill")),
        ("Anna Lake & Ben Hill", ("Anna Lake", "Ben Hill")),
        ("Anna Lake, Ben Hill, and Cora Dale", ("Anna Lake", "Ben Hill", "Cora Dale")),
        ("Anna Lake, Jr., Ben Hill and Cora Dale III", ("Anna Lake Jr.", "Ben Hill", "Cora Dale III")),
        ("Anna Lake, et al.,", ("Anna Lake",)),
        ("Anna Lake et. al.", ("Anna Lake",)),
        ("", ()),
    ],
)
def test_a_list_of_names_comes_apart(words: str, names: tuple[str, ...]) -> None:
    assert split_names(words) == names


@pytest.mark.parametrize(
    ("words", "authors", "editors", "rest"),
    [
        ("Anna Lake, The Hill", ("Anna Lake",), False, "The Hill"),
        ("Anna Lake, Ben Hill, and Cora Dale, The Shore", ("Anna Lake", "Ben Hill", "Cora Dale"), False, "The Shore"),
        ("Anna Lake, ed., The Hill, 1945", ("Anna Lake",), True, "The Hill, 1945"),
        ("Anna Lake and Ben Hill eds., The Shore", ("Anna Lake", "Ben Hill"), True, "The Shore"),
        ("Anna Lake et al., eds., The Shore", ("Anna Lake",), True, "The Shore"),
        ("Anna Lake, Kennedy, De Gaulle and the Shore", ("Anna Lake",), False, "Kennedy, De Gaulle and the Shore"),
        ("The Lake and Its Shore", (), False, "The Lake and Its Shore"),
        ("The Lake, 1945", (), False, "The Lake, 1945"),
        ("Anna Lake", (), False, "Anna Lake"),
    ],
)
def test_authors_are_taken_from_before_a_title(words: str, authors: tuple[str, ...], editors: bool, rest: str) -> None:
    assert take_authors(words) == (authors, editors, rest)


@pytest.mark.parametrize(("name", "family"), [("Anna van Lake", "van Lake"), ("Anna B. Lake, Jr.", "Lake"), ("A. de la Mer", "la Mer"), ("Lake", "Lake"), ("青山太郎", "青山太郎")])  # fmt: skip
def test_the_family_name_comes_last_with_its_particle(name: str, family: str) -> None:
    assert surname(name) == family


@pytest.mark.parametrize(
    ("words", "locator"),
    [
        ("12", "p. 12"),
        ("p. 12", "p. 12"),
        ("p.12", "p. 12"),
        ("pp. 112-15", "pp. 112–115"),
        ("112–115", "pp. 112–115"),
        ("12～14", "pp. 12–14"),
        ("640-44, 647-8, 700", "pp. 640–644, 647–648, 700"),
        ("3 and 5", "pp. 3, 5"),
        ("1203-1210", "pp. 1203–1210"),
        ("77ff.", "p. 77"),
        ("doc. 214", "doc. 214"),
        ("No. 12-14", "docs. 12–14"),
        ("Chap. 3", "chap. 3"),
        ("chaps. 5 and 6", "chaps. 5, 6"),
        ("Box 12", ""),
        ("", ""),
    ],
)
def test_a_place_in_a_work_has_one_form(words: str, locator: str) -> None:
    assert read_locator(words) == locator


@pytest.mark.parametrize(
    ("words", "rest", "volume", "locator"),
    [
        ("The Lake (Cass, 2001), 207", "The Lake (Cass, 2001)", "", "p. 207"),
        ("The Lake (Cass, 2001) 207-9.", "The Lake (Cass, 2001)", "", "pp. 207–209"),
        ("The Lake, Vol. 2, 207", "The Lake", "2", "p. 207"),
        ("The Lake, vol. XIX: 207", "The Lake", "XIX", "p. 207"),
        ("Lake, The Years, 158-60, 170", "Lake, The Years", "", "pp. 158–160, 170"),
        ("The Lake 1958", "The Lake 1958", "", ""),
        ("Lake Papers, Box 12", "Lake Papers, Box 12", "", ""),
        ("Records of the Lake, RG 59", "Records of the Lake, RG 59", "", ""),
        ("Quarterly 25, No. 3 (2000)", "Quarterly 25, No. 3 (2000)", "", ""),
        ("The Lake, 1945-1964", "The Lake, 1945-1964", "", ""),
    ],
)
def test_pages_are_cut_from_the_end_and_no_year_or_box_is_a_page(
    words: str, rest: str, volume: str, locator: str
) -> None:
    assert cut_locator(words) == (rest, volume, locator)


def test_pages_alone_go_on_with_the_reference_before() -> None:
    assert only_pages("pp. 5-7, 9.") and only_pages("p. 5")
    assert not only_pages("5-7") and not only_pages("Lake, p. 5") and not only_pages("")


def test_places_of_one_work_become_one_locator() -> None:
    assert join_locators(["p. 3", "pp. 5–7", "p. 9"]) == "pp. 3, 5–7, 9"
    assert join_locators(["p. 3", ""]) == "p. 3"
    assert join_locators(["p. 3", "chap. 2"]) == "p. 3; chap. 2"
    assert join_locators([]) == ""


def test_the_first_page_is_a_number_or_none() -> None:
    assert (first_page("pp. 73–75, 80"), first_page("p. 9"), first_page("doc. 9"), first_page("")) == (
        73,
        9,
        None,
        None,
    )


@pytest.mark.parametrize(
    "locator", ["p. 3", "pp. 3–5", "pp. 3, 5–7", "chap. 2", "chaps. 2, 3", "doc. 9", "docs. 9, 12"]
)
def test_a_normalised_locator_is_not_changed_again(locator: str) -> None:
    assert normalise(locator) == locator


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("3 May 1962", ("1962-05-03",)),
        ("03 May, 1962", ("1962-05-03",)),
        ("28 and 30 Oct. 1962", ("1962-10-28", "1962-10-30")),
        ("30 September and 2 October 1962", ("1962-09-30", "1962-10-02")),
        ("May 3, 1962", ("1962-05-03",)),
        ("1962-05-03", ("1962-05-03",)),
        ("May 1962", ("1962-05",)),
        ("undated", ("",)),
        ("n.d.", ("",)),
        ("Alto, undated, seen 3 May 1962", ("",)),
        ("1962", None),
        ("Maybe 3", None),
        ("", None),
    ],
)
def test_western_dates_are_edtf(words: str, dates: tuple[str, ...] | None) -> None:
    found = western_date(words)
    assert (found and found[0]) == dates


def test_a_western_date_says_where_it_stands() -> None:
    words = "Letter of 3 May 1962, Box 1"
    found = western_date(words)
    assert found is not None and words[found[1] : found[2]] == "3 May 1962"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("1958年10月8日", "1958-10-08"),
        ("1958年10月", "1958-10"),
        ("1958年", "1958"),
        ("明治元年", "1868"),
        ("明治45年7月30日", "1912-07-30"),
        ("大正元年12月", "1912-12"),
        ("昭和元年", "1926"),
        ("昭和33年8月23日", "1958-08-23"),
        ("平成元年1月8日", "1989-01-08"),
        ("令和2年", "2020"),
        ("民国元年", "1912"),
        ("民国47年8月23日", "1958-08-23"),
        ("民国109年", "2020"),
        ("第三号", ""),
        ("58年8月", ""),
    ],
)
def test_eastern_dates_and_every_era_are_edtf(words: str, date: str) -> None:
    assert eastern_date(words) == date


@pytest.mark.parametrize("words", ["PREM 11/4554", "FO 371 / 169204", "Box 3", "Lot 64", "RG 59", "Lake Papers", "Records of the Lake", "Harbour Library", "Central Decimal File"])  # fmt: skip
def test_the_way_to_an_archival_file_is_known_by_its_words(words: str) -> None:
    assert is_location(words)


@pytest.mark.parametrize(
    "words", ["Princeton Univ. Press, 1999", "Working Papers No. 3", "Boxer Books", "The Lake", ""]
)
def test_a_printed_work_is_no_archival_file(words: str) -> None:
    assert not is_location(words)


def test_the_way_to_a_file_comes_apart_without_what_it_defines() -> None:
    assert split_location("Box 12, Lake Papers [LP], Lake Library (hereafter LL), Washington, D.C., USA") == ("Box 12", "Lake Papers", "Lake Library", "Washington, D.C", "USA")  # fmt: skip
    assert split_location("") == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CAB 1/2, The National Archives, London [TNA].", {"TNA": "The National Archives, London"}),
        ("Lake Library (hereafter LL), Box 2", {"LL": "Lake Library"}),
        ("Lake Library (hereafter cited as LL), Box 2", {"LL": "Lake Library"}),
        (
            "Box 3, Lake Security Files [LSF], Harbour Library [HL]",
            {"LSF": "Lake Security Files", "HL": "Harbour Library"},
        ),
        ("Lake Information Agency（以下、LIAとする）", {"LIA": "Lake Information Agency"}),
        ("Lake Information Agency（以下、LIAと略記）", {"LIA": "Lake Information Agency"}),
        ("湖水委員会（以下、委員会とする）", {}),
        ("Lake [1958]", {}),
        ("", {}),
    ],
)
def test_a_note_defines_abbreviations(words: str, found: dict[str, str]) -> None:
    assert definitions(words) == found


def test_defined_steps_are_written_out() -> None:
    assert expand(("CAB 1/2", "TNA"), {"TNA": "The National Archives"}) == ("CAB 1/2", "The National Archives")


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("湖水部檔案［A-1］", ("湖水部檔案", "A-1")),
        ("湖水部檔案「港湾」［11-NAA-05901 (429/0034)］", ("湖水部檔案", "港湾", "11-NAA-05901 (429/0034)")),
        ("湖國史館所蔵・湖水部文書「港湾」[0047/12]", ("湖國史館", "湖水部文書", "港湾", "0047/12")),
        ("［002-1］", ("002-1",)),
        ("湖水［2001］", None),
        ("湖水部檔案", None),
        ("Lake［A-1］", None),
    ],
)
def test_an_east_asian_file_has_collection_title_and_number(words: str, steps: tuple[str, ...] | None) -> None:
    found = east_asian_file(words)
    assert found == (steps and (steps, len(words)))


@pytest.mark.parametrize("number", range(1, 50))
def test_roman_figures_and_numbers_are_each_others_inverse(number: int) -> None:
    assert arabic(roman(number)) == number


@pytest.mark.parametrize(
    ("years", "volume", "part", "id_", "name"),
    [
        ("1961-1963", 7, 0, "frus1961-63v07", "FRUS 1961–1963, vol. VII"),
        ("1961-63", 15, 0, "frus1961-63v15", "FRUS 1961–1963, vol. XV"),
        ("1958-1960", 7, 2, "frus1958-60v07p2", "FRUS 1958–1960, vol. VII, part 2"),
        ("1951", 3, 0, "frus1951v03", "FRUS 1951, vol. III"),
    ],
)
def test_a_frus_volume_has_the_publishers_id_and_a_name(
    years: str, volume: int, part: int, id_: str, name: str
) -> None:
    frus = FrusVolume(years, volume, part)
    assert (frus.id, frus.name) == (id_, name)


@pytest.mark.parametrize(
    ("words", "years", "found"),
    [
        (
            "Foreign Relations of the United States, 1961-1963, Vol. VII, 571",
            "",
            ("", FrusVolume("1961-1963", 7), "571"),
        ),
        ("Memo, FRUS, 1958-1960, vol. XIX, pp. 3-5", "", ("Memo", FrusVolume("1958-1960", 19), "pp. 3-5")),
        ("FRUS 1958-1960, Vol. VII, pt. 2, doc. 4", "", ("", FrusVolume("1958-1960", 7, 2), "doc. 4")),
        ("Memo, FRUS, 7: 571", "1961-1963", ("Memo", FrusVolume("1961-1963", 7), "571")),
        ("FRUS, 7: 571", "", None),
        ("FRUS", "1961-1963", None),
        ("The Lake, 7: 571", "1961-1963", None),
    ],
)
def test_frus_is_read_with_and_without_its_years(
    words: str, years: str, found: tuple[str, FrusVolume, str] | None
) -> None:
    assert read_frus(words, years) == found


def test_a_page_of_frus_has_an_address() -> None:
    assert frus_url("https://lake.example/frus1961-63v07", 571) == "https://lake.example/frus1961-63v07/pg_571"
