"""Businesses are looked up once a file; what was looked up ahead is relied on only where it cannot have changed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import psycopg
import pytest
from django.db import connection, transaction
from tests import registry

from bonafides.entities.acts.except_code import except_code
from bonafides.entities.models import Entity
from bonafides.kernel.identifiers import gb32100
from bonafides.records.ingest.businesses import Businesses
from bonafides.records.ingest.plan import Plan

PLAN = cast("Plan", SimpleNamespace(mapping=SimpleNamespace(code=SimpleNamespace(scheme="shop"))))


def rows(*codes: str) -> pl.DataFrame:
    return pl.DataFrame({"code": codes, "entity_kind": ["enterprise"] * len(codes)})


def of(businesses: Businesses, *codes: str) -> dict[str, int]:
    with connection.cursor() as cursor:
        found = businesses.of(cursor.cursor, rows(*codes))
    assert found["code"].is_unique().all()
    return {code: number for code, number in found.rows() if code in codes}


def enter(code: str) -> int:
    return int(Entity.objects.create(scheme="shop", code=code, kind="enterprise").pk)


@pytest.fixture
def businesses(db: None) -> Businesses:
    return Businesses(PLAN)


def test_new_ones_are_entered_once(businesses: Businesses) -> None:
    old = enter("A")
    found = of(businesses, "A", "B", "B")
    assert found["A"] == old
    assert found == of(businesses, "A", "B") == of(Businesses(PLAN), "A", "B")
    assert Entity.objects.filter(scheme="shop").count() == 2


def test_one_found_ahead_is_not_asked_for_again(businesses: Businesses) -> None:
    old = enter("A")
    businesses.look_ahead(rows("A", "A"))
    nobody = cast("psycopg.Cursor[tuple[object, ...]]", None)
    assert businesses.of(nobody, rows("A")).rows() == [("A", old)]


def test_other_files_are_told_of_one_that_was_entered_once_it_is_committed(db: None) -> None:
    known: dict[str, int] = {}
    one, other = Businesses(PLAN, known), Businesses(PLAN, known)
    entered = of(one, "A")
    assert not known  # the chunk that entered it may yet fail
    assert of(one, "A") == entered
    one.settle()
    nobody = cast("psycopg.Cursor[tuple[object, ...]]", None)
    assert other.of(nobody, rows("A")).rows() == [("A", entered["A"])]


def test_other_files_need_not_look_up_what_one_found_ahead(db: None) -> None:
    known: dict[str, int] = {}
    old = enter("A")
    Businesses(PLAN, known).look_ahead(rows("A", "B"))
    assert known == {"A": old}


def test_looking_ahead_enters_nobody(businesses: Businesses) -> None:
    businesses.look_ahead(rows("A", "B"))
    assert not Entity.objects.filter(scheme="shop").exists()


def test_one_that_another_entered_meanwhile_is_found(businesses: Businesses) -> None:
    """Once what was looked up ahead is given up, as whoever merges the chunk again does (turns.py)."""
    businesses.look_ahead(rows("A", "B"))
    theirs = enter("A")
    with pytest.raises(psycopg.errors.UniqueViolation), transaction.atomic():
        of(businesses, "A", "B")
    businesses.forget_ahead()
    found = of(businesses, "A", "B")
    assert found["A"] == theirs
    assert Entity.objects.filter(scheme="shop").count() == 2


def test_one_with_an_exception_refers_to_it(db: None) -> None:
    odd, sound = "91990000MA00000000", "9199000010000000" + "1" + gb32100.check_character("91990000100000001")
    except_code(registry.officer(), odd, authority="SAMR", confirmed_on=date(2024, 1, 1))
    businesses = Businesses(cast("Plan", SimpleNamespace(mapping=SimpleNamespace(code=SimpleNamespace(scheme="uscc")))))
    businesses.look_ahead(rows(odd, sound))
    of(businesses, odd, sound)
    entered = dict(Entity.objects.filter(scheme="uscc").values_list("code", "exception__code"))
    assert entered == {odd: odd, sound: None}


def test_one_entered_by_an_earlier_chunk_stands_once(businesses: Businesses) -> None:
    businesses.look_ahead(rows("A"))  # of the chunk after the next, asked for before the next one entered it
    first = of(businesses, "A")
    businesses.look_ahead(rows("A", "B"))
    assert of(businesses, "A", "B")["A"] == first["A"]


def test_whom_others_forget_meanwhile_is_known_here(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread emptied what all share, while this one asked for those it lacks."""
    known = {"A": enter("A")}
    businesses, own = Businesses(PLAN, known), Businesses._look_up

    def look_up(self: Businesses, *given: Any) -> Any:
        found = own(self, *given)
        known.clear()
        return found

    monkeypatch.setattr(Businesses, "_look_up", look_up)
    assert of(businesses, "A", "B").keys() == {"A", "B"}
