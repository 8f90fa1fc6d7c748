"""The one way to read withheld facts: those that are locked are opened, those that were erased are marked as such.

Whoever asks has passed `sharing/disclosure.py`, or works inside (an act that carries a record on, the audit).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from bonafides.packs.facts import ERASED
from bonafides.records.locked.form import BrokenLockError, clear_of, facts_of, locks_of, unlock
from bonafides.records.locked.keyring import erasures_of, keys_of

if TYPE_CHECKING:
    from bonafides.records.models import Record


def open_withheld(entity_id: int, withheld: Mapping[str, Any] | None) -> dict[str, Any]:
    """The withheld facts of a record of a business, in the clear. Raises BrokenLockError, MasterKeyError."""
    return open_many([(entity_id, withheld)])[0]


def open_many(rows: Sequence[tuple[int | None, Mapping[str, Any] | None]]) -> list[dict[str, Any]]:
    """As `open_withheld`, of many at once, by two questions to the database however many they are.

    Facts that are not withheld may be among those given; they stay. A business that is None is not held against the key's.
    """
    locks = [locks_of(withheld) for _, withheld in rows]
    numbers = {lock.key for own in locks for lock in own.values()}
    keys = keys_of(numbers)
    erasures = erasures_of(numbers - keys.keys()) if numbers - keys.keys() else {}
    opened = []
    for (entity, withheld), own in zip(rows, locks, strict=True):
        facts = clear_of(withheld)
        for name, lock in own.items():
            if (gone := erasures.get(lock.key)) is not None:
                on = timezone.localtime(gone.at).date().isoformat()
                facts[ERASED + name] = {"on": on, "act": gone.act, "basis": gone.basis}
                continue
            of, key = keys.get(lock.key, (None, b""))
            if of is None or entity not in (None, of):
                raise BrokenLockError(
                    f"facts are locked under key {lock.key}, which is not there for this business, and no act erased it: it was "
                    "deleted behind the application's back; bonafides ledger audit names the records"
                )
            facts |= facts_of(unlock(lock, key))
        opened.append(facts)
    return opened


def all_facts(record: Record) -> dict[str, Any]:
    """The facts of a record, withheld ones too, as an act carries them on. What was erased is not among them."""
    withheld = open_withheld(record.entity_id, record.withheld) if record.withheld else {}
    return {**record.facts, **{name: value for name, value in withheld.items() if not name.startswith(ERASED)}}
