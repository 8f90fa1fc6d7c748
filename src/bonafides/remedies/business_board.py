"""The board of a business, by the code of a document that it was served: what each side has to do, until when.

The code is a capability of 120 bits: whoever has it reads the board of that matter, and there is no other way to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from bonafides.acts.wall import inside
from bonafides.documents.models import Document
from bonafides.documents.queries import document_of
from bonafides.procedures.board import Task, board_of
from bonafides.procedures.models import Case
from bonafides.remedies.matter import cases_of_matter


@dataclass(frozen=True)
class OpenRemedy:
    """What the business may still do against a document of the matter. The text names the day; `until` is its last."""

    number: str
    text: dict[str, str]
    until: date

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {"number": self.number, "text": self.text, "until": self.until.isoformat()}


@dataclass(frozen=True)
class BusinessBoard:
    """`open`: whether any case of the matter has not ended."""

    document: Document
    day: date
    open: bool
    tasks: tuple[Task, ...]
    remedies: tuple[OpenRemedy, ...]

    def of(self, whose: str) -> list[Task]:
        """The tasks of `agency` or of `business`."""
        return [one for one in self.tasks if one.whose == whose]

    def as_json(self) -> dict[str, Any]:
        """For programs. Where no clock runs, what the case has come to is told by a document, not by the board."""
        document = self.document
        return {
            "document": {"form": document.form, "number": document.number, "title": document.content["title"]},
            "scheme": document.entity.scheme, "code": document.entity.code, "agency": document.agency.name,
            "as_of": self.day.isoformat(), "open": self.open,
            "tasks": [_task_json(one) for one in self.tasks],
            "remedies": [one.as_json() for one in self.remedies],
        }  # fmt: skip


@inside()
def business_board(code: str, today: date | None = None) -> BusinessBoard:
    """The board of the matter of a document. Raises UnknownDocumentError, which does not repeat the code."""
    document, day = document_of(code), today or timezone.localdate()
    cases = cases_of_matter(document)
    still = list(Case.objects.filter(pk__in=cases).exclude(steps__ends=True).values_list("pk", flat=True))
    return BusinessBoard(
        document, day, bool(still), tuple(board_of(still, day)), tuple(_remedies(document, cases, day))
    )


def _remedies(document: Document, cases: list[int], day: date) -> list[OpenRemedy]:
    return open_remedies(Document.objects.filter(case__in=cases) | Document.objects.filter(pk=document.pk), day)


def open_remedies(known: QuerySet[Document], day: date) -> list[OpenRemedy]:
    """What is still in time of the remedies that documents tell, of those that nothing replaced since, the first to end first."""
    found = [
        OpenRemedy(row.number, dict(one["text"]), date.fromisoformat(one["until"]))
        for row in known.filter(replaced_by=None).order_by("pk")
        for one in row.content["remedies"]
        if one["until"] >= day.isoformat()
    ]
    return sorted(found, key=lambda one: one.until)


def _task_json(one: Task) -> dict[str, Any]:
    told = one.as_json()
    if not one.clock:
        told["what"] = None
    return {name: value for name, value in told.items() if name not in ("state", "steps", "code", "unknown")} | {
        "day_unknown": bool(one.unknown)
    }
