"""An act is whole or not at all, and leaves a row that says who, for whom, on which basis and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests import registry

from bonafides.acts.act import Acting, ActRefusedError, official_act
from bonafides.acts.models import Act
from bonafides.agencies.models import Agency

pytestmark = pytest.mark.django_db


@official_act("tests.name_agency")
def name_agency(acting: Acting, name: str, *, then: Exception | None = None) -> Agency:
    """An act that writes, and may fail behind that."""
    made = Agency.objects.create(pack="tests", name=name, title={"en": str(acting.id)})
    acting.subject, acting.details = 7, {"name": name}
    if then is not None:
        raise then
    return made


@pytest.mark.parametrize("missing", ["officer", "agency", "basis", "reason"])
@pytest.mark.parametrize("blank", ["", "   ", "\u3000\n"])
def test_refused_without(missing: str, blank: str) -> None:
    before = registry.digest()
    with pytest.raises(ActRefusedError, match=f"an act needs its {missing}: give it, nothing was changed"):
        name_agency(replace(registry.officer(), **{missing: blank}), "x")
    assert registry.digest() == before


def test_the_row_of_an_act() -> None:
    acting = registry.officer("because")
    before = registry.moment()
    made = name_agency(acting, "x")
    act = Act.objects.get()
    assert (act.pk, act.name, act.officer, act.agency) == (
        acting.id, "tests.name_agency", "Officer Li", "market-regulation",
    )  # fmt: skip
    assert (act.basis, act.reason, act.subject, act.details) == ("LAW art. 1", "because", 7, {"name": "x"})
    assert before <= act.at <= registry.moment()
    assert made.title == {"en": str(act.pk)}, "what an act writes can name the act"


@pytest.mark.parametrize("error", [ActRefusedError("no"), ValueError("a defect"), KeyboardInterrupt()])
def test_nothing_half_done(error: BaseException) -> None:
    before = registry.digest()
    with pytest.raises(type(error)):
        name_agency(registry.officer(), "x", then=error)
    assert registry.digest() == before


def test_the_database_undoes_it_too() -> None:
    name_agency(registry.officer(), "x")
    before = registry.digest()
    with pytest.raises(IntegrityError), transaction.atomic():
        name_agency(registry.officer(), "x")
    assert registry.digest() == before


def test_an_act_says_that_it_is_one() -> None:
    assert name_agency.official_act == "tests.name_agency"  # type: ignore[attr-defined]
