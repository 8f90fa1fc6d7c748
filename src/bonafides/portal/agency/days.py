"""Days as an officer at a desk counts them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def left(last: date, today: date) -> str:
    """How many days are left up to a last day, that day included; or by how many it is past."""
    days = (last - today).days
    if days == 0:
        return _("today is the last day")
    if days > 0:
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
