"""The providers of identities that an installation trusts: a JSON file that BONAFIDES_OIDC names.

[{"id": "province", "name": "Provincial identity", "server": "https://id.example.gov", "client_id": "…", "secret": "…",
  "business_claim": "enterprise_code", "scheme": "uscc", "second_factor": "asked"}]
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

_NEEDED = {"id", "name", "server", "client_id", "secret"}
_KNOWN = _NEEDED | {"business_claim", "scheme", "second_factor"}


def providers() -> list[dict[str, Any]]:
    """As django-allauth wants them. Raises ImproperlyConfigured."""
    path = os.environ.get("BONAFIDES_OIDC", "")
    if not path:
        return []
    try:
        given = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"BONAFIDES_OIDC: expected a JSON file at {path}: {error}") from error
    if not isinstance(given, list):
        raise ImproperlyConfigured(
            f"BONAFIDES_OIDC: expected a list of providers in {path}, came {type(given).__name__}"
        )
    return [_provider(one, path) for one in given]


def _provider(one: Any, path: str) -> dict[str, Any]:
    if (
        not isinstance(one, dict)
        or not _NEEDED <= one.keys() <= _KNOWN
        or not all(isinstance(v, str) for v in one.values())
    ):
        raise ImproperlyConfigured(
            f"BONAFIDES_OIDC: expected each provider of {path} to have texts {', '.join(sorted(_NEEDED))}, and perhaps "
            "business_claim with scheme, and second_factor"
        )
    if one.get("second_factor", "asked") != "asked":
        raise ImproperlyConfigured(
            f'BONAFIDES_OIDC: expected "asked" as the second_factor of {one["id"]}, where the provider itself asks everybody for '
            f"one, or nothing; came {one['second_factor']!r}"
        )
    if not one["server"].startswith("https://") and not one["server"].startswith("http://127.0.0.1"):
        raise ImproperlyConfigured(
            f"BONAFIDES_OIDC: expected https://… as the server of {one['id']}, came {one['server']!r}"
        )
    more = {
        "server_url": one["server"],
        "business_claim": one.get("business_claim", ""),
        "scheme": one.get("scheme", "uscc"),
        "second_factor": "second_factor" in one,
    }
    return {
        "provider_id": one["id"], "name": one["name"], "client_id": one["client_id"], "secret": one["secret"], "settings": more,
    }  # fmt: skip
