"""Ask what counts for businesses at a decision point, now. One statement answers for all of them, under one signature."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from bonafides.kernel.tokens.status import sign
from bonafides.measures.checks.asker import Asker
from bonafides.measures.checks.faults import fault_of
from bonafides.measures.checks.keys import status_keys
from bonafides.measures.checks.points import At
from bonafides.measures.checks.statement import answers as answers_for
from bonafides.packs.models import PackVersion
from bonafides.packs.queries import pack_of_version

MOST = 10_000
"""Codes of one question."""


class CheckRefusedError(ValueError):
    """A question that cannot be asked; the text says what was expected."""


@dataclass(frozen=True)
class Checked:
    """An answer. `payload`: what is signed, as JSON; `token`: the same, signed."""

    payload: str
    token: str

    @property
    def text(self) -> str:
        """The answer as the API gives it: what is signed, with the token that says the same."""
        return f'{self.payload[:-1]},"token":"{self.token}"}}'


def check(at: At, codes: Sequence[str], asker: Asker, scheme: str = "uscc") -> Checked:
    """What counts for each of these businesses at a point. Of a code that is no business's an error is told, and no answer.

    Raises CheckRefusedError for no code, or too many.
    """
    asked = list(dict.fromkeys(codes))
    if not 1 <= len(asked) <= MOST:
        raise CheckRefusedError(f"codes: expected 1 to {MOST:,} codes, came {len(asked):,}")
    # The day is taken once: the answer is that of a day, and its token does not outlive it.
    now = timezone.localtime()
    today = timezone.localdate(now)
    row = answers_for(asker.sees).first_row(
        {
            "pack": at.pack, "point": at.name, "remedies": list(at.remedies), "today": today, "scheme": scheme,
            "codes": _lines(asked),
        }
    )  # fmt: skip
    if row is None:
        raise RuntimeError("the statement of checks gave no row")
    answers, strange, met = row
    issued = int(time.time())
    head = {
        "iss": settings.LEDGER_ORIGIN or "localhost/ledger", "aud": asker.audience, "iat": issued, "exp": _ends(issued, now),
        "pack": at.pack, "point": at.name, "as_of": today.isoformat(), "sees": asker.sees,
    }  # fmt: skip
    errors = _json([fault_of(asked[number - 1], scheme) for number in strange])
    catalogue = ",".join(_told(version, measure) for version, measure in met)
    payload = f'{_json(head)[:-1]},"answers":{answers},"errors":{errors},"catalogue":[{catalogue}]}}'
    return Checked(payload, sign(payload.encode(), status_keys().signer))


def _ends(issued: int, now: datetime) -> int:
    """After so many seconds, but with the day at the latest: what ends tomorrow is in no token of tomorrow."""
    tomorrow = datetime.combine(_next(now.date()), datetime.min.time(), now.tzinfo)
    return min(issued + settings.STATUS_SECONDS, int(tomorrow.timestamp()))


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _lines(codes: list[str]) -> str:
    """The codes as lines. One that no line can hold is no code of a business, and a sign that no code has stands for it."""
    return "\n".join(one if one and one.isprintable() else "\1" for one in codes)


@lru_cache(maxsize=2_000)
def _told(version: int, measure: str) -> str:
    """What a measure is, in the words of the pack as it was when it was imposed."""
    one = pack_of_version(PackVersion.objects.get(pk=version)).measures[measure]
    return _json({"measure": measure, "version": version, "title": one.title, "content": one.content})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
