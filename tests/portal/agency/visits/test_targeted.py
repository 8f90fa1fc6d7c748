"""An inspection outside of the draws: for who may, with something that set it off, and refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.inspections import world
from tests.inspections.conftest import peopled, var
from tests.outside import _outside
from tests.portal.agency.conftest import sit_down
from tests.portal.page import faults, read

from bonafides.inspections.models import Assignment

__all__ = ["_outside", "peopled", "var"]
PATH = "/agency/visits/new"


@pytest.fixture
def decider(peopled: list[str], _outside: None) -> Client:
    return sit_down(world.decider().officer, "a", "toy")


def given(peopled: list[str], **changes: Any) -> dict[str, Any]:
    proof = SimpleUploadedFile("complaint.pdf", b"a complaint")
    return {
        "code": peopled[0], "item": "hygiene", "trigger": "complaint", "why": "A neighbour saw rats.", "officers": "1, 2",
        "files": [proof],
    } | changes  # fmt: skip


def test_it_leads_to_the_visit(decider: Client, peopled: list[str]) -> None:
    page = read(decider.get(PATH).content)
    assert faults(page) == []
    answer = decider.post(PATH, given(peopled))
    made = Assignment.objects.get(draw=None)
    assert answer.headers["Location"] == f"/agency/visits/{made.pk}"
    assert (made.reason, made.entity.code, made.officers) == ("complaint", peopled[0], ("1", "2"))
    assert decider.get("/agency/visits/").content.decode().count(PATH) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"code": "NOBODY"}, {"code": "a\0b"}, {"item": "another"}, {"trigger": "plan"}, {"officers": "1"}, {"why": ""},
     {"files": []}, {"officers": "1, 1"}, {"officers": "1, 999"}],
)  # fmt: skip
def test_what_is_not_in_order_is_refused_and_nothing_is_written(
    decider: Client, peopled: list[str], wrong: dict[str, Any]
) -> None:
    answer = decider.post(PATH, given(peopled, **wrong))
    assert answer.status_code == 422
    assert faults(read(answer.content)) == []
    assert not Assignment.objects.exists()
