"""An evidence request: which facts of which business, for which purpose and case; with the headers of X-Road for REST.

X-Road-Client names who asks, `INSTANCE/CLASS/MEMBER/SUBSYSTEM`: its member must be the agency whose token came with it.
X-Road-Id names the message, once; X-Road-Issue is the case; X-Road-UserId the officer who asks. They come back with the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

from bonafides.agencies.who import Who
from bonafides.kernel.canonical.one import canonical
from bonafides.packs.form import FactItem

HEADERS = ("X-Road-Client", "X-Road-Id", "X-Road-UserId", "X-Road-Issue", "X-Road-Service")
SERVICE = "evidence"
_ID = re.compile(r"[!-~]{1,120}")
_PARTS = 4
MOST = 50


class QuestionRefusedError(Exception):
    """An evidence request that cannot be asked: which header or entry, what was expected, the mend."""


@dataclass(frozen=True)
class Road:
    """The headers of one message."""

    client: str
    message: str
    issue: str
    user: str = ""
    service: str = ""

    def headers(self) -> dict[str, str]:
        """What goes back with the answer."""
        told = {"X-Road-Client": self.client, "X-Road-Id": self.message, "X-Road-Issue": self.issue}
        told |= {"X-Road-UserId": self.user} if self.user else {}
        return told | ({"X-Road-Service": self.service} if self.service else {})


@dataclass(frozen=True)
class Question:
    """What is asked: facts by `kind/field`, or items of a form of the agency's own (so also criteria)."""

    scheme: str
    code: str
    purpose: str
    facts: tuple[FactItem, ...] = ()
    form: str = ""
    items: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        facts = [f"{one.kind}/{one.field}" for one in self.facts]
        told: dict[str, Any] = {
            "scheme": self.scheme, "code": self.code, "purpose": self.purpose, "facts": facts, "form": self.form,
            "items": list(self.items),
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}

    @property
    def digest(self) -> bytes:
        """SHA-256 of its canonical JSON."""
        return sha256(canonical(self.as_json())).digest()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Question:
        """The question that some JSON is. Raises QuestionRefusedError."""
        facts = tuple(fact_named(one) for one in told.get("facts") or ())
        form, items = told.get("form") or "", tuple(told.get("items") or ())
        if bool(facts) == bool(form) or (items and not form):
            raise QuestionRefusedError("expected either `facts`, or `form` with `items` of it; name one of them")
        if len(facts) + len(items) > MOST:
            raise QuestionRefusedError(f"expected at most {MOST} facts in one request; ask in several")
        return cls(told["scheme"], told["code"], told["purpose"], facts, form, items)


def fact_named(word: str) -> FactItem:
    """`kind/field` as a fact of the catalogue. Raises QuestionRefusedError."""
    kind, _, field = word.partition("/")
    try:
        return FactItem(kind=kind, field=field)
    except ValueError:
        raise QuestionRefusedError(
            "facts: expected `kind/field` of the catalogue, such as `registration/address`"
        ) from None


def road_of(headers: Mapping[str, str], who: Who, case: str | None) -> Road:
    """The headers of a message, held to who asks. Raises QuestionRefusedError."""
    given = {name: (headers.get(name) or "").strip() for name in HEADERS}
    for name in ("X-Road-Client", "X-Road-Id"):
        if not given[name]:
            raise QuestionRefusedError(f"{name}: expected the header, came none; X-Road for REST says what is in it")
    if not _ID.fullmatch(given["X-Road-Id"]):
        raise QuestionRefusedError("X-Road-Id: expected up to 120 printable characters without blanks, such as a UUID")
    parts = [unquote(one) for one in given["X-Road-Client"].split("/")]
    if len(parts) != _PARTS or not all(parts) or len(given["X-Road-Client"]) > 240:
        raise QuestionRefusedError("X-Road-Client: expected INSTANCE/CLASS/MEMBER/SUBSYSTEM")
    if parts[2] != who.agency:
        raise QuestionRefusedError(
            f"X-Road-Client: expected the member `{who.agency}`, whose token this is; came another"
        )
    service = given["X-Road-Service"]
    if service and unquote(service.rpartition("/")[2]) != SERVICE:
        raise QuestionRefusedError(f"X-Road-Service: expected a service that ends in `/{SERVICE}`")
    issue = given["X-Road-Issue"] or (case or "")
    if not issue:
        raise QuestionRefusedError(
            "X-Road-Issue: expected the case for which this is asked, or `case` in the body; came none"
        )
    if case and issue != case:
        raise QuestionRefusedError("X-Road-Issue: expected the `case` of the body; name one case")
    return Road(given["X-Road-Client"], given["X-Road-Id"], issue, given["X-Road-UserId"], service)
