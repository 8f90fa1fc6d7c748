"""Attacks on the purposes: no purpose, another agency's, none of the law's, without its case, on another's business."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests import registry
from tests.sharing.conftest import Submit

from bonafides.agencies.who import ANYONE, OPERATOR, Kind, Who
from bonafides.entities.models import Entity
from bonafides.packs.load import parse_pack
from bonafides.sharing.access.models import Access
from bonafides.sharing.disclosure import (
    How,
    NotDisclosedError,
    Request,
    disclosed_fields,
    disclosed_record,
    scope_of,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 29)
PURPOSES = """\
purposes:
  - purpose: visit
    title: {en: Visit}
    basis: [{instrument: LAW, article: "3", mark: verified}]
    agencies: [b]
    duty: true
    case: true
    opens: [{kinds: [fine], fields: [secret]}]
    told: {officers: agency}
  - purpose: look
    title: {en: Look}
    basis: [{instrument: LAW, mark: verified}]
    agencies: [a, b]
    duty: true
    case: false
    opens: [{kinds: [rating]}]
    told: {officers: agency}
  - purpose: agreed
    title: {en: Agreed}
    basis: [{instrument: LAW, mark: verified}]
    agencies: [b]
    duty: false
    case: false
    opens: [{kinds: [fine], classes: [shared]}]
    told: {officers: number}
"""


def officer(agency: str = "b") -> Who:
    return Who(Kind.OFFICER, "toy", agency, "7")


def visit(purpose: str | None = "visit", case: str | None = "B-2026-4", who: Who | None = None, **more: str) -> Request:
    return Request(who or officer(), purpose, case, DAY, **more)


@pytest.fixture(autouse=True)
def _register(submit: Submit) -> None:
    files = dict(registry.TOY) | {"purposes.yaml": PURPOSES}
    rating = "catalogue/rating.yaml"
    files[rating] = files[rating].replace("public: true,", "public: false,")
    registry.put_in_force(parse_pack({name: text.encode() for name, text in files.items()}, "toy"))
    submit(registry.row("A1", "r1", note="open", secret="hidden-1"), registry.row("A2", "r2", secret="hidden-2"))
    submit(registry.row("A1", "g1", secret="hidden-3"), mapping="a-ratings")


def facts(request: Request, code: str = "A1") -> dict[str, list[dict[str, object]]]:
    found = json.loads(disclosed_record(request, "shop", code) or "{}")
    return {kind: [one["facts"] for one in of_kind] for kind, of_kind in found["records"].items()}


def test_the_public_and_an_officer_without_a_purpose_see_the_same() -> None:
    for request in (Request(ANYONE, None, None, DAY), visit(None, None), visit(None, "case:1")):
        assert facts(request) == {"toy/fine": [{"value": 1, "note": "open"}]}


def test_a_purpose_opens_what_it_says_and_nothing_else() -> None:
    assert facts(visit()) == {"toy/fine": [{"value": 1, "note": "open", "secret": "hidden-1"}]}
    # Not published by its class, opened as a kind; its withheld fact is not.
    assert facts(visit("look", None)) == {"toy/fine": [{"value": 1, "note": "open"}], "toy/rating": [{"value": 1}]}
    # Whoever gave it sees it whole.
    assert facts(visit("look", None, officer("a")))["toy/fine"] == [{"value": 1, "note": "open", "secret": "hidden-1"}]


@pytest.mark.parametrize(
    ("request_", "rule", "expected"),
    [
        (visit("nothing-such"), "purpose", "a purpose of b (visit, look, agreed)"),
        (visit(who=officer("a")), "purpose", "a purpose of a (look)"),
        (visit(who=Who(Kind.MACHINE, "toy", "nobody", "p")), "purpose", "it has none"),
        (visit(who=Who(Kind.OFFICER, "elsewhere", "b", "7")), "purpose", "an agency of a pack in force"),
        (visit(case=None), "case", "a case, in up to 120 characters"),
        (visit(case=" \n"), "case", "a case, in up to 120 characters"),
        (visit(case="x" * 121), "case", "a case, in up to 120 characters"),
        (visit(case="case:4711"), "case", "a case of b"),
        (visit("agreed", None), "authorisation", "the paper in which the business agreed"),
    ],
)
def test_it_is_refused(request_: Request, rule: str, expected: str) -> None:
    for ask in (scope_of, lambda one: disclosed_record(one, "shop", "A1")):
        with pytest.raises(NotDisclosedError) as told:
            ask(request_)
        assert told.value.rule == rule
        assert expected in told.value.expected
        assert "hidden" not in str(told.value)
        assert told.value.mend


def test_with_its_authorisation() -> None:
    assert facts(visit("agreed", None, authorisation="P-12"))["toy/fine"][0]["secret"] == "hidden-1"


def test_a_business_sees_its_own_whole_and_of_others_what_anyone_sees() -> None:
    own = Request(Who(Kind.BUSINESS, entity=Entity.objects.get(code="A1").pk), None, None, DAY)
    assert facts(own) == {
        "toy/fine": [{"value": 1, "note": "open", "secret": "hidden-1"}],
        "toy/rating": [{"value": 1, "secret": "hidden-3"}],
    }
    assert facts(own, "A2") == {"toy/fine": [{"value": 1}]}
    with pytest.raises(NotDisclosedError, match="own business"):
        disclosed_fields(own, [Entity.objects.get(code="A2").pk], {"toy/fine": {"value"}})
    nobody = Request(Who(Kind.BUSINESS), None, None, DAY)
    assert facts(nobody) == {"toy/fine": [{"value": 1, "note": "open"}]}


def test_what_was_withdrawn_is_over_for_every_agency_but_the_one_that_knows(submit: Submit) -> None:
    before = registry.moment()
    submit(registry.row("A1", "r9", action="withdrawal", target="r1", value=""))
    for request in (visit(), visit("look", None, officer("a"))):
        assert "r1" not in (disclosed_record(request, "shop", "A1", known_at=before) or "")
        assert "toy/fine" not in facts(request)


def test_fields_are_those_wanted_and_none_beyond_the_purpose() -> None:
    number = [Entity.objects.get(code="A1").pk]
    [one] = disclosed_fields(visit(), number, {"toy/fine": {"secret", "value"}})
    assert (one.agency, one.ref, one.facts) == ("a", "r1", {"value": 1, "secret": "hidden-1"})
    [one] = disclosed_fields(Request(ANYONE, None, None, DAY), number, {"toy/fine": {"note"}})
    assert one.facts == {"note": "open"}
    assert disclosed_fields(Request(ANYONE, None, None, DAY), number, {"toy/rating": {"value"}}) == []
    [one] = disclosed_fields(Request(OPERATOR, None, None, DAY), number, {"toy/rating": {"secret"}})
    assert one.facts == {"secret": "hidden-3"}
    for request in (Request(ANYONE, None, None, DAY), visit("look", None), visit(None)):
        with pytest.raises(NotDisclosedError, match="`secret` with"):
            disclosed_fields(request, number, {"toy/fine": {"secret"}})
    with pytest.raises(NotDisclosedError, match="a kind of record"):
        disclosed_fields(visit(), number, {"toy/nothing": {"secret"}})


def test_a_state_is_the_one_that_began_last_also_where_it_is_not_shown(submit: Submit) -> None:
    submit(
        registry.row("A1", "s1", date="2024-02-01"), registry.row("A1", "s2", date="2024-03-01", value=2),
        mapping="b-ratings",
    )  # fmt: skip
    number = [Entity.objects.get(code="A1").pk]
    found = disclosed_fields(visit("look", None), number, {"toy/rating": {"value"}})
    assert [(one.agency, one.ref) for one in found] == [("b", "s2"), ("a", "g1")]


def test_each_look_at_what_is_not_public_is_a_row_of_the_log() -> None:
    number = Entity.objects.get(code="A1").pk
    facts(Request(ANYONE, None, None, DAY))
    facts(visit(None, None))
    assert not Access.objects.exists()
    facts(visit())
    disclosed_fields(visit("look", None), [number], {"toy/rating": {"value"}}, how=How.EVIDENCE)
    first, second = Access.objects.select_related("terms").order_by("id")
    assert (first.entity, first.name, first.case, first.terms.purpose) == (number, "7", "B-2026-4", "visit")
    assert (first.terms.opened, first.terms.basis) == ({"toy/fine": ["secret"]}, "LAW 3")
    assert (second.terms.how, second.terms.opened) == ("evidence", {"toy/rating": ["value"]})
