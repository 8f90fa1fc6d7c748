"""`withdraw`: the published record of the case ends, in every copy: withdrawn, or annulled as if it had never been."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.listings.models import Publication
from bonafides.listings.records import enter, last_of, standing_end
from bonafides.procedures.models import Case, Step
from bonafides.records.locked.opening import all_facts


def withdraw(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`as`: withdrawal or annulment."""
    published = Publication.objects.filter(case=case).order_by("-pk").first()
    if published is None:
        raise ActRefusedError(
            "case %(case)s has published nothing that could be withdrawn; nothing was changed", case=case.pk
        )
    end_record(acting, case, published.record, step, given["as"], {}, step.on)


def end_record(
    acting: Acting, case: Case, record: int, step: Step, how: object, facts: Mapping[str, Any], on: date
) -> int | None:
    """The row that ends a record, by its number; None where somebody ended it before.

    A correction keeps what the record said, and says until when it held; it may add facts.
    """
    if standing_end(record) is not None:
        return None
    last = last_of(record)
    told: dict[str, Any] = {}
    if how == "correction":
        said = {**all_facts(last), **facts}
        told = {"facts": said, "valid_from": last.valid_from, "valid_to": on, "document_no": last.document_no}
    made = enter(
        acting, case, kind=last.kind.name, ref=f"case-{case.pk}/step-{step.number}",
        event_date=last.event_date if how == "correction" else step.on,
        action=str(how), supersedes=last.source_ref, reason=acting.reason, **told,
    )  # fmt: skip
    return made.pk
