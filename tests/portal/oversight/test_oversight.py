"""The page of oversight: for auditors alone, by name and never by rank."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.portal.agency.conftest import START, Desk, OnDay, _outside, desk, listed, on_day, sit_down, var
from tests.portal.page import faults, read
from tests.procedures import world
from tests.registry import officer

from bonafides.acts.roles import Role
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.procedures.statistics import begun, deadlines, ended, open_clauses

__all__ = ["START", "OnDay", "_outside", "desk", "listed", "on_day", "var"]


def test_nobody_else_may_see_it(client: Client, desk: Desk) -> None:
    assert client.get("/oversight/").status_code == 302
    assert desk("1").get("/oversight/").status_code == 403


@pytest.mark.usefixtures("listed", "_outside")
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_an_auditor_sees_the_whole(language: str) -> None:
    row = f"99,Auditor,{Role.AUDITOR},,,,,,"
    head = "number,name,roles,fields,regions,certificate,certificate_until,capacity,interests"
    enrol(officer(), agency("cn", world.AGENCY), read_roster(f"{head}\n{row}\n".encode()), date(2020, 1, 1))
    answer = sit_down("99").get("/oversight/", headers={"accept-language": language})
    assert answer.status_code == 200
    page = read(answer.content)
    assert faults(page) == []
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(page.all("figure")) == 6  # two of them: on which kinds of business cases and visits fall


@pytest.mark.usefixtures("listed")
def test_cases_are_counted_by_agency(desk: Desk) -> None:
    today = world.today()
    since = today.replace(year=today.year - 1)
    found = deadlines(since, today)
    assert list(found) == sorted(found)
    opened = list(begun(since, today))
    assert all(since <= one.on <= today for one in opened)
    assert all(one.days >= 0 for one in ended(since, today))
    clauses = open_clauses(since, today)
    assert clauses == sorted(clauses, key=lambda one: (one.agency, one.procedure, one.finding))
