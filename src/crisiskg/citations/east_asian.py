"""References in Japanese and Chinese: a title in corner brackets, with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from crisiskg.citations.archives import east_asian_file
from crisiskg.citations.dates import eastern_date
from crisiskg.citations.locators import normalise
from crisiskg.citations.reference import Reference

_OPEN = {"「": "」", "『": "』", "《": "》"}
_NUMERAL = r"[\d一二三四五六七八九十百〇⑴-⑽]"
_KANJI = r"\u3400-\u9fff々〆"
_PERSON = rf"[{_KANJI}ァ-ヶー・＝]"
_ROLE = r"(?:主編|編著|編集|編訳|編印|校注|監修|共編|ほか編|他編|等編|(?<!彙)編|主编|编|著|撰|訳|译)"
#: The groups in brackets that may stand between an author and a title.
_GROUPS = re.compile(r"(?P<head>.*?)(?P<groups>(?:（[^（）]*）|［[^［］]*］|\[[^\[\]]*\])*)$", re.S)
_BOUNDARY = re.compile(r"[\0、。；;：:，,「」『』（）\[\]［］]")
_YEAR_GROUP = re.compile(r"[（［\[](?P<year>\d{4}(?:-\d{4})?)年?[）］\]]")
_TRANSLATOR_GROUP = re.compile(r"（(?P<name>[^（）]+?)(?:訳|译)）")
_NOT_AUTHORS = re.compile(
    r"(?:例えば|参照|所[蔵藏]|檔案|文書|文物|また|など|論文|著作|回顧録|研究|年|月|日|公開|の|を|は|に|で|と)$"
)
_LEAD_IN = re.compile(r"^(?:参见|参阅|另见|转引自|引自|见|载|详见)")
_DIARY = re.compile(r"日[記记誌]$")
_ENTRY = re.compile(
    r"[、，]?(?:（(?P<dated>[^（）]*\d{4}年[^（）]*)）|(?P<table>民国\d+年（\d{4}年）大事表)|(?P<day>\d{4}年\d{1,2}月\d{1,2}日))"
)
_MINUTES_TITLE = re.compile(r"(?:会議[紀記]録|议[记纪]录|議事録)$")
_DATE_INSIDE = re.compile(r"（\d{4}年\d{1,2}月\d{1,2}日）$")
_MINUTES = re.compile(rf"(?P<title>[{_KANJI}～〇-]{{6,}}(?:会議[紀記]録|議事録|会议[记纪]录))(?=（|[、。，,；;])")

#: What may stand after a title, one after the other, in any order.
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "placed",
        re.compile(r"[、，,](?P<place>[\u4e00-\u9fff]{2,6})：(?P<publisher>[\u4e00-\u9fff·]+)[，,](?P<year>\d{4})年"),
    ),
    ("translated", re.compile(r"、?(?P<translators>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*)译(?=[，,])")),
    ("year", re.compile(r"[、，,]?[（［\[](?P<year>\d{4}(?:-\d{4})?)年?[）］\]]")),
    (
        "issue",
        re.compile(
            rf"[、，,]?(?P<issue>[Vv]ol\. ?\d+(?:[,，] ?[Nn]o\. ?\d+)?"
            rf"|第?{_NUMERAL}+(?:[-～]{_NUMERAL}+)?(?:巻|卷|号|期|冊|册|集|輯|辑)"
            rf"(?:第?{_NUMERAL}+(?:号|期))?|[上中下]巻|通号\d+|（\d{{1,2}}）(?=などを?|[、，,。参]|$))"
        ),
    ),
    ("numbered", re.compile(r"[、，,]?(?P<year>\d{4})年(?P<issue>第\d+期)")),
    ("monthly", re.compile(r"[、，,]?(?P<date>\d{4}年\d{1,2}月)号")),
    (
        "published",
        re.compile(
            r"[、，,]?（?(?P<publisher>[^（）()「」『』、，,。；;：:\d]{2,30}?)[、，,](?P<year>\d{4}|(?:昭和|平成|大正|明治|令和)\d{1,2})年(?:）|(?=\D|$))(?!\d*月)"
        ),
    ),
    (
        "publisher",
        re.compile(r"（(?P<publisher>[^（）\d]*?(?:社|会|店|房|院|館|馆|所|系|処|局|公司|书局|基金会|研究所|出版))）"),
    ),
    ("press", re.compile(rf"[、，,](?P<publisher>[{_KANJI}・]+(?:社|会|店|房|院|館|馆|公司|书局))(?=[）、，,。]|$)")),
    ("dated", re.compile(r"[、，,](?P<date>\d{4}年\d{1,2}月\d{1,2}日)")),
    ("when", re.compile(r"[、，,]?（(?P<year>\d{4})年）|[、，,](?P<bare>\d{4})年(?!\d)")),
    ("day", re.compile(r"（(?P<date>\d{4}年\d{1,2}月(?:\d{1,2}日)?[^（）]{0,12})）")),
    ("pages", re.compile(r"[、，,]?第?(?P<pages>\d+(?:[-‒～~]\d+)?)[頁页](?:以下)?")),
    ("chapter", re.compile(r"[、，,]?(?P<chapter>第\d+章)")),
)
_PAPER = re.compile(
    rf"[、，,]?《?(?P<paper>[{_KANJI}]+(?:新聞|新报|日报|日報))》?(?P<date>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)付?(?:朝刊|夕刊)?"
)
_BARE_JOURNAL = re.compile(r"[、，,]?(?P<container>[\u4e00-\u9fffァ-ヶー]{3,16}?)(?=第?\d+(?:巻|号|期|卷)|\d{4}年第\d)")
_CONTAINER = re.compile(
    rf"[、，,]?（?载?(?:(?P<editors>[{_KANJI}・、＝]{{2,40}}?)(?P<role>{_ROLE})?：?(?:［(?P<edited>\d{{4}})］)?)?[『《](?P<container>[^『』《》]+)[』》]"
)


@dataclass(frozen=True)
class Found:
    """A reference and where in the words it stands."""

    start: int
    end: int
    reference: Reference


def read_east_asian(words: str) -> list[Found]:
    """The references of some words, in order. What is no reference stays for others."""
    found: list[Found] = []
    end = 0
    author: tuple[str, ...] = ()
    for start, close, mark in _titles(words):
        if start < end:
            continue
        for item in _reference(words, start, close, mark, end, author):
            found.append(item)
            end = max(end, item.end)
            author = item.reference.authors or author
    return _with_minutes(words, found)


def _titles(words: str) -> Iterator[tuple[int, int, str]]:
    """Every outermost title: where its mark opens, where it closes, and the mark.

    A title whose closing mark is missing ends where the next mark of another kind opens, or at the
    next comma.
    """
    at = 0
    while at < len(words):
        mark = words[at]
        if mark not in _OPEN:
            at += 1
            continue
        close = _closing(words, at)
        yield at, close, mark
        at = close + 1


def _closing(words: str, start: int) -> int:
    """Where the title that opens at ``start`` closes."""
    opened = [words[start]]
    for at in range(start + 1, len(words)):
        if words[at] in _OPEN:
            opened.append(words[at])
        elif words[at] in _OPEN.values():
            if words[at] == _OPEN[opened[-1]]:
                opened.pop()
            if not opened:
                return at
    inner = re.compile(r"[『《](?=[^』》]+[』》](?:Vol|第|\d|（\d))|、（|［")
    early = inner.search(words, start + 1)
    return early.start() - 1 if early else len(words) - 1


def _reference(words: str, start: int, close: int, mark: str, floor: int, before: tuple[str, ...]) -> Iterator[Found]:
    title = words[start + 1 : close + (words[close] not in _OPEN.values())].strip()
    begin, head = _head(words, start, floor, before)
    if _DIARY.search(title) and not head.authors:
        yield from _diary(words, begin, close + 1, title)
        return
    file = east_asian_file(words, start)
    if file and mark == "「" and not head.authors:
        holder = re.search(rf"[{_KANJI}・]*(?:檔案|档案|文書|文物)$", words[floor:start])
        kept = tuple(re.split(r"所[蔵藏]・?", holder.group())) if holder else ()
        steps = (*kept, *file[0])
        begin = floor + holder.start() if holder else start
        yield Found(begin, file[1], Reference(kind="archival-document", location=steps))
        return
    held = re.search(
        rf"(?P<holder>[{_KANJI}ァ-ヶー・]+?)所[蔵藏]の?(?:(?P<author>[{_KANJI}]+)編印)?$", words[floor:start]
    )
    kind = "book" if mark in "『《" else "article"
    work = replace(head, kind=kind, title=title)
    end, work = _follow(words, close + 1, work, mark)
    if held and not work.location:
        authors = (held["author"],) if held["author"] else ()
        work = replace(work, kind="archival-document", location=(held["holder"],), authors=authors, editors=())
        begin = floor + held.start()
        end, work = _reference_number(words, end, replace(work, date=work.date or work.year, year=""))
    if not _is_reference(work):
        return
    yield Found(begin, end, _settled(work))


def _head(words: str, start: int, floor: int, before: tuple[str, ...]) -> tuple[int, Reference]:
    """The authors, translators and year that stand right before a title."""
    groups = _GROUPS.match(words[floor:start])
    assert groups is not None
    year = _YEAR_GROUP.search(groups["groups"])
    translator = _TRANSLATOR_GROUP.search(groups["groups"])
    head = groups["head"].rstrip("：")
    # A closing bracket right before leaves an empty head: what it closes is no author's.
    boundary = max((match.end() for match in _BOUNDARY.finditer(head)), default=0)
    name = _LEAD_IN.sub("", head[boundary:])
    if groups["groups"] and not (year or translator):
        name = ""
    role = re.search(_ROLE + "$", name)
    bare = name[: role.start()] if role else name
    if bare in ("同", "同上") and year:
        return floor + boundary, Reference(authors=before, year=year["year"])
    authors = _authors(bare, bool(year or translator))
    if not authors:
        return start - len(groups["groups"]) * bool(translator), Reference(
            translators=(translator["name"],) if translator else ()
        )
    begin = floor + boundary + bare.rindex("・".join(authors))
    if role and role.group() in ("訳", "译"):
        return begin, Reference(year=year["year"] if year else "", translators=authors)
    if role and ("編" in role.group() or "编" in role.group()):
        more = re.search(rf"(?:(?<=[、。；;])|^)(?:[{_KANJI}]{{2,4}}、)+$", head[:boundary])
        if more:
            authors = (*more.group().strip("、").split("、"), *authors)
            begin = floor + more.start()
        people: dict[str, Any] = {"editors": authors}
    else:
        more = re.search(rf"(?:[{_KANJI}]{{2,4}}、)+$", head[:boundary]) if groups["head"].endswith("：") else None
        if more:
            authors = (*more.group().strip("、").split("、"), *authors)
            begin = floor + more.start()
        people = {"authors": authors}
    return begin, Reference(
        year=year["year"] if year else "", translators=(translator["name"],) if translator else (), **people
    )


def _authors(name: str, sure: bool) -> tuple[str, ...]:
    """The names that some words end in; ``sure`` when a year or translator follows them."""
    if sure and 2 <= len(name) <= 24 and not re.search(r"(?:として|については|による|では|から|など)", name):
        words = name
    else:
        match = re.search(rf"{_PERSON}+$", name)
        words = match.group() if match else ""
    if len(words) < 2 or _NOT_AUTHORS.search(words) or (not sure and len(words) > 20):
        return ()
    kanji = re.fullmatch(rf"[{_KANJI}ぁ-ん]+(?:・[{_KANJI}ぁ-ん]+)+", words)
    return tuple(words.split("・")) if kanji else (words.strip(),)


def _follow(words: str, at: int, work: Reference, mark: str) -> tuple[int, Reference]:
    """Take in everything that goes on after a title, as long as something fits."""
    opened = 0
    while True:
        match, changes = _next(words, at, work, mark)
        if match is None:
            break
        opened += match.group().count("（") - match.group().count("）")
        work = replace(work, **changes)
        at = match.end()
        file = east_asian_file(words, at)
        if file and words[at : at + 1] in "［[「":
            work = replace(work, location=(*work.location, *file[0]))
            at = file[1]
    if work.title and (place := east_asian_file(words, at + (words[at : at + 1] == "（"))):
        work = replace(work, kind="archival-document", location=place[0])
        at = place[1]
        opened += 1
    while opened > 0 and words[at : at + 1] in ("）", "，", "、") and "）" in words[at : at + 2]:
        at = words.index("）", at) + 1
        opened -= 1
        at2, more = _follow(words, at, work, mark)
        at, work = at2, more
    return at, work


def _next(words: str, at: int, work: Reference, mark: str) -> tuple[re.Match[str] | None, dict[str, Any]]:
    if mark in "「《" and not work.container:
        match = _CONTAINER.match(words, at)
        # After a comma somebody without 編 is the author of the next work.
        another = match and match["editors"] and not match["role"] and match.group()[0] in "、，,"
        if match and not another and not re.search(r"[のをはに]", match["editors"] or ""):
            editors = tuple(name for name in re.split(r"[、・＝]", match["editors"] or "") if name)
            changes: dict[str, Any] = {"container": match["container"], "editors": editors}
            if match["edited"]:
                changes["year"] = match["edited"]
            return match, changes
    bare = None if work.container or mark in "『" else _journal(words, at)
    if bare:
        return bare
    for name, pattern in _AFTER:
        match = pattern.match(words, at)
        if match is None:
            continue
        given = {key: value for key, value in match.groupdict().items() if value}
        changes = _changes(given, work)
        if changes or name == "year":
            return match, changes
    return None, {}


def _journal(words: str, at: int) -> tuple[re.Match[str], dict[str, Any]] | None:
    """A journal or newspaper that stands without marks: ``法学協会雑誌103巻5号``, ``朝日新聞1961年5月17日付``."""
    paper = _PAPER.match(words, at)
    if paper:
        return paper, {"kind": "newspaper", "container": paper["paper"], "date": eastern_date(paper["date"])}
    journal = _BARE_JOURNAL.match(words, at)
    return (journal, {"container": journal["container"]}) if journal else None


def _changes(given: dict[str, str], work: Reference) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if "pages" in given and not work.locator:
        changes["locator"] = normalise(given["pages"])
    if "chapter" in given and not work.locator:
        changes["locator"] = "chap. " + given["chapter"].strip("第章")
    if "issue" in given:
        changes["issue"] = " ".join(part for part in (work.issue, given["issue"].strip("（）")) if part)
    year = given.get("year") or given.get("bare")
    if year:
        changes["year"] = work.year or (year if year[0].isdigit() else eastern_date(year + "年"))
    if "place" in given:
        changes["place"] = given["place"]
    if "translators" in given:
        changes["translators"] = tuple(given["translators"].split("、"))
    if "publisher" in given:
        changes["publisher"] = given["publisher"]
    if "date" in given:
        changes["date"] = eastern_date(given["date"])
    return changes


def _reference_number(words: str, at: int, work: Reference) -> tuple[int, Reference]:
    """A file number in round brackets, and a date, after a document that says who keeps it."""
    for _ in range(3):
        number = re.compile(r"）?、?（(?P<number>[^（）]*\d+/\d+)）").match(words, at)
        day = re.compile(r"、?（(?P<date>\d{4}年[^（）]*)）").match(words, at)
        if number:
            work = replace(work, location=(*work.location, number["number"]))
        elif day:
            work = replace(work, date=eastern_date(day["date"]))
        match = number or day
        if match is None:
            break
        at = match.end()
    return at, work


def _diary(words: str, begin: int, at: int, title: str) -> Iterator[Found]:
    entries = 0
    while match := _ENTRY.match(words, at):
        entry = match["dated"] or match["table"] or match["day"]
        locators = [entry] if match["table"] else [part for part in entry.split("、") if part]
        yield Found(
            begin if not entries else match.start(),
            match.end(),
            Reference(kind="diary", title=title, date=eastern_date(entry), locator="、".join(locators)),
        )
        at = match.end()
        entries += 1
    if not entries:
        yield Found(begin, at, Reference(kind="diary", title=title))


def _is_reference(work: Reference) -> bool:
    """Whether more than a title speaks for a reference: a quotation is no title."""
    if work.location or _MINUTES_TITLE.search(work.title):
        return True
    people = bool(work.authors or work.editors or work.translators)
    evidence = sum(map(bool, (work.container, work.publisher, work.issue, work.locator, work.date)))
    return (
        (people and bool(work.year or evidence))
        or evidence >= 2
        or (people and len(work.title) > 3)
        or (work.kind == "book" and evidence >= 1)
        or (bool(work.container) and evidence >= 1)
    )


def _settled(work: Reference) -> Reference:
    """The reference with the kind and form that its parts show."""
    if _MINUTES_TITLE.search(work.title):
        return replace(work, kind="minutes")
    inside = _DATE_INSIDE.search(work.title)
    if inside and work.container and not work.authors:
        return replace(work, kind="published-documents", date=eastern_date(inside.group()))
    if work.location or (work.date and work.kind == "article" and not (work.container or work.authors or work.editors)):
        return replace(work, kind="archival-document")
    if work.kind == "book" and work.container:
        work = replace(work, kind="article")
    if work.kind == "article" and (work.editors or (work.container and work.publisher)):
        work = replace(work, kind="chapter")
    full = work.container or work.publisher or work.issue
    return work if full else replace(work, form="short")


def _with_minutes(words: str, found: list[Found]) -> list[Found]:
    """Add the minutes that are cited without quotation marks."""
    for match in _MINUTES.finditer(words):
        if (
            any(item.start <= match.start() < item.end for item in found)
            or "「" in words[match.start() - 1 : match.start()]
        ):
            continue
        end, work = _follow(words, match.end(), Reference(kind="minutes", title=match["title"]), "")
        found.append(Found(match.start(), end, work))
    return sorted(found, key=lambda item: item.start)
