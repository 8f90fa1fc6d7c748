"""Withheld facts in a case: only by a purpose that an officer states, through the one door, with a row in the log."""

from __future__ import annotations

import pytest
from tests.escalating import desk_with
from tests.portal.agency.conftest import Desk
from tests.portal.page import faults, read
from tests.procedures import world

from bonafides.acts.roles import Role
from bonafides.acts.wall import inside
from bonafides.packs.queries import installed_pack
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.sharing.access.models import Access

SECRET = "王秘密"


@pytest.fixture
def path(desk: Desk) -> str:
    """A case of a business of whose registration something is personal."""
    facts = {
        "legal_form": "limited-company", "status": "active", "established_on": "2015-03-02",
        "registration_event": "establishment", "operator_name": SECRET,
    }  # fmt: skip
    kind = installed_pack("cn")[0].catalogue["registration"]
    facts["status"] = next(iter(kind.facts.properties["status"].labels))
    with inside():
        new = NewRecord("registration", "uscc", world.CODE, "R-1", world.today(), facts)
        take_one(*installed_pack("cn"), world.AGENCY, new, "R-1")
    return f"/agency/cases/{world.opened().pk}/disclosed"


def test_nothing_is_opened_by_a_link(desk: Desk, path: str) -> None:
    answer = desk("1").get(path)
    assert answer.status_code == 200
    assert faults(read(answer.content)) == []
    assert SECRET not in answer.content.decode()
    assert not Access.objects.exists()


def test_a_purpose_opens_what_it_needs_and_the_look_is_logged(desk: Desk, path: str) -> None:
    answer = desk("1").post(path, {"purpose": "investigation"})
    assert answer.status_code == 200
    page = read(answer.content)
    assert faults(page) == []
    assert SECRET in page.text
    assert "not public" in page.text
    assert answer.headers["Cache-Control"] == "no-store"
    [row] = Access.objects.select_related("terms")
    assert (row.terms.purpose, row.terms.how, row.case) == (
        "investigation",
        "page",
        path.split("/")[3].join(("case:", "")),
    )


@pytest.mark.parametrize("purpose", ["", "nothing", "tax-collection", "*"])
def test_another_purpose_opens_nothing(desk: Desk, path: str, purpose: str) -> None:
    answer = desk("1").post(path, {"purpose": purpose})
    assert answer.status_code == 422
    assert SECRET not in answer.content.decode()
    assert not Access.objects.exists()


def test_a_case_of_nobody_opens_nothing(desk: Desk, path: str) -> None:
    assert desk("1").post("/agency/cases/999999/disclosed", {"purpose": "investigation"}).status_code == 404
    assert not Access.objects.exists()


def test_whoever_audits_works_on_no_case(desk: Desk, path: str) -> None:
    auditor = desk_with(world.AGENCY, "77", Role.AUDITOR)
    case = path.removesuffix("/disclosed")
    assert path in desk("1").get(case).content.decode()
    assert path not in auditor.get(case).content.decode()
    assert auditor.get(path).status_code == 403
    answer = auditor.post(path, {"purpose": "investigation"})
    assert answer.status_code == 403
    assert SECRET not in answer.content.decode()
    assert not Access.objects.exists()
