import numpy as np
import pytest

from bonafides.kernel.identifiers import DivisionTable, Uscc
from bonafides.kernel.identifiers.divisions import division_warnings
from bonafides.kernel.identifiers.uscc_bytes import WARNINGS, examine, warnings_by_division


@pytest.mark.parametrize("table", [None, DivisionTable("test", {"110101": "x", "990000": "y"})], ids=["none", "table"])
def test_every_division_has_the_warnings_of_the_single_check(table):
    masks = warnings_by_division(table)
    assert masks.shape == (1_000_000,)
    for number in [*range(0, 1_000_000, 997), 100_000, 110_101, 990_000]:
        expected = sum(1 << WARNINGS.index(warning) for warning in division_warnings(f"{number:06}", table))
        assert masks[number] == expected, number


def test_decides_what_it_can_and_leaves_the_rest():
    codes = [
        "91110000600037341L",
        "91110000600037341l",
        "9111000060003734IL",
        "990000195001010000",
        "000000000000000000",
    ]
    verdicts = examine("".join(codes).encode(), warnings_by_division(None))
    assert verdicts.decided.tolist() == [True, True, False, False, False]
    assert verdicts.holds[:2].tolist() == [True, True]
    assert verdicts.small[:2].tolist() == [False, True]


def test_all_check_characters_agree_with_the_single_check():
    body = "9111000060003734"
    codes = [f"{body}{inner}{outer}" for inner in "0123456789X" for outer in "0123456789ABCDEFGHJKLMNPQRTUWXY"]
    verdicts = examine("".join(codes).encode(), warnings_by_division(None))
    assert bool(np.all(verdicts.decided))
    for code, holds, warnings in zip(codes, verdicts.holds, verdicts.warnings, strict=True):
        answer = Uscc().check(code)
        assert holds == answer.valid
        if answer.valid:
            assert warnings == sum(1 << WARNINGS.index(warning) for warning in answer.warnings)
