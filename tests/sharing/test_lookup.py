"""Whose code this is: in any form, present or former, of any scheme; a person's number is never asked about."""

from __future__ import annotations

import pytest
from django.test.utils import CaptureQueriesContext
from tests import registry
from tests.sharing.conftest import Submit

from bonafides.sharing.lookup import LONGEST, look_up
from bonafides.sharing.publicity import Audience

CODE, OTHER = "91990000MA0TEXT124", "91110000600037341L"
LEGACY = "990000000000015"
PERSON = "11010519491231002X"


@pytest.fixture
def register(db: None, submit: Submit) -> None:
    registry.put_in_force(registry.toy())
    submit(registry.row(CODE, "r1", legacy=LEGACY), mapping="a-codes")
    submit(registry.row("S1", "r2"))


@pytest.mark.parametrize(
    "typed", [CODE, CODE.lower(), f" {CODE} ", "９１９９００００ＭＡ０ＴＥＸＴ１２４", "9199 0000 MA0TEXT124"]
)
def test_a_code_in_any_form(register: None, typed: str) -> None:
    assert look_up(typed).found == (("uscc", CODE),)


def test_a_former_code_and_a_code_of_another_scheme(register: None) -> None:
    assert look_up(LEGACY).found == (("uscc", CODE),)
    assert look_up("S1").found == (("shop", "S1"),)


def test_a_former_code_falls_with_its_record(register: None, submit: Submit) -> None:
    submit(registry.row(CODE, "r3", action="withdrawal", target="r1", value=""), mapping="a-codes")
    assert look_up(LEGACY).found == ()
    assert look_up(CODE, Audience.OPERATOR).found == (("uscc", CODE),), "the business stays, though not for the public"


def test_a_former_code_of_two_is_said_to_be_of_two(register: None, submit: Submit) -> None:
    submit(registry.row("S1", "r4", legacy=LEGACY))
    assert look_up(LEGACY).found == (("shop", "S1"), ("uscc", CODE))


def test_a_code_that_nobody_bears(register: None) -> None:
    assert look_up(OTHER).unknown
    assert look_up("990000000000023").unknown


def test_a_mistyped_code_is_explained(register: None) -> None:
    refusal = look_up(f"{CODE[:17]}5").refusal
    assert refusal is not None
    assert (refusal.reason, refusal.details["expected"]) == ("check-character", "4")
    assert look_up("9199OOOOMA0TEXT124").refusal.suggestion == CODE  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["面馆", "7-Eleven", "Red House 1998", "", " ", "\0", "2", "x" * (LONGEST + 1)])
def test_what_is_no_code_may_be_a_name(register: None, typed: str) -> None:
    assert look_up(typed) == type(look_up(typed))()


@pytest.mark.parametrize("typed", [PERSON, f"身份证 {PERSON}", "110105 1949 1231 002x", "110105491231003"])
def test_a_persons_number_is_refused_before_the_database_is_asked(db: None, typed: str) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as asked:
        looked = look_up(typed)
    assert not asked.captured_queries
    assert looked.refusal is not None
    assert looked.refusal.reason == "natural-person-id"
    assert PERSON not in repr(looked)
