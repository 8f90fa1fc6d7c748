"""Publish what was cleared and whose day has come, one act a result."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.authority import OPERATOR
from bonafides.acts.models import Act
from bonafides.inspections.acts.publish import publish
from bonafides.inspections.models import Clearance


@dataclass
class Published:
    """`published`: the numbers of assignments; `refused`: those whose publication was, and why."""

    published: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


def publish_cleared() -> Published:
    """By the clearance of an officer: it names the basis, and is the reason. Each result is whole or not at all."""
    done = Published()
    waiting = Clearance.objects.filter(publish_on__lte=timezone.localdate(), report__publication=None)
    for one in waiting.select_related("report").order_by("publish_on", "pk"):
        act = Act.objects.get(pk=one.act_id)
        reason = f"cleared by act {act.pk} (officer {act.officer} of {act.agency}) for {one.publish_on}"
        number = one.report.assignment_id
        try:
            publish(Acting("job inspections.publish_due", OPERATOR, act.basis, reason), number)
            done.published.append(number)
        except ActRefusedError as error:
            done.refused[number] = str(error)
    return done
