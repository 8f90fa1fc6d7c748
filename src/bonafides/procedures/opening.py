"""What is held against the opening of a case: the version in force, the record it is about, no other case about the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.entities.queries import ones_with
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.known import Known
from bonafides.kernel.procedure.model import Procedure
from bonafides.kernel.procedure.refusal import ask
from bonafides.kernel.sentence import OR, SEMICOLON, Joined, Sentence
from bonafides.packs.pack import Pack
from bonafides.procedures.law import PackLaw
from bonafides.procedures.models import Case, Step
from bonafides.records.models import Record


def procedure_on(pack: Pack, name: str, day: date) -> Procedure:
    """The version of a procedure, by its own name or its family's, that is in force on a day. Raises ActRefusedError."""
    versions = [one for one in pack.procedures.values() if name in (one.procedure, one.version_of)]
    if not versions:
        known = Joined(pack.procedures) or Sentence("none")
        raise ActRefusedError(
            "expected a procedure of pack %(pack)s (%(known)s), came `%(name)s`; nothing was changed",
            pack=pack.name,
            known=known,
            name=name,
        )
    current = next((one for one in versions if one.in_force.covers(day)), None)
    if current is None:
        held = Joined(
            (
                Sentence(
                    "`%(procedure)s` from %(since)s to %(until)s",
                    procedure=one.procedure,
                    since=one.in_force.since,
                    until=one.in_force.until or Sentence("now"),
                )
                for one in versions
            ),
            SEMICOLON,
        )
        raise ActRefusedError(
            "expected a procedure in force on %(day)s, came `%(name)s` (%(held)s); nothing was changed",
            day=day,
            name=name,
            held=held,
        )
    return current.model


def may_open(
    pack: Pack, name: str, entity: Entity, record: Record | None, fields: Mapping[str, Value], day: date
) -> str | None:
    """Why a case may not be opened, by the record and the guards of the opening; None where nothing is against it."""
    try:
        procedure = procedure_on(pack, name, day)
        check_record(procedure, entity, record)
    except ActRefusedError as error:
        return str(error)
    known = Known(procedure, (), day, PackLaw(pack, entity, record), fields)
    return next((why for one in procedure.opens.guards if (why := ask(known, procedure.opens, one)[0])), None)


def check_record(procedure: Procedure, entity: Entity, record: Record | None) -> None:
    """Raise ActRefusedError unless the record is one that the procedure is about, of this business, and stands."""
    kinds = Joined(procedure.on_record, OR)
    if record is None:
        if procedure.on_record:
            raise ActRefusedError(
                "`%(procedure)s` is about a record (%(kinds)s), came none; nothing was changed",
                procedure=procedure.name,
                kinds=kinds,
            )
        return
    if record.kind.name not in procedure.on_record:
        expected = Sentence("a record that is %(kinds)s", kinds=kinds) if kinds else Sentence("no record")
        raise ActRefusedError(
            "`%(procedure)s`: expected %(expected)s, came %(kind)s; nothing was changed",
            procedure=procedure.name,
            expected=expected,
            kind=record.kind.name,
        )
    if record.entity_id not in ones_with([entity.pk])[entity.pk]:
        raise ActRefusedError(
            "expected a record of %(entity)s, came %(ref)s of another; nothing was changed",
            entity=entity,
            ref=record.source_ref,
        )
    gone = Record.objects.filter(supersedes=record.pk).first()
    if gone is not None or record.action in (Record.Action.WITHDRAWAL, Record.Action.ANNULMENT):
        what = (
            Sentence("superseded by %(ref)s", ref=gone.source_ref) if gone else Sentence("a withdrawal or an annulment")
        )
        raise ActRefusedError(
            "expected a record that stands, came %(ref)s, %(what)s; nothing was changed",
            ref=record.source_ref,
            what=what,
        )


def check_twice(
    pack: Pack, procedure: Procedure, entity: Entity, record: Record | None, fields: Mapping[str, Any]
) -> None:
    """Raise ActRefusedError where a case about the same is open. Whoever opens at once waits here for the other."""
    Entity.objects.select_for_update().get(pk=entity.pk)
    family = [one.procedure for one in pack.procedures.values() if one.model.family == procedure.family]
    same = Case.objects.filter(procedure__in=family, entity=entity, record=record).exclude(steps__ends=True)
    for name in pack.procedures[procedure.name].opens.once_for:
        same = same.filter(pk__in=Step.objects.filter(number=0, **{f"fields__{name}": fields[name]}).values("case"))
    if (other := same.first()) is not None:
        about = (
            Sentence("about %(ref)s", ref=record.source_ref) if record else Sentence("about %(entity)s", entity=entity)
        )
        raise ActRefusedError(
            "case %(other)s of `%(procedure)s` %(about)s is open already; nothing was changed",
            other=other.pk,
            procedure=other.procedure,
            about=about,
        )
