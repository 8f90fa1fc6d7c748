"""Wrap the keys of businesses anew, under the master key that is current. What they lock is not touched."""

from __future__ import annotations

from django.db import connection

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.records.ingest.keys import wrap_anew
from bonafides.records.locked.keyring import ALONE
from bonafides.records.locked.master import masters


@official_act("records.rewrap", by=(Role.OPERATOR,))
def rewrap(acting: Acting) -> int:
    """How many; after it no key needs an older master key. Whoever makes keys waits meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
    own = masters()
    done = wrap_anew(own)
    if not done:
        raise ActRefusedError(
            "every key is wrapped under the master key %(current)s already; nothing was changed", current=own.current
        )
    acting.details = {"master": own.current, "keys": done}
    return done
