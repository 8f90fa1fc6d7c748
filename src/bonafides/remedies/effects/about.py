"""The record that a case is about, as it stands now."""

from __future__ import annotations

from bonafides.acts.act import ActRefusedError
from bonafides.procedures.models import Case
from bonafides.records.models import Record


def record_about(case: Case) -> Record:
    """The record, or what corrected it last. Raises ActRefusedError where there is none, or it has ended."""
    if case.record_id is None:
        raise ActRefusedError("case %(case)s is about no record; nothing was changed", case=case.pk)
    known = Record.objects.select_related("agency", "kind", "entity")
    record = known.get(pk=case.record_id)
    while (after := known.filter(supersedes=record.pk).first()) is not None:
        if after.action > Record.Action.CORRECTION:
            raise ActRefusedError(
                "record `%(ref)s` has ended by `%(by)s`; nothing was changed",
                ref=record.source_ref,
                by=after.source_ref,
            )
        record = after
    return record
