"""Reads of submissions: the keys that there are."""

from __future__ import annotations

from typing import Any

from bonafides.acts.plain import moment_text
from bonafides.submissions.models import SigningKey


def keys_overview() -> list[dict[str, Any]]:
    """Every key, the newest last."""
    return [
        {
            "keyid": one.keyid, "agency": str(one.agency), "client": one.client, "algorithm": one.algorithm,
            "since": moment_text(one.since), "ended": moment_text(one.ended.at) if hasattr(one, "ended") else None,
        }
        for one in SigningKey.objects.select_related("agency", "ended").order_by("pk")
    ]  # fmt: skip
