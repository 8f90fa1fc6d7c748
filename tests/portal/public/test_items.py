"""What may be inspected is published: on a page in both languages, and for programs."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.portal.conftest import Add
from tests.portal.page import faults, read
from tests.registry import repository_pack

from bonafides.portal.api import schemas

API = "/api/v1/inspection-items"
CHINESE, ENGLISH = "zh-CN", "en"


@pytest.mark.parametrize(
    ("language", "title", "cap", "whom"),
    [
        (ENGLISH, "Inspection of publicised information", "at most 2", "Registration status: In business"),
        (CHINESE, "企业公示信息检查", "不超过 2 次", "登记状态：存续"),
    ],
)
def test_every_item_is_shown(client: Client, business: Add, language: str, title: str, cap: str, whom: str) -> None:
    answer = client.get("/inspection-items", headers={"accept-language": language})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    found = read(answer.content)
    assert faults(found) == []
    sections = {one.one("h2").attributes["id"]: one for one in found.all("section")}
    pack = repository_pack("cn")
    assert set(sections) == {f"cn-{name}" for name in pack.inspection_items}
    shown = sections["cn-publicised-information"]
    assert shown.one("h2").text == title
    assert cap in shown.text
    assert whom in shown.text
    assert len(shown.one("ol").all("li")) == len(pack.inspection_items["publicised-information"].checklist)


def test_programs_get_what_the_description_says(client: Client, business: Add) -> None:
    found = schemas.Items.model_validate(client.get(API).json())
    by_name = {one.item: one for one in found.items}
    assert set(by_name) == set(repository_pack("cn").inspection_items)
    food = by_name["food-daily-supervision"]
    assert (food.agency, food.level, food.notice, food.officers, food.yearly_cap) == (
        "market-regulation", "key", "required", 2, 2,
    )  # fmt: skip
    assert food.yearly_cap_mark == "inferred", "nobody takes an example for a rule"
    assert food.checklist[0].requires == "evidence"
    assert {(one.instrument, one.article) for one in food.basis} >= {("FOOD-49", "21"), ("OBE", "54")}


def test_on_a_day_before_an_item_there_is_none(client: Client, business: Add) -> None:
    assert client.get(API, {"day": "2025-01-02"}).json() == {"day": "2025-01-02", "items": []}
    assert len(client.get(API, {"day": "2025-01-03"}).json()["items"]) == len(repository_pack("cn").inspection_items)


@pytest.mark.parametrize("query", [{"day": "yesterday"}, {"days": "2026-01-01"}])
def test_what_is_not_understood_is_refused(client: Client, business: Add, query: dict[str, str]) -> None:
    answer = client.get(API, query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.django_db
def test_where_no_pack_is_in_force_nothing_may_be_inspected(client: Client) -> None:
    assert client.get(API).json()["items"] == []
    answer = client.get("/inspection-items", headers={"accept-language": ENGLISH})
    assert "nothing may be inspected" in answer.content.decode()
