"""Where a draw stands, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bonafides.portal.design.rows import Kind as Tone

TONES: dict[str, Tone] = {"planned": "quiet", "committed": "warn", "sealed": "info", "held": "good", "given up": "bad"}


def state_title(state: str) -> str:
    """A stage, as a person says it."""
    titles = {
        "planned": _("planned"), "committed": _("committed to, not yet sealed"), "sealed": _("sealed, may be held"),
        "held": _("held"), "given up": _("given up"),
    }  # fmt: skip
    return titles.get(state, state)
