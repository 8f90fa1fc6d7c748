"""Hold measures against what they rest on: what comes with a record that no act brought in begins, what rests on none ends.

Records come and go by files too, which are no acts. This sweep looks at the records of the kinds on which measures hang: with
each that stands it imposes what comes with it, and what rests on one that is gone it lifts, from the day on which that ended.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.entities.models import Entity
from bonafides.measures.cascade import MACHINE, impose_for_trigger, lift_for_trigger
from bonafides.measures.catalogue import coming_with
from bonafides.measures.coming import coming
from bonafides.measures.record_triggers import RECORD
from bonafides.measures.resting import left_by_shield, resting_on
from bonafides.measures.tier_rewards import follow_tiers
from bonafides.measures.triggers import Trigger, trigger_of
from bonafides.packs.pack import Pack
from bonafides.packs.queries import packs_in_force
from bonafides.standards.case.records import facts_of

IMPOSING, LIFTING = "GP-49; CAT", "GP-22; PEPL 54"
# Records of a kind that stand on a day and that nothing rests on, neither now nor before: what a listing brought in has its
# measures by the listing. By pages, for there may be millions.
_WITHOUT = """
SELECT r.id, k.name, r.entity_id, a.name, r.event_date, r.valid_from, r.valid_to, coalesce(r.facts || r.withheld, r.facts)::text
FROM records_record r JOIN packs_kind k ON k.id = r.kind_id JOIN agencies_agency a ON a.id = r.agency_id
WHERE r.id > %(after)s AND k.pack = %(pack)s AND k.name = ANY (%(kinds)s) AND r.action < 2 AND r.valid_from <= %(day)s
  AND (r.valid_to IS NULL OR r.valid_to > %(day)s)
  AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = r.id)
  AND NOT EXISTS (SELECT FROM measures_instance i WHERE i.entity_id = r.entity_id AND i.trigger_of = k.name
    AND (i.record = r.id OR (i.trigger_kind <> 'record' AND i.since >= r.valid_from)))
ORDER BY r.id LIMIT %(limit)s
"""
PAGE = 20_000
# Instances that nothing has lifted and whose record is no more as it was: the triggers to look at again.
_TO_LOOK_AT = """
SELECT DISTINCT i.trigger_kind, i.trigger_ref, i.entity_id FROM measures_instance i
WHERE i.record IS NOT NULL AND (i.until IS NULL OR i.until > %(day)s)
  AND NOT EXISTS (SELECT FROM measures_lift l WHERE l.instance_id = i.id)
  AND EXISTS (SELECT FROM records_record s WHERE s.supersedes = i.record)
ORDER BY 1, 2
"""


@dataclass
class Reconciled:
    """What the sweep did: instances imposed and lifted."""

    imposed: int = 0
    lifted: int = 0

    def as_json(self) -> dict[str, int]:
        return {"imposed": self.imposed, "lifted": self.lifted}


def reconcile(day: date, *, lifts_alone: bool = False) -> Reconciled:
    """Bring the measures up to what stands on a day. Safe to run twice. `lifts_alone`: impose nothing, which is quick."""
    done = Reconciled()
    for kind, ref, entity in _asked(_TO_LOOK_AT, day=day):
        done.lifted += _lift(kind, ref, Entity.objects.get(pk=entity), day)
    for pack, version in () if lifts_alone else packs_in_force():
        begun, ended = follow_tiers(pack.name, day)
        done.imposed, done.lifted = done.imposed + begun, done.lifted + ended
        for ref in _bringing(pack, day):
            trigger = trigger_of(RECORD, ref)
            if coming(pack, version, trigger, day).rows:
                acting = Acting(MACHINE, OPERATOR, IMPOSING, f"{trigger.of}: record {ref}")
                made, lost = impose_for_trigger(acting, RECORD, ref, on=day)
                done.imposed, done.lifted = done.imposed + len(made), done.lifted + len(lost)
    return done


def _bringing(pack: Pack, day: date) -> Iterator[int]:
    """The records with which something comes, and with which nothing came yet."""
    after, kinds = 0, _kinds(pack)
    while page := list(_asked(_WITHOUT, pack=pack.name, kinds=kinds, day=day, after=after, limit=PAGE)):
        for number, kind, entity, agency, event, since, until, facts in page:
            if kind in pack.catalogue:
                values = facts_of(pack.catalogue[kind].facts.properties, json.loads(facts))
                of = Entity(pk=entity)
                trigger = Trigger(
                    RECORD, number, of, pack.name, kind, agency, event, since, until, None, number, values
                )
                if coming_with(pack, trigger, day):
                    yield number
        after = page[-1][0]


def _lift(kind: str, ref: int, entity: Entity, day: date) -> int:
    trigger = trigger_of(kind, ref, entity)
    ends = [one for one in (trigger.ended, trigger.until) if one is not None and one <= day]
    if not ends:
        return 0
    on = min(ends)
    found = resting_on(trigger, on)
    if trigger.shielded and len(left_by_shield(trigger, found, on)) == len(found):
        return 0  # all that is left stays: nothing to do is no act
    acting, why = Acting(MACHINE, OPERATOR, LIFTING, f"{kind} {ref} ended"), f"{trigger.of} ended on {on}"
    return len(lift_for_trigger(acting, kind, ref, on=on, why=why, entity=entity, shielded=trigger.shielded))


def _kinds(pack: Pack) -> list[str]:
    """The kinds of records with which measures come."""
    return sorted(
        {one.kind for each in pack.measures.values() for one in each.triggers if one.how == "with" and one.kind}
    )


def _asked(statement: str, **values: Any) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()
