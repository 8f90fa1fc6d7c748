"""Propose a change of powers, for another administrator to do."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.arguments import Appoint, EndPower, IssueCredential, RegisterClient, RegisterKey, TieAccount
from bonafides.agencies.clients.signers import signer_of
from bonafides.agencies.models import Account, Agency, Officer, Proposal
from bonafides.agencies.own_agency import must_be_own

Proposable = Appoint | EndPower | TieAccount | IssueCredential | RegisterClient | RegisterKey
STANDS = timedelta(days=14)  # how long a colleague has; then it is proposed anew


@official_act("agencies.propose", by=(Role.ADMINISTRATOR,))
def propose(acting: Acting, agency: Agency, arguments: Proposable) -> Proposal:
    """Nothing changes by it. Another administrator can do just this from now on, until it lapses or is dropped."""
    must_be_own(acting, agency)
    if isinstance(arguments, RegisterKey):
        signer_of(agency, arguments.client)
    elif not isinstance(arguments, RegisterClient):
        if arguments.officer == acting.officer and isinstance(arguments, (Appoint, TieAccount)):
            raise ActRefusedError(
                "nobody proposes powers for themselves: let another administrator; nothing was changed"
            )
        if not Officer.objects.filter(agency=agency, number=arguments.officer).exists():
            raise ActRefusedError(
                "there is no officer %(officer)r in %(agency)s; enrol one: bonafides officer enrol ROSTER; nothing was "
                "changed",
                officer=arguments.officer,
                agency=agency,
            )
    if isinstance(arguments, TieAccount) and not Account.objects.filter(login=arguments.login).exists():
        raise ActRefusedError(
            "there is no account %(login)r: invite its person first; nothing was changed", login=arguments.login
        )
    acting.details = {"verb": arguments.verb, **arguments.as_json()}
    return acting.write(
        Proposal, agency=agency, verb=arguments.verb, arguments=arguments.as_json(), proposer=acting.officer,
        reason=acting.reason, until=timezone.now() + STANDS,
    )  # fmt: skip
