"""Every model of agencies, where Django finds the models of an app."""

from __future__ import annotations

from bonafides.agencies.account_models import (
    Account,
    AccountTie,
    AccountTieEnd,
    Representation,
    RepresentationCode,
    RepresentationCodeUse,
    RepresentationEnd,
)
from bonafides.agencies.client_models import MachineClient, MachineClientEnd
from bonafides.agencies.draft_models import Draft, DraftFile
from bonafides.agencies.key_models import AgencyKey
from bonafides.agencies.officer_models import (
    Agency,
    Credential,
    CredentialEnd,
    Interest,
    InterestEnd,
    Officer,
    Power,
    PowerEnd,
    Qualification,
)
from bonafides.agencies.proposal_models import Proposal, ProposalEnd

__all__ = [
    "Account", "AccountTie", "AccountTieEnd", "Agency", "AgencyKey", "Credential", "CredentialEnd", "Draft", "DraftFile",
    "Interest", "InterestEnd", "MachineClient", "MachineClientEnd", "Officer", "Power", "PowerEnd", "Proposal", "ProposalEnd",
    "Qualification", "Representation", "RepresentationCode", "RepresentationCodeUse", "RepresentationEnd",
]  # fmt: skip
