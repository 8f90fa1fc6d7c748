"""The steps of verification for each reader, and what is left unshown (docs/reference/draw.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bonafides.kernel.draw.bundle import Bundle, Result, check_frozen
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.opening import Opening
from bonafides.kernel.draw.seeds.source import refuse_known, seed_of, seed_time
from bonafides.kernel.draw.selection import draw, substitute
from bonafides.kernel.draw.subjects import Frozen
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


def verify(bundle: Bundle, trust: Trust | None = None) -> Verified:
    """Verify a bundle for its reader. Raises Refused at the first step that fails."""
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
    if bundle.subjects is None:
        unshown += ["subjects", "selection", "substitutions"]
    else:
        _recompute(bundle, seed)
        shown += ["subjects", "selection", "substitutions"]
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


def _recompute(bundle: Bundle, seed: bytes) -> None:
    frozen = Frozen(bundle.subjects or ())
    check_frozen(bundle.commitment, frozen)
    ranked = draw(bundle.commitment, frozen.subjects, seed)
    swaps = substitute(bundle.commitment, ranked, [(one.out, one.reason) for one in bundle.result.substitutions])
    expected = Result.of(ranked, swaps)
    if expected == Result(bundle.result.thresholds, list(bundle.result.drawn), tuple(bundle.result.substitutions)):
        return
    missing = sorted(set(expected.drawn) - set(bundle.result.drawn))
    added = sorted(set(bundle.result.drawn) - set(expected.drawn))
    if missing or added:
        raise Refused(f"drawn but not in the result: {_some(missing)}; in the result but not drawn: {_some(added)}")
    if expected.thresholds != bundle.result.thresholds:
        raise Refused("the thresholds are not the highest tickets drawn")
    raise Refused("a substitute is not the next of its stratum's reserve")


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
    return OwnTicket(subject.code, subject.stratum, own, threshold, due, subject.excluded)
