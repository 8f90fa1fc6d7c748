"""Who inspects on a day: by number, with what each may do and from whom each keeps away."""

from __future__ import annotations

import pytest
from tests import registry
from tests.agencies.conftest import Enrol, days, today

from bonafides.acts.act import Role
from bonafides.agencies import queries
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.queries import OfficerOn, UnknownAgencyError, UnknownOfficerError, officers_of
from bonafides.entities.acts.merge import merge
from bonafides.entities.queries import entity_by_code, ones_with


def test_inspectors_of_a_day(enrolled: Enrol) -> None:
    enrolled(
        {"number": "9", "interests": "A;C"},
        {"number": "10", "certificate_until": str(days(2)), "capacity": "5"},
        {"number": "11", "roles": "decider"},
        {"number": "12"},
    )
    a, b, c = (entity_by_code("shop", code) for code in "ABC")
    merge(registry.officer(), b, a)
    end_power(registry.officer(), queries.officer("toy", "a", "12"), Role.INSPECTOR, days(1))
    assert [one.number for one in officers_of("toy", "a", today())] == ["10", "12", "9"]
    assert [one.number for one in officers_of("toy", "a", days(1))] == ["10", "9"]
    assert officers_of("toy", "a", days(2)) == [
        OfficerOn("9", ("food", "fire"), ("990001",), 40, frozenset({a.pk, b.pk, c.pk}))
    ]
    assert officers_of("toy", "a", days(-1)) == officers_of("toy", "b", today()) == []


def test_ones_with() -> None:
    a, b, c, d = (entity_by_code("shop", code).pk for code in "ABCD")
    merge(registry.officer(), entity_by_code("shop", "B"), entity_by_code("shop", "A"))
    merge(registry.officer(), entity_by_code("shop", "C"), entity_by_code("shop", "A"))
    assert ones_with([b, d]) == {b: {a, b, c}, d: {d}}
    assert ones_with([]) == {}


def test_unknown() -> None:
    with pytest.raises(UnknownAgencyError, match=r"expected an agency of the pack toy, came 'z'; it has a, b"):
        queries.agency("toy", "z")
    with pytest.raises(UnknownAgencyError, match="put the pack in force first: bonafides pack install packs/x"):
        queries.agency("x", "a")
    with pytest.raises(UnknownOfficerError, match=r"there is no officer '1' in toy/a; enrol one"):
        queries.officer("toy", "a", "1")
