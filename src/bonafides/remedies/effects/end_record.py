"""`stop-publication` and `annul`: the record ends by its own agency, and with it publication, sharing and use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting
from bonafides.packs.mapping import Action
from bonafides.packs.queries import installed_pack
from bonafides.procedures.models import Case, Step
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.remedies.effects.about import record_about


def publication_stopped(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """The record is withdrawn: it was right, and its time is over."""
    _end(acting, case, step, "withdrawal", str(given["why"]))


def annulled(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """The record is annulled: what it told was set aside."""
    _end(acting, case, step, "annulment", "annulment")


def _end(acting: Acting, case: Case, step: Step, action: Action, why: str) -> None:
    record = record_about(case)
    pack, version = installed_pack(case.version.pack)
    ending = NewRecord(
        record.kind.name, record.entity.scheme, record.entity.code, ended_ref(record.source_ref, case), step.on,
        action=action, supersedes=record.source_ref, basis=acting.basis, reason=f"{why}: case {case.pk}, {acting.reason}",
    )  # fmt: skip
    take_one(pack, version, record.agency.name, ending, f"act {acting.id}")


def ended_ref(ref: str, case: Case) -> str:
    """The reference of what ends a record in a case."""
    return f"{ref}#case-{case.pk}"
