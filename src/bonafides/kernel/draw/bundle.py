"""Bundles: one file that verifies offline. The public's shows who was drawn; the auditor's opens every subject as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from bonafides.kernel.draw.assigned import Sent, send
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.roster import Roster, Team
from bonafides.kernel.draw.seeds.source import seed_of
from bonafides.kernel.draw.selection import Ranked, Substitution, draw, substitute
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.draw.tickets import plain, ticket_key

FORM = "bonafides-draw-bundle-v1"


@dataclass(frozen=True)
class Result:
    """What was drawn. The codes stand in their own order, not by stratum: a stratum may be an internal tier."""

    thresholds: Mapping[str, bytes | None]
    """Per stratum the highest ticket drawn; None where nothing was."""
    drawn: Sequence[str]
    substitutions: Sequence[Substitution] = ()
    assignment: Sent | None = None
    """Where officers are drawn too."""

    @classmethod
    def of(
        cls, ranked: Mapping[str, Ranked], substitutions: Sequence[Substitution] = (), assignment: Sent | None = None
    ) -> Self:
        drawn = sorted(code for one in ranked.values() for code in one.drawn)
        return cls({name: one.threshold for name, one in ranked.items()}, drawn, tuple(substitutions), assignment)

    def to_json(self) -> dict[str, Any]:
        swaps = [{"out": one.out, "reason": one.reason, "into": one.into} for one in self.substitutions]
        thresholds = {name: one.hex() if one else None for name, one in self.thresholds.items()}
        value: dict[str, Any] = {"thresholds": thresholds, "drawn": list(self.drawn), "substitutions": swaps}
        return value | ({} if self.assignment is None else {"assignment": self.assignment.to_json()})

    @classmethod
    def of_json(cls, value: Any) -> Self:
        """Read one. Raises KeyError, TypeError, ValueError or AttributeError for another form."""
        if not isinstance(value["drawn"], list) or not isinstance(value["substitutions"], list):
            raise TypeError("the drawn and the substitutions are lists")
        thresholds = {name: bytes.fromhex(one) if one else None for name, one in value["thresholds"].items()}
        swaps = tuple(Substitution(one["out"], one["reason"], one["into"]) for one in value["substitutions"])
        sent = Sent.of_json(value["assignment"]) if "assignment" in value else None
        return cls(thresholds, [str(code) for code in value["drawn"]], swaps, sent)


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
    roster: Roster | None = None
    """The document of the officers, where they are drawn too."""
    team: Team | None = None
    """The same with capacities, recusals and salts; the auditor's bundle only."""
    subjects_file: str | None = None
    """In place of `subjects`, where they are many: the name of a file beside the bundle; the auditor's bundle only."""

    @property
    def reader(self) -> str:
        return "public" if self.subjects is None and self.subjects_file is None else "auditor"

    def to_json(self) -> dict[str, Any]:
        value: dict[str, Any] = {
            "form": FORM,
            "reader": self.reader,
            "commitment": self.commitment.to_json(),
            "evidence": dict(self.evidence),
            "result": self.result.to_json(),
        }
        if self.receipt is not None:
            value["receipt"] = self.receipt
        if self.subjects is not None:
            value["subjects"] = [one.to_json() for one in self.subjects]
        if self.subjects_file is not None:
            value["subjects_file"] = self.subjects_file
        if self.roster is not None:
            value["roster"] = self.roster.to_json()
        if self.team is not None:
            value["officers"] = self.team.opened()
        return value

    @classmethod
    def of_json(cls, value: Any) -> Self:
        """Read a bundle. Raises Refused for another form."""
        if not isinstance(value, dict) or value.get("form") != FORM:
            raise Refused(f"expected a bundle of the form {FORM}")
        commitment = Commitment.of_json(value.get("commitment"))
        listed, file, reader = value.get("subjects"), value.get("subjects_file"), value.get("reader")
        if reader not in ("public", "auditor") or ((listed is None) + (file is None)) != (
            2 if reader == "public" else 1
        ):
            raise Refused("a bundle is for the public, without the subjects, or for the auditor, with all of them")
        if file is not None and "/" in plain(file, "the name of a file"):
            raise Refused(f"the file of the subjects stands beside the bundle; {file!r} is a path")
        try:
            result, evidence = Result.of_json(value["result"]), dict(value["evidence"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refused(f"the bundle's result or evidence is of another form ({error})") from error
        if listed is not None and not isinstance(listed, list):
            raise Refused("the subjects of a bundle are a list")
        subjects = None if listed is None else [Subject.of_json(one) for one in listed]
        roster, team = _officers_of(value, opened=reader == "auditor")
        receipt = value.get("receipt")
        receipt = receipt if receipt is None else str(receipt)
        return cls(commitment, evidence, result, receipt, subjects, roster, team, file)

    def for_the_public(self) -> Bundle:
        """The same without what opens the subjects and the officers."""
        sent = self.result.assignment
        result = self.result if sent is None else replace(self.result, assignment=sent.for_the_public())
        return replace(self, result=result, subjects=None, team=None, subjects_file=None)


def _officers_of(value: Mapping[str, Any], *, opened: bool) -> tuple[Roster | None, Team | None]:
    """The officers' document of a bundle, and what opens it. Raises Refused where a reader has what is not for it."""
    roster = Roster.of_json(value["roster"]) if "roster" in value else None
    if ("officers" in value) != (opened and roster is not None):
        raise Refused("a bundle opens its officers' document for the auditor, and for nobody else")
    return roster, None if roster is None or not opened else Team.open(roster, value["officers"])


def hold(
    commitment: Commitment,
    subjects: Iterable[Subject],
    evidence: Mapping[str, Any],
    gone: Iterable[tuple[str, str]] = (),
    receipt: str | None = None,
    team: Team | None = None,
) -> Bundle:
    """Hold the draw: check list, officers and seed against the commitment, select, substitute, assign; for the auditor.

    Raises Refused where the list, the officers or the seed are not those committed to.
    """
    frozen, roster = Frozen(subjects), team.roster() if team else None
    check_frozen(commitment, frozen)
    check_roster(commitment, roster)
    seed = seed_of(commitment, evidence)
    return Bundle(
        commitment, evidence, work_out(commitment, frozen, seed, gone, team), receipt, frozen.subjects, roster, team
    )


def work_out(
    commitment: Commitment, frozen: Frozen, seed: bytes, gone: Iterable[tuple[str, str]], team: Team | None
) -> Result:
    """What follows from all that was committed to, the seed, and who has gone since."""
    ranked = draw(commitment, frozen.subjects, seed)
    swaps = substitute(commitment, ranked, gone)
    sent = send(ticket_key(commitment.draw, seed), ranked, frozen.subjects, team, swaps) if team else None
    return Result.of(ranked, swaps, sent)


def check_frozen(commitment: Commitment, frozen: Frozen) -> None:
    """Raise Refused unless the list is the one that was frozen."""
    if len(frozen.subjects) != commitment.subjects:
        raise Refused(f"{commitment.subjects} subjects were frozen; {len(frozen.subjects)} came")
    if frozen.root != commitment.root:
        raise Refused(
            f"the subjects lead to the root {frozen.root.hex()}, not to the one committed to,"
            f" {commitment.root.hex()}: a code, stratum, weight, exclusion or salt was changed"
        )


def check_roster(commitment: Commitment, roster: Roster | None) -> None:
    """Raise Refused unless the officers' document is the one that was frozen, or neither is."""
    if roster is None and commitment.officers is None:
        return
    if roster is None:
        raise Refused(f"officers were committed to ({commitment.officers}); their document did not come")
    if commitment.officers is None:
        raise Refused("no officers were committed to; a document of officers came")
    if roster.hash() != commitment.officers:
        raise Refused(
            f"the document of officers has the hash {roster.hash()}, not the one committed to, {commitment.officers}:"
            " an officer, a field, a region, a capacity or a recusal was changed"
        )
