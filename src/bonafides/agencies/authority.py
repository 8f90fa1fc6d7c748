"""Who may act for an agency: the answer that `acts` asks for."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.roles import Role
from bonafides.agencies.models import Officer
from bonafides.agencies.queries import interests_of, roles_of


class Officers:
    """Officers hold powers on days, and keep away from businesses in which they have an interest."""

    def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
        """Whether an officer holds one of these roles today. One statement where all is in order."""
        held = roles_of(pack, agency, officer, timezone.localdate())
        if held & set(by):
            return None
        needed = " or ".join(one for one in by if one is not Role.OPERATOR)
        if not Officer.objects.filter(agency__pack=pack, agency__name=agency, number=officer).exists():
            return f"there is no officer {officer!r} in {pack}/{agency}; enrol one: bonafides officer enrol ROSTER"
        holds = f"is {', '.join(sorted(held))}" if held else "holds no power today"
        return (
            f"expected an officer of {pack}/{agency} who is {needed}, officer {officer} {holds}; let another act, or "
            f"appoint: bonafides officer appoint {officer} ROLE"
        )

    def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
        """Whether an officer has an interest in a business today, or in one that is one with it by decision."""
        if subject not in interests_of(pack, agency, officer, timezone.localdate()):
            return None
        return (
            f"officer {officer} of {pack}/{agency} has declared an interest in this business: another officer must act"
        )
