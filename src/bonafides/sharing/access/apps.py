"""The log of look-ups as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who saw what of which business."""

    name = "bonafides.sharing.access"
    label = "access"

    def ready(self) -> None:
        """From now on an audit of the ledger looks at the log of look-ups too, and look-ups end with their time."""
        from bonafides.acts.ends import register_ends
        from bonafides.ledger.further import register_audit
        from bonafides.sharing.access import ends
        from bonafides.sharing.access.audit import audit_log

        register_audit("look-ups", audit_log)
        register_ends("look-ups", ends.due, ends.end)
