"""One visit with every step that was taken, as the officers of its agency see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from bonafides.acts.models import Act
from bonafides.acts.plain import plain
from bonafides.acts.sealed import Sealed, sealed_fields
from bonafides.inspections.models import (
    Approval,
    Assignment,
    Clearance,
    Entry,
    FollowedUp,
    FollowUp,
    Notice,
    Order,
    Publication,
    Recheck,
    Rectified,
    Reply,
    Report,
)

# Each step: the table, and how its rows lead to the assignment. What is long, or known from elsewhere, is left out.
_STEPS: tuple[tuple[str, type[Sealed], str], ...] = (
    ("approved", Approval, "assignment"), ("notified", Notice, "assignment"), ("entered", Entry, "assignment"),
    ("reported", Report, "assignment"), ("follow-up opened", FollowUp, "report__assignment"),
    ("replied", Reply, "report__assignment"), ("cleared", Clearance, "report__assignment"),
    ("published", Publication, "report__assignment"), ("followed up", FollowedUp, "follow_up__report__assignment"),
    ("ordered", Order, "report__assignment"), ("put right", Rectified, "order__report__assignment"),
    ("looked at again", Recheck, "report__assignment"),
)  # fmt: skip
_LEFT_OUT = {"assignment_id", "report_id", "order_id", "follow_up_id", "code_hash", "text", "asked", "points"}


def whole(number: int) -> dict[str, Any] | None:
    """The assignment and its steps in the order in which they were taken; None where there is no such assignment."""
    own = Assignment.objects.select_related("entity", "agency", "draw").filter(pk=number).first()
    if own is None:
        return None
    rows = [(name, row) for name, model, path in _STEPS for row in _rows(model, path, own)]
    acts = Act.objects.in_bulk([row.act_id for _, row in rows])
    steps = [_step(name, row, acts[row.act_id]) for name, row in sorted(rows, key=lambda one: one[1].act_id)]
    return {
        "visit": own.pk, "pack": own.agency.pack, "agency": own.agency.name, "item": own.item, "code": own.entity.code,
        "reason": own.reason, "draw": own.draw.draw if own.draw else None, "officers": list(own.officers),
        "joins": own.joins_id, "steps": steps,
    }  # fmt: skip


def _rows(model: type[Sealed], path: str, own: Assignment) -> Iterable[Sealed]:
    return model._default_manager.filter(**{path: own}).order_by("pk")  # noqa: SLF001  # the way to rows of any model


def _step(name: str, row: Sealed, act: Act) -> dict[str, Any]:
    at = timezone.localtime(act.at).strftime("%Y-%m-%d %H:%M")
    told = {field.attname: getattr(row, field.attname) for field in sealed_fields(type(row))}
    kept = {one: plain(value) for one, value in told.items() if one not in _LEFT_OUT and value not in (None, "")}
    return {"did": name, "act": act.pk, "at": at, "officer": act.officer, **kept}
