"""The documents that a step serves: issued from the forms of the pack, with all that the case knows."""

from __future__ import annotations

from typing import Any

from bonafides.acts.act import Acting
from bonafides.documents.issue import issue
from bonafides.documents.models import Document
from bonafides.kernel.procedure.known import Known
from bonafides.kernel.procedure.model import Step as StepModel
from bonafides.procedures.cases import Held
from bonafides.procedures.contexts import with_more
from bonafides.procedures.told import Told


def serve(acting: Acting, held: Held, step: StepModel, told: Told, known: Known) -> list[Document]:
    """Issue each document of a step that is just being taken; `known` is what is known after it."""
    if not step.serves:
        return []
    context = with_more(context_of(held, told, known), held, known)
    # The machine serves too, for the agency whose case it is.
    return [
        issue(
            acting,
            held.pack,
            held.case.version,
            form,
            entity=held.case.entity,
            context=context,
            on=known.today,
            agency=held.case.agency.name,
        )
        for form in step.serves
    ]


def context_of(held: Held, told: Told, known: Known) -> dict[str, Any]:
    """All that a case gives to a form: what it was told, when its steps were taken, its clocks, its record, its findings."""
    record = held.case.record
    fields: dict[str, Any] = {}
    findings: dict[str, Any] = {}
    for before in held.steps:
        fields |= before.fields
        findings |= before.findings
    fields |= told.fields
    findings |= told.findings
    return {
        "fields": fields,
        "on": {name: one.on for name, one in known.last.items()},
        "until": {name: one.last_day for name, one in known.clocks.items() if one.last_day is not None},
        "facts": dict(record.facts) if record is not None else {},
        "findings": {
            name: {
                "title": dict(held.procedure.fields[name].title), "holds": found["holds"], "text": found["text"],
                "evidence": [str(one) for one in found["evidence"]],
            }
            for name, found in findings.items()
        },
        "case": held.case.pk,
    }  # fmt: skip
