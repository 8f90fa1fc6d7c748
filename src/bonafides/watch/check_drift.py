"""Check whether a version still fits what comes: the examples since it was judged, against those that it learned from."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.packs.queries import pack_of_version
from bonafides.standards.snapshot.take import settled_moment
from bonafides.watch.acts.record_drift import record_drift
from bonafides.watch.drift import drifted
from bonafides.watch.fit_version import Progress, known_examples
from bonafides.watch.kept import table_of
from bonafides.watch.models import DriftCheck, Version
from bonafides.watch.registry import card_of


def check_drift(acting: Acting, version: Version, progress: Progress | None = None) -> DriftCheck:
    """The check, on record. It looks at examples from the day after the last that the version was judged on."""
    pack, model, today = pack_of_version(version.pack_version), card_of(version), timezone.localdate()
    _, known = known_examples(pack, model, settled_moment(), today, progress)
    since = known.where(known.days >= np.datetime64(version.judged_until + timedelta(days=1)))
    return record_drift(acting, version, drifted(model, table_of(version.table), version.reference, since))
