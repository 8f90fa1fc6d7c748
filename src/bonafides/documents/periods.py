"""The days of a form, concluded by the pack's own decisions: a day, or the last day of a period with its length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.calendar import DayOff, PeriodUnit, WorkingDays
from bonafides.kernel.calendar.working_days import OutsideCalendarError
from bonafides.kernel.feel.values import Value
from bonafides.packs.document_form import Concluded, DocumentForm
from bonafides.packs.pack import Pack
from bonafides.standards.case.asked import ask
from bonafides.standards.compile.standard import StandardNotFoundError
from bonafides.standards.periods import NoPeriodError, ends_on


@dataclass(frozen=True)
class Computed:
    """A day, the length of its period where it has one, and the rules it rests on.

    `or_next`: whether it is a day off is not known yet, as the holidays of its year are not; if so, the next working day counts.
    """

    day: date
    length: tuple[Decimal, str] | None
    basis: str
    or_next: bool = False


def computed(pack: Pack, form: DocumentForm, given: Mapping[str, Any], today: date) -> dict[str, Computed]:
    """Each of the form's days. Raises ActRefusedError where one cannot be computed."""
    asked = {name: one for name, one in form.dates.items() if one.when is None or one.when in given}
    return {name: _computed(pack, form, name, one, given, today) for name, one in asked.items()}


def _computed(
    pack: Pack, form: DocumentForm, name: str, one: Concluded, given: Mapping[str, Any], today: date
) -> Computed:
    inputs: dict[str, Value] = {"as_of": today}
    for word, source in one.inputs.items():
        value = today if source == "today" else given.get(source.given) if source.given else source.value
        inputs[word] = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
    try:
        asked = ask(pack, one.decision, inputs, today)
        if isinstance(asked.value, date):
            return Computed(asked.value, None, asked.basis)
        last, or_next = _last_day(asked.value, inputs, pack.calendar)
    except (NoPeriodError, OutsideCalendarError, StandardNotFoundError) as error:
        raise ActRefusedError(
            "document %(form)s: the day `%(name)s` (decision `%(decision)s`) cannot be computed: %(error)s; nothing "
            "was changed",
            form=form.form,
            name=name,
            decision=one.decision,
            error=error,
        ) from error
    assert isinstance(asked.value, Mapping)  # noqa: S101  # ends_on read it
    length, unit = asked.value["length"], str(asked.value["unit"])
    return Computed(last, (length, unit) if isinstance(length, Decimal) else None, asked.basis, or_next)


def _last_day(value: Value, inputs: Mapping[str, Value], calendar: WorkingDays | None) -> tuple[date, bool]:
    """The last day. Holidays of a year are made known late in the one before; a remedy must be told all the same."""
    try:
        return ends_on(value, inputs, calendar), False
    except OutsideCalendarError:
        if not isinstance(value, Mapping) or value.get("unit") == PeriodUnit.WORKING_DAYS.value:
            raise
        return ends_on({**value, "day_off": DayOff.EXACT.value}, inputs, None), True
