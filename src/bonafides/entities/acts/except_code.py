"""Enter a code in the reviewed register of those that were issued although they do not conform (domain.md 1.6)."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import CodeException
from bonafides.kernel.identifiers import ExceptedCode


@official_act("entities.except_code", by=(Role.OPERATOR,))
def except_code(acting: Acting, code: str, *, authority: str, confirmed_on: date) -> CodeException:
    """Accept one non-conforming USCC from now on, because the issuing authority confirmed it."""
    try:
        checked = ExceptedCode(code, authority, confirmed_on, acting.reason)
    except ValueError as error:
        raise ActRefusedError("%(error)s; nothing was changed", error=error) from error
    if confirmed_on > timezone.localdate():
        raise ActRefusedError(
            "expected a day up to today as that of the confirmation, came %(confirmed_on)s", confirmed_on=confirmed_on
        )
    with connection.cursor() as cursor:  # of two officers at once one enters it, the other is told
        cursor.execute("LOCK TABLE entities_codeexception IN SHARE ROW EXCLUSIVE MODE")
    if CodeException.objects.filter(scheme="uscc", code=checked.code).exists():
        raise ActRefusedError("%(code)s stands in the register already; nothing was changed", code=checked.code)
    acting.details = {"code": checked.code, "authority": authority, "confirmed_on": confirmed_on.isoformat()}
    return acting.write(CodeException, scheme="uscc", code=checked.code, authority=authority, confirmed_on=confirmed_on)
