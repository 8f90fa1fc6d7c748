"""What the ledger refuses."""

from __future__ import annotations


class LedgerError(Exception):
    """It cannot be done as asked; nothing was changed. The message says the mend."""


class BrokenLedgerError(LedgerError):
    """The database does not hold the log that was signed. Nothing is signed that does not go on from it."""
