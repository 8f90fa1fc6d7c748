"""Tells the ledger who answers for the records of batches."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The app of the records."""

    name = "bonafides.records"

    def ready(self) -> None:
        """Called once, when Django has read every model."""
        from bonafides.ledger.contents import set_contents
        from bonafides.records.contents import RecordContents

        set_contents(RecordContents())
