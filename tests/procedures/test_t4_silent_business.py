"""T4 of the domain reference: reports of 2023 and 2024 missed, telephone and letters fail.

A case for revoking the licence, and never a serious listing: no procedure leads there from years without a report.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.open_case import open_case
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record
from bonafides.standards.case.asked import ask

TODAY = date(2025, 9, 1)


@pytest.fixture(autouse=True)
def _world(db: None, var: Path, on_day: OnDay) -> None:
    on_day(TODAY)
    world.pack()


def abnormal(ref: str, day: date, reason: str) -> Record:
    new = NewRecord(
        "abnormal-operations", "uscc", world.CODE, ref, day, {"reason": reason, "form": "listed"}, valid_from=day
    )
    return take_one(*installed_pack("cn"), world.AGENCY, new, ref)


def test_years_without_a_report_open_no_serious_listing() -> None:
    abnormal("A-1", date(2024, 7, 9), "annual-report")
    silent = abnormal("A-2", date(2025, 8, 15), "no-contact")
    with pytest.raises(
        ActRefusedError, match="`serious-listing`: expected a record that is administrative-penalty, came abn"
    ):
        open_case(world.acting("1"), "serious-listing", entity=silent.entity, record=silent, fields=world.GIVEN)


def test_the_standard_says_what_is_due_instead() -> None:
    pack, _ = installed_pack("cn")
    given = {
        "unreachable": True, "last_report_year": Decimal(2022), "established_on": date(2016, 3, 1), "as_of": TODAY,
    }  # fmt: skip
    asked = ask(pack, "silent_business", given, TODAY)
    assert (asked.value, asked.basis) == ("licence-revocation-case", "IR-2024 18")
    assert (
        ask(pack, "abnormal_three_years_effect", {"abnormal_three_years": True}, TODAY).value == "stricter-management"
    )
