"""What a measure rests on: a record, a listing, a tier. Each kind of trigger is found by who knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.kernel.feel.values import Value
from bonafides.kernel.sentence import Joined


@dataclass(frozen=True)
class Trigger:
    """Something that a measure may rest on.

    `of` is the kind of record or list, or the tier; `ended` the day from which it is gone, before its own end; `record` the
    record that it is or rests on; `facts` are that record's, as values of FEEL; `shielded`: it is gone while a plan of
    restructuring is carried out.
    """

    kind: str
    ref: int
    entity: Entity
    pack: str
    of: str
    agency: str
    event_date: date
    since: date
    until: date | None = None
    ended: date | None = None
    record: int | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    shielded: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it stands on a day."""
        return self.since <= day and not any(end is not None and end <= day for end in (self.until, self.ended))


class FindTrigger(Protocol):
    """Finds a trigger of one kind by its number; for a tier, that of a business."""

    def __call__(self, ref: int, entity: Entity | None) -> Trigger | None: ...


_finders: dict[str, FindTrigger] = {}


def register_trigger(kind: str, find: FindTrigger) -> None:
    """Say who finds triggers of a kind; called once, when the application starts (`AppConfig.ready`)."""
    _finders[kind] = find


def trigger_of(kind: str, ref: int, entity: Entity | None = None) -> Trigger:
    """A trigger by its kind and number. Raises ActRefusedError."""
    find = _finders.get(kind)
    if find is None:
        known = Joined(sorted(_finders))
        raise ActRefusedError(
            "expected a kind of trigger that is known here (%(known)s), came `%(kind)s`; nothing was changed",
            known=known,
            kind=kind,
        )
    found = find(ref, entity)
    if found is None:
        raise ActRefusedError(
            "expected the number of a %(kind)s that is here, came %(ref)s; nothing was changed", kind=kind, ref=ref
        )
    if entity is not None and found.entity.pk != entity.pk:
        raise ActRefusedError(
            "expected a %(kind)s of %(entity)s, came %(kind)s %(ref)s of another business; nothing was changed",
            kind=kind,
            entity=entity,
            ref=ref,
        )
    return found
