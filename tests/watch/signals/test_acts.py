"""What officers do with a signal: each step once, each in its turn, theirs alone, and never by more than the card allows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import roster
from tests.registry import put_in_force, row
from tests.standards.histories import File, submit
from tests.watch.signals.world import acting, pack

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.models import Agency
from bonafides.agencies.roster import read_roster
from bonafides.packs.queries import installed_pack
from bonafides.watch.signals.acts.dismiss import dismiss
from bonafides.watch.signals.acts.take_up import take_up
from bonafides.watch.signals.acts.tell_outcome import tell_outcome
from bonafides.watch.signals.models import Signal
from bonafides.watch.signals.month import Verdict, month_of, wilson
from bonafides.watch.signals.queries import at_hand, how_many, order_of, signal_of, worth_a_look
from bonafides.watch.signals.run import look_at_everyone

pytestmark = pytest.mark.django_db


def officer(agency: str = "a", reason: str = "because") -> Acting:
    return Acting("1", agency, "LAW art. 1", reason, pack="toy")


@pytest.fixture
def raised(tmp_path: Path) -> list[int]:
    """Three signals of agency a, raised today."""
    put_in_force(pack())
    toy, version = installed_pack("toy")
    for name in ("a", "b"):
        own = Agency.objects.get(pack="toy", name=name)
        people = read_roster(roster({"roles": "case-officer", "fields": "", "regions": ""}), "x")
        enrol(registry.officer(), own, people, timezone.localdate())
    day = timezone.localdate() - timedelta(days=3)
    rows = tuple(
        row(code, "", action="record", to="", date=day, value=90) for code in ("S1", "S1", "S2", "S2", "S3", "S3")
    )
    submit(tmp_path, [File("a", "fine", rows)], [0])
    look_at_everyone(acting(), toy, version, timezone.localdate())
    return list(Signal.objects.filter(card="ruled").order_by("-pk").values_list("pk", flat=True))


def test_the_list_and_what_becomes_of_it(raised: list[int]) -> None:
    own, today = Agency.objects.get(pack="toy", name="a"), timezone.localdate()
    assert [one.signal.pk for one in worth_a_look(own, today, card="ruled")] == raised
    assert [one.signal.pk for one in worth_a_look(own, today, card="ruled", after=raised[0])] == raised[1:]
    assert worth_a_look(Agency.objects.get(pack="toy", name="b"), today) == []
    dismiss(officer(reason="known already"), raised[0])
    take_up(officer(), raised[1], "papers")
    assert [one.signal.pk for one in at_hand(own, today)] == [raised[1]]
    tell_outcome(officer(reason="the licence is missing"), raised[1], "something")
    assert [one.signal.pk for one in worth_a_look(own, today, card="ruled")] == [raised[2]]
    assert how_many(own, today)["ruled"] == 1
    shown = signal_of("toy", "a", raised[1], today)
    assert shown is not None
    assert [one["what"] for one in shown.as_json()["steps"]] == ["taken-up", "outcome"]
    assert signal_of("toy", "b", raised[1], today) is None
    assert order_of(own, "nothing", today) == {}
    told = month_of(installed_pack("toy")[0], own, today.strftime("%Y-%m"))
    ruled = next(one for one in told.cards if one.card == "ruled")
    assert (ruled.raised, ruled.dismissed, ruled.taken_up, ruled.looked_into, ruled.hits) == (3, 1, 1, 1, 1)
    assert ruled.reasons == ("known already",)
    assert ruled.verdict is Verdict.TOO_FEW


def test_each_step_in_its_turn_and_once(raised: list[int]) -> None:
    with pytest.raises(ActRefusedError, match="expected one that is taken-up, came one that is open"):
        tell_outcome(officer(), raised[0], "nothing")
    dismiss(officer(), raised[0])
    for again in (lambda: dismiss(officer(), raised[0]), lambda: take_up(officer(), raised[0], "papers")):
        with pytest.raises(ActRefusedError, match="came one that is dismissed"):
            again()
    with pytest.raises(ActRefusedError, match="expected a signal of b"):
        dismiss(officer("b"), raised[1])
    with pytest.raises(ActRefusedError, match="a visit is named where"):
        take_up(officer(), raised[1], "visit")
    with pytest.raises(ActRefusedError, match="expected a visit of the agency"):
        take_up(officer(), raised[1], "visit", 77)
    with pytest.raises(ActRefusedError, match="needs its reason"):
        dismiss(officer(reason=" "), raised[1])


def test_no_step_goes_beyond_the_card(raised: list[int]) -> None:
    far = Signal.objects.exclude(card="ruled").first()
    assert far is None or far.effect == "raise-order"
    from bonafides.watch.signals.acts.take_up import MAY

    assert "visit" not in MAY["paper-check"]
    assert MAY["reminder"] == ("reminder",)


def test_the_interval_of_a_share() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(8, 10)
    assert 0.48 < low < 0.8 < high < 0.95
