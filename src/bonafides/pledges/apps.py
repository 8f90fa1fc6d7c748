"""Gives the procedures of packs the words by which their steps take, approve and settle pledges."""

from __future__ import annotations

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The app of pledges."""

    name = "bonafides.pledges"

    def ready(self) -> None:
        """Called once, when Django has read every model."""
        from bonafides.pledges.computed import item_excluded, papers_promised
        from bonafides.pledges.effects.approve_pledge import approve_pledge
        from bonafides.pledges.effects.go_ordinary import go_ordinary
        from bonafides.pledges.effects.make_pledge import make_pledge
        from bonafides.pledges.effects.settle_pledge import settle_pledge
        from bonafides.pledges.effects.tell_conditions import tell_conditions
        from bonafides.pledges.effects.withdraw_approval import withdraw_approval
        from bonafides.pledges.on_documents import on_documents
        from bonafides.procedures.computed import register_source
        from bonafides.procedures.contexts import register_context
        from bonafides.procedures.effects import register_effect

        for name, effect in {
            "tell-conditions": tell_conditions, "make-pledge": make_pledge, "approve-pledge": approve_pledge,
            "settle-pledge": settle_pledge, "withdraw-approval": withdraw_approval, "go-ordinary": go_ordinary,
        }.items():  # fmt: skip
            register_effect(name, effect)
        register_source("pledge_item_excluded", item_excluded)
        register_source("papers_promised", papers_promised)
        register_context("pledge", on_documents)
