"""Drop a proposal: it can be done no more."""

from __future__ import annotations

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.four_eyes import why_not_now
from bonafides.agencies.models import Proposal, ProposalEnd
from bonafides.agencies.own_agency import must_be_own


@official_act("agencies.drop_proposal", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def drop_proposal(acting: Acting, proposal: Proposal) -> ProposalEnd:
    """Taken back by whoever made it, or refused by another."""
    must_be_own(acting, proposal.agency)
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if (why := why_not_now(locked)) is not None:
        raise ActRefusedError("%(why)s; nothing was changed", why=why)
    acting.details = {"proposal": locked.pk, "verb": locked.verb}
    return acting.write(ProposalEnd, proposal=locked, done=False)
