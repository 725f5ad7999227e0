"""Whatever somebody gives for a parameter reaches the query as one typed term, or is refused."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from crisiskg.errors import UsageError
from crisiskg.query import EmbeddedGraph, Parameter, StoredQuery, Table, bind
from crisiskg.query.parameters import terms
from crisiskg.terms import EDTF, XSD, Base

HELP = {"ja": "助け", "en": "help"}
BOTH = {"ja": "題", "en": "title"}


def query_of(*parameters: Parameter) -> StoredQuery:
    names = " ".join(f"?{name}" for parameter in parameters for name in parameter.variables)
    text = f"SELECT {names}\nWHERE {{\n  #: parameters\n}}\n"
    return StoredQuery("example", 1, BOTH, BOTH, parameters, {}, text)


def bound(parameter: Parameter, value: object) -> tuple[object, ...]:
    table = EmbeddedGraph(Store()).query(bind(query_of(parameter), {parameter.name: value}))
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    return table.rows[0]


def parameter(type: str, **more: object) -> Parameter:
    return Parameter("value", type, HELP, **more)  # type: ignore[arg-type]


@given(st.text(min_size=1))
def test_any_text_comes_back_as_it_was_given(text: str) -> None:
    assert bound(parameter("string"), text) == (Literal(text),)


@pytest.mark.parametrize(
    "text",
    [
        'a" . ?s ?p ?o . "',
        "a') } } SELECT * { ?s ?p ?o } #",
        "line\n#: parameters\n}",
        "tab\tcarriage\rback\\slash",
        "\\u0022 ) }",
        "${value} %s {value}",
        "'''\"\"\"",
    ],
)
def test_no_text_can_leave_its_literal(text: str) -> None:
    assert bound(parameter("string"), text) == (Literal(text),)


@pytest.mark.parametrize(
    "value",
    [
        "event/crisis> } #",
        "event/cri sis",
        "https://example.org/a> <b",
        'event/a"b',
        "event/{x}",
        "event/",
        "/crisis",
        "crisis",
        "ckgid:",
        "http://",
        "event/a\nb",
        "nosuch:event",
        "javascript:alert(1)",
    ],
)
def test_an_entity_that_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="parameter value: "):
        bound(parameter("entity"), value)


@pytest.mark.parametrize(
    "value",
    [
        "event/crisis",
        "ckgid:event/crisis",
        "ckgevent:crisis",
        "https://w3id.org/crisiskg/id/event/crisis",
    ],
)
def test_an_entity_is_a_local_id_a_curie_or_an_iri(value: str) -> None:
    node = NamedNode("https://w3id.org/crisiskg/id/event/crisis")
    assert bound(parameter("entity", kinds=("event", "person")), value) == (node,)


def test_an_iri_of_elsewhere_is_an_entity_of_any_kind_only() -> None:
    iri = "http://www.wikidata.org/entity/Q1"
    assert bound(parameter("entity"), iri) == (NamedNode(iri),)
    with pytest.raises(UsageError, match="event/…"):
        bound(parameter("entity", kinds=("event",)), iri)


def test_a_wrong_kind_is_refused_with_the_nearest() -> None:
    message = r"parameter value: 'events/crisis' is not allowed; give event/….*; did you mean 'event/crisis\'?"
    with pytest.raises(UsageError, match=message):
        bound(parameter("entity", kinds=("event",)), "events/crisis")


def test_another_base_moves_entities_and_prefixes() -> None:
    base = Base("https://example.org/id/", "https://example.org/graph/")
    only = Parameter("value", "entity", HELP)
    text = "PREFIX ckgconcept: <https://w3id.org/crisiskg/id/concept/>\nSELECT ?value {\n#: parameters\n}\n"
    query = StoredQuery("example", 1, BOTH, BOTH, (only,), {}, text)
    moved = bind(query, {"value": "ckgid:event/x"}, base)
    assert "PREFIX ckgconcept: <https://example.org/id/concept/>" in moved
    assert "(<https://example.org/id/event/x>)" in moved


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("1901-03-05", "1901-03-05", "1901-03-05"),
        ("1901-02", "1901-02-01", "1901-02-28"),
        ("1904", "1904-01-01", "1904-12-31"),
        ("190X", "1900-01-01", "1909-12-31"),
        (datetime.date(1901, 3, 5), "1901-03-05", "1901-03-05"),
    ],
)
def test_a_date_binds_its_first_and_last_day(value: object, begin: str, end: str) -> None:
    days = tuple(Literal(day, datatype=XSD.date) for day in (begin, end))
    assert bound(parameter("date"), value) == days


def test_an_open_date_leaves_its_side_unbound() -> None:
    assert bound(parameter("date"), "1901/..") == (Literal("1901-01-01", datatype=XSD.date), None)


@pytest.mark.parametrize("value", ["yesterday", "1901-02-30", "05.03.1901", "1902/1901", "1901-03-05T10:00"])
@pytest.mark.parametrize("type", ["date", "edtf"])
def test_what_is_no_date_is_refused_with_the_forms(type: str, value: str) -> None:
    with pytest.raises(UsageError, match="1958-08-23"):
        bound(parameter(type), value)


def test_edtf_is_bound_as_it_stands() -> None:
    assert bound(parameter("edtf"), "1901-03~") == (Literal("1901-03~", datatype=EDTF),)


def test_an_integer_is_typed_and_anything_else_refused() -> None:
    assert bound(parameter("integer"), "067") == (Literal(67),)
    for value in ("1.5", "six", "1) (2", "٣", "9" * 30):
        with pytest.raises(UsageError, match="a whole number"):
            bound(parameter("integer"), value)


def test_a_choice_is_one_of_its_choices_and_the_nearest_is_suggested() -> None:
    assert bound(parameter("choice", choices=("within", "around")), "within") == (Literal("within"),)
    with pytest.raises(UsageError, match=r"one of within, around; did you mean 'within\'?"):
        bound(parameter("choice", choices=("within", "around")), "witin")


@pytest.mark.parametrize("type", ["entity", "date", "edtf", "string", "integer"])
@pytest.mark.parametrize("value", [None, ""])
def test_nothing_leaves_the_parameter_unbound(type: str, value: object) -> None:
    assert terms(parameter(type), value) == {}
    assert set(bound(parameter(type, default="1901"), value)) == {None}


def test_a_missing_parameter_takes_its_default_and_an_empty_required_one_is_refused() -> None:
    assert "(67)" in bind(query_of(parameter("integer", default="67")), {}).replace(
        '"67"^^<' + XSD.integer.value + ">", "67"
    )
    with pytest.raises(UsageError, match="parameter value must be given: a whole number"):
        bind(query_of(parameter("integer", default="67", required=True)), {"value": ""})


def test_an_unknown_parameter_is_refused_with_the_nearest() -> None:
    with pytest.raises(
        UsageError, match=r"query example has no parameter 'valu': it has value; did you mean 'value\'?"
    ):
        bind(query_of(parameter("string")), {"valu": "x"})
    with pytest.raises(UsageError, match="it has none"):
        bind(query_of(), {"x": "y"})


def test_the_marker_is_replaced_everywhere_but_never_inside_a_value() -> None:
    query = query_of(parameter("string"))
    text = "SELECT ?value {\n#: parameters\n{ SELECT ?value {\n  #: parameters\n} }\n}\n"
    twice = StoredQuery("example", 1, BOTH, BOTH, query.parameters, {}, text)
    written = bind(twice, {"value": "#: parameters"})
    assert written.count('VALUES (?value) { ("#: parameters") }') == 2
    assert len(written.splitlines()) == len(text.splitlines())


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(UsageError, match="any text"):
        bound(parameter("string"), "\ud800")
