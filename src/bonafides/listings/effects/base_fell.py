"""`base-fell`, `publication-fell`: steps for what a file, or another case, took away from under a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.listings.models import Publication
from bonafides.listings.records import standing_end
from bonafides.measures.cascade import lift_for_trigger
from bonafides.measures.record_triggers import RECORD
from bonafides.procedures.models import Case, Step


def base_fell(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`base-fell`: refused while the record that the case rests on stands; else what ended it is told."""
    if case.record_id is None:
        raise ActRefusedError("case %(case)s rests on no record that could fall; nothing was changed", case=case.pk)
    _tell_end(acting, case, case.record_id, "rests on")
    # What rests on the base alone ends with it, whatever the case came to.
    lift_for_trigger(acting, RECORD, case.record_id, on=step.on, why=acting.reason)


def publication_fell(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`publication-fell`: refused while the record that the case published stands."""
    published = Publication.objects.filter(case=case).order_by("-pk").first()
    if published is None:
        raise ActRefusedError("case %(case)s has published nothing that could fall; nothing was changed", case=case.pk)
    _tell_end(acting, case, published.record, "published")


def _tell_end(acting: Acting, case: Case, record: int, how: str) -> None:
    ended = standing_end(record)
    if ended is None:
        raise ActRefusedError(
            "the record that case %(case)s %(how)s stands: expected its withdrawal or annulment, which comes with a "
            "file (bonafides ingest) or is entered; nothing was changed",
            case=case.pk,
            how=how,
        )
    acting.details = {**(acting.details or {}), "ended_by": f"{ended.agency.name}/{ended.source_ref}"}
