"""Versions of models of risk: what each learned and how it was judged, who approved it, which is in use; runs that score.

Nothing of this is public: the web server's role has no right to these tables (`site/wall.py`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.packs.models import PackVersion


class Version(Sealed):
    """A model that was fitted: the table of points, and all that says where it comes from and how good it is."""

    id = models.BigAutoField(primary_key=True)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60, db_collation="C")
    name = models.CharField(
        max_length=60, db_collation="C", help_text="its model, that is the card: risk-models/NAME.yaml"
    )
    number = models.IntegerField(help_text="1, 2 … of the versions of this model")
    card_digest = models.CharField(max_length=64, db_collation="C", help_text="of the card and the figures it names")
    table = models.JSONField(help_text="the points: {base, doubling, odds, parts}")
    table_digest = models.CharField(max_length=64, db_collation="C")
    dmn = models.TextField(help_text="the same as a decision that a lawyer reads and each engine runs")
    learner = models.CharField(max_length=120, help_text="name and version of what learned it")
    known_at = models.DateTimeField(help_text="the moment as of which the register taught it")
    snapshot_digest = models.CharField(max_length=64, db_collation="C")
    buckets = models.SmallIntegerField()
    data_digest = models.CharField(max_length=64, db_collation="C", help_text="of every example with its figures")
    judged_from = models.DateField(help_text="learned from examples before this day, judged on those since")
    judged_until = models.DateField(help_text="the last day that it was judged on")
    learned = models.JSONField(help_text="{examples, found}: what it learned from")
    metrics = models.JSONField(help_text="how it was judged, with intervals")
    reference = models.JSONField(
        help_text="how what it learned from lies in the steps of the table, for the drift watch"
    )
    fitted_on = models.DateField()
    expires_on = models.DateField(help_text="the first day on which it may not be used any more")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="watch_version_once", fields=("pack", "name", "number")),
            models.CheckConstraint(name="watch_version_ends", condition=Q(expires_on__gt=F("fitted_on"))),
        )

    def __str__(self) -> str:
        return f"{self.pack}/{self.name} version {self.number}"


class Approval(Sealed):
    """An officer of the agency that owns the model has read a version and stands for it."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="approvals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    officer = models.CharField(max_length=40, db_collation="C")

    class Meta:
        constraints = (models.UniqueConstraint(name="watch_approval_once", fields=("version", "agency", "officer")),)

    def __str__(self) -> str:
        return f"{self.officer} of {self.version_id}"


class Use(Sealed):
    """From a day on this version is in use for its model; without a version, none is. The last row counts."""

    id = models.BigAutoField(primary_key=True)
    pack = models.CharField(max_length=60, db_collation="C")
    name = models.CharField(max_length=60, db_collation="C")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="uses")
    since = models.DateField()
    back = models.BooleanField(help_text="whether it went back, and not on")

    def __str__(self) -> str:
        return f"{self.pack}/{self.name}: {self.version_id} since {self.since}"


class ScoreRun(Sealed):
    """One run of a version over the whole register. The scores lie in Parquet (`score_store.py`)."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="runs")
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    known_at = models.DateTimeField()
    expires_on = models.DateField(help_text="the first day on which no order may rest on it any more")
    buckets = models.SmallIntegerField()
    snapshot_digest = models.CharField(max_length=64, db_collation="C")
    engine = models.CharField(max_length=60, help_text="name and version")
    sql = models.TextField(help_text="the text that ran")
    sql_digest = models.CharField(max_length=64, db_collation="C")
    results_digest = models.CharField(max_length=64, db_collation="C")
    scored = models.BigIntegerField(help_text="businesses")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="watch_scorerun_ends", condition=Q(expires_on__gt=F("as_of"))),)

    def __str__(self) -> str:
        return f"score run {self.pk} of {self.version_id} as of {self.as_of}"


class DriftCheck(Sealed):
    """What came since a version was judged, held against what it learned from."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="drift")
    checked_on = models.DateField()
    state = models.CharField(max_length=8, db_collation="C", help_text="few, fresh, watch or stale")
    examples = models.BigIntegerField(help_text="that came since")
    told = models.JSONField(help_text="the figures, and each feature's part")

    class Meta:
        constraints = (
            models.CheckConstraint(name="watch_drift_state", condition=Q(state__in=("few", "fresh", "watch", "stale"))),
        )

    def __str__(self) -> str:
        return f"{self.version_id} on {self.checked_on}: {self.state}"
