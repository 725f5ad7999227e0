"""The small workspace with things matched to items."""

from __future__ import annotations

import pytest
from tests.mini import write

from crisiskg.workspace import Workspace

MATCHES = {
    "agreement/lake-treaty": "Q100",
    "event/lake-treaty-signature": "Q101",
    "event/lake-crisis": "Q102",
    "person/alto": "Q103",
    "state/eastland": "Q31",
    "place/lake": "Q106",
}
MORE = """
- {id: work/wikidata, label: {ja: ウィキデータ, en: Wikidata}, type: concept/work-dataset}
- id: office/chancellor
  label: {ja: 宰相, en: Chancellor}
  organization: state/westland
  match: {exact: ["wikidata:Q104"]}
- {id: membership/alto-chancellor, label: {ja: アルト宰相, en: Alto as Chancellor}, member: person/alto, role: office/chancellor}
- {id: event/lake-incident, label: {ja: 湖上事件, en: incident on the Lake}, type: concept/event-type-incident-at-sea, match: {exact: ["wikidata:Q105"]}}
"""


@pytest.fixture
def matched(mini: Workspace) -> Workspace:
    path = mini.data / "entities" / "things.yaml"
    content = path.read_text("utf-8") + MORE
    for id_, item in MATCHES.items():
        line = f"- id: {id_}\n"
        assert line in content
        content = content.replace(line, f'{line}  match: {{exact: ["wikidata:{item}"]}}\n')
    write(path, content)
    return mini
