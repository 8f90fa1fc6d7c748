"""`correct`: the correction that the agency entered is the one that the case names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.kernel.sentence import Sentence
from bonafides.procedures.models import Case, Step
from bonafides.records.models import Record


def corrected(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """Refuse the step unless the record was corrected, by the reference that is named, since the case was opened."""
    ref = str(given["ref"]).strip()
    found = Record.objects.filter(agency=case.agency, source_ref=ref).first()
    line = found
    while line is not None and line.supersedes is not None and line.supersedes != case.record_id:
        line = Record.objects.filter(pk=line.supersedes).first()
    if (
        found is None or line is None or line.supersedes != case.record_id or found.action != Record.Action.CORRECTION
        or found.known_from < case.act.at
    ):  # fmt: skip
        expected = Sentence(
            "expected the reference of a correction of the record of case %(case)s, entered since the case was opened",
            case=case.pk,
        )
        raise ActRefusedError(
            "%(expected)s, came `%(ref)s`: enter the correction first (records.enter, action correction); nothing "
            "was changed",
            expected=expected,
            ref=ref,
        )
