"""`bonafides case`: a case from its opening to the board of what waits, as officers run it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.procedures import world
from tests.procedures.conftest import OnDay, listed, on_day, var

__all__ = ["listed", "on_day", "var"]  # fixtures
pytestmark = pytest.mark.usefixtures("listed")
ME = ("--officer", "1", "--agency", world.AGENCY)


def test_a_case_is_opened_gone_on_with_and_shown(run: Run, tmp_path: Path, on_day: OnDay) -> None:
    given = [word for name, value in world.GIVEN.items() for word in ("--field", f"{name}={_typed(value)}")]
    opened = run(
        "case", "open", "serious-listing", world.CODE, *ME, "--record", "market-regulation/P-1", *given, "--json"
    ).json
    case = opened["case"]
    proof = tmp_path / "proof.pdf"
    proof.write_bytes(b"a proof")
    early = run("case", "step", case, "decide-listing", "--officer", "3", "--agency", world.AGENCY, status=1)
    assert "needs" in early.err or "is taken in" in early.err
    told = run("case", "step", case, "serve-notice", *ME, "--file", proof, "--json").json
    assert (told["step"], told["number"], told["state"]) == ("serve-notice", 1, "notified")
    shown = run("case", "show", case, "--json").json
    assert [one["step"] for one in shown["steps"]] == ["opened", "serve-notice"]
    assert "decide-not-to-list" in {one["step"] for one in shown["open"]}
    assert "waits until `hearing-request` is over" in run("case", "show", case).out
    on_day(date(2026, 7, 1))
    board = run("case", "board", "--overdue", "--json").json
    assert [(one["clock"], one["overdue"], one["escalated"]) for one in board["tasks"]] == [
        ("decision-due", True, False)
    ]
    run("expire", "--json")
    assert run("case", "board", "--code", world.CODE).out.startswith("ESCALATED")
    assert (
        "expected an agency of the pack cn, came 'market'" in run("case", "board", "--agency", "market", status=1).err
    )


def test_a_field_and_a_finding_that_cannot_be_read(run: Run) -> None:
    assert (
        "expected NAME=VALUE" in run("case", "open", "serious-listing", world.CODE, *ME, "--field", "x", status=1).err
    )


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, list) else str(value)
