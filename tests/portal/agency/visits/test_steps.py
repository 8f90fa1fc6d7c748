"""A visit from its approval to looking again, by the pages alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.inspections import visiting as at
from tests.outside import _outside
from tests.portal.agency.conftest import sit_down
from tests.portal.agency.visits.test_photos import image
from tests.portal.page import Element, read

from bonafides.inspections.models import EvidenceFile, Report

__all__ = ["_outside"]


@pytest.fixture(autouse=True)
def _small_world(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _outside: None) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    at.world()


def post(client: Client, visit: int, step: str, status: int = 302, /, **given: Any) -> Element:
    answer = client.post(f"/agency/visits/{visit}/steps/{step}", given)
    assert answer.status_code == status, answer.content.decode()
    return read(answer.content) if status != 302 else Element("", {})


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", image())


def report(**given: Any) -> dict[str, Any]:
    return {
        "point-licence-displayed": "in-order", "point-name": "problem", "note-name": "another name above the door",
        "point-address": "in-order", "photos-address": photo(), "point-scope": "not-applicable", "results": ["corrected"],
        "method": "on-site", **given,
    }  # fmt: skip


def test_the_way(client: Client) -> None:
    visit = at.assigned()
    decider, inspector, reviewer, case, clerk = (
        sit_down(one) for one in (at.DECIDER, "201", at.REVIEWER, at.CASE, at.CLERK)
    )
    assert "Approve the visit" in decider.get("/agency/").content.decode()
    post(decider, visit, "approve", number="A-1", since=str(at.today()), until=str(at.days(9)))
    told = post(inspector, visit, "notify", 200)
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", told.text)
    assert code, told.text
    assert told.all("svg")
    assert code[0] not in inspector.get(f"/agency/visits/{visit}").content.decode(), "shown once"
    assert "not the code" in post(inspector, visit, "enter", 422, code="x", officers=["201", "202"]).text
    post(inspector, visit, "enter", code=code[0], officers=["201", "202"])
    refused = post(inspector, visit, "report", 422, **report(**{"photos-address": "", "point-name": ""}))
    assert "This point needs a photo." in refused.one("div", class_="errors").text
    assert not Report.objects.exists()
    post(inspector, visit, "report", **report())
    [kept] = EvidenceFile.objects.all()
    assert kept.name == "address-1.jpg"
    answer = inspector.get(f"/agency/visits/{visit}/photos/{kept.sha256}")
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    post(clerk, visit, "reply", text="Done.")
    post(reviewer, visit, "clear")
    post(reviewer, visit, "publish")
    post(case, visit, "order", what="The sign", by=str(at.days(4)), basis="IR-2024 18")
    post(clerk, visit, "rectify", account="Done.")
    post(case, visit, "recheck", by=str(at.days(6)))
    post(case, visit, "follow-up", step="verify-correction", outcome="seen")
    page = read(inspector.get(f"/agency/visits/{visit}").content)
    assert "another name above the door" in page.text
    assert "ordered to look again" in page.text


def test_who_may_not_is_told_before_and_refused_after(client: Client) -> None:
    visit = at.assigned()
    inspector = sit_down("201")
    assert "It is for: decider" in inspector.get(f"/agency/visits/{visit}").content.decode()
    refused = post(inspector, visit, "approve", 422, number="A", since=str(at.today()), until=str(at.days(1)))
    assert "Nothing was changed" in refused.text
    assert inspector.get(f"/agency/visits/{visit}/steps/nothing").status_code == 404
    assert inspector.get("/agency/visits/999").status_code == 404


def test_an_inspector_sees_own_visits_first(client: Client) -> None:
    mine, other = at.assigned(1), at.assigned(2, ("202", "203"))
    page = read(sit_down("201").get("/agency/visits/").content)
    own = page.one("section", **{"aria-labelledby": "own"})
    assert [one.attributes["href"] for one in own.all("a")] == [f"/agency/visits/{mine}"]
    others = page.one("section", **{"aria-labelledby": "others"})
    assert [one.attributes["href"] for one in others.all("a")] == [f"/agency/visits/{other}"]
    found = sit_down("202").get(f"/agency/visits/?q={mine}")
    assert found.headers["Location"] == f"/agency/visits/{mine}"
