"""Questions that wait for their source: asked again every minute; once they can be answered, their consumer is told, and asks.

Nothing is told but that the answer is to be had: the consumer asks again, by its purpose and case, through the same door.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from bonafides.acts.act import ActRefusedError
from bonafides.acts.plain import moment_text
from bonafides.consumers.addresses import LookUp, TargetRefusedError, look_up
from bonafides.consumers.keys import secrets_of
from bonafides.consumers.messages import TYPE
from bonafides.consumers.models import Consumer
from bonafides.consumers.post import NotDeliveredError, post
from bonafides.consumers.signature import signed
from bonafides.kernel.sentence import Sentence
from bonafides.packs.queries import installed_pack
from bonafides.sharing.access.days import number
from bonafides.sharing.once.models import Waiting
from bonafides.sharing.once.question import Question, Road
from bonafides.sharing.once.waiting import keep_waiting, now_to_be_had, open_questions, was_told
from bonafides.sharing.purpose import Request

PATIENCE = "evidence_waits_days"
"""The parameter of the pack that says how long a question waits; then it is told that the source was not to be had."""


def wait_for(request: Request, question: Question, road: Road, consumer: str) -> None:
    """Keep a question until its source is to be had. Raises ActRefusedError where there is no such consumer."""
    if "\0" in consumer or not Consumer.objects.filter(name=consumer, ended=None).exists():
        raise ActRefusedError("consumer: expected one that is registered (bonafides consumer list), came another")
    pack, _ = installed_pack(request.who.pack)
    days = number(pack, PATIENCE, request.on)
    if days is None:
        expected = Sentence(
            "expected parameter `%(patience)s` of pack %(pack)s, in force on %(on)s, that says how long",
            patience=PATIENCE,
            pack=pack.name,
            on=request.on,
        )
        raise ActRefusedError(
            "a question cannot wait: %(expected)s, came none; ask again later, or mend the pack", expected=expected
        )
    keep_waiting(request, question, road, consumer, timezone.now() + timedelta(days=days))


def tell_waiting(looked_up: LookUp = look_up) -> list[str]:
    """Tell the consumers of questions that can be answered now, or that waited long enough; the messages that arrived."""
    return [one.message for one in open_questions() if _told(one, looked_up)]


def _told(one: Waiting, looked_up: LookUp) -> bool:
    over = one.until <= timezone.now()
    had = now_to_be_had(one)
    consumer = Consumer.objects.filter(name=one.consumer, ended=None).first()
    if consumer is None or not (had or over):
        return False
    body, now = body_of(one, had=had), timezone.now()
    headers = signed(secrets_of(consumer, now), f"evidence-{one.pk}", now, body) | {
        "content-type": TYPE,
        "user-agent": "bonafides",
    }
    try:
        status = post(consumer.url, body, headers, private=consumer.private, looked_up=looked_up)
    except (NotDeliveredError, TargetRefusedError):
        return False
    if not 200 <= status < 300:
        return False
    with transaction.atomic():
        was_told(one)
    return True


def body_of(one: Waiting, *, had: bool) -> bytes:
    """The message, as a CloudEvent. It names the message, and no business."""
    data: dict[str, Any] = {"x_road_id": one.message, "outcome": "to-be-had" if had else "unavailable"}
    event = {
        "specversion": "1.0", "id": f"evidence-{one.pk}", "source": f"urn:bonafides:{one.agency.pack}:{one.agency.name}",
        "type": "bonafides.evidence", "time": moment_text(one.at), "datacontenttype": "application/json", "data": data,
    }  # fmt: skip
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
