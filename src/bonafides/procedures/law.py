"""What a procedure asks of the world, answered by the pack in force and the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.kernel.calendar import OutsideCalendarError
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.law import NotKnownError, Said
from bonafides.kernel.procedure.sources import Beside, Outside
from bonafides.packs.facts import LOCKED
from bonafides.packs.pack import Pack
from bonafides.procedures.computed import computed
from bonafides.procedures.models import Case
from bonafides.records.locked.form import clear_of
from bonafides.records.locked.opening import all_facts
from bonafides.records.models import Record
from bonafides.standards.case.asked import ask
from bonafides.standards.case.indicators import measure
from bonafides.standards.case.records import CaseRecord, facts_of, records_of
from bonafides.standards.compile.standard import StandardNotFoundError
from bonafides.standards.periods import NoPeriodError, ends_on

Asking = tuple[str, date, tuple[tuple[str, Value], ...]]
"""A decision, the day, its inputs."""


@dataclass
class PackLaw:
    """The law of a pack, for a case about a business and perhaps a record. `said` is kept, of one case or of many."""

    pack: Pack
    entity: Entity | None = None
    record: Record | None = None
    case: Case | None = None
    said: dict[Asking, Said] = field(default_factory=dict)
    _records: list[CaseRecord] | None = field(default=None, init=False, repr=False)

    def say(self, decision: str, inputs: Mapping[str, Value], day: date) -> Said:
        """A decision by the law of a day, each asked once. Raises NotKnownError."""
        key = (decision, day, tuple(inputs.items()))
        if key not in self.said:
            try:
                asked = ask(self.pack, decision, inputs, day)
            except (ActRefusedError, StandardNotFoundError) as error:
                raise NotKnownError(str(error)) from error
            self.said[key] = Said(asked.value, asked.basis, asked.reason)
        return self.said[key]

    def last_day(self, value: Value, inputs: Mapping[str, Value]) -> date:
        """The last day of a period that a decision concluded. Raises NotKnownError."""
        try:
            return ends_on(value, inputs, self.pack.calendar)
        except (NoPeriodError, OutsideCalendarError) as error:
            raise NotKnownError(str(error)) from error

    def working_days(self, since: date, until: date) -> int:
        """The working days between, by the calendar of the pack. Raises NotKnownError."""
        if self.pack.calendar is None:
            raise NotKnownError(
                "pack %(pack)s has no calendar of working days: add calendar/%(year)s.csv",
                pack=self.pack.name,
                year=since.year,
            )
        try:
            return self.pack.calendar.between(since, until)
        except OutsideCalendarError as error:
            raise NotKnownError(str(error)) from error

    def outside(self, source: Outside, fields: Mapping[str, Value], day: date) -> Value:
        """What the register holds. Raises NotKnownError."""
        match source.where:
            case Beside.BUSINESS:
                entity = self._entity()
                return {"subject_kind": entity.kind, "code": entity.code, "scheme": entity.scheme}[source.name]
            case Beside.FACT | Beside.RECORD:
                return self._of_the_record(source)
            case Beside.INDICATOR:
                if self._records is None:
                    self._records = records_of(self.pack, self._entity().pk, timezone.now())
                return measure(self.pack, self.pack.indicators[source.name], self._records, day).value
            case Beside.COMPUTED:
                return self._computed(source.name, fields, day)

    def _computed(self, name: str, fields: Mapping[str, Value], day: date) -> Value:
        by = computed(name)
        if by is None:
            raise NotKnownError(
                "`%(name)s` is computed by nothing here: the app that knows it is not installed", name=name
            )
        return by(self.case, self._entity(), self.record, fields, day)

    def _entity(self) -> Entity:
        if self.entity is None:
            raise NotKnownError("expected a case about a business, came none")
        return self.entity

    def _of_the_record(self, source: Outside) -> Value:
        if self.record is None:
            return None
        if source.where is Beside.RECORD:
            day: date | None = getattr(self.record, source.name)
            return day
        schemas = self.pack.catalogue[self.record.kind.name].facts.properties
        if (schema := schemas.get(source.name)) is None:
            return None
        # What is locked is opened only where it is what is asked for.
        record = self.record
        facts = all_facts(record) if schema.disclosure in LOCKED else {**record.facts, **clear_of(record.withheld)}
        return facts_of({source.name: schema}, facts)[source.name]


def plain_value(value: Value) -> object:
    """A value as a row keeps it: exact, without floats."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else str(value)
    if isinstance(value, Mapping):
        return {name: plain_value(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [plain_value(one) for one in value]
    return value if value is None or isinstance(value, (bool, str)) else str(value)
