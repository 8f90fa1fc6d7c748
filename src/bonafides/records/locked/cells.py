"""Cells of quarantine that would have become locked facts: kept under the key of their business, or of the agency that sent them.

A cell is text; or {"personal": LOCK}, by the class of its fact, under the key of its business; or {"agency": LOCK}, where its row
names no business of this register. What was expected of such a cell, and what came, is a cell of its own, under the same key.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bonafides.packs.facts import LOCKED
from bonafides.records.locked.form import SALT_BYTES, BrokenLockError, hash_of, lock, read, unlock
from bonafides.records.locked.keyring import agency_keys_of, erasures_of, keys_of

if TYPE_CHECKING:
    from bonafides.records.models import Quarantined

AGENCY, DETAILS, ERASED = "agency", "_told_under_lock", "erased"


def locked_cell(owner: str, number: int, key: bytes | None, text: str) -> dict[str, str] | None:
    """A cell under a key; nothing where the data of its business were erased, and so are kept no more."""
    if key is None:
        return None
    secret = os.urandom(SALT_BYTES) + text.encode("utf-8", "surrogatepass")
    return {owner: lock(number, key, hash_of(secret), secret)}


def opened(rows: Iterable[Quarantined]) -> list[Quarantined]:
    """The rows with their cells, and what is told of them, in the clear. They are not for saving.

    A cell whose key was erased by an act is empty. Raises BrokenLockError, MasterKeyError.
    """
    found = list(rows)
    locks = [(owner, text) for row in found for _, cell in row.cells for owner, text in _locks(cell)]
    keys = _Keys(locks)
    for row in found:
        told = {name: keys.open(cell) for name, cell in row.cells}
        if DETAILS in told and not row.details:  # a file may have a column of that name
            details = told.pop(DETAILS)
            row.details = ERASED if details is None else details
        row.cells = [[name, cell] for name, cell in told.items()]
    return found


def _locks(cell: object) -> list[tuple[str, str]]:
    return list(cell.items()) if isinstance(cell, dict) else []


class _Keys:
    """The keys of some locks, by three questions to the database at most."""

    def __init__(self, locks: Sequence[tuple[str, str]]) -> None:
        own = [read(text).key for owner, text in locks if owner in LOCKED]
        self._businesses = keys_of(own)
        gone = set(own) - self._businesses.keys()
        self._erased = erasures_of(gone) if gone else {}
        self._agencies = agency_keys_of(read(text).key for owner, text in locks if owner == AGENCY)

    def open(self, cell: Any) -> str | None:
        """A cell as it came."""
        if not isinstance(cell, dict):
            return cell  # type: ignore[no-any-return]  # text, or none
        [(owner, text)] = _locks(cell)
        locked = read(text)
        known = self._agencies if owner == AGENCY else self._businesses
        if locked.key in self._erased and owner != AGENCY:
            return None
        if locked.key not in known:
            whose = "an agency" if owner == AGENCY else "a business"
            raise BrokenLockError(
                f"a cell is locked under key {locked.key} of {whose}, which is not there, and no act erased it: it was deleted "
                "behind the application's back; restore it from a backup"
            )
        return unlock(locked, known[locked.key][1])[SALT_BYTES:].decode("utf-8", "surrogatepass")
