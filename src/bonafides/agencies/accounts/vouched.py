"""What a provider of identities says of a business: whoever it vouches for speaks for it from then on, for half a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.agencies.acts.claim_by_identity import claim_by_identity
from bonafides.agencies.models import Account
from bonafides.entities.models import Entity


def vouched(account: Account, provider: str, told: Mapping[str, Any]) -> int | None:
    """The business for which an account speaks by what a provider told at its sign-in; None where it told of none here."""
    apps: Any = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    of = next((one["settings"] for one in apps if one["provider_id"] == provider), None)
    if of is None or not of["business_claim"]:
        return None
    code = next((part[of["business_claim"]] for part in _parts(told) if of["business_claim"] in part), None)
    if not isinstance(code, str) or "\0" in code:
        return None
    entity = Entity.objects.filter(scheme=of["scheme"], code=code).first()
    if entity is None:
        return None
    acting = Acting(f"account {account.pk}", "operator", "operation of this installation", f"vouched for by {provider}")
    try:
        claim_by_identity(acting, account, entity, provider)
    except ActRefusedError:  # it speaks for it already
        return entity.pk
    return entity.pk


def asks_for_two(provider: str) -> bool:
    """Whether a provider asks everybody for a second factor itself, so that none of ours is asked for."""
    apps: Any = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return any(one["provider_id"] == provider and one["settings"].get("second_factor") for one in apps)


def _parts(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Where a claim may stand: what was signed comes first."""
    return [one for one in (told.get("id_token"), told.get("userinfo"), told) if isinstance(one, Mapping)]
