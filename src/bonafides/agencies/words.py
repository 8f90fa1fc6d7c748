"""The powers of officers in the words of people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bonafides.acts.roles import Role


def role_title(role: str) -> str:
    """What a power is called."""
    titles = {
        Role.ENTRY_CLERK: _("entry clerk"),
        Role.CASE_OFFICER: _("case officer"),
        Role.REVIEWER: _("reviewer"),
        Role.DECIDER: _("decider"),
        Role.INSPECTOR: _("inspector"),
        Role.AUDITOR: _("auditor"),
        Role.ADMINISTRATOR: _("administrator"),
        Role.OPERATOR: _("operator"),
    }
    return titles[Role(role)] if role in set(Role) else role


def role_titles(roles: Iterable[str]) -> str:
    """Several, in the order in which the house names them."""
    held = set(roles)
    return _(", ").join(role_title(one) for one in Role if one in held)
