"""The steps of verification for each reader, and what is left unshown (docs/reference/draw.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bonafides.kernel.draw.assigned import Sent, check_sent
from bonafides.kernel.draw.bundle import Bundle, Result, check_frozen, check_roster, work_out
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.opening import Opening
from bonafides.kernel.draw.seeds.source import refuse_known, seed_of, seed_time
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.kernel.merkle.errors import Refused as ProofRefused
from bonafides.kernel.merkle.receipts import Disclosed, Receipt


@dataclass(frozen=True)
class Verified:
    """What was shown, by the names of the steps in the reference, and what was not."""

    commitment: Commitment
    seed: bytes
    shown: tuple[str, ...]
    unshown: tuple[str, ...]
    known_at: datetime | None = None


Recompute = Callable[[Bundle, bytes], Result]
"""What follows from the frozen subjects and the seed. Raises Refused unless the subjects are those that were frozen."""


def verify(bundle: Bundle, trust: Trust | None = None, recompute: Recompute | None = None) -> Verified:
    """Verify a bundle for its reader. Raises Refused at the first step that fails.

    `recompute` is for subjects that are not in the bundle but in a file beside it.
    """
    shown, unshown, known_at = ["commitment"], [], None
    if trust is not None and bundle.receipt is not None:
        known_at = check_receipt(bundle, trust)
        shown.append("logged")
        if known_at is not None and seed_time(bundle.commitment) is not None:
            refuse_known(bundle.commitment, known_at)
            shown.append("before-the-seed")
    if "logged" not in shown:
        unshown.append("logged")
    if "before-the-seed" not in shown:
        unshown.append("before-the-seed")
    seed = seed_of(bundle.commitment, bundle.evidence)
    shown.append("seed")
    _check_shape(bundle)
    shown.append("counts")
    officers = _check_officers(bundle)
    shown += ["officers"] if officers else []
    recomputed = ["subjects", "selection", "substitutions", *(["assignment"] if officers else [])]
    if bundle.subjects is None and recompute is None:
        unshown += recomputed
    else:
        _compare((recompute or _recompute)(bundle, seed), bundle.result)
        shown += recomputed
    return Verified(bundle.commitment, seed, tuple(shown), tuple(unshown), known_at)


def check_receipt(bundle: Bundle, trust: Trust) -> datetime | None:
    """When a witness first had the log with the commitment in it. Raises Refused unless it is in the log."""
    try:
        receipt = Receipt.parse(bundle.receipt or "")
        disclosed = Disclosed.parse(receipt.extra)
        opened = receipt.verify(disclosed.entry(), trust)
    except ProofRefused as error:
        raise Refused(f"the receipt of the commitment: {error}") from error
    content = disclosed.content
    expected = bundle.commitment.hash().hex()
    if not isinstance(content, dict) or content.get("draw_commitment") != expected:
        raise Refused(f"the receipt is not of this commitment, whose hash is {expected}")
    return None if opened.known_at is None else datetime.fromtimestamp(opened.known_at, UTC)


def _check_shape(bundle: Bundle) -> None:
    """What the public can check of the result: how many were drawn, each once, and reasons that were committed to."""
    commitment, result = bundle.commitment, bundle.result
    quotas = {stratum.name: stratum.quota for stratum in commitment.strata}
    if set(result.thresholds) != set(quotas):
        raise Refused("the result has a threshold for each stratum of the commitment, and for no other")
    if wrong := [name for name, quota in quotas.items() if (quota == 0) != (result.thresholds[name] is None)]:
        raise Refused(f"stratum {wrong[0]}: {quotas[wrong[0]]} are to be drawn, and the threshold does not fit")
    if list(result.drawn) != sorted(set(result.drawn)):
        raise Refused("the drawn businesses stand in the order of their codes, each once")
    if len(result.drawn) != sum(quotas.values()):
        raise Refused(f"{sum(quotas.values())} are to be drawn; the result has {len(result.drawn)}")
    for swap in result.substitutions:
        if swap.reason not in commitment.substitutions:
            raise Refused(f"{swap.out}: {swap.reason!r} is no reason that was committed to")


def _check_officers(bundle: Bundle) -> bool:
    """Whether officers were drawn too. Raises Refused where the assignment is not of the document committed to."""
    check_roster(bundle.commitment, bundle.roster)
    sent = bundle.result.assignment
    if (sent is None) != (bundle.roster is None):
        raise Refused("an assignment comes with the document of officers, and that with an assignment")
    if sent is not None and bundle.roster is not None:
        check_sent(sent, bundle.roster, bundle.result.drawn, bundle.result.substitutions)
    return sent is not None


def _recompute(bundle: Bundle, seed: bytes) -> Result:
    frozen = Frozen(bundle.subjects or ())
    check_frozen(bundle.commitment, frozen)
    gone = [(one.out, one.reason) for one in bundle.result.substitutions]
    return work_out(bundle.commitment, frozen, seed, gone, bundle.team)


def _compare(expected: Result, result: Result) -> None:
    missing = sorted(set(expected.drawn) - set(result.drawn))
    added = sorted(set(result.drawn) - set(expected.drawn))
    if missing or added:
        raise Refused(f"drawn but not in the result: {_some(missing)}; in the result but not drawn: {_some(added)}")
    if expected.thresholds != result.thresholds:
        raise Refused("the thresholds are not the highest tickets drawn")
    if expected.substitutions != tuple(result.substitutions):
        raise Refused("a substitute is not the next of its stratum's reserve")
    if expected.assignment != result.assignment:
        raise Refused(_other(expected, result))


def _other(expected: Result, result: Result) -> str:
    """Where the assignment is not the one that follows."""
    due, came = (_by_code(one.assignment) for one in (expected, result))
    code = min((code for code in due.keys() | came.keys() if due.get(code) != came.get(code)), default="the assignment")
    return f"{code}: by the pair hashes {due.get(code, 'nobody')} is to inspect it; the result says {came.get(code, 'nobody')}"


def _by_code(sent: Sent | None) -> dict[str, str]:
    if sent is None:
        return {}
    visits = {one.code: f"{', '.join(one.officers)} in {one.region}" for one in sent.visits}
    return visits | {one.code: f"nobody, for {dict(one.reasons)}" for one in sent.unserved}


def _some(codes: list[str]) -> str:
    return ", ".join(codes[:5]) + (f" and {len(codes) - 5} more" if len(codes) > 5 else "") or "none"


@dataclass(frozen=True)
class OwnTicket:
    """What a business learns of its own draw."""

    code: str
    stratum: str
    ticket: bytes
    threshold: bytes | None
    drawn: bool
    excluded: str | None


def verify_opening(bundle: Bundle, opening: Opening) -> OwnTicket:
    """Check a business's opening against a public bundle. Raises Refused where the result says other than its ticket."""
    seed = seed_of(bundle.commitment, bundle.evidence)
    _check_shape(bundle)
    subject, own = opening.subject, opening.ticket(bundle.commitment, seed)
    bundle.commitment.stratum(subject.stratum)
    threshold = bundle.result.thresholds[subject.stratum]
    if subject.excluded is not None and subject.excluded not in bundle.commitment.exclusions:
        raise Refused(f"{subject.code} is left out by {subject.excluded!r}, a rule that was not committed to")
    due = subject.excluded is None and threshold is not None and own <= threshold
    if due != (subject.code in bundle.result.drawn):
        says = "was drawn" if due else "was not drawn"
        raise Refused(f"by its ticket {own.hex()[:16]}… {subject.code} {says}; the result says otherwise")
    _check_own_visit(bundle.result.assignment, subject)
    return OwnTicket(subject.code, subject.stratum, own, threshold, due, subject.excluded)


def _check_own_visit(sent: Sent | None, subject: Subject) -> None:
    """Raise Refused where the visit is not of the business's frozen region, or the pair that came last comes again."""
    for visit in sent.visits if sent else ():
        if visit.code == subject.code:
            if visit.region != subject.region:
                raise Refused(f"{visit.code}: the visit is in {visit.region}; it was frozen in {subject.region}")
            if subject.last_pair and set(subject.last_pair) <= set(visit.officers):
                raise Refused(f"{visit.code}: the officers that inspected it last come again")
