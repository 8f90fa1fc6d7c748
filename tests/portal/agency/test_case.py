"""The page of a case: what an officer may do next and why not the rest; every step taken by its form, and refused by its rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.portal.agency.conftest import START, Desk, OnDay
from tests.portal.page import Element, faults, read
from tests.procedures import world

from bonafides.procedures.models import Case, Step

PROOF = {"files": [SimpleUploadedFile("proof.pdf", b"a proof")]}


def page(client: Client, path: str, status: int = 200) -> Element:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()
    found = read(answer.content)
    assert faults(found) == []
    return found


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("proof.pdf", b"a proof")


def take(client: Client, case: Case, step: str, status: int = 302, **given: Any) -> Element:
    answer = client.post(f"/agency/cases/{case.pk}/steps/{step}", given)
    assert answer.status_code == status, answer.content.decode()
    return read(answer.content) if status != 302 else Element("", {})


def told(found: Element) -> str:
    """What the summary of errors says."""
    return found.one("div", class_="errors").text


FOUND = {
    f"{name}-{part}": value
    for name in ("vile", "serious", "harmful")
    for part, value in (
        ("holds", "yes"),
        ("text", "As the inspection shows."),
        ("on", ["record:market-regulation/P-1"]),
    )
}


def test_the_way_of_a_case_by_its_forms(desk: Desk, on_day: OnDay) -> None:
    case = world.opened()
    found = page(desk("1"), f"/agency/cases/{case.pk}")
    assert "Prior notice served" in found.one("section", **{"aria-labelledby": "next"}).one("ul", class_="work").text
    assert "It is taken in: Party notified" in found.text
    take(desk("1"), case, "serve-notice", files=[proof()])
    page(desk("1"), f"/agency/cases/{case.pk}/steps/submit-defence")
    on_day(START + timedelta(days=20))
    refused = take(desk("3"), case, "decide-listing", status=422, no_intent_proved="no")
    assert "say why" not in told(refused).lower()
    assert take(desk("3"), case, "decide-listing", **FOUND, no_intent_proved="no").text == ""
    row = Step.objects.get(case=case, step="decide-listing")
    assert row.findings["vile"] == {"holds": True, "text": "As the inspection shows.",
                                    "evidence": ["record:market-regulation/P-1"]}  # fmt: skip
    found = page(desk("1"), f"/agency/cases/{case.pk}")
    assert "Listing decided" in found.text
    assert "As the inspection shows." in found.text


def test_a_refusal_names_its_rule_next_to_the_field(desk: Desk, on_day: OnDay) -> None:
    case = world.opened(legal_review_needed=True)
    take(desk("1"), case, "serve-notice", files=[proof()])
    on_day(START + timedelta(days=20))
    refused = take(desk("3"), case, "decide-listing", status=422, **FOUND, no_intent_proved="no")
    assert "listing_decidable" in told(refused)
    assert Step.objects.filter(case=case).count() == 2
    again = take(desk("3"), case, "decide-listing", status=422, **(FOUND | {"vile-holds": "no"}), no_intent_proved="no")
    assert "listing_decidable" in told(again)


def test_what_is_missing_is_said_at_its_field(desk: Desk, on_day: OnDay) -> None:
    case = world.opened()
    refused = take(desk("1"), case, "serve-notice", status=422)
    assert "evidence" in told(refused)
    take(desk("1"), case, "serve-notice", files=[proof()])
    on_day(START + timedelta(days=20))
    given = FOUND | {"vile-text": " ", "serious-on": [], "harmful-on": ["files"]}
    refused = take(desk("3"), case, "decide-listing", status=422, **given, no_intent_proved="")
    links = {one.attributes["href"]: one.text for one in refused.one("div", class_="errors").all("a")}
    assert len(links) == 4
    ids = {one.attributes.get("id") for one in refused.all()}
    assert {href[1:] for href in links if href} <= ids


def test_four_eyes_and_powers_are_told_before_the_form(desk: Desk) -> None:
    case = world.opened()
    found = page(desk("2"), f"/agency/cases/{case.pk}")
    assert "It is for: case officer" in found.text
    refused = take(desk("2"), case, "serve-notice", status=422, files=[proof()])
    assert "It is for: case officer" in told(refused)
    found = page(desk("2"), f"/agency/cases/{case.pk}/steps/serve-notice")
    assert "As things stand this will be refused" in found.text


def test_whoever_comes_second_looks_first(desk: Desk) -> None:
    case = world.opened()
    form = page(desk("1"), f"/agency/cases/{case.pk}/steps/serve-notice")
    seen = form.one("input", name="seen").attributes["value"]
    take(desk("1"), case, "serve-notice", files=[proof()], seen=seen)
    refused = take(desk("1"), case, "submit-defence", status=422, defence_text="No.", seen=seen)
    assert "Somebody took a step of this case meanwhile" in told(refused)


@pytest.mark.parametrize(
    "path", ["/agency/cases/{}", "/agency/cases/{}/drawing.svg", "/agency/cases/{}/steps/serve-notice"]
)
def test_of_another_agency_there_is_nothing(desk: Desk, path: str) -> None:
    case = world.opened()
    from tests.agencies.conftest import roster
    from tests.portal.agency.conftest import sit_down
    from tests.registry import officer

    from bonafides.agencies.acts.enrol import enrol
    from bonafides.agencies.queries import agency
    from bonafides.agencies.roster import read_roster

    enrol(officer(), agency("cn", "tax"), read_roster(roster({"number": "1", "roles": "decider", "fields": "", "regions": ""})),
          date(2020, 1, 1))  # fmt: skip
    stranger = sit_down("1", "tax")
    assert page(stranger, path.format(case.pk), 404).text == page(stranger, path.format(case.pk + 1), 404).text


def test_the_drawing_marks_where_the_case_stands(desk: Desk) -> None:
    case = world.opened()
    drawn = desk("1").get(f"/agency/cases/{case.pk}/drawing.svg").content.decode()
    assert drawn.count('class="open here"') == 1
    assert "▶ Proposed" in drawn


def test_a_file_of_a_step_comes_as_a_download(desk: Desk) -> None:
    case = world.opened()
    evil = SimpleUploadedFile("../../x.html", b"<script>alert(1)</script>", content_type="text/html")
    take(desk("1"), case, "serve-notice", files=[evil])
    [kept] = Step.objects.get(case=case, step="serve-notice").files
    assert kept["name"] == "x.html"
    answer = desk("1").get(f"/agency/cases/{case.pk}/files/{kept['sha256']}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="x.html"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert desk("1").get(f"/agency/cases/{case.pk}/files/{'0' * 64}").status_code == 404


def test_how_many_statements_a_case_takes(desk: Desk, django_assert_max_num_queries: Any) -> None:
    case = world.opened()
    client = desk("1")
    with django_assert_max_num_queries(60):
        client.get(f"/agency/cases/{case.pk}")
