"""A version as an officer reads it: what it was asked, what it learned from, how good it is, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.cli.output import out
from bonafides.packs.labels import say
from bonafides.watch.registry import approved_by, card_of, used_last, why_not_usable

if TYPE_CHECKING:
    from bonafides.watch.models import Version


def tell_version(version: Version) -> None:
    """Everything an officer should read before approving, but the table itself."""
    card, metrics = card_of(version), version.metrics
    out.print(f"{say(card.title)}: {version.pack}/{version.name} {version.number}", markup=False)
    out.print(f"  {say(card.question)}", markup=False)
    learned = {"count": f"{version.learned['examples']:,}", "found": f"{version.learned['found']:,}"}
    out.print("  " + _("learned from %(count)s examples, %(found)s with a finding") % learned, markup=False)
    judged = {
        "count": f"{metrics['examples']:,}", "found": f"{metrics['found']:,}", "since": version.judged_from,
        "until": version.judged_until,
    }  # fmt: skip
    told = _("judged on %(count)s later ones, %(found)s with a finding, from %(since)s to %(until)s") % judged
    out.print(f"  {told}", markup=False)
    titles, floors = figure_titles(), card.judged.floors.model_dump()
    for name, one in metrics["figures"].items():
        bar = floor_words(name, floors.get(name))
        out.print(f"    {titles[name]}: {one['value']} [{one['low']} – {one['high']}]{bar}", markup=False)
    words = {"days": f"{float(metrics['days_earlier']):.1f}"}
    out.print("    " + _("findings come earlier by %(days)s days in the mean") % words, markup=False)
    tell_standing(version)


def tell_standing(version: Version) -> None:
    """Who approved it, until when it may be used, whether it is, and what speaks against that."""
    today = timezone.localdate()
    officers = ", ".join(approved_by(version)) or _("nobody yet")
    out.print("  " + _("approved by: %(officers)s (two are needed)") % {"officers": officers}, markup=False)
    dates = {"fitted": version.fitted_on, "expires": version.expires_on}
    out.print("  " + _("fitted on %(fitted)s; may be used before %(expires)s") % dates, markup=False)
    last = used_last(version.pack, version.name)
    if last is not None and last.version_id == version.pk:
        out.print("  " + _("in use since %(since)s") % {"since": last.since}, markup=False)
    for why in why_not_usable(version, today):
        out.print("  " + _("may not be used: %(why)s") % {"why": why}, style="yellow", markup=False)


def figure_titles() -> dict[str, str]:
    return {
        "auc": _("AUC (chance: 0.5)"),
        "average_precision": _("average precision"),
        "first_half": _("share of findings in the first half (chance: 0.5)"),
        "brier": _("Brier score (0 is best)"),
        "calibration_error": _("calibration error (0 is best)"),
    }


def floor_words(name: str, floor: Any) -> str:
    """The floor of a figure, if its card has one."""
    if floor is None:
        return ""
    if name == "calibration_error":
        return " · " + _("must not pass %(most)s") % {"most": floor}
    return " · " + _("lower end must reach %(least)s") % {"least": floor}
