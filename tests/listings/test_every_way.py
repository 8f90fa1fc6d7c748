"""Whatever officers, the business, files and days do to a listing, in whatever order: what ends, ends everywhere, and once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.procedures import world

from bonafides.acts.act import ActRefusedError
from bonafides.acts.ends import expire
from bonafides.listings.models import Listing, ListingEnd
from bonafides.measures.models import Lift
from bonafides.measures.standing import counting
from bonafides.packs.queries import installed_pack
from bonafides.procedures.board import board
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case, Step
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record

START = date(2026, 3, 2)
WAY_IN = ("serve-notice", "decide-listing", "serve-decision", "publish")
WORDS: dict[str, Any] = {
    "no_intent_proved": False, "heavier_after_defence": False, "hearing_place": "Room 3", "defence_text": "it was the cook",
    "opinion": "in order", "consent_no": "No. 3",
}  # fmt: skip
MOVE = st.tuples(st.sampled_from(["step", "step", "days", "annul", "years"]), st.integers(0, 9), st.integers(1, 5))
# Some begin at the beginning, others where the business is on the list: there most of what can happen is still to come.
MOVES = st.tuples(st.sampled_from([(), ("serve-notice",), WAY_IN]), st.lists(MOVE, min_size=3, max_size=9))


FEW = settings(
    max_examples=6, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    database=None,
)  # fmt: skip


class Way:
    """One case about one penalty, and the calendar."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.today, self.patch = START, monkeypatch
        self.let()
        self.case = world.opened()

    def let(self) -> None:
        self.patch.setattr("django.utils.timezone.localdate", lambda *_: self.today)

    def move(self, what: str, which: int, who: int) -> None:
        if what == "step":
            self.step(which, who)
        elif what == "annul" and which < 4:
            self.annul()
        else:
            self.today += timedelta(days=400 if what == "years" and which > 5 else which)
            self.let()
            expire(self.today)

    def begin(self, names: tuple[str, ...]) -> None:
        """Go some way in, a week and a day after each step."""
        for name in names:
            self.take(name, 1)
            self.move("days", 8, 1)

    def step(self, which: int, who: int) -> None:
        """One of the open steps."""
        one = held(self.case)
        open_ = [name for name in one.standing(self.today).open if one.procedure.steps[name].by]
        if open_:
            self.take(open_[which % len(open_)], who)

    def take(self, name: str, who: int) -> None:
        """Officers try in turn, until one may."""
        step = held(self.case).procedure.steps[name]
        plain = {name: WORDS[name] for name in step.required if name in WORDS}
        found = {name: one for name, one in world.FOUND.items() if name in step.required}
        for number in range(who, who + 5):
            try:
                with transaction.atomic():
                    world.step(
                        self.case, step.name, str(number % 5 + 1), fields=plain, findings=found, files=[world.file()]
                    )
            except ActRefusedError:
                continue
            return

    def annul(self) -> None:
        """A file annuls the penalty, and the machine wakes."""
        gone = NewRecord(
            "administrative-penalty", "uscc", world.CODE, "P-1-gone", self.today, action="annulment", supersedes="P-1",
            reason="a court annulled it",
        )  # fmt: skip
        if not Record.objects.filter(source_ref="P-1-gone").exists():
            take_one(*installed_pack("cn"), world.AGENCY, gone, "court")
        expire(self.today)


def promises(way: Way) -> None:
    """What holds after every move."""
    one = held(way.case)
    shown, steps = one.standing(way.today), list(Step.objects.filter(case=way.case).order_by("number"))
    assert [step.number for step in steps] == list(range(len(steps)))
    assert steps[-1].state == one.state == shown.state.name, "what stands in the row is what the steps lead to"
    assert sum(step.ends for step in steps) <= 1
    for listing in Listing.objects.filter(case=way.case):
        ended = ListingEnd.objects.filter(listing=listing).count()
        assert ended <= 1
        if ended or (listing.until is not None and listing.until <= way.today):
            left = counting(way.today).filter(trigger_kind="listing", trigger_ref=listing.pk)
            assert not left.exists(), f"listing {listing.pk} ended, and {list(left)} stand"
    decided = {step.step for step in steps}
    if Listing.objects.filter(case=way.case).exists():
        assert {"serve-notice", "decide-listing", "serve-decision"} <= decided
    board("cn", "market-regulation", today=way.today)
    board("cn", entity=way.case.entity_id, today=way.today)


@pytest.mark.django_db
def test_every_way_of_a_listing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(configured, "VAR", tmp_path)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: START)
    world.pack()
    world.penalty()

    @FEW
    @given(MOVES)
    def any_way(moves: tuple[tuple[str, ...], list[tuple[str, int, int]]]) -> None:
        with transaction.atomic():
            way = Way(monkeypatch)
            way.begin(moves[0])
            for move in moves[1]:
                way.move(*move)
                promises(way)
            if len(moves[1]) % 2:
                way.annul()
                promises(way)
            seen.update(step.step for step in Step.objects.filter(case=way.case))
            way.today += timedelta(days=1500)
            way.let()
            before = Lift.objects.count()
            expire(way.today)
            promises(way)
            lifted = Lift.objects.count()
            assert lifted >= before
            expire(way.today)
            assert Lift.objects.count() == lifted, "each end once"
            assert not counting(way.today).filter(trigger_kind="listing").exists(), "no listing burdens for ever"
            transaction.set_rollback(True)

    seen: set[str] = set()
    any_way()
    assert {"publish", "cancel"} <= seen, f"the ways went nowhere: {seen}"
    assert Case.objects.count() == 0, "each way was undone"
