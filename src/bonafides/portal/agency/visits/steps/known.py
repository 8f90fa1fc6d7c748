"""Every step by its word."""

from __future__ import annotations

from bonafides.portal.agency.visits.steps import (
    approve,
    clear,
    enter,
    follow_up,
    notify,
    order,
    publish,
    recheck,
    rectify,
    reply,
    report,
)
from bonafides.portal.agency.visits.steps.step import VisitStep

STEPS: dict[str, VisitStep] = {
    "approve": approve.STEP, "notify": notify.STEP, "enter": enter.STEP, "report": report.STEP, "clear": clear.STEP,
    "publish": publish.STEP, "follow-up": follow_up.STEP, "order": order.STEP, "rectify": rectify.STEP,
    "recheck": recheck.STEP, "reply": reply.STEP,
}  # fmt: skip
