"""The outbox: CloudEvents in order, none left out, whoever writes beside."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from tests import registry

from bonafides.acts import settled
from bonafides.acts.act import Acting, Role, official_act
from bonafides.acts.events import events_after
from bonafides.acts.models import Event

transactional_db = registry.emptied_db


@official_act("tests.say", by=(Role.OPERATOR,))
def say(acting: Acting, word: str, then: Callable[[], None] = lambda: None) -> None:
    """An act that tells a word, and does something before it ends."""
    acting.subject = 7
    acting.tell(word=word)
    then()


@pytest.mark.django_db
def test_an_event() -> None:
    say(registry.officer("a reason"), "first")
    [told] = events_after(0)
    event = Event.objects.get()
    assert told == {
        "specversion": "1.0",
        "id": str(event.pk),
        "source": "urn:bonafides:operator",
        "type": "bonafides.tests.say",
        "subject": "7",
        "time": told["time"],
        "datacontenttype": "application/json",
        "data": {"act": event.act_id, "word": "first"},
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", told["time"])


@pytest.mark.django_db
def test_behind_one_and_no_more_than_asked() -> None:
    for word in "abcd":
        say(registry.officer(), word)
    first = int(events_after(0)[0]["id"])
    assert [one["data"]["word"] for one in events_after(first, limit=2)] == ["b", "c"]
    assert events_after(first + 3) == []


class Writer:
    """Somebody whose act has its number, and whose transaction goes on until it is let go."""

    def __init__(self, word: str) -> None:
        self.entered, self.go = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, args=(word,))
        self.thread.start()
        assert self.entered.wait(10)

    def _run(self, word: str) -> None:
        with transaction.atomic():
            say(registry.officer(), word)
            self.entered.set()
            self.go.wait(10)
        connection.close()

    def end(self) -> None:
        self.go.set()
        self.thread.join()


def words(found: list[dict[str, Any]]) -> list[str]:
    return [one["data"]["word"] for one in found]


def test_a_lower_number_that_is_still_to_come(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    say(registry.officer(), "first")
    start = Event.objects.get().pk - 1
    writer = Writer("slow")
    say(registry.officer(), "quick")
    monkeypatch.setattr(settled, "PATIENCE", 0.05)
    try:
        assert words(events_after(start)) == ["first"], "`quick` has a higher number than `slow`, and must wait for it"
    finally:
        writer.end()
    assert words(events_after(start)) == ["first", "slow", "quick"]


def test_who_writes_is_waited_for(transactional_db: None) -> None:
    writer = Writer("slow")
    say(registry.officer(), "quick")
    timer = threading.Timer(0.2, writer.go.set)
    timer.start()
    assert words(events_after(0)) == ["slow", "quick"]
    writer.end()


def test_a_number_that_never_comes(transactional_db: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        say(registry.officer(), "lost")
        raise ZeroDivisionError
    say(registry.officer(), "kept")
    assert words(events_after(0)) == ["kept"]
