"""Add a consumer: another body's system that is given records or measures and must stop using what ends."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.acts.authority import OPERATOR
from bonafides.consumers.addresses import TargetRefusedError, address_of, target_of
from bonafides.consumers.keys import secret_for
from bonafides.consumers.models import Consumer, Secret
from bonafides.consumers.reading import ALL, MEASURES
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.packs.models import Kind

SALT_BYTES = 32


@official_act("consumers.add", by=(Role.ADMINISTRATOR, Role.OPERATOR))
def add(acting: Acting, name: str, url: str, gets: Sequence[str], *, private: bool = False) -> tuple[Consumer, str]:
    """The consumer and its secret, which is shown only now. `private`: its addresses need not be public; for the operator.

    `gets`: kinds of records, `measures`, or `*`.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or len(name) > 60:
        raise ActRefusedError(
            "expected a name in small letters, digits and hyphens, came %(name)r; nothing was changed", name=name
        )
    if Consumer.objects.filter(name=name).exists():
        raise ActRefusedError(
            "expected a new name, came %(name)r, which a consumer has or had; nothing was changed", name=name
        )
    if private and acting.agency != OPERATOR:
        raise ActRefusedError("addresses that are not public are allowed by the operator alone; nothing was changed")
    _check_gets(gets)
    try:
        address_of(target_of(url, private=private), private=private)
    except TargetRefusedError as error:
        raise ActRefusedError("url: %(error)s; nothing was changed", error=error) from error
    now = timezone.now()
    consumer = acting.write(Consumer, name=name, url=url, gets=sorted(set(gets)), private=private, since=now)
    salt = secrets.token_bytes(SALT_BYTES)
    acting.write(Secret, consumer=consumer, salt=salt, since=now)
    acting.details = {"consumer": name, "host": urlsplit(url).hostname, "gets": list(consumer.gets), "private": private}
    acting.tell(consumer=consumer.pk)
    return consumer, secret_for(salt)


def _check_gets(gets: Sequence[str]) -> None:
    known = {ALL, MEASURES, *Kind.objects.values_list("name", flat=True)}
    if not gets or (stray := sorted(set(gets) - known)):
        came = Joined(stray) if gets else Sentence("nothing")
        raise ActRefusedError(
            "expected what it gets: kinds of records, `%(measures)s`, or `%(all)s` for all, came %(came)s; nothing "
            "was changed",
            measures=MEASURES,
            all=ALL,
            came=came,
        )
