"""The agency's own number of a document (文号): the words of its series, the year, and the next number of that year."""

from __future__ import annotations

from datetime import date

from django.db import connection

from bonafides.documents.models import Document

# One at a time an agency, series and year: two officers at once get two numbers.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))"


def next_number(agency: int, series: str, day: date) -> str:
    """The next number of a series: 市监严列〔2026〕3号. Within the running act, so that a number is lost only with its act."""
    head = f"{series}〔{day.year}〕"
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [f"documents {agency} {head}"])
    taken = Document.objects.filter(agency=agency, number__startswith=head).values_list("number", flat=True)
    serials = [one.removeprefix(head).removesuffix("号") for one in taken]
    return f"{head}{max((int(one) for one in serials if one.isdecimal()), default=0) + 1}号"
