"""The door through which every application comes: a fee stops it, and the alarm stays though the application is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.files import Kept
from bonafides.kernel.sentence import Sentence
from bonafides.procedures.models import Case
from bonafides.records.models import Record
from bonafides.remedies.acts.apply import apply
from bonafides.remedies.acts.report_fee import report_fee
from bonafides.remedies.proofs import Given


def apply_for_repair(
    acting: Acting, record: Record, *, committed: bool, proofs: Sequence[Given] = (), fee: int = 0, agent: str = "",
    files: Sequence[Kept] = (), on: date | None = None,
) -> Case:  # fmt: skip
    """Take an application in; where a fee was asked, raise the alarm by an act of its own and refuse. In no transaction."""
    if fee > 0:
        alarm = report_fee(replace(acting), record, fee, agent)
        told = Sentence(
            "repair is free of charge at every stage (%(basis)s): %(fee)s fen were asked", basis=alarm.basis, fee=fee
        )
        raise ActRefusedError(
            "%(told)s; the application was refused, and alarm %(alarm)s raised", told=told, alarm=alarm.pk
        )
    return apply(acting, record, committed=committed, proofs=proofs, fee=fee, agent=agent, files=files, on=on)
