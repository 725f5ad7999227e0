"""References to draw: invented people and titles, in Latin script, Japanese and Chinese."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from tests.citations.styles import ROMAN

from crisiskg.citations.reference import Reference

_NEAR_A_TRIGGER = ("Box", "Lot", "Reel", "Idem", "Ders", "Papers", "Nor", "Sen")


def _spelled(first: str, more: str, low: int, high: int) -> st.SearchStrategy[str]:
    letters = st.text(alphabet=more, min_size=low, max_size=high)
    return st.builds(str.__add__, st.sampled_from(first), letters).filter(lambda word: word not in _NEAR_A_TRIGGER)


WORD = _spelled("BDGKLMNPRSTVWZ", "aeiobdgklmnrstvz", 3, 8)
FAMILY = st.one_of(WORD, st.sampled_from(["Zahra-Pace", "O’Harran", "Van Oudenrode", "Weßling", "Åkerby", "Dvorák"]))
GIVEN = st.one_of(WORD, st.sampled_from(["A. B.", "John P. S.", "Henri", "K.", "Jean-Marc"]))
NAME = st.builds("{} {}".format, GIVEN, FAMILY)
PEOPLE = st.lists(NAME, min_size=1, max_size=3, unique=True).map(tuple)
PUBLISHER = st.sampled_from(
    ["Macmillan", "Oxford University Press", "Princeton Univ. Press", "W. W. Norton", "Hill & Wang", "Frank Cass"]
)
PLACE = st.sampled_from(["London", "New York", "Cambridge, Mass.", "Princeton, NJ", "The Hague", "Boulder, Colorado"])
YEAR = st.integers(1870, 2025).map(str)
TITLE = st.one_of(
    st.lists(WORD, min_size=2, max_size=5).map(" ".join),
    st.builds("The {} of {}".format, WORD, WORD),
    st.builds("{} and {}: The {} in {}, 1945-1964".format, WORD, WORD, WORD, WORD),
    st.sampled_from(
        [
            "War, Peace, and the Harbour",
            "The Lake’s Keepers: A Study",
            "A Very Small War",
            "The 1933 Lake Treaty",
            "Détente on the Quay, 1953-84",
            "Who Kept the Lake?",
            "“Not One Boat”: The Lake Blockade",
        ]
    ),
)
ARTICLE = TITLE.filter(lambda title: "“" not in title)
JOURNAL = st.sampled_from(
    ["Journal of Lake Studies", "Cold Harbour History", "International Lakes", "Diplomacy & Harbours", "Lake Quarterly"]
)
DATE = st.dates(min_value=date(1900, 1, 1), max_value=date(2029, 12, 31)).map(str)


def _locator(single: str, many: str) -> st.SearchStrategy[str]:
    ranges = st.tuples(st.integers(1, 900), st.integers(1, 99)).map(lambda pair: f"{pair[0]}–{pair[0] + pair[1]}")
    pages = st.integers(1, 900).map(str)
    several = st.builds("{}, {}".format, st.one_of(pages, ranges), st.one_of(pages, ranges))
    return st.one_of(
        st.just(""),
        pages.map(f"{single} {{}}".format),
        ranges.map(f"{many} {{}}".format),
        several.map(f"{many} {{}}".format),
    )


PAGES = _locator("p.", "pp.")
ONE_STRETCH = PAGES.filter(lambda locator: "," not in locator)


def _made(**parts: Any) -> st.SearchStrategy[Reference]:
    return st.builds(
        Reference,
        **{name: part if isinstance(part, st.SearchStrategy) else st.just(part) for name, part in parts.items()},
    )


_PRINTED: dict[str, Any] = {"publisher": PUBLISHER, "year": YEAR, "locator": PAGES}
BOOKS = _made(kind="book", authors=PEOPLE, title=TITLE, place=st.one_of(st.just(""), PLACE), **_PRINTED)
EDITED_BOOKS = _made(kind="book", editors=PEOPLE, title=TITLE, place=PLACE, **_PRINTED)
PLACED_BOOKS = _made(kind="book", authors=PEOPLE, title=ARTICLE, place=PLACE, **_PRINTED)
CHAPTERS = _made(
    kind="chapter",
    authors=PEOPLE,
    title=ARTICLE,
    editors=PEOPLE,
    container=ARTICLE,
    place=st.one_of(st.just(""), PLACE),
    **_PRINTED,
)
ARTICLES = _made(
    kind="article", authors=PEOPLE, title=ARTICLE, container=JOURNAL, volume=st.integers(1, 99).map(str),
    issue=st.one_of(st.just(""), st.integers(1, 12).map(str), st.just("3/4")), year=YEAR, locator=PAGES,
)  # fmt: skip
THESES = _made(
    kind="thesis",
    authors=NAME.map(lambda name: (name,)),
    title=ARTICLE,
    publisher=st.sampled_from(["Ohio University", "University of Leeds"]),
    year=YEAR,
    locator=PAGES,
)
PAPERS = _made(
    kind="working-paper",
    authors=PEOPLE,
    title=ARTICLE,
    container=st.sampled_from(["Lake History Project Working Paper", "Harbour Institute Discussion Paper"]),
    issue=st.integers(1, 99).map(str),
    year=YEAR,
    locator=PAGES,
)
_HELD = st.one_of(
    st.builds("{}{}/{}".format, st.sampled_from(["PREM", "CAB", "FO"]), st.integers(1, 400), st.integers(1, 9999)).map(
        lambda number: (number, "The National Archives", "London")
    ),
    st.builds("Box {}".format, st.integers(1, 900)).flatmap(
        lambda box: WORD.map(lambda word: (box, f"{word} Papers", f"{word} Library"))
    ),
    st.integers(1, 900).map(lambda box: ("National Security Files", f"Box {box}", "Harbour Library")),
)
_LETTER = st.one_of(
    st.builds("{} to {}".format, WORD, WORD),
    st.builds("Memo, {} to {}".format, WORD, WORD),
    st.builds("Record of Conversation, {} and {}".format, WORD, WORD),
)
DOCUMENTS = _made(kind="archival-document", title=_LETTER, date=DATE, location=_HELD)
NEWSPAPERS = _made(
    kind="newspaper",
    title=ARTICLE,
    container=st.sampled_from(["The Harbour Times", "Lake Herald"]),
    date=DATE,
    locator=ONE_STRETCH,
)
FRUS = _made(
    kind="published-documents", title=_LETTER, date=DATE, locator=PAGES,
    container=st.integers(1, 25).map(lambda volume: f"FRUS 1961–1963, vol. {ROMAN[volume]}"),
)  # fmt: skip

_KANJI = "青緑赤白黒森林川島谷岡橋井村野原田本宮沢"
JA_NAME = st.one_of(st.text(alphabet=_KANJI, min_size=3, max_size=4), st.just("佐々木緑"))
JA_PEOPLE = st.lists(JA_NAME, min_size=1, max_size=2, unique=True).map(tuple)
FOREIGN = st.sampled_from(["ストーン", "J・ストーン", "アンナ・レイク", "E・ハートウェル"]).map(lambda name: (name,))
_TOPIC = st.text(alphabet="湖水港湾舟岸灯台封鎖通告条約", min_size=2, max_size=6)
JA_TITLE = st.one_of(
    st.builds("{}と{}の研究".format, _TOPIC, _TOPIC),
    st.builds("{}―{}の視点から".format, _TOPIC, _TOPIC),
    st.builds("{}：1945-1964年".format, _TOPIC),
    st.builds("{}の「{}」を問う".format, _TOPIC, _TOPIC),
    st.sampled_from(["レイクの湖、湖の国", "湖水論", "みずうみの外交（上）", "第二次湖水危機"]),
)
JA_PLAIN = JA_TITLE.filter(lambda title: "「" not in title)
JA_PUBLISHER = st.sampled_from(["水明社", "湖水書房", "港湾大学出版会", "みずうみ書店", "レイク出版社"])
JA_JOURNAL = st.sampled_from(["湖水研究", "国際港湾", "月刊みなと", "レイク・レビュー"])
JA_YEAR = st.integers(1900, 2025).map(str)
JA_ISSUE = st.one_of(
    st.builds("{}巻{}号".format, st.integers(1, 99), st.integers(1, 12)),
    st.builds("第{}巻第{}号".format, st.integers(1, 99), st.integers(1, 12)),
    st.builds("第{}号".format, st.integers(1, 999)),
)
_JA: dict[str, Any] = {"publisher": JA_PUBLISHER, "year": JA_YEAR, "locator": ONE_STRETCH}
JA_BOOKS = _made(kind="book", authors=JA_PEOPLE, title=JA_TITLE, **_JA)
JA_EDITED = _made(kind="book", editors=JA_PEOPLE, title=JA_TITLE, **_JA)
JA_TRANSLATED = _made(
    kind="book", authors=FOREIGN, translators=JA_NAME.map(lambda name: (name,)), title=JA_TITLE, **_JA
)
JA_CHAPTERS = _made(kind="chapter", authors=JA_PEOPLE, title=JA_PLAIN, editors=JA_PEOPLE, container=JA_PLAIN, **_JA)
JA_ARTICLES = _made(
    kind="article",
    authors=JA_PEOPLE,
    title=JA_PLAIN,
    container=JA_JOURNAL,
    issue=JA_ISSUE,
    year=JA_YEAR,
    locator=ONE_STRETCH,
)


@st.composite
def diaries(draw: st.DrawFn) -> Reference:
    """An entry of a diary."""
    when = draw(DATE)
    year, month, day = when.split("-")
    title = draw(st.sampled_from(["青山日記", "林川島日記", "緑川日誌"]))
    return Reference(kind="diary", title=title, date=when, locator=f"{year}年{int(month)}月{int(day)}日")


MINUTES = _made(
    kind="minutes",
    title=st.builds("第{}次湖水委員会会議{}".format, st.integers(1, 300), st.sampled_from(["紀録", "記録"])),
    date=DATE,
)
FILES = _made(
    kind="archival-document",
    title=_TOPIC.map("{}問題".format),
    date=DATE,
    location=st.builds(
        lambda collection, file, number: (collection, *file, number),
        st.sampled_from(["湖水部檔案", "港湾省文書", "湖國史館文物"]),
        st.one_of(st.just(()), _TOPIC.map(lambda file: (file,))),
        st.sampled_from(["11-NAA-05901 (429/0034)", "002-020300-00045-001", "A-1-2-3", "0047.6/0012"]),
    ),
)
#: A file that is cited as a whole: collection, title of the file, number.
WHOLE_FILES = _made(
    kind="archival-document",
    location=st.tuples(st.just("湖水部檔案"), _TOPIC, st.sampled_from(["11-NAA-05901 (429/0034)", "0047.6/0012"])),
)

ZH_PEOPLE = st.lists(
    st.text(alphabet="陆顾邵梁冯董白许何罗孙", min_size=2, max_size=3), min_size=1, max_size=2, unique=True
).map(tuple)
ZH_TITLE = st.one_of(
    st.builds("{}与{}".format, _TOPIC, _TOPIC),
    st.builds("{}史（1950-1958）".format, _TOPIC),
    st.builds("{}：{}研究".format, _TOPIC, _TOPIC),
)
ZH_PLACE = st.sampled_from(["北京", "上海", "南京", "合肥"])
ZH_PUBLISHER = st.sampled_from(["科学出版社", "湖水大学出版社", "港湾书局"])
_ZH: dict[str, Any] = {"place": ZH_PLACE, "publisher": ZH_PUBLISHER, "year": JA_YEAR, "locator": ONE_STRETCH}
ZH_BOOKS = _made(kind="book", authors=ZH_PEOPLE, title=ZH_TITLE, **_ZH)
ZH_EDITED = _made(
    kind="book",
    editors=st.text(alphabet="陆顾邵梁冯董白许何罗孙", min_size=2, max_size=3).map(lambda name: (name,)),
    title=ZH_TITLE,
    **_ZH,
)
ZH_ARTICLES = _made(
    kind="article", authors=ZH_PEOPLE, title=ZH_TITLE, container=st.sampled_from(["近代湖史研究", "湖水史学"]), year=JA_YEAR,
    issue=st.integers(1, 12).map("第{}期".format), locator=ONE_STRETCH,
)  # fmt: skip
