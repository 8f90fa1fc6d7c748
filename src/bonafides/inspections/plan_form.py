"""A plan as its agency writes it: a YAML file, or the same as JSON. Every fault is told with its line."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError, model_validator

from bonafides.inspections.errors import RefusedError
from bonafides.kernel.draw.commitment import WHOLE
from bonafides.kernel.sentence import SEMICOLON, Joined
from bonafides.packs.document import parse_document
from bonafides.packs.vocabulary import Entry, Identifier, Words
from bonafides.packs.wording import Path, faults_of, shown, wrong

PlanNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=40)]


class PlannedBatch(Entry):
    """A batch: when its draw is to be held, both days included, and its part of the year in hundredths of a per cent."""

    batch: int = Field(ge=1, le=99)
    since: date = Field(alias="from")
    until: date = Field(alias="to")
    share: int = Field(ge=1, le=WHOLE)

    @model_validator(mode="after")
    def _in_order(self) -> PlannedBatch:
        if self.until < self.since:
            raise wrong(f"a day not before `from` ({self.since})", shown(self.until), at=("to",))
        return self


class PlannedItem(Entry):
    """An item of the pack, and the batches in which it is drawn.

    `targeted`: how many more inspections of the year may go by the order of a model of risk.
    """

    item: Identifier
    batches: Annotated[tuple[PlannedBatch, ...], Field(min_length=1)]
    targeted: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _comes_to_a_year(self) -> PlannedItem:
        numbers = [one.batch for one in self.batches]
        if numbers != list(range(1, len(numbers) + 1)):
            raise wrong("the batches numbered 1, 2 … in their order", shown(tuple(numbers)), at=("batches",))
        if (total := sum(one.share for one in self.batches)) > WHOLE:
            mend = "lower the shares: together they are the year"
            raise wrong(f"shares of at most {WHOLE} together", shown(total), mend, ("batches",))
        return self

    def earlier(self, batch: int) -> int:
        """The shares of the batches before one."""
        return sum(one.share for one in self.batches if one.batch < batch)


class PlanForm(Entry):
    """`number`, `year`, `filed_with` (the superior), `items`; `replaces`: the number of the plan that this one amends."""

    number: PlanNumber
    year: int = Field(ge=2000, le=2999)
    filed_with: Words
    items: Annotated[tuple[PlannedItem, ...], Field(min_length=1)]
    replaces: PlanNumber | None = None

    @model_validator(mode="after")
    def _within_the_year(self) -> PlanForm:
        for name, times in Counter(one.item for one in self.items).items():
            if times > 1:
                raise wrong("each item once", f"`{name}` {times} times", "put its batches together", ("items",))
        for place, one in enumerate(self.items):
            for number, batch in enumerate(one.batches):
                if not batch.since.year == batch.until.year == self.year:
                    at = ("items", place, "batches", number)
                    raise wrong(f"days of the year of the plan ({self.year})", f"{batch.since} to {batch.until}", at=at)
        return self

    def planned(self) -> list[dict[str, Any]]:
        """The items as a plan's row keeps them."""
        return [one.model_dump(mode="json", by_alias=True, exclude_defaults=True) for one in self.items]


def read_plan(name: str, content: bytes) -> PlanForm:
    """A plan from a file. Raises RefusedError with every fault, a line each."""
    document = parse_document(name, content)
    form = document if isinstance(document, list) else document.model(PlanForm)
    if isinstance(form, list):
        raise RefusedError("the plan is not in order:\n  %(faults)s", faults="\n  ".join(str(one) for one in form))
    return form


def read_plan_json(content: bytes) -> PlanForm:
    """A plan from JSON. Raises RefusedError with every fault."""
    try:
        return PlanForm.model_validate_json(content)
    except ValidationError as error:
        try:
            came = json.loads(content, object_hook=lambda one: {name: _listed(value) for name, value in one.items()})
        except ValueError as unreadable:
            raise RefusedError(
                "the plan is not in order: expected JSON (%(unreadable)s)", unreadable=unreadable
            ) from error
        told = [f"{_place(path)}: expected {want}, came {what}" for path, want, what, _ in faults_of(error, came)]
        raise RefusedError("the plan is not in order; %(faults)s", faults=Joined(told, SEMICOLON)) from error


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _place(path: Path) -> str:
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def planned_items(rows: list[dict[str, Any]]) -> dict[str, PlannedItem]:
    """The items of a plan's row, by their names."""
    return {one["item"]: PlannedItem.model_validate_json(json.dumps(one)) for one in rows}
