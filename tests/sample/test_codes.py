from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.identifiers import classify, scheme
from bonafides.sample.codes import SYMBOLS, personal_number, registration_numbers, unified_codes

BODIES = st.text(alphabet=SYMBOLS, min_size=8, max_size=8)


@given(bodies=st.lists(BODIES, min_size=1, max_size=20))
def test_unified_codes_are_valid_and_of_the_unassigned_division(bodies: list[str]) -> None:
    characters = np.frombuffer("".join(bodies).encode(), dtype=np.uint8).reshape(-1, 8)
    pairs = np.arange(len(bodies)) % 3
    for code in unified_codes(["91", "92", "52"], pairs, characters, np.zeros(len(bodies), dtype=np.bool_)):
        check = scheme("uscc").check(code)
        assert check.valid, code
        assert code[2:8] == "990000"
        assert check.warnings == ("division-unassigned",)


@given(body=BODIES)
def test_an_odd_inner_check_is_a_warning(body: str) -> None:
    characters = np.frombuffer(body.encode(), dtype=np.uint8).reshape(1, 8)
    code = unified_codes(["91"], np.zeros(1, dtype=np.int64), characters, np.ones(1, dtype=np.bool_))[0]
    check = scheme("uscc").check(code)
    assert check.valid
    assert "inner-check" in check.warnings


def test_the_codes_of_the_domain_reference_come_out() -> None:
    bodies = np.frombuffer(b"MA0TEXT1MA0TEXT2MA0TEXT3", dtype=np.uint8).reshape(3, 8)
    found = unified_codes(["91", "92", "93"], np.arange(3), bodies, np.zeros(3, dtype=np.bool_))
    assert found.to_list() == ["91990000MA0TEXT124", "92990000MA0TEXT20U", "93990000MA0TEXT39M"]


@given(serials=st.lists(st.integers(0, 99_999_999), min_size=1, max_size=20))
def test_registration_numbers_are_valid(serials: list[int]) -> None:
    numbers = registration_numbers(np.array(serials))
    assert numbers.dtype == pl.String
    assert {classify(number) for number in numbers} == {"registration-number"}


@given(serial=st.integers(0, 10**13))
def test_personal_numbers_are_recognised_as_such(serial: int) -> None:
    number = personal_number(serial)
    assert number.startswith("990000")
    assert classify(number) == "natural-person-id"
