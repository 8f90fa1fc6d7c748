"""A small world of once-only: a restaurant, what three agencies hold about it, who asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.remedies.world import CODE, ENVIRONMENT, MARKET, enter
from tests.remedies.world import pack as pack_in_force

from bonafides.acts.roles import Role
from bonafides.agencies.who import Kind, Who
from bonafides.entities.models import Entity
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.sharing.once.fill import fill
from bonafides.sharing.once.filled import FilledForm
from bonafides.sharing.once.forms import form_named
from bonafides.sharing.purpose import Request

HUMAN = "human-resources"
DAY = date(2026, 6, 8)
ASKS = Who(Kind.OFFICER, "cn", MARKET, "2", frozenset({Role.CASE_OFFICER}))
REGISTERED = {
    "legal_form": "limited-company", "status": "in-business", "established_on": "2024-01-02",
    "registration_event": "establishment", "address": "1 Lotus Road", "registered_capital": 100_000_000,
}  # fmt: skip


def begin() -> None:
    """The pack in force; the restaurant registered, insured and evaluated."""
    pack_in_force()  # with officers of market regulation and of the environment
    enter("registration", "R-1", date(2024, 1, 2), CODE, MARKET, **REGISTERED)
    enter(
        "social-insurance-payment", "S-1", date(2026, 1, 5), CODE, HUMAN, year=2025, payment_status="paid", insured=12
    )
    enter("environment-evaluation", "E-1", date(2026, 2, 1), CODE, ENVIRONMENT, year=2025, grade="blue", key_unit=False)


def pack() -> Pack:
    return installed_pack("cn")[0]


def entity() -> Entity:
    return Entity.objects.get(code=CODE)


def request(case: str | None = "2026-77", who: Who = ASKS, purpose: str = "licensing") -> Request:
    return Request(who, purpose, case, DAY)


def filled(form: str = "restaurant-licence", case: str | None = "2026-77", **of: Any) -> FilledForm:
    """The form filled for the restaurant."""
    return fill(request(case, **of), form_named(pack(), form, DAY), entity(), pack=pack())
