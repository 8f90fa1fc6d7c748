"""Whoever searches too often is asked to wait, each address by itself, and loses nothing by it."""

from __future__ import annotations

from itertools import count

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from bonafides.cli.serve import serve

pytestmark = pytest.mark.django_db
_ADDRESSES = (f"198.51.100.{number}" for number in count(1))


@pytest.fixture
def somewhere(settings: LazySettings) -> Client:
    """A reader at an address from which nobody asked before, who may search three times a minute."""
    settings.SEARCHES = "3/minute"
    return Client(REMOTE_ADDR=next(_ADDRESSES), headers={"accept-language": "en"})


def test_a_page_asks_to_wait_and_keeps_what_was_typed(somewhere: Client) -> None:
    told = [somewhere.get("/?name=食品").status_code for _ in range(4)]
    assert told == [200, 200, 200, 429]
    answer = somewhere.get("/?name=食品")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert f"Try again in {answer.headers['Retry-After']} seconds" in answer.content.decode()
    assert 'value="食品"' in answer.content.decode()
    assert "秒后再试" in somewhere.get("/?name=食品", headers={"accept-language": "zh-CN"}).content.decode()
    assert somewhere.get("/").status_code == 200, "only searches are counted"
    assert Client(REMOTE_ADDR=next(_ADDRESSES)).get("/?name=食品").status_code == 200, (
        "another address is another matter"
    )


def test_a_program_is_told_in_seconds(somewhere: Client) -> None:
    told = [somewhere.get("/api/v1/entities?name=食品") for _ in range(4)]
    assert [one.status_code for one in told] == [200, 200, 200, 429]
    assert told[-1].headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(told[-1].headers["Retry-After"]) <= 60


def test_nobody_takes_the_place_of_another_address(somewhere: Client) -> None:
    told = [
        somewhere.get("/?name=食品", headers={"x-forwarded-for": f"203.0.113.{number}"}).status_code
        for number in range(4)
    ]
    assert told[-1] == 429, "only a proxy of ours says who comes"


@pytest.mark.parametrize("told", ["often", "60", "60/moment", "-1/minute"])
def test_what_cannot_be_read_is_refused_before_anybody_is_served(settings: LazySettings, told: str) -> None:
    settings.SEARCHES = told
    with pytest.raises(ImproperlyConfigured, match="BONAFIDES_SEARCHES: expected a number and a span"):
        serve(port=0)


def test_where_a_proxy_counts_nobody_is_counted_here(somewhere: Client, settings: LazySettings) -> None:
    settings.SEARCHES = ""
    assert {somewhere.get("/?name=食品").status_code for _ in range(6)} == {200}
