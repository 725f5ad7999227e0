"""Values, snaks and references in Wikibase's JSON, with the hashes that Wikibase gives them.

A hash is the SHA-1 (of a value node in RDF: the MD5) of how PHP serializes the value: for objects
``C:length:"class":length:{data}``, for strings ``s:length:"text";`` with lengths in bytes. That was
found out by comparing with the hashes of a real Wikibase 1.39; those of snaks with coordinates could
not be matched, because PHP prints floating-point numbers in its own way. The node of a coordinate is
the MD5 of its parts (GlobeCoordinateValue::getHash of data-values/geo), which does match.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from crisiskg.wikibase.model import (
    EARTH,
    Absent,
    Coordinate,
    EntityId,
    Monolingual,
    Quantity,
    Reference,
    Snak,
    Text,
    Time,
    Unknown,
    Value,
)

Json = dict[str, Any]


def datavalue(value: Value) -> Json:
    """The ``datavalue`` of a value. Raises ``ValueError`` for somevalue and novalue, which have none."""
    match value:
        case EntityId(id_):
            kind = "item" if id_[0] == "Q" else "property"
            content: Any = {"entity-type": kind, "numeric-id": int(id_[1:]), "id": id_}
            return {"value": content, "type": "wikibase-entityid"}
        case Text(text):
            return {"value": text, "type": "string"}
        case Monolingual(text, language):
            return {"value": {"text": text, "language": language}, "type": "monolingualtext"}
        case Time(time, precision, calendar):
            content = {"time": time, "timezone": 0, "before": 0, "after": 0, "precision": precision}
            return {"value": {**content, "calendarmodel": calendar}, "type": "time"}
        case Quantity(amount, unit):
            return {"value": {"amount": amount, "unit": unit}, "type": "quantity"}
        case Coordinate(latitude, longitude, precision):
            content = {"latitude": latitude, "longitude": longitude, "altitude": None, "precision": precision}
            return {"value": {**content, "globe": EARTH}, "type": "globecoordinate"}
    raise ValueError(f"{value} has no data value")


def snak_json(snak: Snak, hashed: bool = True) -> Json:
    """A snak; main snaks of dumps come without a hash in Wikibase 1.39."""
    found: Json = {"snaktype": _snaktype(snak.value), "property": snak.property}
    if hashed:
        found["hash"] = snak_hash(snak)
    if not isinstance(snak.value, Unknown | Absent):
        found["datavalue"] = datavalue(snak.value)
    return {**found, "datatype": snak.datatype}


def reference_json(reference: Reference) -> Json:
    """A reference with its hash, its snaks by property and their order."""
    grouped = by_property(reference.snaks)
    return {"hash": reference_hash(reference), "snaks": grouped, "snaks-order": list(grouped)}


def by_property(snaks: Iterable[Snak]) -> dict[str, list[Json]]:
    """Snaks by property, in the order in which the properties come first."""
    grouped: dict[str, list[Json]] = {}
    for snak in snaks:
        grouped.setdefault(snak.property, []).append(snak_json(snak))
    return grouped


def snak_hash(snak: Snak) -> str:
    """The SHA-1 of a snak, as in qualifiers."""
    return hashlib.sha1(_php_snak(snak).encode()).hexdigest()


def reference_hash(reference: Reference) -> str:
    """The SHA-1 of a reference: of the sorted hashes of its snaks."""
    hashes = sorted(snak_hash(snak) for snak in reference.snaks)
    return hashlib.sha1("|".join(hashes).encode()).hexdigest()


def value_hash(value: Value) -> str:
    """The MD5 that names the node of a value in Wikibase's RDF.

    >>> value_hash(Coordinate(24.45, 118.38, 0.01))
    'b0d8130466e947eef2f18f32411d0432'
    """
    if isinstance(value, Coordinate):
        parts = (value.latitude, value.longitude, value.precision)
        return hashlib.md5("|".join([*(f"{part:.14g}" for part in parts), EARTH]).encode()).hexdigest()
    return hashlib.md5(_php_value(value).encode()).hexdigest()


def _snaktype(value: Value) -> str:
    return "somevalue" if isinstance(value, Unknown) else "novalue" if isinstance(value, Absent) else "value"


def _php_snak(snak: Snak) -> str:
    if isinstance(snak.value, Unknown | Absent):
        kind = "SomeValue" if isinstance(snak.value, Unknown) else "NoValue"
        return _object(f"Wikibase\\DataModel\\Snak\\Property{kind}Snak", snak.property)
    data = f"a:2:{{i:0;{_string(snak.property)}i:1;{_php_value(snak.value)}}}"
    return _object("Wikibase\\DataModel\\Snak\\PropertyValueSnak", data)


def _php_value(value: Value) -> str:
    match value:
        case EntityId(id_):
            kind = "Item" if id_[0] == "Q" else "Property"
            inner = _object(f"Wikibase\\DataModel\\Entity\\{kind}Id", id_)
            return _object("Wikibase\\DataModel\\Entity\\EntityIdValue", inner)
        case Text(text):
            return _object("DataValues\\StringValue", text)
        case Monolingual(text, language):
            data = f"a:2:{{i:0;{_string(language)}i:1;{_string(text)}}}"
            return _object("DataValues\\MonolingualTextValue", data)
        case Time(time, precision, calendar):
            return _object("DataValues\\TimeValue", _php_json([time, 0, 0, 0, precision, calendar]))
        case Quantity(amount, unit):
            decimal = _object("DataValues\\DecimalValue", _string(amount))
            return _object("DataValues\\UnboundedQuantityValue", f"a:2:{{i:0;{decimal}i:1;{_string(unit)}}}")
        case Coordinate(latitude, longitude, precision):
            data = _php_json([latitude, longitude, None, precision, EARTH])
            return _object("DataValues\\Geo\\Values\\GlobeCoordinateValue", data)
    raise ValueError(f"{value} has no data value")


def _object(name: str, data: str) -> str:
    return f'C:{len(name.encode())}:"{name}":{len(data.encode())}:{{{data}}}'


def _string(text: str) -> str:
    return f's:{len(text.encode())}:"{text}";'


def _php_json(value: Any) -> str:
    """JSON as PHP writes it: no blanks, non-ASCII characters and slashes escaped."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/")
