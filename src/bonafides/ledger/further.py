"""Logs of layers above whose roots stand in the ledger by their acts: an audit asks these layers to hold the rows to them."""

from __future__ import annotations

from collections.abc import Callable

from bonafides.ledger.audit.findings import Finding

FurtherAudit = Callable[[], tuple[int, list[Finding]]]
"""How many rows were looked at, and which are not what was entered."""

_audits: dict[str, FurtherAudit] = {}


def register_audit(name: str, audit: FurtherAudit) -> None:
    """Have an audit of the ledger look at a log of a layer above; called once, when the application starts."""
    if name in _audits:
        raise RuntimeError(f"the audit of {name} is registered already")
    _audits[name] = audit


def further_audits() -> dict[str, FurtherAudit]:
    """Who looks at what."""
    return dict(_audits)
