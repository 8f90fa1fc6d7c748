"""Who was given what is under lock is told when it is erased; nobody else learns that there was anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests import registry
from tests.records.locked.conftest import FORMULA, OPERATOR, pack_with_locked_facts
from tests.records.locked.test_erasure import acting, shop
from tests.registry import row
from tests.sharing.feed.test_feed import _at_once, enter
from tests.submissions.conftest import SITE, _within_the_test, transport

from bonafides.agencies.acts.register_client import register_client
from bonafides.agencies.queries import agency
from bonafides.agencies.scopes import Scope
from bonafides.records.acts.erase import erase
from bonafides_client import Client, Key

__all__ = ["_at_once", "_within_the_test"]  # fixtures
PURPOSE = """\
  - purpose: {name}
    title: {{en: x}}
    basis: [{{instrument: LAW, mark: verified}}]
    agencies: [a, b]
    duty: true
    case: false
    opens: [{{kinds: [{kind}], classes: [{of}]}}]
    told: {{officers: number}}
"""
PURPOSES = (("visits", "fine", "personal"), ("ratings", "rating", "shared"))


@pytest.fixture
def reader(db: None) -> Iterator[Client]:
    """A program of agency `b` that follows the feed; the fines are of agency `a`."""
    text = "purposes:\n" + "".join(PURPOSE.format(name=name, kind=kind, of=of) for name, kind, of in PURPOSES)
    registry.put_in_force(pack_with_locked_facts({"purposes.yaml": text}))
    made = register_client(
        registry.officer(), agency("toy", "b"), "r", (Scope.FEED,), timezone.now() + timedelta(days=1)
    )
    enter(
        row("A1", "r1", operator=OPERATOR, formula=FORMULA),
        row("A1", "r2", action="correction", target="r1", operator="Li"),
        row("A1", "r3"),
        row("A2", "r4", operator="Wang"),
    )
    with Client.of_program(SITE, made.client.client_id, made.secret, Key.make(), transport=transport()) as reader:
        yield reader


def read(reader: Client, after: str = "", purpose: str = "visits") -> tuple[list[dict[str, Any]], str]:
    pages = list(reader.feed(after, purpose=purpose, limit=2))
    return [one for page in pages for one in page.lines], pages[-1].after


def test_what_was_given_is_to_be_erased(reader: Client) -> None:
    before, after = read(reader)
    assert OPERATOR not in json.dumps(before, ensure_ascii=False), "what was corrected is no part of a snapshot"
    assert {one["ref"]: one["facts"].get("operator") for one in before} == {"r2": "Li", "r3": None, "r4": "Wang"}
    [done] = erase(acting(), shop("A1"), despite_retention=True)
    lines, then = read(reader, after)
    told = {
        "change": "erased", "scheme": "shop", "code": "A1", "kind": "toy/fine", "agency": "a", "classes": ["personal"],
        "on": timezone.localtime(done.act.at).date().isoformat(),
    }  # fmt: skip
    assert [one for one in lines if one["change"] == "erased"] == [told | {"ref": "r1"}, told | {"ref": "r2"}]
    [again] = [one for one in lines if one["change"] == "record"]
    assert again["ref"] == "r2"
    assert again["facts"]["erased:personal"]["act"] == done.act_id
    assert "operator" not in again["facts"]
    assert read(reader, then)[0] == [], "once"
    assert {one["ref"]: one for one in read(reader)[0]}["r2"] == again, "as a new snapshot has it"


def test_nobody_else_learns_of_it(reader: Client) -> None:
    erase(acting(), shop("A1"), despite_retention=True)
    _, public = read(reader, purpose="")
    _, other = read(reader, purpose="ratings")
    erase(acting(), shop("A2"), despite_retention=True)
    erase(acting(), shop("A1"), ["trade-secret"], despite_retention=True)
    assert read(reader, public, purpose="")[0] == []
    assert read(reader, other, purpose="ratings")[0] == []


def test_whoever_handed_it_in_is_told_of_both_classes(reader: Client) -> None:
    made = register_client(
        registry.officer(), agency("toy", "a"), "r", (Scope.FEED,), timezone.now() + timedelta(days=1)
    )
    with Client.of_program(SITE, made.client.client_id, made.secret, Key.make(), transport=transport()) as own:
        _, after = read(own, purpose="ratings")
        erase(acting(), shop("A1"), ["personal", "trade-secret"], despite_retention=True)
        lines, _ = read(own, after, purpose="ratings")
    told = {one["ref"]: one["classes"] for one in lines if one["change"] == "erased"}
    assert told == {"r1": ["personal", "trade-secret"], "r2": ["personal"]}
