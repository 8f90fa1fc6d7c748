"""The steps of a visit in words, and who may take each: as the acts themselves say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bonafides.acts.roles import Role
from bonafides.inspections.acts.accept_rectification import accept_rectification
from bonafides.inspections.acts.approve import approve
from bonafides.inspections.acts.clear import clear
from bonafides.inspections.acts.enter import enter
from bonafides.inspections.acts.follow_up import follow_up
from bonafides.inspections.acts.notify import notify
from bonafides.inspections.acts.order_recheck import order_recheck
from bonafides.inspections.acts.order_rectification import order_rectification
from bonafides.inspections.acts.publish import publish
from bonafides.inspections.acts.reply import reply
from bonafides.inspections.acts.report import report
from bonafides.inspections.visits.results import Finding

_ACTS = {
    "approve": approve, "notify": notify, "enter": enter, "report": report, "clear": clear, "publish": publish,
    "follow-up": follow_up, "order": order_rectification, "rectify": accept_rectification, "recheck": order_recheck,
    "check-again": enter, "reply": reply,
}  # fmt: skip
BY: dict[str, tuple[Role, ...]] = {name: act.by for name, act in _ACTS.items()}  # type: ignore[attr-defined]
"""The powers with which each step may be taken."""


def step_title(step: str) -> str:
    """What waits, in words; the words are those of the board of visits."""
    titles = {
        "approve": _("Approve the visit"),
        "notify": _("Give notice of the visit"),
        "enter": _("Enter the premises"),
        "report": _("Report what was found"),
        "clear": _("Clear the result for publication"),
        "publish": _("Publish the result"),
        "follow-up": _("Do what follows from the result"),
        "order": _("Order what is to be put right"),
        "rectify": _("Accept that it was put right"),
        "recheck": _("Order that it is looked at again"),
        "check-again": _("Look at it again"),
        "reply": _("Enter what the business says"),
    }
    return titles.get(step, step)


def finding_title(finding: Finding) -> str:
    """What was found on a point."""
    titles = {
        Finding.IN_ORDER: _("in order"), Finding.PROBLEM: _("a problem"), Finding.NOT_APPLICABLE: _("does not apply"),
    }  # fmt: skip
    return titles[finding]


def method_title(method: str) -> str:
    """How it was inspected; a method that only the pack knows by its own word."""
    titles = {
        "on-site": _("at the premises"), "paper": _("by documents"), "network": _("on the network"),
        "professional": _("by a professional body"),
    }  # fmt: skip
    return titles.get(method, method)


def reason_title(reason: str) -> str:
    """Why officers come."""
    titles = {
        "plan": _("drawn by chance, by the plan"), "statutory": _("as the law asks"), "complaint": _("on a complaint"),
        "referral": _("on a referral"), "alert": _("on an alert"),
    }  # fmt: skip
    return titles.get(reason, reason)


def did_title(did: str) -> str:
    """A step that was taken."""
    titles = {
        "approved": _("approved"), "notified": _("notice given"), "entered": _("entered"), "reported": _("result reported"),
        "follow-up opened": _("a next step opened"), "replied": _("the business replied"), "cleared": _("cleared"),
        "published": _("published"), "followed up": _("next step done"), "ordered": _("ordered to put right"),
        "put right": _("reported put right"), "looked at again": _("ordered to look again"),
    }  # fmt: skip
    return titles.get(did, did)
