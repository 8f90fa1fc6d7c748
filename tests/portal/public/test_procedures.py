"""Procedures are published: each with its states, steps and times, in both languages, and drawn."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client
from tests.portal.conftest import Add
from tests.portal.page import faults, read
from tests.registry import repository_pack

CHINESE, ENGLISH = "zh-CN", "en"
NAMES = sorted(repository_pack("cn").procedures)


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("name", NAMES)
def test_every_procedure_is_shown_whole(client: Client, business: Add, name: str, language: str) -> None:
    answer = client.get(f"/procedures/{name}", headers={"accept-language": language})
    assert answer.status_code == 200
    found = read(answer.content)
    assert faults(found) == []
    one, spoken = repository_pack("cn").procedures[name], "zh" if language == CHINESE else "en"
    for told in (one, *one.states.values(), *one.steps, *one.clocks):
        assert told.title[spoken] in found.text
    assert [image.attributes["src"] for image in found.all("img")] == [f"/procedures/{name}.svg"]


@pytest.mark.parametrize("name", NAMES)
def test_every_procedure_is_drawn(client: Client, business: Add, name: str) -> None:
    answer = client.get(f"/procedures/{name}.svg", headers={"accept-language": ENGLISH})
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    ElementTree.fromstring(answer.content)  # noqa: S314  # our own


def test_all_are_listed_and_others_are_not_found(client: Client, business: Add) -> None:
    found = read(client.get("/procedures/", headers={"accept-language": ENGLISH}).content)
    assert faults(found) == []
    linked = {one.attributes["href"] for one in found.all("a")}
    assert {f"/procedures/{name}" for name in NAMES} <= linked
    for path in ("/procedures/nothing", "/procedures/nothing.svg"):
        assert client.get(path).status_code == 404
