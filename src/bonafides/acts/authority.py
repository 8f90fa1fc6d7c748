"""Who may act: a question that a layer above answers, since acts know of no officers."""

from __future__ import annotations

from typing import Protocol

from bonafides.acts.roles import Role
from bonafides.kernel.sentence import OR, Joined, Sentence

OPERATOR = "operator"
"""The agency of whoever can run commands on this machine; holds `Role.OPERATOR` and nothing else."""
BUSINESS = "business"
"""What stands for the agency where a business acts itself, by an account that speaks for it: `Role.REPRESENTATIVE`, no more."""


class Authority(Protocol):
    """Answers for the officers of agencies. An answer says why not and what would mend it; None means nothing against."""

    def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
        """Whether an officer holds one of these roles now."""
        ...

    def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
        """Whether an officer must keep away from a business now."""
        ...

    def why_not_for(self, who: str, subject: int) -> str | None:
        """Whether somebody (`account 7`) speaks for a business now, and goes on doing so until this transaction ends."""
        ...


class _Nobody:
    """Before anybody answers: there are no officers."""

    def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
        return Sentence(
            "no officers are known here, so that officer %(officer)s of %(agency)s cannot act",
            officer=officer,
            agency=agency,
        )

    def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
        return None

    def why_not_for(self, who: str, subject: int) -> str | None:
        return Sentence("no representatives are known here, so that %(who)s cannot act for a business", who=who)


_authority: Authority = _Nobody()


def set_authority(authority: Authority) -> None:
    """Say who answers from now on; called once, when the application starts."""
    global _authority
    _authority = authority


def why_not(pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
    """Why this person may not do an act that is for these roles."""
    roles = Joined(by, OR)
    if agency == OPERATOR:
        if pack or Role.OPERATOR not in by:
            return Sentence(
                "this act is for %(roles)s of an agency, not for the operator: name an officer and the agency",
                roles=roles,
            )
        return None
    if agency == BUSINESS:  # for which business, is asked once the act has said what it is about
        others = Joined((one for one in by if one is not Role.REPRESENTATIVE), OR)
        return (
            None
            if Role.REPRESENTATIVE in by
            else Sentence("this act is for %(others)s, not for a business itself", others=others)
        )
    if set(by) == {Role.OPERATOR}:
        return Sentence(
            "this act is for the operator of this installation, not for officers of %(agency)s: run it from the "
            "command line",
            agency=agency,
        )
    if not pack:
        return Sentence("expected the pack whose agency %(agency)s is, came none: name it", agency=agency)
    return _authority.why_not(pack, agency, officer, by)


def why_recused(pack: str, agency: str, officer: str, subject: int | None) -> str | None:
    """Why this person must keep away from a business; of a business that acts itself, why it is not this one."""
    if agency == BUSINESS:
        if subject is None:
            return Sentence("a business acts in its own matters alone, and this act is about no business")
        return _authority.why_not_for(officer, subject)
    return None if subject is None or agency == OPERATOR else _authority.why_recused(pack, agency, officer, subject)
