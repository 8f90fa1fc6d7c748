"""A penalty becomes public after redaction, secrecy review and a second officer; and is withdrawn when it falls."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.entities.models import Entity
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case

pytestmark = pytest.mark.usefixtures("listed")
PENALTY: dict[str, Any] = {
    "document_no": "市监处罚〔2026〕12号", "decided_on": "2026-03-02", "penalty_types": ["fine", "confiscation-goods"],
    "violation_field": "food", "severity": "general", "penalty_procedure": "ordinary", "violation_served": "As served.",
    "authority": "Market regulation", "route": "same-province", "fine": 2_000_000,
}  # fmt: skip


def opened(**given: Any) -> Case:
    entity = Entity.objects.get(code=world.CODE)
    return open_case(
        world.acting("1"), "penalty-publicity", entity=entity, fields=PENALTY | given, files=[world.file()]
    )


def redacted() -> Case:
    case = opened()
    world.step(case, "redact", fields={"violation": "As published.", "text_as_served": True})
    return case


def published() -> Case:
    case = redacted()
    world.step(case, "secrecy-review", "2", fields={"no_secret": True})
    world.step(case, "second-review", "2", fields={"redactions_right": True})
    world.step(case, "publish", "2")
    return case


def test_only_then_is_it_a_record(on_day: OnDay) -> None:
    record = way.record_of(published())
    assert record.facts["penalty_types"] == ["fine", "confiscation-goods"]
    assert (record.facts["violation"], record.facts["fine"]) == ("As published.", 2_000_000)


@pytest.mark.parametrize("given", [{"penalty_procedure": "simplified"}, {"penalty_types": ["warning"]}])
def test_what_is_not_published_is_not_opened(given: dict[str, Any]) -> None:
    with pytest.raises(ActRefusedError, match="needs `penalty_published` to be true, it is false"):
        opened(**given)


def test_nobody_reviews_what_he_redacted() -> None:
    case = redacted()
    with pytest.raises(NotPermittedError, match="is for reviewer or decider"):
        world.step(case, "second-review", "1", fields={"redactions_right": True})
    with pytest.raises(ActRefusedError, match="`publication_permitted`"):
        world.step(case, "second-review", "2", fields={"redactions_right": True})
    with pytest.raises(ActRefusedError, match="`publish` is taken in reviewed or pushed"):
        world.step(case, "publish", "2")


def test_withdrawn_within_three_days_with_reasons(on_day: OnDay) -> None:
    case = published()
    on_day(date(2026, 4, 1))
    world.step(case, "note-fall", fields={"fell": "annulled", "fell_on": "2026-04-01"}, files=[world.file()])
    assert held(case).standing(date(2026, 4, 1)).clocks["withdrawal-due"].last_day == date(2026, 4, 7)
    world.step(case, "withdraw", "2", fields={"why": "A court annulled it."})
    ended = way.ended_record(way.record_of(case))
    assert ended is not None
    assert ended.action == 3
