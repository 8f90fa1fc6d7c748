"""Bundles: one file that verifies offline. The public's shows who was drawn; the auditor's opens every subject as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.seeds.source import seed_of
from bonafides.kernel.draw.selection import Ranked, Substitution, draw, substitute
from bonafides.kernel.draw.subjects import Frozen, Subject

FORM = "bonafides-draw-bundle-v1"


@dataclass(frozen=True)
class Result:
    """What was drawn. The codes stand in their own order, not by stratum: a stratum may be an internal tier."""

    thresholds: Mapping[str, bytes | None]
    """Per stratum the highest ticket drawn; None where nothing was."""
    drawn: Sequence[str]
    substitutions: Sequence[Substitution] = ()

    @classmethod
    def of(cls, ranked: Mapping[str, Ranked], substitutions: Sequence[Substitution] = ()) -> Self:
        drawn = sorted(code for one in ranked.values() for code in one.drawn)
        return cls({name: one.threshold for name, one in ranked.items()}, drawn, tuple(substitutions))

    def to_json(self) -> dict[str, Any]:
        swaps = [{"out": one.out, "reason": one.reason, "into": one.into} for one in self.substitutions]
        thresholds = {name: one.hex() if one else None for name, one in self.thresholds.items()}
        return {"thresholds": thresholds, "drawn": list(self.drawn), "substitutions": swaps}

    @classmethod
    def of_json(cls, value: Any) -> Self:
        thresholds = {name: bytes.fromhex(one) if one else None for name, one in value["thresholds"].items()}
        swaps = tuple(Substitution(one["out"], one["reason"], one["into"]) for one in value["substitutions"])
        return cls(thresholds, [str(code) for code in value["drawn"]], swaps)


@dataclass(frozen=True)
class Bundle:
    """A draw as it is given to a reader."""

    commitment: Commitment
    evidence: Mapping[str, Any]
    result: Result
    receipt: str | None = None
    """The ledger's receipt (C2SP tlog-proof) of the commitment."""
    subjects: Sequence[Subject] | None = None
    """All of them with their salts; the auditor's bundle only."""

    def to_json(self) -> dict[str, Any]:
        value: dict[str, Any] = {
            "form": FORM,
            "reader": "public" if self.subjects is None else "auditor",
            "commitment": self.commitment.to_json(),
            "evidence": dict(self.evidence),
            "result": self.result.to_json(),
        }
        if self.receipt is not None:
            value["receipt"] = self.receipt
        if self.subjects is not None:
            value["subjects"] = [one.to_json() for one in self.subjects]
        return value

    @classmethod
    def of_json(cls, value: Any) -> Self:
        """Read a bundle. Raises Refused for another form."""
        if not isinstance(value, dict) or value.get("form") != FORM:
            raise Refused(f"expected a bundle of the form {FORM}")
        commitment, listed = Commitment.of_json(value.get("commitment")), value.get("subjects")
        if value.get("reader") not in ("public", "auditor") or (listed is None) != (value["reader"] == "public"):
            raise Refused("a bundle is for the public, without the subjects, or for the auditor, with all of them")
        try:
            result, evidence = Result.of_json(value["result"]), dict(value["evidence"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refused(f"the bundle's result or evidence is of another form ({error})") from error
        if listed is not None and not isinstance(listed, list):
            raise Refused("the subjects of a bundle are a list")
        subjects = None if listed is None else [Subject.of_json(one) for one in listed]
        receipt = value.get("receipt")
        return cls(commitment, evidence, result, receipt if receipt is None else str(receipt), subjects)

    def for_the_public(self) -> Bundle:
        """The same without what opens the subjects."""
        return replace(self, subjects=None)


def hold(
    commitment: Commitment,
    subjects: Iterable[Subject],
    evidence: Mapping[str, Any],
    gone: Iterable[tuple[str, str]] = (),
    receipt: str | None = None,
) -> Bundle:
    """Hold the draw: check list and seed against the commitment, select, substitute; the auditor's bundle.

    Raises Refused where the list or the seed is not the one committed to.
    """
    frozen = Frozen(subjects)
    check_frozen(commitment, frozen)
    ranked = draw(commitment, frozen.subjects, seed_of(commitment, evidence))
    result = Result.of(ranked, substitute(commitment, ranked, gone))
    return Bundle(commitment, evidence, result, receipt, frozen.subjects)


def check_frozen(commitment: Commitment, frozen: Frozen) -> None:
    """Raise Refused unless the list is the one that was frozen."""
    if len(frozen.subjects) != commitment.subjects:
        raise Refused(f"{commitment.subjects} subjects were frozen; {len(frozen.subjects)} came")
    if frozen.root != commitment.root:
        raise Refused(
            f"the subjects lead to the root {frozen.root.hex()}, not to the one committed to,"
            f" {commitment.root.hex()}: a code, stratum, weight, exclusion or salt was changed"
        )
