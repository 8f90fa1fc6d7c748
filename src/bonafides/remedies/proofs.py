"""Proofs as they come in: each kept under its hash, and held at once against other cases and the agencies' own records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.files import Kept
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.procedures.models import Case
from bonafides.records.models import Record
from bonafides.records.texts import check_text
from bonafides.remedies.duties import duties_of
from bonafides.remedies.models import Proof
from bonafides.remedies.queries import known_of, others_like, the_repair
from bonafides.remedies.suspicions import Stated, contradicted, repeated

MOST = 2**53


@dataclass(frozen=True)
class Given:
    """A document of the business for a duty; what it states, as far as it does."""

    duty: str
    file: Kept
    amount: int | None = None
    on: date | None = None
    number: str = ""


def write_proofs(acting: Acting, case: Case, record: Record, given: Iterable[Given], day: date) -> list[Proof]:
    """Write each with what speaks against it. Raises ActRefusedError where nothing of the kind is owed, or it came already."""
    pack, repair = the_repair(record)
    known, target = known_of(pack, record)
    owed = {one.duty.duty: one for one in duties_of(pack, repair, target, known, day, frozenset())}
    rows, seen = [], set(Proof.objects.filter(case=case).values_list("duty", "sha256"))
    for one in given:
        if one.duty not in owed:
            known_duties = Joined(owed) or Sentence("none is owed")
            raise ActRefusedError(
                "expected a proof of a duty that is owed (%(known_duties)s), came `%(duty)s`: it is not asked for",
                known_duties=known_duties,
                duty=one.duty,
            )
        if (one.duty, one.file.sha256) in seen:
            raise ActRefusedError(
                "the same document for `%(duty)s` twice in case %(case)s: give it once; nothing was changed",
                duty=one.duty,
                case=case.pk,
            )
        if one.amount is not None and not 0 <= one.amount < MOST:
            raise ActRefusedError(
                "`%(duty)s`: expected an amount in fen from 0 on, came %(amount)s; nothing was changed",
                duty=one.duty,
                amount=one.amount,
            )
        check_text(one.number, Sentence("the number of a receipt"))
        if len(one.number) > 100:
            raise ActRefusedError("the number of a receipt: expected at most 100 characters; nothing was changed")
        seen.add((one.duty, one.file.sha256))
        number = one.number.strip()
        stated = Stated(one.file.sha256, one.duty, record.entity_id, case.pk, one.amount, one.on, number)
        against = repeated(stated, others_like(stated.sha256, number))
        against += contradicted(stated, repair.duty(one.duty), owed[one.duty].amount, target, known, day)
        rows.append(
            {
                "case": case, "entity_id": record.entity_id, "duty": one.duty, "sha256": one.file.sha256,
                "name": one.file.name, "size": one.file.size, "amount": one.amount, "on": one.on, "number": number,
                "suspicions": [each.as_json() for each in against],
            }
        )  # fmt: skip
    return acting.write_many(Proof, rows) if rows else []
