"""Entities as works that references find, and works without an entity as entities to complete."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from tests.citations.reading import Notes

from crisiskg.citations.propose import as_yaml, proposals
from crisiskg.citations.resolve import Resolver, Work
from crisiskg.citations.series import FrusVolume
from crisiskg.citations.works import frus_volume, registered

FRUS = "https://history.state.gov/historicaldocuments/"
ENTITIES: dict[str, dict[str, Any]] = {
    "person/anna-lake": {"label": {"ja": "アンナ・レイク", "en": "Anna Lake"}, "alt": {"en": ["A. B. Lake"]}},
    "work/lake": {
        "label": {"ja": "レイク『湖』", "en": "Lake, The Lake"}, "type": "concept/work-book", "creators": ["person/anna-lake"],
        "title": {"en": "The Lake: Keepers and Boats"}, "issued": "1979",
    },
    "work/lake-ja": {
        "label": {"ja": "レイク『湖の話』", "en": "Lake, Mizuumi"}, "type": "concept/work-book", "creators": ["person/anna-lake"],
        "translators": ["青山太郎"], "title": {"ja": "湖の話"}, "issued": "1985",
    },
    "work/hill": {
        "label": {"ja": "ヒル「丘」", "en": "Hill, “The Hill”"}, "type": "concept/work-article", "creators": ["Ben Hill"],
        "title": {"en": "The Hill"}, "alt": {"en": ["The Hill Question"]}, "container": "Lake Quarterly", "volume": "12", "issued": "1980",
    },
    "work/frus-1961-63-v07": {"label": {"ja": "FRUS第7巻", "en": "FRUS, vol. VII"}, "type": "concept/work-published-documents", "url": FRUS + "frus1961-63v07"},
    "work/letter": {
        "label": {"ja": "アルト書簡", "en": "Alto’s letter"}, "type": "concept/work-published-documents", "title": {"en": "Alto to Brano"},
        "issued": "1962-05-03", "partOf": "work/frus-1961-63-v07",
    },
    "archive/alto-box-1": {"label": {"ja": "アルト文書1", "en": "Alto Papers, Box 1"}, "type": "concept/work-archive", "location": ["Box 1", "Alto Papers", "Lake Library"]},
    "work/memo": {
        "label": {"ja": "覚書", "en": "Memo"}, "type": "concept/work-archival-document", "title": {"en": "Brano to Alto"}, "issued": "1962-05-04",
        "partOf": "archive/alto-box-1",
    },
    "work/diary": {"label": {"ja": "青山日記", "en": "Aoyama’s diary"}, "type": "concept/work-diary", "title": {"ja": "青山日記"}},
    "work/data": {"label": {"ja": "データ", "en": "The Lake: Keepers and Boats"}, "type": "concept/work-dataset"},
    "state/lake": {"label": {"ja": "湖国", "en": "Lake"}},
}  # fmt: skip


def cited(*words: str) -> list[str]:
    """The ids of the works that notes cite."""
    notes = Notes(Resolver(registered(ENTITIES)))
    return [item.work.id if item.work else "?" for one in words for item in notes.add(one)]


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Anna Lake, The Lake: Keepers and Boats (Cass, 1979), 3.", "work/lake"),
        ("A. B. Lake, The Lake (Cass, 1979), 3.", "work/lake"),
        ("Lake, Keepers and Boats, 3.", "work/lake"),
        ("アンナ・レイク（青山太郎訳）『湖の話』水明社、1985年。", "work/lake-ja"),
        ("Ben Hill, “The Hill,” Lake Quarterly 12 (1980), 3.", "work/hill"),
        ("Ben Hill, “The Hill Question,” Lake Quarterly 12 (1980), 3.", "work/hill"),
        ("FRUS, 1961-1963, Vol. VII, 571.", "work/frus-1961-63-v07"),
        ("Foreign Relations of the United States, 1961-1963, Vol. 7, 571.", "work/frus-1961-63-v07"),
        ("Alto to Brano, 3 May 1962, FRUS, 1961-1963, Vol. VII, 571.", "work/letter"),
        ("Brano to Alto, 4 May 1962, Alto Papers, Box 1, Lake Library.", "work/memo"),
        ("『青山日記』（1958年8月23日）。", "work/diary"),
        ("Anna Lake, The Lake: Keepers and Boats (Cass, 1999), 3.", ""),
        ("Ben Lake, The Boats of Yesterday (Cass, 1979), 3.", ""),
        ("FRUS, 1961-1963, Vol. VIII, 571.", ""),
        ("Alto to Brano, 5 May 1962, FRUS, 1961-1963, Vol. VII, 571.", ""),
        ("Brano to Alto, 4 May 1962, Alto Papers, Box 2, Lake Library.", ""),
    ],
)
def test_a_reference_finds_its_entity_or_is_new(words: str, id_: str) -> None:
    assert cited(words) == [id_]


def test_only_works_and_files_that_texts_can_cite_are_taken() -> None:
    ids = {work.id for work in registered(ENTITIES)}
    assert ids == {id_ for id_ in ENTITIES if id_.startswith(("work/", "archive/"))} - {"work/data"}


@pytest.mark.parametrize(
    ("url", "volume"),
    [
        ("frus1961-63v07", FrusVolume("1961-1963", 7)),
        ("frus1958-60v07p2", FrusVolume("1958-1960", 7, 2)),
        ("frus1951v03", FrusVolume("1951", 3)),
        ("frus1961-63v07/d3", None),
        ("ebooks", None),
    ],
)
def test_a_volume_of_frus_is_known_by_its_address(url: str, volume: FrusVolume | None) -> None:
    assert frus_volume({"url": FRUS + url}) == volume
    assert volume is None or FRUS + volume.id == FRUS + url


def test_an_entity_without_an_address_is_no_volume() -> None:
    assert frus_volume({}) is None


def proposed(*words: str) -> list[dict[str, Any]]:
    notes = Notes(Resolver([Work(registered(ENTITIES)[0].reference, "work/known")]))
    for one in words:
        notes.add(one)
    return proposals(notes.resolver.works)


def test_only_works_without_an_id_are_proposed() -> None:
    assert proposed() == []
    assert [entity["id"] for entity in proposed("Cora Dale, The Dale, 1945-1964 (Cass, 1979), 3.")] == [
        "work/dale-dale-1945-1964"
    ]


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (
            "Emile Dvorák and Ben Hill, The Détente of Boats: A Very Long Study (London: Cass, 1979), 3.",
            {"id": "work/dvorak-hill-detente-boats", "type": "concept/work-book", "creators": ["Emile Dvorák", "Ben Hill"], "issued": "1979",
             "publicationPlace": "London", "publisher": "Cass", "title": {"en": "The Détente of Boats: A Very Long Study"}},
        ),
        (
            "Ben Hill, “The Boats,” Lake Quarterly 25, No. 3 (Winter 2000-2001), 3.",
            {"id": "work/hill-boats", "type": "concept/work-article", "container": "Lake Quarterly", "volume": "25", "issue": "3", "issued": "2000/2001"},
        ),
        (
            "Cora to Dale, 3 May 1962, Box 9, Alto Papers, Lake Library.",
            {"id": "work/cora-dale-1962-05-03", "type": "concept/work-archival-document", "issued": "1962-05-03",
             "location": ["Box 9", "Alto Papers", "Lake Library"], "label": {"ja": "「Cora to Dale」（1962-05-03）", "en": "“Cora to Dale” (1962-05-03)"}},
        ),
        (
            "青山太郎『湖水条約の研究』水明社、2001年。",
            {"id": "work/", "type": "concept/work-book", "creators": ["青山太郎"], "title": {"ja": "湖水条約の研究"}, "publisher": "水明社", "issued": "2001"},
        ),
    ],
)  # fmt: skip
def test_a_proposal_has_id_labels_and_what_the_reference_says(words: str, fields: dict[str, Any]) -> None:
    (entity,) = proposed(words)
    assert {key: entity[key] for key in fields} == fields
    assert set(entity["label"]) == {"ja", "en"} and all(entity.values())


def test_a_file_is_proposed_as_an_archive() -> None:
    (entity,) = proposed("湖水部檔案「港湾」［11-NAA-05901 (429/0034)］。")
    assert (entity["id"], entity["type"]) == ("archive/11-naa-05901-429-0034", "concept/work-archive")


def test_proposals_load_back_as_they_are() -> None:
    entities = proposed(
        "Anna Dale, “Who Kept ‘It’? A: “Study”,” Lake Quarterly 25, No. 3 (2000), 3.",
        "青山太郎『湖：「水」の話』水明社、2001年。",
        "Cora to Dale, 3 May 1962, Box 9, Alto Papers, Lake Library.",
    )
    assert len(entities) == 3
    assert yaml.safe_load("".join(as_yaml(entity) for entity in entities)) == entities
