"""Give a consumer a new secret; the old one signs beside it for a day, so that the consumer can take up the new one in peace."""

from __future__ import annotations

import secrets

from django.utils import timezone

from bonafides.acts.act import Acting, Role, official_act
from bonafides.consumers.acts.add import SALT_BYTES
from bonafides.consumers.keys import secret_for
from bonafides.consumers.models import Consumer, Secret


@official_act("consumers.renew_secret", by=(Role.ADMINISTRATOR, Role.OPERATOR))
def renew_secret(acting: Acting, consumer: Consumer) -> str:
    """The new secret, which is shown only now."""
    salt = secrets.token_bytes(SALT_BYTES)
    acting.write(Secret, consumer=consumer, salt=salt, since=timezone.now())
    acting.details = {"consumer": consumer.name}
    return secret_for(salt)
