"""Make the code by which whoever receives a business's post may speak for it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.codes import ALPHABET, digest_of
from bonafides.agencies.models import RepresentationCode
from bonafides.entities.models import Entity

STANDS = timedelta(days=30)  # the post, and a while


@official_act("agencies.serve_code", by=(Role.OPERATOR, Role.CASE_OFFICER, Role.ENTRY_CLERK))
def serve_code(acting: Acting, entity: Entity, document: str, until: datetime | None = None) -> str:
    """The code, for the letter `document` alone: it is kept by its hash. One that was served before goes on until it ends."""
    now = timezone.now()
    ends = until or now + STANDS
    if not document.strip():
        raise ActRefusedError("expected the number of the letter that carries the code; nothing was changed")
    if ends <= now:
        raise ActRefusedError(
            "expected an end that is to come, came %(ends)s; nothing was changed", ends=f"{ends:%Y-%m-%d %H:%M}"
        )
    code = "".join(secrets.choice(ALPHABET) for _ in range(16))  # 80 bits
    acting.subject = entity.pk
    acting.write(RepresentationCode, entity=entity, digest=digest_of(code), document=document, until=ends)
    acting.details = {"entity": str(entity), "document": document}
    return "-".join(code[at : at + 4] for at in range(0, 16, 4))
