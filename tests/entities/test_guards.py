"""What the database holds about identity, against its owner's plain SQL too: no natural person, no code that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import psycopg
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2
from tests import registry

from bonafides.entities.acts.except_code import except_code
from bonafides.kernel.identifiers import gb11714, gb32100, natural_person, scheme

pytestmark = pytest.mark.django_db
GOOD = "91990000MA0000001"
GOOD += gb32100.check_character(GOOD)
WRONG = GOOD[:17] + ("0" if GOOD[17] != "0" else "1")  # no code: its check character does not hold


def insert(code: str, kind: str = "enterprise", scheme: str = "uscc", exception: int | None = None) -> None:
    with transaction.atomic():
        registry.sql(
            "INSERT INTO entities_entity (scheme, code, kind, exception_id) VALUES (%s, %s, %s, %s)",
            scheme, code, kind, exception,
        )  # fmt: skip
        registry.sql("SET CONSTRAINTS ALL IMMEDIATE")


def citizens(division: str) -> Iterator[str]:
    """Citizen ID numbers of a division that pass the check of GB 32100 as well."""
    for days in range(36_500):
        born = date(1930, 1, 1) + timedelta(days=days * 7 % 36_500)
        for serial in (f"{days * 37 % 1000:03}", f"{days * 53 % 1000:03}"):
            body = f"{division}{born:%Y%m%d}{serial}"
            number = body + mod_11_2.calc_check_digit(body)
            if gb32100.holds(number):
                yield number


def first(numbers: Iterator[str], how_many: int) -> list[str]:
    return [number for number, _ in zip(numbers, range(how_many), strict=False)]


@pytest.mark.parametrize("kind", ["natural-person", "person", "citizen", "自然人", "", "Enterprise", "enterprise "])
def test_no_natural_person_as_kind(kind: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="entities_never_natural_persons"):
        insert(GOOD, kind)


def test_kinds_of_subject() -> None:
    for number, kind in enumerate(("enterprise", "sole-trader", "cooperative", "organisation")):
        insert(f"S{number}", kind, "shop")


@pytest.mark.parametrize("division", ["990000", "110101", "310104", "510107", "815432", "910001"])
def test_no_citizen_number_as_code(division: str) -> None:
    """Also one of a made-up division, of a resident from Hong Kong, of a foreigner; also where both checks hold."""
    for number in first(citizens(division), 40):
        if natural_person.kind_of(number) == "citizen-id":
            with pytest.raises(psycopg.errors.CheckViolation, match="entities_uscc_conforms"):
                insert(number)


@pytest.mark.parametrize(
    "code", [WRONG, GOOD.lower(), GOOD[:17], GOOD + "0", GOOD.replace("0", "O"), "", "９" + GOOD[1:]]
)
def test_no_code_that_is_none(code: str) -> None:
    insert(GOOD)
    with pytest.raises(psycopg.errors.CheckViolation, match="entities_uscc_conforms"):
        insert(code)


def test_one_entity_a_code() -> None:
    insert(GOOD)
    with pytest.raises(psycopg.errors.UniqueViolation):
        insert(GOOD, "organisation")


def test_an_excepted_code_and_no_other() -> None:
    done = except_code(registry.officer(), WRONG, authority="SAMR", confirmed_on=date(2024, 1, 1))
    other = WRONG[:2] + "110101" + WRONG[8:]
    other = other if not gb32100.holds(other) else WRONG[:2] + "110102" + WRONG[8:]
    for code in (other, first(citizens("110101"), 1)[0], "anything"):
        with pytest.raises(psycopg.errors.ForeignKeyViolation, match="entities_exception_of_this_code"):
            insert(code, exception=done.pk)
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        insert(WRONG, exception=done.pk + 1)
    with pytest.raises(psycopg.errors.CheckViolation):
        insert(WRONG)
    insert(WRONG, exception=done.pk)


@pytest.mark.parametrize("code", [*first(citizens("110101"), 2), "11010119900307451X", "110101900307451", "short"])
def test_no_exception_for_a_person(code: str) -> None:
    act = except_code(registry.officer(), WRONG, authority="SAMR", confirmed_on=date(2024, 1, 1)).act_id
    person = code if len(code) < 18 else code[:17] + mod_11_2.calc_check_digit(code[:17])
    with pytest.raises(psycopg.errors.CheckViolation, match="entities_exception_never"), transaction.atomic():
        registry.sql(
            "INSERT INTO entities_codeexception (scheme, code, authority, confirmed_on, act_id, seal) "
            "VALUES ('uscc', %s, 'x', '2024-01-01', %s, '')", person, act,
        )  # fmt: skip


symbols = st.sampled_from(gb32100.ALPHABET)
digits = st.sampled_from("0123456789")
days = st.dates(date(1870, 1, 1), date(2110, 12, 31)).map(lambda day: f"{day:%Y%m%d}")
wild_days = st.tuples(st.integers(1870, 2110), st.integers(0, 13), st.integers(0, 32)).map(
    lambda d: f"{d[0]:04d}{d[1]:02d}{d[2]:02d}"
)
divisions = st.sampled_from(("110000", "990000", "310104", "100000", "519100", "121000", "911100")) | st.text(
    digits, min_size=6, max_size=6
)


@st.composite
def codes(draw: st.DrawFn) -> str:
    """Codes at the border: by either check or both, or neither."""
    if draw(st.booleans()):
        body = draw(divisions) + draw(days | wild_days) + draw(st.text(digits, min_size=3, max_size=3))
        if draw(st.booleans()):  # the inner check holds
            body = body[:16] + gb11714.check_character(body[8:16])
    else:
        body = (
            draw(st.text(symbols, min_size=2, max_size=2))
            + draw(divisions)
            + draw(st.text(symbols, min_size=9, max_size=9))
        )
    last = [gb32100.check_character(body), draw(st.sampled_from("0123456789X"))]
    if body.isdigit():
        last.append(mod_11_2.calc_check_digit(body))
    return body + draw(st.sampled_from(last))


def both_checks(codes: list[str]) -> list[str]:
    """Of numbers of natural persons those that pass both checks, with the last digits of the body turned until they do."""
    found = []
    for code in codes:
        for serial in range(1000):
            body = (
                code[:14] + f"{serial:03}" if re.match("[0-9]{17}", code) else ""
            )  # "¹" is a digit, but none of these
            if body and gb32100.holds(number := body + mod_11_2.calc_check_digit(body)):
                found.append(number)
    return found


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([code for division in ("110101", "990000", "129911", "911000") for code in first(citizens(division), 50)])
@example(["¹"])
@given(st.lists(codes() | st.text(max_size=20).filter(lambda text: "\0" not in text), min_size=20, max_size=40))
def test_equal_to_the_kernel(codes: list[str]) -> None:
    """A code that the kernel takes, the database takes, so that no ingest ends there; what the kernel guards, it guards."""
    codes = [*codes, *both_checks(codes)]
    uscc = scheme("uscc")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, uscc_conforms(code), reads_as_natural_person(code) FROM unnest(%s::text[]) code", [codes]
        )
        for code, conforms, person in cursor.fetchall():
            assert conforms == gb32100.holds(code), code
            if len(code) == 18:
                assert person == (natural_person.kind_of(code) == "citizen-id"), code
            if uscc.check(code).code == code:
                assert conforms, code
                assert not person, code
