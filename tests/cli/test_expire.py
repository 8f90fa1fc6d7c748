"""`bonafides expire`: what is over by its date is ended, told, and refused aloud."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cli.conftest import Run

from bonafides.acts import ends
from bonafides.acts.ends import Due, register_ends

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[Due]:
    """What is still due."""
    monkeypatch.setattr(ends, "_kinds", {})
    left = [Due(date(2026, 1, 2), 7), Due(date(2026, 1, 1), 8)]
    register_ends("things", lambda today: [one for one in left if one.on <= today], lambda due: not left.remove(due))
    return left


def test_it_ends_what_is_due(run: Run, left: list[Due]) -> None:
    told = run("expire", "--dry-run", "--json").json
    assert told["dry_run"] is True
    assert [one["number"] for one in told["ended"]] == [8, 7]
    assert len(left) == 2
    said = run("expire")
    assert said.out.splitlines() == ["2026-01-01  things 8 ended", "2026-01-02  things 7 ended", "2 ended, 0 refused"]
    assert left == []
    assert run("expire", "--json").json == {"dry_run": False, "ended": [], "refused": []}


def test_a_refusal_is_told(run: Run, left: list[Due]) -> None:
    def refuse(due: Due) -> bool:
        raise RuntimeError("somebody must look")

    register_ends("others", lambda today: [Due(date(2026, 1, 1), 9)], refuse)
    said = run("expire", "--json", status=1)
    assert said.json["refused"] == [
        {"what": "others", "number": 9, "on": "2026-01-01", "why_not": "somebody must look"}
    ]
    assert "others 9, due on 2026-01-01: somebody must look" in said.err
    assert left == []


def test_the_worker_does_the_same(left: list[Due]) -> None:
    from bonafides.acts.jobs import expire_due

    assert [one["number"] for one in expire_due(0)["ended"]] == [8, 7]  # type: ignore[attr-defined, union-attr]
    assert left == []
