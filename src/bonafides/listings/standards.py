"""The standards of a list in the pack's own words: what puts a business on it, what takes it off, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.packs.annotations import noted
from bonafides.packs.decisions import tables_of
from bonafides.packs.kind import Kind
from bonafides.packs.pack import Pack
from bonafides.packs.procedure import Procedure
from bonafides.packs.procedure_step import GuardEntry, StepEntry
from bonafides.packs.procedure_words import ProcedureClock
from bonafides.packs.vocabulary import Text
from bonafides.standards.case.asked import ask
from bonafides.standards.compile.standard import StandardNotFoundError, model_in_force

ON, OFF = "list", ("end-listing",)
"""The effects of steps that put a business on a list, and that take it off (listings/effects)."""


@dataclass(frozen=True)
class Rule:
    """One rule of a decision in words, by language. `met`: it speaks for what the step does; else against it."""

    words: Mapping[str, str]
    law: str
    met: bool


@dataclass(frozen=True)
class Way:
    """A step that puts a business on the list or takes it off, with the rules that are asked before it."""

    procedure: Procedure
    step: StepEntry
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Time:
    """A clock: how long, where the pack says so without knowing the case (length and unit; several, where a field chooses)."""

    procedure: Procedure
    clock: ProcedureClock
    lengths: tuple[tuple[Decimal, str], ...]


@dataclass(frozen=True)
class Standards:
    """Of one list. `reasons`: (title, its possible values) of each public fact that says why."""

    kind: Kind
    reasons: tuple[tuple[Text, tuple[Text, ...]], ...]
    on: tuple[Way, ...]
    off: tuple[Way, ...]
    times: tuple[Time, ...]
    months: int | None


def lists_of(pack: Pack, day: date) -> list[Kind]:
    """The lists of a pack: kinds of record that are public for as long as they hold, by the law of a day."""
    return [
        one for one in pack.catalogue.values()
        if one.in_force.covers(day)
        and any(each.public and each.while_valid and each.in_force.covers(day) for each in one.publicity.periods)
    ]  # fmt: skip


def standards_of(pack: Pack, kind: Kind, day: date) -> Standards:
    """What the pack says of a list on a day."""
    lawful = [one for one in pack.procedures.values() if one.in_force.covers(day)]
    onto = [one for one in lawful if any(_lists(step, kind.kind) for step in one.steps)]
    about = [one for one in lawful if kind.kind in one.opens.on_record]
    off = [(one, step) for one in (*onto, *about) for step in one.steps if _ends(step)]
    months = [one.months for one in kind.publicity.periods if one.public and one.in_force.covers(day)]
    ending = list(dict.fromkeys(one.procedure for one, _step in off))
    return Standards(
        kind, tuple(_reasons(kind)),
        on=tuple(_on(pack, one, day) for one in onto),
        off=tuple(Way(one, step, tuple(_rules(pack, _asked(one), day)) if one in about else ()) for one, step in off),
        times=tuple(_times(pack, [one for one in (*onto, *about) if one in onto or one.procedure in ending], day)),
        months=next((one for one in months if one is not None), None),
    )  # fmt: skip


def _lists(step: StepEntry, kind: str) -> bool:
    return any(one.get("effect") == ON and one.get("list") == kind for one in step.effects)


def _ends(step: StepEntry) -> bool:
    return any(one.get("effect") in OFF for one in step.effects)


def _reasons(kind: Kind) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """The public facts that each record must give, where their values are a closed list."""
    for name, fact in kind.facts.properties.items():
        if name in kind.facts.required and fact.labels and fact.disclosure == "public":
            yield fact.title, tuple(fact.labels.values())


def _on(pack: Pack, one: Procedure, day: date) -> Way:
    """A procedure that lists, as the step by which it begins, with what is asked before anybody decides."""
    return Way(one, one.opens.as_step(), tuple(_rules(pack, _asked(one), day)))


def _asked(one: Procedure) -> Iterator[GuardEntry]:
    """What is asked at the opening and before each decision that is adverse or ends, each decision once."""
    seen: set[str] = set()
    for step in (one.opens.as_step(), *(step for step in one.steps if step.kind in ("decision", "end"))):
        for guard in step.guard:
            if guard.decision not in seen:
                seen.add(guard.decision)
                yield guard


def _rules(pack: Pack, asked: Iterator[GuardEntry], day: date) -> Iterator[Rule]:
    for guard in asked:
        try:
            model = model_in_force(pack, guard.decision, day)
        except StandardNotFoundError:
            continue
        for where, table in tables_of(model):
            if where != f"decision `{guard.decision}`":
                continue
            for rule in table.rules:
                words = {name: text for name, text in noted(table, rule).items() if name in pack.info.languages}
                came = {_plain(one.text) for one in rule.conclusions}
                if words:
                    yield Rule(words, rule.citation, met=not came.isdisjoint(_plain(str(one)) for one in guard.yes))


def _plain(text: str) -> str:
    return text.strip().strip('"').casefold()


def _times(pack: Pack, procedures: list[Procedure], day: date) -> Iterator[Time]:
    for one in procedures:
        for clock in one.clocks:
            yield Time(one, clock, tuple(dict.fromkeys(_lengths(pack, one, clock, day))))


def _lengths(pack: Pack, one: Procedure, clock: ProcedureClock, day: date) -> Iterator[tuple[Decimal, str]]:
    """How long, asked with the constants of the clock alone; nothing where that depends on the case."""
    given: dict[str, Any] = {
        name: each.value for name, each in clock.period.inputs.items() if each.value is not None
    }  # fmt: skip
    chosen = [(name, each.field) for name, each in clock.period.inputs.items() if each.field in one.fields]
    several = [(name, one.fields[field].enum) for name, field in chosen if field and one.fields[field].enum]
    asked = [given | {name: word} for name, words in several for word in words] or [given]
    for inputs in asked:
        try:
            value = ask(pack, clock.period.decision, inputs, day).value
        except (ActRefusedError, StandardNotFoundError):
            continue
        length = value.get("length") if isinstance(value, Mapping) else None
        if isinstance(value, Mapping) and isinstance(length, Decimal):
            yield length, str(value.get("unit"))
