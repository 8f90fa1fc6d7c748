"""Powers change hands under four eyes: one administrator proposes, another does it, with the proposal as evidence.

The operator begins: alone as long as an agency has not two administrators. From then on the operator can only be the second
person. The proposal is used up in the same transaction, under a lock, so that of two who confirm at once one is refused.
"""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.authority import OPERATOR
from bonafides.acts.roles import Role
from bonafides.agencies.arguments import Arguments
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Agency, Power, Proposal, ProposalEnd
from bonafides.agencies.own_agency import must_be_own
from bonafides.kernel.sentence import Sentence


def administrators(agency: Agency) -> set[str]:
    """The numbers of the administrators that an agency has today."""
    held = Power.objects.filter(in_force(timezone.localdate()), officer__agency=agency, role=Role.ADMINISTRATOR)
    return set(held.values_list("officer__number", flat=True))


def acts_alone(acting: Acting, agency: Agency) -> bool:
    """Whether this is the operator, who begins: there are not yet two administrators who could."""
    return acting.agency == OPERATOR and len(administrators(agency)) < 2


def two_persons(acting: Acting, agency: Agency, arguments: Arguments) -> None:
    """Refuse an act that nobody else has proposed just so; use the proposal up."""
    must_be_own(acting, agency)
    if acts_alone(acting, agency):
        return
    numbers = [int(one.ref) for one in acting.evidence if one.kind == "act" and one.ref.isdecimal()]
    proposal = Proposal.objects.select_for_update().filter(act__in=numbers, agency=agency, verb=arguments.verb).first()
    if proposal is None:
        raise ActRefusedError(
            "%(verb)s needs two persons: expected the proposal of another administrator of %(agency)s, came none; "
            "propose it (bonafides officer propose), another confirms it; nothing was changed",
            verb=arguments.verb,
            agency=agency,
        )
    if proposal.arguments != arguments.as_json():
        raise ActRefusedError(
            "proposal %(proposal)s is of something else than this; nothing was changed", proposal=proposal.pk
        )
    if (why := why_not_now(proposal)) is not None:
        raise ActRefusedError("%(why)s; nothing was changed", why=why)
    if acting.agency != OPERATOR and acting.officer == proposal.proposer:
        raise ActRefusedError(
            "officer %(officer)s proposed this: expected another administrator to confirm it; nothing was changed",
            officer=acting.officer,
        )
    acting.write(ProposalEnd, proposal=proposal, done=True)


def why_not_now(proposal: Proposal) -> str | None:
    """Why a proposal can be done no more: it was, it lapsed, or its proposer is no administrator any longer."""
    end = ProposalEnd.objects.filter(proposal=proposal).first()
    if end is not None:
        return Sentence(
            "proposal %(proposal)s was %(what)s already by act %(act_id)s",
            proposal=proposal.pk,
            what=Sentence("done") if end.done else Sentence("dropped"),
            act_id=end.act_id,
        )
    if proposal.until <= timezone.now():
        return Sentence(
            "proposal %(proposal)s lapsed at %(until)s: propose it again",
            proposal=proposal.pk,
            until=f"{proposal.until:%Y-%m-%d %H:%M}",
        )
    if proposal.proposer not in administrators(proposal.agency):
        return Sentence(
            "officer %(proposer)s, who made proposal %(proposal)s, is administrator no more: propose it again",
            proposer=proposal.proposer,
            proposal=proposal.pk,
        )
    return None
