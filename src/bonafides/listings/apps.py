"""Gives the procedures of packs the words by which their steps list, publish, withdraw and end."""

from __future__ import annotations

from django.apps import AppConfig


class ListingsConfig(AppConfig):
    """The app of the lists."""

    name = "bonafides.listings"

    def ready(self) -> None:
        """Called once, when Django has read every model."""
        from bonafides.acts.ends import register_ends
        from bonafides.listings.effects.base_fell import base_fell, publication_fell
        from bonafides.listings.effects.end_listing import end_listing
        from bonafides.listings.effects.list_business import list_business
        from bonafides.listings.effects.publish import publish
        from bonafides.listings.effects.restore_listing import restore_listing
        from bonafides.listings.effects.withdraw import withdraw
        from bonafides.listings.elsewhere import off_list, on_list
        from bonafides.listings.fallen import end_fallen, fallen
        from bonafides.listings.triggers import LISTING, RECORDS, find_listing
        from bonafides.measures.checks.pending import register_records
        from bonafides.measures.triggers import register_trigger
        from bonafides.procedures.effects import register_effect

        for name, effect in {
            "list": list_business, "publish": publish, "withdraw": withdraw, "end-listing": end_listing,
            "restore-listing": restore_listing, "base-fell": base_fell, "publication-fell": publication_fell,
            "off-list": off_list, "on-list": on_list,
        }.items():  # fmt: skip
            register_effect(name, effect)
        register_ends("listings.fallen", fallen, end_fallen)
        register_trigger(LISTING, find_listing)
        register_records(RECORDS)
