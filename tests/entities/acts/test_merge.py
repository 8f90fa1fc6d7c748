"""Merging: decided, reversible, never in a circle; read as it was decided at that moment."""

from __future__ import annotations

import json
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from tests import registry

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.entities.acts.merge import merge
from bonafides.entities.acts.split import split
from bonafides.entities.models import Entity, Merge
from bonafides.entities.queries import entity_by_code, one_with
from bonafides.sharing.unified_record import unified_record

transactional_db = registry.emptied_db


@pytest.fixture
def shops(tmp_path: Path, db: None) -> list[Entity]:
    """Four businesses with a record each."""
    registry.put_in_force(registry.toy())
    return taken_in(tmp_path)


def taken_in(folder: Path) -> list[Entity]:
    rows = [registry.row(code, f"r{code}", name=f"Shop {code}") for code in "ABCD"]
    registry.take_in(registry.write_csv(folder / "shops.csv", rows), "a-fines")
    return [entity_by_code("shop", code) for code in "ABCD"]


def read(code: str, moment: datetime | None = None) -> tuple[set[str], set[str], set[str]]:
    """(references, names, one with) of a business's record."""
    found = json.loads(unified_record("shop", code, known_at=moment) or "")
    refs = {one["ref"] for records in found["records"].values() for one in records}
    return refs, {one["name"] for one in found["names"]}, {one["code"] for one in found["one_with"]}


def test_both_codes_show_the_records_of_both(shops: list[Entity]) -> None:
    before = registry.moment()
    done = merge(registry.officer("the same licence"), shops[0], shops[1])
    assert read("A") == ({"rA", "rB"}, {"Shop A", "Shop B"}, {"B"})
    assert read("B") == ({"rA", "rB"}, {"Shop A", "Shop B"}, {"A"})
    assert read("A", before) == ({"rA"}, {"Shop A"}, set())
    act = Act.objects.get(pk=done.act_id)
    assert (act.name, act.officer, act.reason, act.subject) == (
        "entities.merge", "Officer Li", "the same licence", shops[0].pk,
    )  # fmt: skip
    assert act.details == {"entity": "shop:A", "into": "shop:B"}


def test_undone_and_as_known_before(shops: list[Entity]) -> None:
    a, b, c, _ = shops
    merge(registry.officer(), a, b)
    merge(registry.officer(), b, c)
    one = registry.moment()
    split(registry.officer(), a, b)
    two = registry.moment()
    assert read("A", one) == ({"rA", "rB", "rC"}, {"Shop A", "Shop B", "Shop C"}, {"B", "C"})
    assert read("C", one)[:2] == read("A", one)[:2]
    assert read("A", two) == ({"rA"}, {"Shop A"}, set())
    assert read("C", two)[0] == {"rB", "rC"}
    merge(registry.officer(), a, b)
    assert read("A")[0] == {"rA", "rB", "rC"}
    assert read("A", two)[0] == {"rA"}
    assert one_with(a) == {a.pk, b.pk, c.pk}


@pytest.mark.parametrize("pairs", ["AB AB", "AB BA", "AB BC CA", "AB BC AC", "AB CD BC DA", "AB CB AC"])
def test_what_is_one_already_is_refused(shops: list[Entity], pairs: str) -> None:
    of = dict(zip("ABCD", shops, strict=True))
    *first, last = pairs.split()
    for entity, into in first:
        merge(registry.officer(), of[entity], of[into])
    before = registry.digest()
    with pytest.raises(ActRefusedError, match="are one by decision already; nothing was changed"):
        merge(registry.officer(), of[last[0]], of[last[1]])
    assert registry.digest() == before


def test_merged_into_one_only(shops: list[Entity]) -> None:
    merge(registry.officer(), shops[0], shops[1])
    with pytest.raises(ActRefusedError, match="shop:A was merged into shop:B already; undo that first"):
        merge(registry.officer(), shops[0], shops[2])


def test_not_with_itself_nor_with_one_that_is_not_there(shops: list[Entity]) -> None:
    for into in (shops[0], Entity(pk=999_999, scheme="shop", code="Z", kind="enterprise")):
        with pytest.raises(ActRefusedError, match="two different entities of this register"):
            merge(registry.officer(), shops[0], into)
    assert not Merge.objects.exists()


def test_a_split_needs_a_standing_merge_of_that_direction(shops: list[Entity]) -> None:
    a, b, *_ = shops
    with pytest.raises(ActRefusedError, match="expected a standing decision that shop:A is shop:B, there is none"):
        split(registry.officer(), a, b)
    merge(registry.officer(), a, b)
    with pytest.raises(ActRefusedError, match="there is none"):
        split(registry.officer(), b, a)
    split(registry.officer(), a, b)
    with pytest.raises(ActRefusedError, match="there is none"):
        split(registry.officer(), a, b)


class Officers:
    """Officers at work at once, each with a session of their own; `said` is what each was told."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.threads: list[threading.Thread] = []

    def act(self, name: str, act: Any, *subjects: Entity, wait: threading.Event | None = None) -> None:
        """Begin an act; its transaction ends once `wait` is set."""
        thread = threading.Thread(target=self._act, args=(name, act, subjects, wait))
        self.threads.append(thread)
        thread.start()

    def _act(self, name: str, act: Any, subjects: tuple[Entity, ...], wait: threading.Event | None) -> None:
        try:
            with transaction.atomic():
                act(registry.officer(name), *subjects)
                self.said[name] = "done"
                assert wait is None or wait.wait(20)
        except ActRefusedError as error:
            self.said[name] = str(error)
        finally:
            connection.close()

    def until_one_waits(self) -> None:
        """Until a session waits for a lock that another holds."""
        deadline = time.monotonic() + 20
        while not registry.sql("SELECT 1 FROM pg_locks WHERE NOT granted"):
            assert time.monotonic() < deadline, f"nobody waits; {self.said}"
            time.sleep(0.01)

    def end(self) -> dict[str, str]:
        for thread in self.threads:
            thread.join(20)
            assert not thread.is_alive()
        return self.said


def test_two_officers_cannot_make_a_circle(tmp_path: Path, transactional_db: None) -> None:
    """Each decision is in order by itself: D into A, and B into C, where A is B and C is D."""
    registry.put_in_force(registry.toy())
    a, b, c, d = taken_in(tmp_path)
    merge(registry.officer(), a, b)
    merge(registry.officer(), c, d)
    officers, go_on = Officers(), threading.Event()
    officers.act("first", merge, d, a, wait=go_on)
    while "first" not in officers.said:
        time.sleep(0.01)
    officers.act("second", merge, b, c)
    officers.until_one_waits()
    assert read("B")[0] == {"rA", "rB"}, "readers do not wait"
    go_on.set()
    said = officers.end()
    assert said["first"] == "done"
    assert "are one by decision already" in said["second"]
    assert Merge.objects.count() == Act.objects.filter(name="entities.merge").count() == 3


def test_two_officers_split_at_once(tmp_path: Path, transactional_db: None) -> None:
    registry.put_in_force(registry.toy())
    a, b, *_ = taken_in(tmp_path)
    merge(registry.officer(), a, b)
    officers, go_on = Officers(), threading.Event()
    officers.act("first", split, a, b, wait=go_on)
    while "first" not in officers.said:
        time.sleep(0.01)
    officers.act("second", split, a, b)
    officers.until_one_waits()
    go_on.set()
    assert "there is none" in officers.end()["second"]
