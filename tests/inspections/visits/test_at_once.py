"""Two officers at once on one visit: one wins, nothing is half done; two visits at once at one business do not pass the cap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import registry
from tests.at_once import at_once
from tests.inspections import visiting as at

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.inspections.models import Entry, FollowUp, Report

transactional_db = registry.emptied_db


@pytest.fixture(autouse=True)
def _world(transactional_db: None, tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path
    at.world()


def test_two_officers_enter_at_once() -> None:
    visit = at.assigned()
    at.approved(visit)
    code = at.notified(visit)
    found = at_once(lambda: at.entered(visit, code), lambda: at.entered(visit, code, who="202"))
    [refusal] = [one for one in found if isinstance(one, ActRefusedError)]
    assert "was entered already, by act" in str(refusal)
    assert Entry.objects.count() == Act.objects.filter(name="inspections.enter").count() == 1


def test_two_officers_report_at_once() -> None:
    visit = at.visited()
    found = at_once(lambda: at.reported(visit, "corrected"), lambda: at.reported(visit, "refused", who="202"))
    [refusal] = [one for one in found if isinstance(one, ActRefusedError)]
    assert "has its result already" in str(refusal)
    assert Report.objects.count() == FollowUp.objects.count() == 1


def test_two_visits_at_once_do_not_pass_the_cap() -> None:
    at.visited()  # the cap is two
    visits = [at.assigned(item="publicised-information"), at.assigned(item="publicised-information")]
    codes = []
    for visit in visits:
        at.approved(visit)
        codes.append(at.notified(visit))
    found = at_once(
        *(lambda visit=visit, code=code: at.entered(visit, code) for visit, code in zip(visits, codes, strict=True))
    )
    [refusal] = [one for one in found if isinstance(one, ActRefusedError)]
    assert "cap-reached" in str(refusal)
    assert Entry.objects.count() == 2
