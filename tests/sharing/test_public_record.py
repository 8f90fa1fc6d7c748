"""A business of which nothing is public is not there for the public, by no way of asking."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests import registry
from tests.sharing.conftest import Submit
from tests.sharing.test_disclosure import period

from bonafides.sharing.lookup import look_up
from bonafides.sharing.public_record import public_record
from bonafides.sharing.publicity import Audience

pytestmark = pytest.mark.django_db

HIDDEN = "{class: every, public: false, in_force: {from: 2000-01-01}}"
LEGACY = "990000000000015"


def test_a_business_of_which_something_is_public(submit: Submit) -> None:
    registry.put_in_force(registry.toy())
    submit(registry.row("A1", "r1"))
    before = registry.moment()
    assert public_record("shop", "A1") is not None
    for asked in ({"as_of": date(2000, 1, 1)}, {"known_at": before}, {"known_at": before.replace(year=2001)}):
        assert public_record("shop", "A1", **asked) is not None, "it is here, with nothing on that day"  # type: ignore[arg-type]
    assert public_record("shop", "B1") is None


def test_a_business_of_which_nothing_is(submit: Submit, client: Client) -> None:
    period(HIDDEN)
    submit(registry.row("A1", "r1", name="Secret Garden", legacy=LEGACY))
    assert public_record("shop", "A1") is None
    assert public_record("shop", "A1", as_of=date(2024, 1, 2), known_at=registry.moment()) is None
    for typed in ("A1", LEGACY):
        assert look_up(typed).found == ()
        assert look_up(typed, Audience.OPERATOR).found == (("shop", "A1"),)
    strangers = {"A1": "Z9", LEGACY: "990000000000023", "Secret Garden": "Secret Gardens"}
    for ours, strange in strangers.items():
        for path in ("/?name={}", "/entities/shop/{}", "/api/v1/entities/shop/{}", "/api/v1/entities?name={}"):
            assert told(client, path, ours) == told(client, path, strange), path


def test_what_was_taken_back_leaves_nobody_behind(submit: Submit) -> None:
    registry.put_in_force(registry.toy())
    submit(registry.row("A1", "r1", name="Wrong Shop"))
    submit(registry.row("A1", "r2", action="withdrawal", target="r1", value=""))
    assert public_record("shop", "A1") is None


def test_a_former_code_that_is_not_public_leads_nowhere(submit: Submit) -> None:
    period(HIDDEN)
    submit(registry.row("A1", "r1", legacy=LEGACY))
    submit(registry.row("A1", "r2"), mapping="a-ratings")
    assert look_up("A1").found == (("shop", "A1"),)
    assert look_up(LEGACY).found == ()


def told(client: Client, path: str, word: str) -> tuple[int, str]:
    """What a page or an answer says but for the word that was asked for.

    The token against forged forms goes first: it is another each time, and may hold the word by chance.
    """
    answer = client.get(path.format(word))
    text = re.sub(r'value="\w{64}"', "", answer.content.decode())
    return answer.status_code, re.sub(r"Secret\+?\w*|%20\w*", "", text.replace(word, ""))
