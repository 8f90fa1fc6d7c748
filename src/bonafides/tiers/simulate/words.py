"""Results, shares and verdicts of a simulation as a reader is told them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bonafides.tiers.simulate.disparity import FEW, Share
from bonafides.tiers.simulate.simulate import CONTRADICTION, NONE, Simulation


def outcome_words(one: Simulation, result: str) -> str:
    """A result as it is headed: a tier by that word."""
    if result == NONE:
        return _("No result")
    if result == CONTRADICTION:
        return _("No result, as rules contradict each other")
    return _("Tier %(tier)s") % {"tier": result} if result in one.order else result


def per_cent(count: int, of: int) -> str:
    """A share with one digit; what is not nothing is not told as 0.0 %."""
    if not of:
        return "–"
    share = 100 * count / of
    return "<0.1%" if 0 < share < 0.1 else f"{share:.1f}%"


def share_words(share: Share) -> str:
    """How many, and which share of the group."""
    return _("%(count)s (%(share)s)") % {"count": f"{share.count:,}", "share": per_cent(share.count, share.of)}


def verdict_words(share: Share) -> str:
    """A group beside all others."""
    words = {"share": per_cent(share.others, share.of_others)}
    if share.verdict == "few":
        return _("too few to tell (fewer than %(count)s)") % {"count": FEW} if share.of_others else ""
    if share.verdict == "more":
        return _("more than the others (%(share)s)") % words
    if share.verdict == "less":
        return _("less than the others (%(share)s)") % words
    return _("no clear difference from the others (%(share)s)") % words


def verdict_mark(share: Share) -> str:
    """The same in a word or two, for a terminal; empty where nothing can be told."""
    marks = {"few": _("too few to tell") if share.of_others else "", "more": _("more"), "less": _("less"), "alike": ""}
    return marks[share.verdict]
