"""How much an agency has taken out in a month."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import Sum

from bonafides.sharing.access.models import Export

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1651469922, hashtext(%s))"


def hold(pack: str, agency: str) -> None:
    """Hold other exports of the agency until the transaction ends: two together must not pass the quota."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [f"{pack}/{agency}"])


def taken(pack: str, agency: str, day: date) -> int:
    """The rows that an agency has taken out in the month of a day, up to it."""
    own = Export.objects.filter(pack=pack, agency=agency, on__gte=day.replace(day=1), on__lte=day)
    return own.aggregate(rows=Sum("rows"))["rows"] or 0
