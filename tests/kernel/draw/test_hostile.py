"""A bundle from anybody: whatever stands at any place of it, it holds or is refused; nothing else happens."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.kernel.draw import made

from bonafides.kernel.draw.bundle import Bundle, hold
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.opening import Opening, opening
from bonafides.kernel.draw.subjects import Frozen
from bonafides.kernel.draw.verify import verify, verify_opening

SUBJECTS = made.placed(made.subjects({"one": 3, "two": 2}))
TEAM = made.team(4, {"o-1": {"s-001"}})
COMMITMENT = made.commitment(SUBJECTS, {"one": 4000, "two": 5000}, officers=TEAM.hash())
BUNDLE = hold(COMMITMENT, SUBJECTS, made.EVIDENCE, team=TEAM)
WHOLE = {"bundle": BUNDLE.to_json(), "opening": opening(COMMITMENT, Frozen(SUBJECTS), "s-003").to_json()}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [one for key in keys for one in [(*path, key), *places(value[key], (*path, key))]]


ANYTHING = st.sampled_from(
    [None, True, -1, 0, 1, 2**53, 2**80, 1.5, float("nan"), "", "x", "zz", "00", "é", "\ud800", "a\nb", [], {}, [[]], [None],
     {"x": 1}, "2023-13-01T00:00:00Z", "1999-01-01T00:00:00Z"]
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@example(("bundle", "commitment", "seed", "round"), 10**18)
@given(st.sampled_from(places(WHOLE)), ANYTHING)
def test_anything_anywhere_is_refused_or_holds(path: tuple[Any, ...], value: Any) -> None:
    whole = deepcopy(WHOLE)
    at: Any = whole
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    whole = json.loads(json.dumps(whole))
    try:
        bundle = Bundle.of_json(whole["bundle"])
        verify(bundle)
        verify_opening(bundle, Opening.of_json(whole["opening"]))
    except Refused:
        return
    # Only another commitment can hold beside the one in the log, and that has another hash.
    if bundle.commitment == COMMITMENT:
        assert bundle.to_json() == BUNDLE.to_json() | ({"receipt": bundle.receipt} if bundle.receipt else {})
