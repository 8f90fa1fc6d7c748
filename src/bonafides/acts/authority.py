"""Who may act: a question that a layer above answers, since acts know of no officers."""

from __future__ import annotations

from typing import Protocol

from bonafides.acts.roles import Role

OPERATOR = "operator"
"""The agency of whoever can run commands on this machine; holds `Role.OPERATOR` and nothing else."""


class Authority(Protocol):
    """Answers for the officers of agencies. An answer says why not and what would mend it; None means nothing against."""

    def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
        """Whether an officer holds one of these roles now."""
        ...

    def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
        """Whether an officer must keep away from a business now."""
        ...


class _Nobody:
    """Before anybody answers: there are no officers."""

    def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
        return f"no officers are known here, so that officer {officer} of {agency} cannot act"

    def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
        return None


_authority: Authority = _Nobody()


def set_authority(authority: Authority) -> None:
    """Say who answers from now on; called once, when the application starts."""
    global _authority
    _authority = authority


def why_not(pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
    """Why this person may not do an act that is for these roles."""
    roles = " or ".join(by)
    if agency == OPERATOR:
        if pack or Role.OPERATOR not in by:
            return f"this act is for {roles} of an agency, not for the operator: name an officer and the agency"
        return None
    if set(by) == {Role.OPERATOR}:
        return f"this act is for the operator of this installation, not for officers of {agency}: run it from the command line"
    if not pack:
        return f"expected the pack whose agency {agency} is, came none: name it"
    return _authority.why_not(pack, agency, officer, by)


def why_recused(pack: str, agency: str, officer: str, subject: int | None) -> str | None:
    """Why this person must keep away from a business."""
    return None if subject is None or agency == OPERATOR else _authority.why_recused(pack, agency, officer, subject)
