"""A small procedure in Python: notice, window, decision, term; and the one decision that guards it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.explore import Explored, explore
from bonafides.kernel.procedure.law import NotKnownError, Said
from bonafides.kernel.procedure.model import (
    Clock,
    Field,
    Guard,
    Kind,
    Meaning,
    Period,
    Procedure,
    State,
    Step,
    Type,
    Who,
)
from bonafides.kernel.procedure.sources import Constant, Done, OfField, OnDay, Outside, Source, Today

DAY = date(2026, 3, 2)
SIDES = Guard("may", (True,), {"told": Done("notice"), "bad": OfField("bad"), "today": Today()})


def texts(name: str) -> dict[str, str]:
    return {"zh": f"步骤{name}", "en": name}


def step(name: str, kind: Kind, start: Sequence[str], to: str | None, **more: Any) -> Step:
    return Step(name, texts(name), kind, tuple(start), to, **{"by": ("decider",), **more})


def clock(name: str, starts: str, days: int, **more: Any) -> Clock:
    return Clock(
        name,
        texts(name),
        (starts,),
        Period("days", {"of": Constant(str(days)), "since": OnDay(starts)}),
        Who.AGENCY,
        **more,
    )


def small(**changes: Any) -> Procedure:
    """The procedure, with steps or clocks of it changed: `small(decide={"after": ()})`; None leaves one out."""
    steps = [
        step("notice", Kind.NOTICE, ["open"], "told"),
        step("answer", Kind.BUSINESS, ["told"], None, within=("window",), who=Who.BUSINESS),
        step(
            "decide",
            Kind.DECISION,
            ["told"],
            "listed",
            adverse=True,
            required=("bad",),
            guards=(SIDES,),
            after=("window",),
        ),
        step("drop", Kind.DECISION, ["open", "told"], "ended"),
        step("expire", Kind.END, ["listed"], "ended", who=Who.CLOCK, by=()),
    ]
    clocks = [
        clock("window", "notice", 5, permits=True),
        clock("decision", "opened", 90, stops=("decide", "drop")),
        clock("term", "decide", 1000, step="expire"),
    ]
    gone = {name for name, change in changes.items() if change is None}
    return Procedure(
        name="small", title=texts("small"), of="listing", agencies=("a",), since=DAY, until=None,
        opens=Step("opened", texts("opened"), Kind.OTHER, (), "open", by=("case-officer",)),
        states={name: State(name, texts(name), Meaning(meaning)) for name, meaning in
                (("open", "open"), ("told", "open"), ("listed", "in-force"), ("ended", "ended"))},
        fields={"bad": Field("bad", texts("bad"), Type.FINDING)},
        steps={one.name: replace(one, **changes.get(one.name, {})) for one in steps if one.name not in gone},
        clocks={one.name: replace(one, **changes.get(one.name, {})) for one in clocks if one.name not in gone},
    )  # fmt: skip


class SmallLaw:
    """Lists who was told and is bad; periods are days."""

    def say(self, decision: str, inputs: Mapping[str, Value], day: date) -> Said:
        if decision == "days":
            return Said({"length": inputs["of"]})
        assert decision == "may"
        return Said(inputs["told"] is True and inputs["bad"] is True, "LAW 1", "Only who was told and is bad.")

    def last_day(self, value: Value, inputs: Mapping[str, Value]) -> date:
        since = inputs["since"]
        if not isinstance(since, date):
            raise NotKnownError("expected a day, came none")
        return since + timedelta(days=int(str(inputs["of"])))

    def working_days(self, since: date, until: date) -> int:
        raise NotKnownError("there is no calendar: add 2026.csv")

    def outside(self, source: Outside, fields: Mapping[str, Value], day: date) -> Value:
        raise NotKnownError("there is no register")


def domain(decision: str, name: str, source: Source) -> Sequence[Value]:
    return (DAY,) if isinstance(source, Today) else (True, False, None)


def explored(procedure: Procedure) -> Explored:
    return explore(procedure, SmallLaw().say, domain, DAY)
