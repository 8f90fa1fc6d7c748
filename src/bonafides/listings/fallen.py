"""What fell from under a case: a penalty that was annulled or withdrawn, whoever sent it, ends the listing that rests on it.

In favour of the business, so that nobody has to ask for it: the machine takes the step of the case that follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting, Evidence
from bonafides.acts.authority import OPERATOR
from bonafides.acts.ends import Due
from bonafides.listings.elsewhere import MACHINE, open_steps
from bonafides.listings.models import Publication
from bonafides.listings.records import standing_end
from bonafides.procedures.acts.follow import follow
from bonafides.procedures.cases import Held, locked
from bonafides.records.models import Record

FOLLOWS = ("base-fell", "publication-fell")

# Each open case's base, and what it published, to the end of its line. A record is superseded once, so that a line is a line.
_FALLEN = """
WITH RECURSIVE line(case_id, id, action, known_from) AS (
  SELECT own.case_id, s.id, s.action, s.known_from
  FROM (
    SELECT c.id AS case_id, c.record_id AS record FROM procedures_case c WHERE c.record_id IS NOT NULL
    UNION
    SELECT p.case_id, p.record FROM listings_publication p
  ) own
  JOIN records_record s ON s.supersedes = own.record
  WHERE NOT EXISTS (SELECT FROM procedures_step t WHERE t.case_id = own.case_id AND t.ends)
  UNION ALL
  SELECT line.case_id, s.id, s.action, s.known_from FROM line JOIN records_record s ON s.supersedes = line.id
)
SELECT case_id, min(known_from) FROM line WHERE action > 1 GROUP BY case_id ORDER BY 2
"""


def fallen(today: date) -> Iterable[Due]:
    """The open cases from under which something fell, and that have a step for it."""
    from bonafides.procedures.cases import held_of
    from bonafides.procedures.models import Case

    with connection.cursor() as cursor:
        cursor.execute(_FALLEN)
        known = {case: timezone.localdate(moment) for case, moment in cursor.fetchall()}
    cases = (
        Case.objects.filter(pk__in=known)
        .select_related("agency", "entity", "version", "act", "record__kind")
        .defer("version__files")
    )
    return [Due(min(known[one.case.pk], today), one.case.pk) for one in held_of(cases) if _step(one, today)]


def end_fallen(due: Due) -> bool:
    """Take the step that follows, by an act of the machine; False where somebody was there first."""
    case, today = locked(due.ref), timezone.localdate()
    found = _step(case, today)
    if found is None:
        return False
    step, ended = found
    basis = "; ".join(case.procedure.steps[step].basis)
    on = max(due.on, case.taken[-1].on)
    why = f"record {ended.source_ref} of {ended.agency.name} ended what the case rests on"
    evidence = (Evidence("record", f"{ended.agency.name}/{ended.source_ref}"),)
    follow(Acting(MACHINE, OPERATOR, basis, why, evidence=evidence), case.case.pk, step, on=on)
    return True


def _step(case: Held, today: date) -> tuple[str, Record] | None:
    """The step that is open and follows, and the record that ended what the case rests on, or what it published."""
    for effect in FOLLOWS:
        record = case.case.record_id if effect == "base-fell" else _published(case)
        ended = standing_end(record) if record is not None else None
        if ended is not None and (steps := open_steps(case, effect, today)):
            return steps[0], ended
    return None


def _published(case: Held) -> int | None:
    return Publication.objects.filter(case=case.case).order_by("-pk").values_list("record", flat=True).first()
