"""The record of a business for whoever represents it: whole, but for what is personal to somebody else who ran it before.

A sole trader's business may be handed on under the same code. What was its former operator's data is no data of the present one.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone

from bonafides.agencies.who import Who
from bonafides.entities.models import Entity
from bonafides.packs.queries import UnknownPackError, installed_pack
from bonafides.sharing.disclosure import How, disclosed_record
from bonafides.sharing.purpose import Request

FORMER = "former-operator"


def own_record(who: Who, entity: Entity, how: How = How.PAGE) -> dict[str, Any]:
    """The unified record as it stands today. The look is written down: who else represents the business reads it.

    Raises NotDisclosedError where `who` does not represent it.
    """
    text = disclosed_record(Request(who, None, None, timezone.localdate()), entity.scheme, entity.code, how=how)
    record: dict[str, Any] = json.loads(text or '{"records": {}}')
    for key, records in record["records"].items():
        personal = _personal(key)
        for one in records:
            if (one.get("operator") or {}).get("shown_as") == FORMER:
                _without(one["facts"], personal)
    return record


def _without(facts: dict[str, Any], names: frozenset[str] | None) -> None:
    for name in list(facts) if names is None else names & facts.keys():
        del facts[name]


def _personal(key: str) -> frozenset[str] | None:
    """The facts of a kind (`PACK/KIND`) that are personal data; None, for all, where the pack in force no longer says."""
    name, _, kind = key.partition("/")
    try:
        known = installed_pack(name)[0].catalogue.get(kind)
    except UnknownPackError:
        known = None
    if known is None:
        return None
    return frozenset(fact for fact, one in known.facts.properties.items() if one.disclosure == "personal")
