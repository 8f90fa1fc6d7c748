"""Cases and the steps taken in them; the first, number 0, is the opening.

The state of a case, its clocks and what may follow are derived from these rows.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence
from bonafides.packs.models import PackVersion
from bonafides.records.models import Record


class Case(Sealed):
    """One procedure about one business, under the version of the pack in which it was opened."""

    procedure = models.CharField(max_length=60, db_collation="C")
    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT)
    record = models.ForeignKey(
        Record, null=True, on_delete=models.PROTECT, related_name="+", help_text="what it is about"
    )
    opened_on = models.DateField()

    def __str__(self) -> str:
        return Sentence("case %(number)s: %(procedure)s", number=self.pk, procedure=self.procedure)


class Step(Sealed):
    """A step that was taken: the number of it in its case keeps two officers from taking the next one both."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    number = models.IntegerField(help_text="0 is the opening")
    step = models.CharField(max_length=60, db_collation="C")
    on = models.DateField(help_text="when it was taken; when it was entered is its act's")
    state = models.CharField(max_length=60, db_collation="C", help_text="of the case after it")
    ends = models.BooleanField(help_text="the case is ended with it")
    fields = models.JSONField(help_text="what it was told")
    findings = models.JSONField(help_text="name → {holds, text, evidence}")
    files = models.JSONField(help_text="[{sha256, name, size}]")
    asked = models.JSONField(help_text="each guard: {decision, inputs, value, basis}")
    documents = models.JSONField(default=list, help_text="the codes of those that it served")
    wakes = models.DateField(null=True, help_text="the first day on which a clock of the case will have run out")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="procedures_step_once", fields=("case", "number")),
            models.UniqueConstraint(name="procedures_ended_once", fields=("case",), condition=Q(ends=True)),
        )
        indexes = (models.Index(name="procedures_step_wakes", fields=("wakes",), condition=Q(wakes__isnull=False)),)

    def __str__(self) -> str:
        return f"step {self.number} of case {self.case_id}: {self.step}"


class RunOut(Sealed):
    """That a clock ran out, and that its outcome came to pass: once for each time that it was started."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="run_out")
    clock = models.CharField(max_length=60, db_collation="C")
    started = models.IntegerField(help_text="the number of the step that started it; 0 is the opening")
    last_day = models.DateField()
    step = models.OneToOneField(
        Step, null=True, on_delete=models.PROTECT, help_text="that the machine took; none: an alarm"
    )

    class Meta:
        constraints = (models.UniqueConstraint(name="procedures_run_out_once", fields=("case", "clock", "started")),)

    def __str__(self) -> str:
        return f"clock {self.clock} of case {self.case_id}"
