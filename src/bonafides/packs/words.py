"""Our own words for what every pack shares: kinds of subject, uses of a name, schemes, marks of certainty."""

from __future__ import annotations

from django.utils.translation import gettext as _


def subject_title(kind: str) -> str:
    """A kind of subject."""
    titles = {
        "enterprise": _("Enterprise"),
        "sole-trader": _("Sole trader"),
        "cooperative": _("Cooperative"),
        "organisation": _("Organisation"),
    }
    return titles.get(kind, kind)


def use_title(use: str) -> str:
    """What a name is used for."""
    titles = {"registered": _("Registered name"), "trade": _("Trade name"), "foreign": _("Name in another language")}
    return titles.get(use, use)


def former_use_title(use: str) -> str:
    """What a name was used for that is borne no longer."""
    titles = {
        "registered": _("Former name"),
        "trade": _("Former trade name"),
        "foreign": _("Former name in another language"),
    }
    return titles.get(use, _("Former name"))


def scheme_title(scheme: str) -> str:
    """A scheme of codes that is built in; the bare name of any other."""
    titles = {
        "uscc": _("Unified social credit code"),
        "registration-number": _("Former registration number"),
        "organisation-code": _("Former organisation code"),
        "taxpayer-number": _("Former taxpayer number"),
        "name-place": _("Name and place"),
    }
    return titles.get(scheme, scheme)


def annotation_title(kind: str) -> str:
    """What is said beside a record."""
    titles = {
        "disputed": _("Disputed: an objection is pending"),
        "reconsideration": _("Disputed: administrative reconsideration is pending"),
        "suit": _("Disputed: a suit is pending in court"),
        "suspended": _("Its enforcement is suspended by a decision"),
        "reply": _("The business says"),
    }
    return titles.get(kind, kind)


def mark_title(mark: str) -> str:
    """How certain a citation is; nothing where it was verified."""
    titles = {"mirror": _("read in a copy"), "inferred": _("inferred"), "memory": _("to be confirmed")}
    return titles.get(mark, "")
