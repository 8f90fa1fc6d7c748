"""A plan as its agency writes it: read with lines, refused with the mend."""

from __future__ import annotations

import pytest

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.plan_form import planned_items, read_plan

PLAN = """\
number: 2026-01
year: 2026
filed_with: the province
items:
  - item: hygiene
    batches:
      - {batch: 1, from: 2026-03-01, to: 2026-03-31, share: 6000}
      - {batch: 2, from: 2026-09-01, to: 2026-09-30, share: 4000}
"""


def test_a_plan_is_read_and_kept() -> None:
    form = read_plan("plan.yaml", PLAN.encode())
    item = planned_items(form.planned())["hygiene"]
    assert item == form.items[0]
    assert (item.earlier(1), item.earlier(2)) == (0, 6000)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("number: 2026-01", "number: 2026 01", "plan.yaml:1: number"),
        ("year: 2026\n", "year: 1999\n", "plan.yaml:2: year: expected at least 2,000, came `1999`"),
        ("batch: 2", "batch: 3", "expected the batches numbered 1, 2 … in their order"),
        ("share: 4000", "share: 4001", "shares of at most 10000 together, came `10001`; lower the shares"),
        ("to: 2026-03-31", "to: 2026-02-28", "expected a day not before `from` (2026-03-01), came `2026-02-28`"),
        ("from: 2026-09-01, to: 2026-09-30", "from: 2027-09-01, to: 2027-09-30", "days of the year of the plan (2026)"),
        ("filed_with: the province\n", "", "expected an entry `filed_with`, came none"),
        (
            "  - item: hygiene\n",
            "  - item: hygiene\n    officers: 3\n",
            "items[1].officers: expected an entry that belongs here",
        ),
    ],
)
def test_a_plan_that_is_not_in_order(old: str, new: str, told: str) -> None:
    assert PLAN.count(old) == 1
    with pytest.raises(RefusedError) as refused:
        read_plan("plan.yaml", PLAN.replace(old, new).encode())
    assert told in str(refused.value)


def test_an_item_twice() -> None:
    again = PLAN[PLAN.index("  - item") :]
    with pytest.raises(RefusedError, match="expected each item once, came `hygiene` 2 times"):
        read_plan("plan.yaml", (PLAN + again).encode())
