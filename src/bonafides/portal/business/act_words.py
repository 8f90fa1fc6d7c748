"""An act of a business in words: by the titles of the pack where it is of a case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bonafides.acts.models import Act
from bonafides.packs.labels import say
from bonafides.packs.queries import UnknownPackError, installed_pack


def act_title(act: Act) -> str:
    """What was done by it."""
    if act.name in ("procedures.open_case", "procedures.take_step"):
        return _of_case(act)
    disputed = _("Mark that a record is disputed")
    return {
        "remedies.apply": _("Application for repair"), "remedies.add_proof": _("A paper for an application for repair"),
        "records.annotate": disputed if act.details.get("kind") == "disputed" else _("Reply to a record"),
        "records.end_annotation": _("Taking back what stood beside a record"),
        "sharing.certify": _("Certificate of record"),
    }.get(act.name, act.name)  # fmt: skip


def _of_case(act: Act) -> str:
    try:
        pack = installed_pack(act.pack)[0]
    except UnknownPackError:
        return act.name
    known: Any = pack.procedures.get(str(act.details.get("procedure")))
    if known is None:
        return act.name
    if act.name == "procedures.open_case":
        return say(known.title)
    step = known.model.steps.get(str(act.details.get("step")))
    return f"{say(known.title)}: {say(step.title)}" if step else say(known.title)
