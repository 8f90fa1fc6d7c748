"""A result: formed, replied to, cleared, published; and the files that it rests on."""

from __future__ import annotations

from django.db import models

from bonafides.acts.sealed import Sealed
from bonafides.inspections.models.assignments import Assignment


class Report(Sealed):
    """The result as the officers formed it."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="report")
    formed_on = models.DateField()
    method = models.CharField(max_length=60, db_collation="C")
    results = models.JSONField(help_text="words of the closed list of the item's kind of record")
    points = models.JSONField(help_text="[{point, finding, note, evidence}] of the checklist, in its order")
    findings = models.TextField(blank=True, default="")
    facts = models.JSONField(default=dict, help_text="what the officers state beside the result, by the item")

    def __str__(self) -> str:
        return f"report of assignment {self.assignment_id}"


class EvidenceFile(Sealed):
    """A file that a report rests on; its bytes lie under their hash in `var/evidence`."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64, db_collation="C")
    name = models.TextField()
    size = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(name="inspections_evidence_once", fields=("report", "sha256")),)

    def __str__(self) -> str:
        return self.name


class Reply(Sealed):
    """What the business says of a result. It is shown beside it, in its own words."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="replies")
    received_on = models.DateField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"reply to report {self.report_id}"


class Clearance(Sealed):
    """That a result may be published, by somebody who did not inspect, and from which day on."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="clearance")
    publish_on = models.DateField()

    def __str__(self) -> str:
        return f"clearance of report {self.report_id}"


class Publication(Sealed):
    """That a result was published: its records, by which the business's public record shows it as well."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="publication")
    published_on = models.DateField()
    records = models.JSONField(help_text="[{result, ref, record}]: references of the agency, numbers of this register")

    def __str__(self) -> str:
        return f"publication of report {self.report_id}"
