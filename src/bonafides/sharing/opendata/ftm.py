"""Businesses in FollowTheMoney, a JSON entity a line, for those who join registers of many countries."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

DATASET = "bonafides"
_SCHEMATA = {"enterprise": "Company", "cooperative": "Company", "organisation": "Organization"}
_COUNTRY = {"uscc": "cn"}


def ftm_line(business: dict[str, Any]) -> str:
    """One business as an entity of the schema Company or Organization, both of them LegalEntity."""
    scheme, code = business["scheme"], business["code"]
    properties: dict[str, list[str]] = {"name": [business["name"] or code]}
    if scheme == "uscc":
        properties["uscCode"] = [code]
    properties["registrationNumber"] = [code]
    if scheme in _COUNTRY:
        properties["jurisdiction"] = [_COUNTRY[scheme]]
        properties["country"] = [_COUNTRY[scheme]]
    entity = {
        "id": f"{DATASET}-{sha256(f'{scheme}:{code}'.encode()).hexdigest()[:40]}",
        "schema": _SCHEMATA.get(business["kind"], "LegalEntity"),
        "properties": properties,
        "datasets": [DATASET],
    }
    return json.dumps(entity, ensure_ascii=False, separators=(",", ":"))
