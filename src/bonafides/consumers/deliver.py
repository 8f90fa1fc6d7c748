"""Send a consumer what it has not acknowledged, the oldest first; the first that does not arrive ends the attempt."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.authority import OPERATOR
from bonafides.consumers.acts.acknowledge import acknowledge
from bonafides.consumers.acts.set_aside import set_aside
from bonafides.consumers.acts.tell import tell
from bonafides.consumers.addresses import LookUp, TargetRefusedError, look_up
from bonafides.consumers.keys import secrets_of
from bonafides.consumers.messages import TYPE, body_of, message_id
from bonafides.consumers.models import Consumer, Notice
from bonafides.consumers.post import NotDeliveredError, post
from bonafides.consumers.queries import open_notices, to_send
from bonafides.consumers.reading import read
from bonafides.consumers.signature import signed

MACHINE = "worker"
BASIS = "operation of this installation"
PATIENT = 8
"""Attempts, over some ten minutes, before a message that its consumer refuses is set aside."""
_BUSY = (401, 403, 408, 425, 429)
"""Answers that say nothing of the message: the consumer is busy, or knows us no more."""


@dataclass(frozen=True)
class Delivered:
    """What came of an attempt: how many arrived, how many are still open, and why the rest did not arrive."""

    consumer: str
    arrived: int
    open: int
    why_not: str | None = None

    def as_json(self) -> dict[str, object]:
        told = {"consumer": self.consumer, "arrived": self.arrived, "open": self.open}
        return told if self.why_not is None else {**told, "why_not": self.why_not}


def machine(basis: str, reason: str) -> Acting:
    """The machine acts, as for every end that it brings about."""
    return Acting(MACHINE, OPERATOR, basis or BASIS, reason)


def tell_all() -> list[Notice]:
    """Put down for each consumer what ended since the last reading; no act where there is nothing to put down."""
    if not read(timezone.now()).worth:
        return []
    return tell(machine("", "what ended is told to every consumer"))


def deliver(consumer: Consumer, *, most: int = 1_000, looked_up: LookUp = look_up, attempt: int = 0) -> Delivered:
    """Send in order; an answer of 2xx acknowledges. Nothing later goes out before what is earlier has arrived, or was set aside.

    That is the first message that the consumer's own answer refuses after `PATIENT` attempts: it would hold up all others.
    """
    arrived, why, patient = 0, None, attempt < PATIENT
    for notice in to_send(consumer)[:most]:
        why, refused = _why_not(consumer, notice, looked_up)
        if why is not None and refused and not patient:
            set_aside(machine(notice.basis, "the consumer refuses it again and again"), notice.pk, why)
            patient, why = True, None
            continue
        if why is not None:
            break
        try:
            acknowledge(machine(notice.basis, "the consumer answered"), notice.pk, "answered")
        except ActRefusedError:
            continue  # it has posted so itself meanwhile
        arrived += 1
    return Delivered(consumer.name, arrived, open_notices(consumer).count(), why)


def _why_not(consumer: Consumer, notice: Notice, looked_up: LookUp) -> tuple[str | None, bool]:
    """Why it did not arrive; and whether the consumer refuses it, rather than being busy or away."""
    body, now = body_of(notice), timezone.now()
    headers = signed(secrets_of(consumer, now), message_id(notice), now, body)
    headers |= {"content-type": TYPE, "user-agent": "bonafides"}
    try:
        status = post(consumer.url, body, headers, private=consumer.private, looked_up=looked_up)
    except (NotDeliveredError, TargetRefusedError) as error:
        return str(error), False
    why = None if 200 <= status < 300 else f"expected an answer of 2xx, came {status}"
    return why, 400 <= status < 500 and status not in _BUSY
