"""`bonafides officer`: enrolment from a file, powers, recusal, tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import registry
from tests.agencies.conftest import days, roster
from tests.cli.conftest import Run, one_line

from bonafides.agencies.queries import roles_of
from bonafides.agencies.tokens import bearer_of
from bonafides.entities.models import Entity

OF = ("--pack", "toy", "--agency", "a")


@pytest.fixture(autouse=True)
def _register(db: None) -> None:
    registry.put_in_force(registry.toy())
    Entity.objects.create(scheme="shop", code="A", kind="enterprise")


@pytest.fixture
def enrolled(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "officers.csv"
    file.write_bytes(roster({}, {"number": "2", "roles": "decider", "fields": ""}))
    found = run("officer", "enrol", file, *OF, "--json").json
    assert {name: found[name] for name in ("rows", "officers", "powers", "interests")} == {
        "rows": 2, "officers": 2, "powers": 2, "interests": 0,
    }  # fmt: skip
    assert "2 rows; new: 0 officers, 0 powers" in run("officer", "enrol", file, *OF).out


@pytest.mark.usefixtures("enrolled")
def test_listed_by_number_and_never_by_name(run: Run) -> None:
    said = run("officer", "list", *OF)
    assert "inspector" in said.out
    assert "food; fire in 990001, 40 visits" in said.out
    assert "Li Na" not in said.out
    [one, two] = run("officer", "list", *OF, "--json").json
    assert (one["number"], one["roles"], two["roles"]) == ("1", ["inspector"], ["decider"])
    assert "name" not in one


@pytest.mark.usefixtures("enrolled")
def test_appointed_and_ended(run: Run) -> None:
    assert "1 is reviewer from " in run("officer", "appoint", "1", "reviewer", *OF).out
    assert "1 is inspector no more" in run("officer", "end", "1", "inspector", *OF).out
    assert roles_of("toy", "a", "1", days(0)) == {"reviewer"}
    assert "expected one of the roles" in one_line(run("officer", "appoint", "1", "boss", *OF, status=1))
    assert "nothing was changed" in one_line(run("officer", "end", "1", "inspector", *OF, status=1))


@pytest.mark.usefixtures("enrolled")
def test_recused_and_not_any_more(run: Run) -> None:
    shop = ("A", *OF, "--scheme", "shop", "--nature", "partner")
    assert "1 keeps away from A from " in run("officer", "recuse", "1", *shop).out
    assert "1 may act on A from " in run("officer", "recuse", "1", *shop, "--end").out
    assert "has no interest in shop:A" in one_line(run("officer", "recuse", "1", *shop, "--end", status=1))


@pytest.mark.usefixtures("enrolled")
def test_a_token_is_shown_once(run: Run) -> None:
    token = run("officer", "token", "1", *OF).out.strip()
    assert (found := bearer_of(token))
    assert (found.pack, found.agency, found.number) == ("toy", "a", "1")
    assert bearer_of(run("officer", "token", "1", *OF, "--json").json["token"]) == found
    assert "2 tokens of 1 are ended" in run("officer", "token", "1", *OF, "--end").out
    assert bearer_of(token) is None


def test_a_faulty_roster(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "officers.csv"
    file.write_bytes(roster({}, {"number": "2", "capacity": "many"}))
    said = run("officer", "enrol", file, *OF, status=1)
    assert "row 2, column capacity: expected how many visits a draw" in said.err
    assert "no officers yet; enrol them" in run("officer", "list", *OF).out
    assert "expected an agency of the pack toy, came 'z'; it has a, b" in one_line(
        run("officer", "list", "--pack", "toy", "--agency", "z", status=1)
    )
    assert "there is no officer '7' in toy/a" in one_line(run("officer", "token", "7", *OF, status=1))
