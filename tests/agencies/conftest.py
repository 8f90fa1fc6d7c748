"""An agency with officers, over a small register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests import registry

from bonafides.acts.act import Acting
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.changes import Changes
from bonafides.agencies.models import Agency
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import COLUMNS, read_roster
from bonafides.entities.models import Entity

Enrol = Callable[..., Changes]
LINE = {
    "number": "1", "name": "Li Na", "roles": "inspector", "fields": "food;fire", "regions": "990001", "certificate": "A-1",
    "certificate_until": "", "capacity": "40", "interests": "",
}  # fmt: skip


def today() -> date:
    """Today, as the register has it."""
    return timezone.localdate()


def days(count: int) -> date:
    """A day so many days from today."""
    return today() + timedelta(days=count)


def officer(number: str, *, agency: str = "a") -> Acting:
    """An officer of the toy pack's agency who acts."""
    return Acting(number, agency, "LAW art. 1", "a test", pack="toy")


def roster(*lines: dict[str, str]) -> bytes:
    """A roster of lines, each given by what is not as in `LINE`."""
    return "\n".join(
        [",".join(COLUMNS), *(",".join((LINE | line)[column] for column in COLUMNS) for line in lines)]
    ).encode()


@pytest.fixture(autouse=True)
def toy(db: None) -> Agency:
    """Agency `a` of the toy pack, and the shops A to D."""
    registry.put_in_force(registry.toy())
    for code in "ABCD":
        Entity.objects.create(scheme="shop", code=code, kind="enterprise")
    return agency("toy", "a")


@pytest.fixture
def enrolled(toy: Agency) -> Enrol:
    """`enrolled({"number": "2"}, …)`: officers enrolled by the operator."""

    def enrol_them(
        *lines: dict[str, str], by: Acting | None = None, since: date | None = None, **options: Any
    ) -> Changes:
        return enrol(
            by or registry.officer(), options.get("agency", toy), read_roster(roster(*lines)), since or today()
        )

    return enrol_them
