"""A roster adds what is new, ends nothing, and is taken whole or not at all."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import registry
from tests.agencies.conftest import Enrol, officer, roster, today

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act, Event
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.models import Agency, Interest, Officer, Power, Qualification
from bonafides.agencies.queries import agency, officers_of
from bonafides.agencies.roster import RosterRefusedError, read_roster
from bonafides.entities.models import Entity


def test_what_is_written(enrolled: Enrol, toy: Agency) -> None:
    changes = enrolled({"roles": "inspector;decider", "interests": "A;shop:B"}, {"number": "2", "name": "Wu"})
    assert changes.counts() == {"officers": 2, "powers": 3, "qualifications": 2, "interests": 2}
    one = Officer.objects.get(number="1")
    assert (one.name, one.agency) == ("Li Na", toy)
    assert set(one.powers.values_list("role", "since")) == {("inspector", today()), ("decider", today())}
    [can] = one.qualifications.all()
    assert (can.fields, can.regions, can.certificate, can.capacity) == (["food", "fire"], ["990001"], "A-1", 40)
    assert set(one.interests.values_list("entity__code", flat=True)) == {"A", "B"}


def test_the_act_names_nobody(enrolled: Enrol) -> None:
    enrolled({"interests": "A"})
    act = Act.objects.get(name="agencies.enrol")
    assert act.details == {
        "pack": "toy", "agency": "a", "officers": 1, "powers": 1, "qualifications": 1, "interests": 1,
    }  # fmt: skip
    assert act.rows.keys() == {
        "agencies_officer", "agencies_power", "agencies_qualification", "agencies_interest",
    }  # fmt: skip
    assert "Li Na" not in str(Event.objects.get(act=act).data) + str(act.details)


def test_the_same_roster_again_changes_nothing(enrolled: Enrol) -> None:
    enrolled({"interests": "A"}, {"number": "2"})
    before = [model.objects.count() for model in (Officer, Power, Qualification, Interest)]
    assert set(enrolled({"interests": "shop:A"}, {"number": "2"}).counts().values()) == {0}
    assert [model.objects.count() for model in (Officer, Power, Qualification, Interest)] == before


def test_what_is_new_is_added_and_nothing_is_ended(enrolled: Enrol) -> None:
    enrolled({"roles": "inspector", "interests": "A"}, {"number": "2"})
    counts = enrolled({"roles": "decider", "capacity": "7", "fields": "", "interests": "B"}).counts()
    assert counts == {"officers": 0, "powers": 1, "qualifications": 1, "interests": 1}
    [one, two] = officers_of("toy", "a", today())
    assert (one.number, one.capacity, one.fields) == ("1", 7, ())
    assert one.recused == set(Entity.objects.filter(code__in="AB").values_list("id", flat=True))
    assert two.number == "2"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"number": "2", "interests": "A;Z"}, "row 2, column interests: expected codes of businesses of this register, with `;`"),
        ({"number": "2", "interests": "uscc:A"}, "came 'uscc:A', which is none"),
        ({"number": "2", "interests": "D"}, "row 2, column interests: 'D' is a code of several schemes: write scheme:code"),
        ({"number": "1", "name": "Wang"}, "row 2, column name: officer 1 has another name here"),
    ],
)  # fmt: skip
def test_what_does_not_fit_leaves_nothing(enrolled: Enrol, line: dict[str, str], told: str) -> None:
    Entity.objects.create(scheme="name-place", code="D", kind="enterprise")
    enrolled({})
    before = registry.digest()
    with pytest.raises(RosterRefusedError) as refused:
        enrolled({"number": "9"}, line)
    assert told in str(refused.value)
    assert registry.digest() == before


def test_many_officers_cost_few_statements(toy: Agency) -> None:
    lines = read_roster(roster(*({"number": str(number), "interests": "A;B"} for number in range(2_000))))
    with CaptureQueriesContext(connection) as asked:
        enrol(registry.officer(), toy, lines, today())
    assert len(asked) < 30
    assert len(officers_of("toy", "a", today())) == 2_000


def test_an_administrator_of_the_own_agency(enrolled: Enrol) -> None:
    enrolled({"number": "admin", "roles": "administrator"}, {"number": "7", "roles": "inspector"})
    assert enrolled({"number": "3", "roles": ""}, by=officer("admin")).counts()["officers"] == 1
    before = registry.digest()
    with pytest.raises(ActRefusedError, match="expected an administrator of toy/b, came one of toy/a"):
        enrolled({"number": "3"}, by=officer("admin"), agency=agency("toy", "b"))
    with pytest.raises(ActRefusedError, match=r"powers in toy/a need two persons: .* came 1 new ones"):
        enrolled({"number": "admin", "roles": "administrator;decider"}, by=officer("admin"))
    with pytest.raises(
        ActRefusedError, match=r"officer of toy/a who is administrator, officer 7 is inspector; .* appoint 7"
    ):
        enrolled({"number": "3"}, by=officer("7"))
    assert registry.digest() == before
