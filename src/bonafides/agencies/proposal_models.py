"""What one administrator proposes and another does: the four eyes of a change of powers."""

from __future__ import annotations

from django.db import models

from bonafides.acts.sealed import Sealed


class Proposal(Sealed):
    """An act that somebody proposes, with its arguments as JSON. Its number is that of nobody's act yet."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="proposals")
    verb = models.CharField(max_length=60, db_collation="C", help_text="the act: agencies.appoint")
    arguments = models.JSONField()
    proposer = models.CharField(max_length=40, db_collation="C", help_text="the officer's number")
    reason = models.CharField(max_length=2000)
    until = models.DateTimeField(help_text="when it lapses")

    def __str__(self) -> str:
        return f"proposal {self.pk}: {self.verb}"


class ProposalEnd(Sealed):
    """That a proposal was done, or dropped: once, whichever comes first."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="ended")
    done = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.proposal_id} {'done' if self.done else 'dropped'}"
