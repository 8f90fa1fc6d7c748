"""One door to the sources: whether a seed could have been known at commit time, and the seed from its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bonafides.kernel.draw.commitment import Commitment, format_time
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.seeds import ceremony, drand, nist

_TIMES = {"drand": drand.earliest, "nist": nist.earliest, "ceremony": ceremony.earliest}
_MEMBERS = {
    "drand": {"source", "chain", "round"},
    "nist": {"source", "certificate", "time"},
    "ceremony": {"source", "parties", "text"},
}


def seed_time(commitment: Commitment) -> datetime | None:
    """When the seed comes to be; None for a ceremony. Raises Refused for a source that is not understood."""
    name = commitment.seed.get("source")
    if not isinstance(name, str) or name not in _TIMES:
        raise Refused(f"the source of a seed is {', '.join(_TIMES)}, not {name!r}")
    moment = _TIMES[name](commitment.seed)
    if odd := set(commitment.seed) - _MEMBERS[name]:
        raise Refused(f"the source {name} has no member {sorted(odd)[0]}")
    return moment


def refuse_known(commitment: Commitment, known_at: datetime | None = None) -> None:
    """Raise Refused where the seed could have been known when the commitment was made public.

    `known_at` is when others first had the commitment (a witness's cosignature); without it, what the commitment says.
    """
    moment, public = seed_time(commitment), known_at or commitment.committed_at
    if moment is not None and public >= moment:
        raise Refused(
            f"the seed could have been known: it came to be at {format_time(moment)}, and the commitment was public"
            f" at {format_time(public)}, not before"
        )


def seed_of(commitment: Commitment, evidence: Mapping[str, Any]) -> bytes:
    """The seed of 32 bytes from its evidence. Raises Refused unless it is the one that was committed to, and unknown then."""
    refuse_known(commitment)
    match commitment.seed["source"]:
        case "drand":
            return drand.seed(commitment.seed, evidence)
        case "nist":
            return nist.seed(commitment.seed, evidence)
        case _:
            return ceremony.seed(commitment.seed, evidence, commitment.draw)
