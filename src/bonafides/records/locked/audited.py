"""Locked facts as an audit finds them: as they were locked, erased by an act, or changed behind the application's back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bonafides.records.locked.form import BrokenLockError, Locked, locks_of, unlock
from bonafides.records.locked.keyring import Erased, erasures_of, keys_of
from bonafides.records.locked.master import MasterKeyError


@dataclass
class Checked:
    """Class → the hash in hex; empty text where the facts are not those that were locked, and `why` says what came instead."""

    hashes: dict[str, str] = field(default_factory=dict)
    erased: tuple[int, ...] = ()
    """By which acts."""
    closed: bool = False
    """Nothing here opens them: the master key is elsewhere. Of such only the hash is held against the commitment."""
    why: str = ""


def checked(rows: Sequence[tuple[int, Mapping[str, Any]]]) -> list[Checked]:
    """Of each (business, withheld facts)."""
    found = [Checked() for _ in rows]
    locks: list[tuple[Checked, int, str, Locked]] = []
    for one, (entity, withheld) in zip(found, rows, strict=True):
        try:
            locks += [(one, entity, name, lock) for name, lock in locks_of(withheld).items()]
        except BrokenLockError as error:
            one.hashes, one.why = {"personal": ""}, str(error)
    if not locks:
        return found
    numbers = {lock.key for _, _, _, lock in locks}
    gone = erasures_of(numbers)
    keys: dict[int, tuple[int, bytes]] | None
    try:
        keys = keys_of(numbers)
    except MasterKeyError:
        keys = None
    for one, entity, name, lock in locks:
        _check(one, entity, name, lock, keys, gone)
    return found


def _check(
    one: Checked,
    entity: int,
    name: str,
    lock: Locked,
    keys: dict[int, tuple[int, bytes]] | None,
    gone: dict[int, Erased],
) -> None:
    one.hashes[name] = lock.hash.hex()
    if (erased := gone.get(lock.key)) is not None:
        one.erased = (*one.erased, erased.act)
        return
    if keys is None:
        one.closed = True
        return
    of, key = keys.get(lock.key, (None, b""))
    if of != entity:
        one.hashes[name] = ""
        one.why = f"key {lock.key}, under which its {name} facts lie, is not there, and no act erased them"
        return
    try:
        unlock(lock, key)
    except BrokenLockError:
        one.hashes[name] = ""
        one.why = f"key {lock.key} does not open its {name} facts: they are not those that came in"
