"""The hashes of snaks and references are those that a real Wikibase 1.39 gave."""

from __future__ import annotations

import pytest

from crisiskg.wikibase.incoming_values import known_snak
from crisiskg.wikibase.model import EntityId, Monolingual, Quantity, Reference, Snak, Text, Time, Unknown
from crisiskg.wikibase.values import datavalue, reference_hash, reference_json, snak_hash, snak_json

REFERENCE = Reference(
    (
        Snak("P4", "wikibase-item", EntityId("Q2")),
        Snak("P5", "string", Text("12-13")),
        Snak("P6", "monolingualtext", Monolingual("条約は1954年12月に締結された", "ja")),
        Snak("P7", "url", Text("https://example.org/paper.pdf#page=12")),
    )
)


def test_a_reference_has_the_hash_of_a_real_wikibase() -> None:
    assert reference_hash(REFERENCE) == "ff4dd58743b95441738ac1aa4e3e46070012c93a"


def test_the_order_of_snaks_does_not_change_the_hash_of_a_reference() -> None:
    assert reference_hash(Reference(REFERENCE.snaks[::-1])) == reference_hash(REFERENCE)


def test_a_qualifier_has_the_hash_of_a_real_wikibase() -> None:
    snak = Snak("P2", "time", Time("+1954-12-02T00:00:00Z", 11))
    assert snak_hash(snak) == "f713dd82bd8fb014a63cd55442ccb2c3f154ad15"
    assert snak_json(snak)["hash"] == snak_hash(snak)


@pytest.mark.parametrize(
    "snak",
    [
        *REFERENCE.snaks,
        Snak("P2", "time", Time("+1954-12-00T00:00:00Z", 10)),
        Snak("P8", "quantity", Quantity("+10")),
        Snak("P2", "time", Unknown()),
    ],
)
def test_a_snak_that_was_written_is_read_back(snak: Snak) -> None:
    assert known_snak(snak_json(snak), {snak.property: snak.datatype}, "Q1$1") == snak


def test_a_reference_keeps_the_order_of_its_properties() -> None:
    assert reference_json(REFERENCE)["snaks-order"] == ["P4", "P5", "P6", "P7"]


def test_a_value_that_is_not_known_has_no_data_value() -> None:
    with pytest.raises(ValueError, match="no data value"):
        datavalue(Unknown())
