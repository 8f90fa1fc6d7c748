"""The draw itself: the lowest tickets of each stratum, and the reserve after them. The order of input is irrelevant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.subjects import Subject
from bonafides.kernel.draw.tickets import ticket, ticket_key, tickets


@dataclass(frozen=True)
class Ranked:
    """A stratum in the order of its tickets (ties by code): the first `quota` are drawn, the rest is the reserve."""

    quota: int
    order: Sequence[tuple[bytes, str]]

    @property
    def drawn(self) -> list[str]:
        return [code for _, code in self.order[: self.quota]]

    @property
    def reserve(self) -> list[str]:
        return [code for _, code in self.order[self.quota :]]

    @property
    def threshold(self) -> bytes | None:
        """The highest ticket that was drawn; None where nothing was."""
        return self.order[self.quota - 1][0] if self.quota else None


def draw(commitment: Commitment, subjects: Iterable[Subject], seed: bytes) -> dict[str, Ranked]:
    """Rank every stratum. Raises Refused where the subjects are not those of the commitment's strata and rules."""
    key = ticket_key(commitment.draw, seed)
    members: dict[str, list[Subject]] = {one.name: [] for one in commitment.strata}
    for subject in subjects:
        if subject.stratum not in members:
            commitment.stratum(subject.stratum)  # says which there are
        if subject.excluded is None:
            members[subject.stratum].append(subject)
        elif subject.excluded not in commitment.exclusions:
            raise Refused(f"{subject.code} is left out by {subject.excluded!r}, a rule that was not committed to")
    ranked = {}
    for stratum in commitment.strata:
        inside = members[stratum.name]
        if len(inside) != stratum.size:
            raise Refused(f"stratum {stratum.name}: {stratum.size} subjects were committed to, {len(inside)} came")
        ranked[stratum.name] = Ranked(stratum.quota, sorted(_tickets(key, inside, blinded=commitment.blinded)))
    return ranked


def _tickets(key: bytes, subjects: Sequence[Subject], *, blinded: bool) -> Iterable[tuple[bytes, str]]:
    codes = [subject.code for subject in subjects]
    if not blinded and all(subject.weight == 1 for subject in subjects):
        return zip(tickets(key, codes), codes, strict=True)
    return ((ticket_of(key, subject, blinded=blinded), subject.code) for subject in subjects)


def ticket_of(key: bytes, subject: Subject, *, blinded: bool) -> bytes:
    """One subject's ticket."""
    return ticket(key, subject.code, subject.weight, subject.salt if blinded else None)


@dataclass(frozen=True)
class Substitution:
    """A drawn subject that cannot be inspected, the committed reason, and who takes its place."""

    out: str
    reason: str
    into: str | None
    """The next of the reserve; None where the reserve is used up."""


def substitute(
    commitment: Commitment, ranked: Mapping[str, Ranked], gone: Iterable[tuple[str, str]]
) -> list[Substitution]:
    """Replace drawn subjects (code, reason), in the order given, by the next of their stratum's reserve."""
    standing = {code: name for name, one in ranked.items() for code in one.drawn}
    reserves = {name: iter(one.reserve) for name, one in ranked.items()}
    replaced = []
    for code, reason in gone:
        if code not in standing:
            raise Refused(f"{code} was not drawn, or is out already; it cannot be substituted")
        if reason not in commitment.substitutions:
            raise Refused(f"{code}: {reason!r} is no reason that was committed to")
        stratum = standing.pop(code)
        into = next(reserves[stratum], None)
        if into is not None:
            standing[into] = stratum
        replaced.append(Substitution(code, reason, into))
    return replaced
