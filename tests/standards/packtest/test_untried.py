"""Which rules no case has met."""

from __future__ import annotations

from collections.abc import Callable

from bonafides.packs.pack import Pack
from bonafides.standards.packtest.run import Result
from bonafides.standards.packtest.untried import untried


def test_rules_without_a_case_are_told(pack: Pack, run: Callable[[str], list[Result]]) -> None:
    assert untried(pack, []) == [
        ("standards/business.dmn", "level", (1, 2, 3)),
        ("standards/case.dmn", "reply", (1, 2)),
    ]
    results = run(
        """\
- {case: a, as_of: 2026-02-01, inputs: {urgent: true, served_on: 2026-01-02}, expect: {reply: {length: 2}}}
- {case: b, as_of: 2026-02-01, inputs: {urgent: false, served_on: 2026-01-02}, expect: {reply: {length: 18}, level: low}}
"""
    )
    assert untried(pack, results) == [("standards/business.dmn", "level", (1, 2))]
