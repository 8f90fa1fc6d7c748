"""Where a seed will come from, as an officer names it: parties and their promises, or a moment to come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bonafides.inspections.errors import RefusedError
from bonafides.kernel.draw.seeds.drand import CHAINS
from bonafides.kernel.sentence import Joined, Sentence

_MOMENT = "%Y-%m-%dT%H:%M"


def ceremony(promises: Iterable[str], text: str | None = None) -> dict[str, Any]:
    """A ceremony from `party=promise` of each party. Raises RefusedError."""
    parties: dict[str, str] = {}
    for one in promises:
        party, _, made = one.rpartition("=")
        if not party.strip() or not re.fullmatch("[0-9a-f]{64}", made):
            raise RefusedError(
                "expected PARTY=PROMISE, the promise as 64 small hexadecimal digits, came %(one)r", one=f"{one:.100}"
            )
        if party.strip() in parties:
            raise RefusedError("%(party)s is named twice: each party promises once", party=party.strip())
        parties[party.strip()] = made
    return {"source": "ceremony", "parties": parties} | ({"text": text} if text else {})


def drand(at: str | None, chain: str = "quicknet") -> dict[str, Any]:
    """The first round of a chain of drand that is not before a moment."""
    moment = _moment(at)
    for name, one in CHAINS.items():
        if one.name == chain:
            number = max(1, 1 - (-int(moment.timestamp() - one.genesis) // one.period))
            return {"source": "drand", "chain": name, "round": number}
    raise RefusedError(
        "expected a chain of drand (%(chains)s), came %(chain)r",
        chains=Joined(one.name for one in CHAINS.values()),
        chain=chain,
    )


def nist(at: str | None, certificate: str | None) -> dict[str, Any]:
    """The pulse of the NIST beacon at a full minute."""
    if certificate is None:
        raise RefusedError("expected the SHA-512 of the beacon's certificate (--certificate), came none")
    return {"source": "nist", "certificate": certificate, "time": _moment(at).strftime(f"{_MOMENT}:00.000Z")}


def _moment(text: str | None) -> datetime:
    try:
        return datetime.strptime((text or "").removesuffix("Z"), _MOMENT).replace(tzinfo=UTC)
    except ValueError as error:
        raise RefusedError(
            "expected a moment to come, in UTC, such as 2026-11-22T13:30Z, came %(text)s", text=text or Sentence("none")
        ) from error
