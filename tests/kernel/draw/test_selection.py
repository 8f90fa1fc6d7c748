"""Tickets and quotas: exact integers, exclusions by rule. Chances: test_statistics."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.draw import made

from bonafides.kernel.draw.commitment import Stratum
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.selection import draw
from bonafides.kernel.draw.tickets import ticket, ticket_key, tickets


@given(st.integers(0, 10**9), st.integers(0, 10_000))
def test_a_quota_is_the_exact_ceiling(size: int, bp: int) -> None:
    assert Stratum("one", size, bp).quota == ceil(Fraction(size * bp, 10_000))


@given(st.integers(0, 500), st.integers(0, 10_000), st.integers(0, 50), st.integers(0, 50))
def test_floors_and_caps_hold_and_nobody_is_drawn_who_is_not_there(size: int, bp: int, floor: int, more: int) -> None:
    quota = Stratum("one", size, bp, floor, floor + more).quota
    assert min(size, floor) <= quota <= min(size, floor + more)


def test_a_ticket_is_what_the_reference_says() -> None:
    key = sha256(f"bonafides-draw-v1\n{made.DRAW}\n{made.SEED.hex()}\n".encode()).hexdigest()
    assert ticket_key(made.DRAW, made.SEED) == key.encode()
    one = sha256(f"{key}\ns-001\n0\n".encode()).digest()
    two = sha256(f"{key}\ns-001\n1\n".encode()).digest()
    assert ticket(key.encode(), "s-001") == one == tickets(key.encode(), ["s-001"])[0]
    assert ticket(key.encode(), "s-001", 2) == min(one, two)
    blinded = sha256(f"{key}\ns-001\n0\n{'ab' * 16}\n".encode()).digest()
    assert ticket(key.encode(), "s-001", 1, b"\xab" * 16) == blinded


@given(st.text(max_size=5))
def test_no_text_runs_into_the_next(draw_id: str) -> None:
    if draw_id and all(ord(mark) >= 32 and ord(mark) != 127 for mark in draw_id):
        if draw_id.encode(errors="replace") == draw_id.encode(errors="ignore"):
            ticket_key(draw_id, made.SEED)
    else:
        with pytest.raises(Refused, match="control characters"):
            ticket_key(draw_id, made.SEED)


def test_left_out_only_by_a_committed_rule() -> None:
    subjects = made.subjects({"one": 10})
    capped = [replace(one, excluded="yearly-cap") if one.code < "s-006" else one for one in subjects]
    ranked = draw(made.commitment(capped, {"one": 5000}), capped, made.SEED)
    assert ranked["one"].quota == 3
    assert not [code for code in ranked["one"].drawn if code < "s-006"]
    odd = [replace(one, excluded="a friend") if one.code < "s-006" else one for one in subjects]
    with pytest.raises(Refused, match="not committed to"):
        draw(made.commitment(odd, {"one": 5000}), odd, made.SEED)
