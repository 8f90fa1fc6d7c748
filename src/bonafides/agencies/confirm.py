"""Do what another administrator proposed: each proposal is done by the act that it names, with itself as the evidence.

An app above this one says how its own are done: `done_by(RegisterKey, …)` in its `ready()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bonafides.acts.act import Acting, Evidence
from bonafides.agencies.accounts.queries import account_of_login
from bonafides.agencies.acts.appoint import appoint
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.acts.register_client import register_client
from bonafides.agencies.acts.tie_account import tie_account
from bonafides.agencies.arguments import (
    VERBS,
    Appoint,
    Arguments,
    EndPower,
    IssueCredential,
    RegisterClient,
    TieAccount,
)
from bonafides.agencies.models import Agency, Officer, Proposal
from bonafides.agencies.queries import officer


def confirm(acting: Acting, proposal: Proposal) -> Any:
    """What the act gives back. `acting.id` is its number then. Raises ActRefusedError."""
    agency = proposal.agency
    arguments = VERBS[proposal.verb].model_validate(proposal.arguments)
    second = replace(acting, evidence=(*acting.evidence, Evidence("act", str(proposal.act_id))))
    result = _DO[type(arguments)](second, agency, arguments)
    acting.id = second.id
    return result


def _of(agency: Agency, number: str) -> Officer:
    return officer(agency.pack, agency.name, number)


def _appoint(acting: Acting, agency: Agency, given: Appoint) -> object:
    return appoint(acting, _of(agency, given.officer), given.role, given.since, given.until)


def _end_power(acting: Acting, agency: Agency, given: EndPower) -> object:
    return end_power(acting, _of(agency, given.officer), given.role, given.ends)


def _register(acting: Acting, agency: Agency, given: RegisterClient) -> object:
    return register_client(acting, agency, given.title, given.scopes, given.until, given.thumbprint)


def _tie(acting: Acting, agency: Agency, given: TieAccount) -> object:
    return tie_account(acting, account_of_login(given.login), _of(agency, given.officer), given.since, given.until)


def _token(acting: Acting, agency: Agency, given: IssueCredential) -> object:
    return issue_credential(acting, _of(agency, given.officer), given.until)


Doing = Callable[[Acting, Agency, Any], object]
_DO: dict[type[Arguments], Doing] = {
    Appoint: _appoint, EndPower: _end_power, RegisterClient: _register, TieAccount: _tie, IssueCredential: _token,
}  # fmt: skip


def done_by(kind: type[Arguments], doing: Doing) -> None:
    """From now on a proposal with such arguments is done so."""
    _DO[kind] = doing
