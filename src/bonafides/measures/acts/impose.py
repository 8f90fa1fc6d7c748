"""Impose a measure of the catalogue on a business, in the name of the agency that implements it."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.measures.duration import Stated, asked_of_officers, lasting, required
from bonafides.measures.models import Instance
from bonafides.measures.permission import permission, refuse_unless
from bonafides.measures.rows import row_of
from bonafides.measures.standing import declined, lock, not_lifted
from bonafides.measures.triggers import trigger_of
from bonafides.packs.measure import Measure
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack


@official_act("measures.impose", by=(Role.DECIDER,))
def impose(
    acting: Acting,
    measure: str,
    entity: Entity,
    trigger: tuple[str, int],
    since: date,
    *,
    until: date | None = None,
    stated: Stated | None = None,
    scope: str = "",
) -> Instance:
    """Impose `measure` for a trigger (`("record", 12)`, `("listing", 3)`), from a day on that is not past.

    `until`: the end that the officer chooses, where the law leaves a span; `stated`: what the measure's decisions ask;
    `scope`: to what it is confined, where it is.
    """
    pack, version = installed_pack(acting.pack)
    found = trigger_of(*trigger, entity)
    one = pack.measures.get(measure)
    if one is not None and not one.in_force.covers(since):
        one = None
    refuse_unless(
        permission(pack, one, entity, found, since),
        Sentence("measure `%(measure)s` on %(entity)s", measure=measure, entity=entity),
    )
    if one is None:
        raise AssertionError("a measure outside the catalogue was permitted: mend `measure_permitted` in the pack")
    if one.agency != acting.agency:
        raise ActRefusedError(
            "`%(measure)s` is a measure of %(agency)s, came %(came)s; nothing was changed",
            measure=measure,
            agency=one.agency,
            came=acting.agency,
        )
    said = dict(stated or {})
    _check_stated(one, said)
    _check_scope(pack, one, scope)
    required(pack, one, since, said)
    length = lasting(pack, one, found, since, said, until)
    refuse_unless(
        permission(pack, one, entity, found, since, within=length.within),
        Sentence("measure `%(measure)s` on %(entity)s", measure=measure, entity=entity),
    )
    if length.until is not None and length.until <= since:
        raise ActRefusedError(
            "`%(measure)s` would end on %(until)s, before it begins on %(since)s; nothing was changed",
            measure=measure,
            until=length.until,
            since=since,
        )
    lock(entity)
    if one.declinable and declined(entity, pack.name, measure):
        raise ActRefusedError("%(entity)s declined `%(measure)s`; nothing was changed", entity=entity, measure=measure)
    if (
        same := not_lifted()
        .filter(entity=entity, measure=measure, trigger_kind=found.kind, trigger_ref=found.ref)
        .first()
    ):
        raise ActRefusedError(
            "`%(measure)s` was imposed for this already: %(same)s, from %(since)s; nothing was changed",
            measure=measure,
            same=same,
            since=same.since,
        )
    acting.subject = entity.pk
    made = acting.write(Instance, **row_of(pack, version, one, found, since, length.until, stated=said, scope=scope))
    acting.details = {"instance": made.pk, "measure": measure, "trigger": [found.kind, found.ref]}
    acting.tell(instances=[made.pk])
    return made


def _check_stated(measure: Measure, stated: Stated) -> None:
    asked = asked_of_officers(measure)
    if stray := sorted(set(stated) - set(asked)):
        known = Joined(asked) or Sentence("nothing")
        raise ActRefusedError(
            "`%(measure)s` asks an officer to state %(known)s, came %(stray)s; leave it out",
            measure=measure.measure,
            known=known,
            stray=Joined(stray),
        )


def _check_scope(pack: Pack, measure: Measure, scope: str) -> None:
    if measure.scope is None:
        if scope:
            raise ActRefusedError(
                "`%(measure)s` is not confined to a scope, came `%(scope)s`; leave it out",
                measure=measure.measure,
                scope=scope,
            )
        return
    words = pack.catalogue[measure.scope.record].facts.properties[measure.scope.fact].words or ()
    if scope not in words:
        raise ActRefusedError(
            "expected the scope of `%(measure)s` (%(words)s), came `%(scope)s`; state it",
            measure=measure.measure,
            words=Joined(words),
            scope=scope,
        )
