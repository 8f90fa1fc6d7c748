"""An agency, as a pack names it."""

from __future__ import annotations

from django.db import models


class Agency(models.Model):
    """A body that submits records or decides, within one pack."""

    id = models.SmallAutoField(primary_key=True)
    pack = models.CharField(max_length=60, db_collation="C")
    name = models.CharField(max_length=60, db_collation="C", help_text="its id in agencies.yaml")
    title = models.JSONField(help_text="language → title")

    class Meta:
        constraints = (models.UniqueConstraint(name="agencies_agency_once", fields=("pack", "name")),)

    def __str__(self) -> str:
        return f"{self.pack}/{self.name}"
