"""Plans and draws as anybody reads them: in both languages, with nothing that is internal."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.inspections import visiting, world
from tests.inspections.conftest import peopled, var
from tests.portal.page import faults, read

from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.models import Assignment, Draw
from bonafides.inspections.queries import standing

__all__ = ["peopled", "var"]  # fixtures

pytestmark = pytest.mark.usefixtures("peopled")
ENGLISH, CHINESE = {"accept-language": "en"}, {"accept-language": "zh-CN"}


def held() -> Draw:
    draw, evidence = world.committed(world.plan())
    hold_draw(world.decider(), draw, evidence)
    return draw


def test_without_a_plan_there_is_none(client: Client) -> None:
    found = read(client.get("/inspections/", headers=ENGLISH).content)
    assert faults(found) == []
    assert "No plan was filed here yet." in found.text


@pytest.mark.parametrize(
    ("headers", "word", "state"), [(ENGLISH, "Inspections", "held"), (CHINESE, "监督检查", "已抽取")]
)
def test_the_plans_lead_to_their_draws(client: Client, headers: dict[str, str], word: str, state: str) -> None:
    draw = held()
    answer = client.get("/inspections/", headers=headers)
    assert (
        answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
        or "no-store" in (answer.headers["Cache-Control"])
    )
    found = read(answer.content)
    assert faults(found) == []
    assert found.one("h1").text == word
    assert state in found.text
    [link] = [one for one in found.all("a") if one.text == draw.draw]
    assert link.attributes["href"] == f"/inspections/draws/{draw.draw}"


def test_a_draw_shows_what_was_fixed_and_who_goes(client: Client) -> None:
    draw, evidence = world.committed(world.plan())
    here = f"/inspections/draws/{draw.draw}"
    before = read(client.get(here, headers=ENGLISH).content)
    assert "The seed does not exist yet, and nobody is drawn." in before.text
    done = hold_draw(world.decider(), draw, evidence)
    found = read(client.get(here, headers=ENGLISH).content)
    assert faults(found) == []
    for word in (draw.draw, bytes(draw.commitment_hash).hex(), bytes(done.seed).hex(), "a ceremony of several parties"):
        assert word in found.text
    sent = list(standing(draw))
    for one in sent:
        assert one.entity.code in found.text
        assert ", ".join(one.officers) in found.text
    assert found.text.count("not public yet") == len(sent)
    assert f"/api/v1/inspections/draws/{draw.draw}/bundle" in found.text
    assert faults(read(client.get(here, headers=CHINESE).content)) == []


def test_a_draw_that_is_none(client: Client) -> None:
    answer = client.get("/inspections/draws/none", headers=ENGLISH)
    assert answer.status_code == 404
    assert "There is no such draw in this register." in read(answer.content).text


def test_results_stand_beside_the_business_once_they_are_public(client: Client, var: Path) -> None:
    draw = held()
    own: Assignment = standing(draw)[0]
    here = f"/inspections/draws/{draw.draw}"
    world_visit(own)
    found = read(client.get(here, headers=ENGLISH).content)
    [link] = [one for one in found.all("a") if one.attributes["href"] == f"/api/v1/inspections/visits/{own.pk}"]
    assert link.text == "bad"
    assert client.get(link.attributes["href"] or "").json()["draw"] == draw.draw


def test_nothing_public_tells_the_order_of_tickets(client: Client) -> None:
    """Who is drawn late is of a stratum with a high ratio, and that may be internal: order and numbers follow the codes."""
    draw = held()
    sent = list(standing(draw).order_by("pk"))
    codes = [one.entity.code for one in sent]
    assert codes == sorted(codes)
    found = read(client.get(f"/inspections/draws/{draw.draw}", headers=ENGLISH).content)
    shown = [one.text for one in found.all("a") if one.text in codes]
    assert shown == codes


def world_visit(own: Assignment) -> None:
    """The visit of an assignment of the toy pack, up to its publication."""
    from bonafides.acts.act import Acting
    from bonafides.inspections.acts.approve import approve
    from bonafides.inspections.acts.clear import clear
    from bonafides.inspections.acts.enter import enter
    from bonafides.inspections.acts.notify import notify
    from bonafides.inspections.acts.publish import publish
    from bonafides.inspections.acts.report import report
    from bonafides.inspections.visits.results import Point

    def by(number: str) -> Acting:
        return Acting(number, "a", "LAW 2", "a test", pack="toy")

    approve(by("0"), own.pk, "A-1", visiting.today(), visiting.days(3))
    code = notify(by(own.lead), own.pk, "LAW 2").code
    enter(by(own.lead), own.pk, code, own.officers)
    point = Point("kitchen", "problem", evidence=(visiting.PHOTO.sha256,))
    report(by(own.lead), own.pk, results=["bad"], points=[point], files=[visiting.PHOTO], method="on-site")
    clear(by("0"), own.pk)
    publish(by("0"), own.pk)
