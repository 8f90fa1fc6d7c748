"""How cases are written, and what is told of one that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bonafides.standards.packtest.cases import read_cases


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("case: x", "tests/a.yaml:1: expected a list of cases"),
        ("- {case: x, as_of: 2026-01-01}", "expected `expect`, `dates` or `refused`: what the case must come to, came none"),
        ("- {case: x, as_of: today, expect: {a: 1}}", "tests/a.yaml:1: [1].as_of: expected"),
        ("- {case: x, as_of: 2026-01-01, expects: {a: 1}}", "expects"),
        ("- {case: x, as_of: 2026-01-01, dates: {a: {}}}", "expected `last_day`, `on_time` or `late`, came none of them"),
        ("- {case: x, as_of: 2026-01-01, expect: {a: 1}, records: [{kind: a, event_date: 2026-01-01, action: annulment}]}",
         "expected `supersedes`, the `ref` of a record, beside any action but `record`"),
        ("- {case: x, as_of: 2026-01-01, expect: {a: 1}}\n- {case: x, as_of: 2026-01-01, expect: {a: 1}}",
         "tests/a.yaml:2: [2].case: expected each case once, came `x`"),
    ],
)  # fmt: skip
def test_a_case_that_is_not_in_order_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "a.yaml").write_text(text, encoding="utf-8")
    _, faults = read_cases(tmp_path)
    assert any(told in str(one) for one in faults), [str(one) for one in faults]


def test_other_files_are_told_and_a_readme_may_lie_beside(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    for name in ("README.md", "a.yml"):
        (tmp_path / "tests" / name).write_text("", encoding="utf-8")
    (fault,) = read_cases(tmp_path)[1]
    assert str(fault) == "tests/a.yml: expected `tests/NAME.yaml`, came another file; rename or move it"


def test_a_pack_may_have_none(tmp_path: Path) -> None:
    assert read_cases(tmp_path) == ([], [])
