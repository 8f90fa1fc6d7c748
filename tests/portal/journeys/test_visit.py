"""Officers: visit a business with a phone, lose the connection, report, clear, publish; then anybody reads the result."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.inspections import visiting as at
from tests.portal.agency.conftest import sit_down
from tests.portal.agency.visits.test_photos import image
from tests.portal.browsing import needs_chromium
from tests.portal.journeys.conftest import Officer, numbers_of
from tests.portal.journeys.reader import Reader, Somebody

from bonafides.inspections.models import Assignment

pytestmark = [
    needs_chromium, pytest.mark.parametrize("reader", [Reader("zh", phone=True), Reader("en", phone=True)], ids=str),
]  # fmt: skip
PHOTO = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": image()}


def test_visit_with_a_phone_and_lose_the_connection(somebody: Somebody, officer: Officer) -> None:
    visit = Assignment.objects.filter(report=None, approval=None).earliest("pk")
    at.approved(visit.pk, who=numbers_of("decider")[0])
    path = f"/agency/visits/{visit.pk}"
    inspector = sit_down(visit.lead)
    somebody.opens("/agency/visits/", as_=inspector)
    somebody.stops("own")
    somebody.goes(path)
    somebody.stops("visit")
    somebody.goes("/steps/notify")
    somebody.sends()
    somebody.stops("code")
    code = somebody.main.locator(".code").filter(has_text="-").first.inner_text()
    somebody.opens(f"{path}/steps/enter", as_=inspector)
    somebody.gives(code=code)
    for one in somebody.main.locator("[name='officers']").all():
        one.check()
    somebody.sends()
    somebody.arrives(path)

    somebody.goes("/steps/report")
    somebody.stops("checklist")
    for one in somebody.main.locator("[name^='point-'][value='in-order']").all():
        one.check()
    somebody.main.locator("[name^='note-']").first.fill("牌匾清晰。")
    somebody.gives(results="no-problem", method="on-site")
    somebody.page.context.set_offline(True)
    somebody.sends()
    expect(somebody.page.locator("#draft")).to_contain_text(
        somebody.says("No connection. Go on: what you type is kept on this phone. Send it when there is one again.")
    )
    somebody.stops("offline")
    somebody.page.context.set_offline(False)
    somebody.page.reload()
    expect(somebody.page.locator("#draft")).to_contain_text(
        somebody.says("What you typed before is back. Add the photos again.")
    )
    expect(somebody.main.locator("[name^='note-']").first).to_have_value("牌匾清晰。")
    for photos in somebody.main.locator("[name^='photos-']").all():
        photos.set_input_files([PHOTO])  # type: ignore[list-item]  # the same as a dictionary
    somebody.sends()
    somebody.arrives(path)
    somebody.stops("reported")

    for step in ("clear", "publish"):
        somebody.opens(f"{path}/steps/{step}", as_=officer("reviewer"))
        somebody.sends()
        somebody.arrives(path)
    assert visit.draw
    somebody.opens(f"/inspections/draws/{visit.draw.draw}")
    expect(somebody.main.get_by_role("row").filter(has_text=visit.entity.code).get_by_role("link")).to_have_count(2)
    somebody.stops("published")
