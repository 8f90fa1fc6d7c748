"""What a consumer is sent: one end, as a CloudEvent. Nothing in it says more of a business than that something is over."""

from __future__ import annotations

import json

from bonafides.acts.plain import moment_text
from bonafides.consumers.models import Notice

TYPE = "application/cloudevents+json"


def message_id(notice: Notice) -> str:
    """The same for every attempt, so that a consumer can tell a repetition."""
    return f"end-{notice.pk}"


def number_of(message: str) -> int | None:
    """The number of the notice that a message was about."""
    word, _, digits = message.partition("-")
    return int(digits) if word == "end" and digits.isascii() and digits.isdigit() and len(digits) <= 18 else None


def body_of(notice: Notice) -> bytes:
    """The message, the same bytes at every attempt."""
    entity = notice.entity
    event = {
        "specversion": "1.0",
        "id": message_id(notice),
        "source": f"urn:bonafides:{notice.pack}:{notice.agency}",
        "type": "bonafides.ended",
        "time": moment_text(notice.told_at),
        "datacontenttype": "application/json",
        "subject": f"{entity.scheme}:{entity.code}",
        "data": {
            "what": notice.what, "of": notice.of, "ref": notice.ref, "scheme": entity.scheme, "code": entity.code,
            "how": notice.how, "not_to_be_used_from": notice.on.isoformat(),
            "acknowledge_by": None if notice.last_day is None else notice.last_day.isoformat(),
        },
    }  # fmt: skip
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
