"""Attacks on the public view: nothing withheld, unpublished or ended is shown, whatever is asked about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from tests import registry
from tests.sharing.conftest import Submit

from bonafides.sharing.publicity import Audience
from bonafides.sharing.search import search_by_name
from bonafides.sharing.unified_record import unified_record

pytestmark = pytest.mark.django_db

FINE = "catalogue/fine.yaml"
PERIOD = "{class: every, public: true, in_force: {from: 2000-01-01}}"
EVENT = date(2024, 1, 1)  # of every row of the toy register


def period(terms: str) -> None:
    """Put the toy pack in force with other terms of publicity for fines."""
    registry.put_in_force(registry.toy(FINE, PERIOD, terms))


def texts(audience: Audience, code: str = "A1") -> Iterator[str]:
    """The record as it is asked about on many days and at many moments, by one who may look at it."""
    for as_of in (None, EVENT, EVENT + timedelta(days=1), date(2025, 6, 1), date(2035, 1, 1)):
        for known_at in (None, registry.moment()):
            yield unified_record("shop", code, as_of=as_of, known_at=known_at, audience=audience) or ""


def refs(text: str) -> list[str]:
    record: dict[str, Any] = json.loads(text)
    return [one["ref"] for kind in record["records"].values() for one in kind]


def is_public() -> bool:
    """Whether any view of the public shows a record."""
    return any(refs(text) for text in texts(Audience.PUBLIC))


def test_a_withheld_fact_reaches_the_operator_only(submit: Submit) -> None:
    registry.put_in_force(registry.toy())
    submit(registry.row("A1", "r1", note="open", secret="hidden-4711"), registry.row("A1", "r2", secret="hidden-4712"))
    for text in texts(Audience.PUBLIC):
        assert refs(text)
        assert "hidden-" not in text
        assert "secret" not in text
    for text in texts(Audience.OPERATOR):
        found = {one["ref"]: one["facts"] for one in json.loads(text)["records"]["toy/fine"]}
        assert found["r1"] == {"value": 1, "note": "open", "secret": "hidden-4711"}


def test_a_class_that_is_not_public_is_never_shown(submit: Submit) -> None:
    period("{class: every, public: false, in_force: {from: 2000-01-01}}")
    submit(registry.row("A1", "r1"))
    assert not is_public()
    assert all(refs(text) == ["r1"] for text in texts(Audience.OPERATOR))


def test_a_class_without_a_period_in_force_is_never_shown(submit: Submit) -> None:
    period("{class: every, public: true, in_force: {from: 2000-01-01, to: 2025-01-01}}")
    submit(registry.row("A1", "r1"))
    assert not is_public()


def test_what_ended_is_not_shown_as_it_stood_earlier(submit: Submit, today: Callable[[date], None]) -> None:
    period("{class: every, public: true, months: 3, in_force: {from: 2000-01-01}}")
    submit(registry.row("A1", "r1"))
    last = date(2024, 3, 31)
    today(last)
    assert is_public()
    today(last + timedelta(days=1))
    assert not is_public()
    assert all(refs(text) == ["r1"] for text in texts(Audience.OPERATOR))


def test_the_day_it_ends_is_told(submit: Submit, today: Callable[[date], None]) -> None:
    period("{class: every, public: true, months: 3, in_force: {from: 2000-01-01}}")
    submit(registry.row("A1", "r1"))
    today(EVENT)
    [one] = json.loads(unified_record("shop", "A1") or "")["records"]["toy/fine"]
    assert one["public_until"] == "2024-04-01"


def test_what_is_public_while_it_holds_ends_with_it(submit: Submit, today: Callable[[date], None]) -> None:
    period("{class: every, public: true, months: 24, while_valid: true, in_force: {from: 2000-01-01}}")
    submit(registry.row("A1", "r1", to="2024-06-01"), registry.row("A2", "r2"))
    today(date(2024, 5, 31))
    [one] = json.loads(unified_record("shop", "A1") or "")["records"]["toy/fine"]
    assert one["public_until"] == "2024-06-01"
    today(date(2024, 6, 1))
    assert not is_public()
    assert refs(unified_record("shop", "A2") or "") == ["r2"]
    today(date(2026, 1, 1))
    assert refs(unified_record("shop", "A2") or "") == []


def test_a_change_of_the_law_ends_publication_at_once(submit: Submit) -> None:
    registry.put_in_force(registry.toy())
    submit(registry.row("A1", "r1"))
    assert is_public()
    period("{class: every, public: false, in_force: {from: 2000-01-01}}")
    assert not is_public()


@pytest.mark.parametrize("action", ["withdrawal", "annulment"])
def test_what_was_taken_back_is_not_shown_as_it_was_known_earlier(submit: Submit, action: str) -> None:
    registry.put_in_force(registry.toy())
    submit(registry.row("A1", "r1"))
    before = registry.moment()
    submit(registry.row("A1", "r2", action=action, target="r1", value=""))
    assert refs(unified_record("shop", "A1", known_at=before, audience=Audience.OPERATOR) or "") == ["r1"]
    assert refs(unified_record("shop", "A1", known_at=before) or "") == []


def test_a_business_is_not_found_by_a_name_that_is_not_public(submit: Submit) -> None:
    period("{class: every, public: false, in_force: {from: 2000-01-01}}")
    submit(registry.row("A1", "r1", name="Secret Garden"))
    assert search_by_name("Secret Garden") == []
    assert [one.code for one in search_by_name("Secret Garden", audience=Audience.OPERATOR)] == ["A1"]


def test_a_name_is_not_shown_once_its_record_is_not(submit: Submit) -> None:
    period("{class: every, public: false, in_force: {from: 2000-01-01}}")
    submit(registry.row("A1", "r1", name="Secret Garden"))
    assert all("Secret Garden" not in text for text in texts(Audience.PUBLIC))
