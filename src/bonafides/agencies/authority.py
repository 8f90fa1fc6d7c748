"""Who may act for an agency: the answer that `acts` asks for."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.roles import POWERS, Role
from bonafides.agencies.accounts.speaking import account_of
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Officer, Representation
from bonafides.agencies.queries import interests_of, roles_of
from bonafides.entities.queries import ones_with
from bonafides.kernel.sentence import OR, Joined, Sentence


class Officers:
    """Officers hold powers on days, and keep away from businesses in which they have an interest."""

    def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
        """Whether an officer holds one of these roles today. One statement where all is in order."""
        held = roles_of(pack, agency, officer, timezone.localdate())
        if held & set(by):
            return None
        needed = Joined((one for one in by if one in POWERS), OR)
        if not Officer.objects.filter(agency__pack=pack, agency__name=agency, number=officer).exists():
            return Sentence(
                "there is no officer %(officer)r in %(pack)s/%(agency)s; enrol one: bonafides officer enrol ROSTER",
                officer=officer,
                pack=pack,
                agency=agency,
            )
        holds = Sentence("is %(held)s", held=Joined(sorted(held))) if held else Sentence("holds no power today")
        return Sentence(
            "expected an officer of %(pack)s/%(agency)s who is %(needed)s, officer %(officer)s %(holds)s; let "
            "another act, or appoint: bonafides officer appoint %(officer)s ROLE",
            pack=pack,
            agency=agency,
            needed=needed,
            officer=officer,
            holds=holds,
        )

    def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
        """Whether an officer has an interest in a business today, or in one that is one with it by decision."""
        if subject not in interests_of(pack, agency, officer, timezone.localdate()):
            return None
        return Sentence(
            "officer %(officer)s of %(pack)s/%(agency)s has declared an interest in this business: another officer "
            "must act",
            officer=officer,
            pack=pack,
            agency=agency,
        )

    def why_not_for(self, who: str, subject: int) -> str | None:
        """Whether an account speaks for a business, or for one that is one with it by decision. An end just made counts."""
        account = account_of(who)
        mine = Representation.objects.filter(
            account=account, account__is_active=True, entity__in=ones_with([subject])[subject]
        )
        list(
            mine.select_for_update(of=("self",)).values_list("pk", flat=True)
        )  # acts/end_representation.py holds it too
        if account is not None and mine.filter(in_force(timezone.now())).exists():
            return None
        return Sentence(
            "%(who)s does not speak for this business now: claim it by the code of a letter, or let another speak",
            who=who,
        )
