"""Values as Wikibase's RDF has them: the plain literal or node, and the node with all of the value.

Source: Wikibase, repo/includes/Rdf/Values and DateTimeValueCleaner.php.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from crisiskg.publish.wikibase.namespaces import Namespaces
from crisiskg.wikibase.model import EARTH, JULIAN, Coordinate, EntityId, Monolingual, Quantity, Text, Time, Value
from crisiskg.wikibase.times import DAY, MONTH, edtf_of

#: The unit of a quantity that has none: the number one.
ONE = "http://www.wikidata.org/entity/Q199"

_TIME = re.compile(r"\+0*([1-9]\d*)-(\d\d)-(\d\d)T00:00:00Z", re.ASCII)


def plain(value: Value, datatype: str, names: Namespaces) -> NamedNode | Literal:
    """What ``ps:``, ``pq:``, ``pr:`` and ``wdt:`` lead to; ``datatype`` is that of the property.

    Raises ``ValueError`` for somevalue and novalue, which have no such term, for an address that
    is no IRI and for a time before the year 1.
    """
    match value:
        case EntityId(id_):
            return NamedNode(names.iri("wd", id_))
        case Text(text):
            return NamedNode(text) if datatype == "url" else Literal(text)
        case Monolingual(text, language):
            return Literal(text, language=language)
        case Time():
            return Literal(date_time(value), datatype=names.node("xsd", "dateTime"))
        case Quantity(amount):
            return Literal(amount, datatype=names.node("xsd", "decimal"))
        case Coordinate(latitude, longitude):
            point = f"Point({number(longitude)} {number(latitude)})"
            return Literal(point, datatype=names.node("geo", "wktLiteral"))
    raise ValueError(f"{value} has no term in RDF")


def has_node(value: Value) -> bool:
    """Whether a value has a node of its own besides its plain literal."""
    return isinstance(value, Time | Quantity | Coordinate)


def described(value: Value, names: Namespaces) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Predicates and objects of the node of a value; none for a value that has no such node."""

    def term(name: str) -> NamedNode:
        return names.node("wikibase", name)

    def typed(text: str, datatype: str) -> Literal:
        return Literal(text, datatype=names.node("xsd", datatype))

    kind = names.node("rdf", "type")
    match value:
        case Time(_, precision, calendar):
            yield kind, term("TimeValue")
            yield term("timeValue"), typed(date_time(value), "dateTime")
            yield term("timePrecision"), typed(str(precision), "integer")
            yield term("timeTimezone"), typed("0", "integer")
            yield term("timeCalendarModel"), NamedNode(calendar)
        case Quantity(amount, unit):
            yield kind, term("QuantityValue")
            yield term("quantityAmount"), typed(amount, "decimal")
            yield term("quantityUnit"), NamedNode(ONE if unit == "1" else unit)
        case Coordinate(latitude, longitude, precision_):
            yield kind, term("GlobecoordinateValue")
            for name, degrees in (("Latitude", latitude), ("Longitude", longitude), ("Precision", precision_)):
                yield term("geo" + name), typed(number(degrees), "double")
            yield term("geoGlobe"), NamedNode(EARTH)


def date_time(time: Time) -> str:
    """A time as ``xsd:dateTime``: what is not known becomes 01, a Julian day its Gregorian one.

    Raises ``ValueError`` for a time before the year 1 and for one that is none.

    >>> date_time(Time("+1958-08-00T00:00:00Z", 10))
    '1958-08-01T00:00:00Z'
    """
    if time.calendar == JULIAN and time.precision == DAY:
        return f"{edtf_of(time)}T00:00:00Z"
    match = _TIME.fullmatch(time.time)
    if not match:
        raise ValueError(f"{time.time} is not a date of the year 1 or later")
    year, month, day = match.groups()
    month = month if time.precision >= MONTH and month != "00" else "01"
    day = day if time.precision >= DAY and day != "00" else "01"
    return f"{year:>04}-{month}-{day}T00:00:00Z"


def number(value: float) -> str:
    """A floating-point number as PHP prints it by default: at most fourteen digits, none too many.

    >>> number(46.0), number(118.38)
    ('46', '118.38')
    """
    return f"{value:.14g}"
