"""Measures as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Measures and what they rest on."""

    name = "bonafides.measures"

    def ready(self) -> None:
        """Records and tiers are triggers that this app finds itself, others register their own; and measures end by date."""
        from bonafides.acts.ends import register_ends
        from bonafides.consumers.ended import register_source
        from bonafides.documents.lists import register_list
        from bonafides.measures.ends import due, end
        from bonafides.measures.on_documents import measures_of
        from bonafides.measures.record_triggers import RECORD, find_record
        from bonafides.measures.tier_triggers import TIER, find_tier
        from bonafides.measures.told import ended_by
        from bonafides.measures.triggers import register_trigger

        register_trigger(RECORD, find_record)
        register_trigger(TIER, find_tier)
        register_ends("measures", due, end)
        register_source("measures", ended_by)
        register_list("measures", measures_of)
