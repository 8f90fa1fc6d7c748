"""What a finding names as its evidence is there: a record of the pack, an act of this installation."""

from __future__ import annotations

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.procedures.told import Told
from bonafides.records.models import Record


def check_named(pack: str, told: Told) -> None:
    """Raise ActRefusedError where a finding rests on a record or an act that there is not. Files are checked as they come."""
    for name, finding in told.findings.items():
        for piece in finding["evidence"]:
            kind, _, ref = str(piece).partition(":")
            if kind == "record" and named_record(pack, ref) is None:
                raise ActRefusedError(
                    "finding `%(name)s`: expected a record of this register as evidence, AGENCY/REF, came `%(ref)s`, and "
                    "there is none such; nothing was changed",
                    name=name,
                    ref=ref,
                )
            if kind == "act" and not (
                ref.isascii() and ref.isdigit() and Act.objects.filter(pk=int(ref[:18])).exists()
            ):
                raise ActRefusedError(
                    "finding `%(name)s`: expected the number of an act of this register as evidence, came `%(ref)s`, and "
                    "there is none such; nothing was changed",
                    name=name,
                    ref=ref,
                )


def named_record(pack: str, ref: str) -> Record | None:
    """The record of a reference `AGENCY/REF`; None where there is none such."""
    agency, _, source_ref = ref.partition("/")
    found = Record.objects.select_related("kind", "agency")
    return found.filter(agency__pack=pack, agency__name=agency, source_ref=source_ref.replace("\0", "")).first()
