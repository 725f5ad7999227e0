"""A small workspace of invented matter: one text, one treaty, one crisis, a contradiction."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from crisiskg.texts import load_register, make_anchor, read_outline, read_text
from crisiskg.texts.outline import dump_outline
from crisiskg.workspace import Workspace

TEXT = (
    "はじめに\n"
    "　東国と西国は1901年3月に湖水条約を結んだ。（1）条約は両国に艦船の通告を課した。\n"
    "　同年5月、湖水危機が起こった。西国の宰相アルトは、東国が湖を封鎖すると恐れた。\n"
    "　条約は1901年4月に署名されたとする説もある。\n"
    "（1）　『湖水条約集』（湖書房、1902年）、12頁。\n"
)

REGISTER = """
texts:
  - id: lake-study
    file: lake.txt
    sha256: {digest}
    length: {length}
    title: {{ja: 湖水危機の研究, en: A Study of the Lake Crisis}}
    creators: [person/clio]
    language: ja
    rights: {{ja: 試験のための文章, en: written for the tests}}
    layout: {{conventions: plain}}
conventions:
  plain:
    paragraph: indent
    headings:
      - {{level: 1, pattern: '(?P<title>はじめに)$'}}
    notes:
      line: '^（(?P<number>\\d+)）　'
      marker: '（(?P<number>\\d+)）'
"""

ENTITIES = """
- id: person/clio
  label: {ja: クリオ, en: Clio}
- id: person/alto
  label: {ja: アルト, en: Alto}
- id: state/eastland
  label: {ja: 東国, en: Eastland}
- id: state/westland
  label: {ja: 西国, en: Westland}
  match: {exact: ["wikidata:Q30"]}
- id: place/lake
  label: {ja: 湖, en: the Lake}
  coordinates: [46.5, 6.5]
- id: agreement/lake-treaty
  label: {ja: 湖水条約, en: Lake Treaty}
  instrumentKind: concept/instrument-treaty
- id: event/lake-treaty-signature
  label: {ja: 湖水条約の署名, en: signature of the Lake Treaty}
  agreement: agreement/lake-treaty
  type: concept/action-signature
- id: event/lake-crisis
  label: {ja: 湖水危機, en: Lake Crisis}
  type: concept/event-type-crisis
  crisis: true
- id: event/lake-blockade
  label: {ja: 湖の封鎖, en: blockade of the Lake}
  type: concept/event-type-blockade
  actuality: hypothetical
- id: obligation/lake-treaty-notify
  label: {ja: 艦船の通告, en: notification of ships}
  of: agreement/lake-treaty
  type: concept/obligation-notify
- id: work/lake-treaties
  label: {ja: 湖水条約集, en: Treaties of the Lake}
  type: concept/work-book
  title: {ja: 湖水条約集}
  issued: "1902"
"""

CLAIMS = (
    ("1901年3月に湖水条約を結んだ", "c0000001", "event/lake-treaty-signature", "ckg:date", '"1901-03"', ""),
    ("東国と西国は1901年3月に湖水条約", "c0000002", "agreement/lake-treaty", "ckg:party", "state/eastland", ""),
    ("東国と西国は1901年3月に湖水条約を", "c0000003", "agreement/lake-treaty", "ckg:party", "state/westland", ""),
    (
        "条約は両国に艦船の通告を課した",
        "c0000004",
        "obligation/lake-treaty-notify",
        "ckg:obligor",
        "state/eastland",
        "",
    ),
    ("同年5月、湖水危機が起こった", "c0000005", "event/lake-crisis", "ckg:date", '"1901-05"', ""),
    (
        "東国が湖を封鎖すると恐れた",
        "c0000006",
        "event/lake-blockade",
        "ckg:initiator",
        "state/eastland",
        ", heldBy: [person/alto], attitude: fears",
    ),
    (
        "条約は1901年4月に署名された",
        "c0000007",
        "event/lake-treaty-signature",
        "ckg:date",
        '"1901-04"',
        ", certainty: reported, rank: deprecated,"
        " rankReason: {reason: concept/reason-contradicted-by-same-text, ja: 前の段落と違う, en: differs from above}",
    ),
)

CITATIONS = """
text: lake-study
citations:
- {note: "1", work: work/lake-treaties, locator: 12頁}
"""


def mini_workspace(folder: Path, root: Path) -> Workspace:
    """Write the small workspace into a folder, with the ontology, shapes and queries of the project."""
    for name in ("ontology", "shapes", "queries"):
        shutil.copytree(root / name, folder / name)
    data = folder / "data"
    shutil.copytree(root / "data" / "schema", data / "schema")
    (data / "entities").mkdir()
    shutil.copy(root / "data" / "entities" / "schemes.yaml", data / "entities")
    for name in ("corpus.yaml", "wikidata.yaml"):
        shutil.copy(root / "data" / name, data)
    texts = folder / "texts"
    texts.mkdir()
    (texts / "lake.txt").write_bytes(TEXT.encode("utf-8"))
    digest = hashlib.sha256(TEXT.encode("utf-8")).hexdigest()
    write(data / "texts.yaml", REGISTER.format(digest=digest, length=len(TEXT)))
    write(data / "entities" / "things.yaml", ENTITIES)
    write(data / "claims" / "lake-study.yaml", claims_yaml(texts / "lake.txt"))
    write(data / "citations" / "lake-study.yaml", CITATIONS)
    register = load_register(data / "texts.yaml")
    write(data / "layout" / "lake-study.yaml", dump_outline(read_outline(register, "lake-study", texts)))
    return Workspace(folder)


def claims_yaml(path: Path) -> str:
    """The claims file of the small text, each claim with an anchor of its own."""
    text = read_text(path, "lake-study")
    lines = ["text: lake-study", "passages:"]
    for words, id_, subject, predicate, value, more in CLAIMS:
        start = TEXT.index(words)
        anchor = make_anchor(text, start, start + len(words))
        place = f'start: {anchor.start}, end: {anchor.end}, segment: "{anchor.segment}", loose: "{anchor.loose}"'
        lines += ["- anchors:", f"  - {{{place}}}", "  claims:"]
        lines.append(f"  - {{id: {id_}, subject: {subject}, predicate: {predicate}, object: {value}{more}}}")
    return "\n".join(lines) + "\n"


def write(path: Path, content: str) -> Path:
    """Write a file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path
