"""The register of acts: who did what, to whom, on which basis, for which reason."""

from __future__ import annotations

from django.db import models


class Act(models.Model):
    """One official act. Append-only: the database refuses change and deletion (migration 0001)."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80, help_text="app.verb, for instance entities.merge")
    at = models.DateTimeField(help_text="when the transaction began")
    officer = models.CharField(max_length=120, help_text="who acted, as the agency knows them")
    agency = models.CharField(max_length=60)
    subject = models.BigIntegerField(null=True, help_text="the entity concerned, where there is one")
    basis = models.TextField(help_text="the instrument and article that give the power")
    reason = models.TextField()
    details = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="acts_act_complete",
                condition=~models.Q(officer="") & ~models.Q(agency="") & ~models.Q(basis="") & ~models.Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} by {self.officer} ({self.agency})"
