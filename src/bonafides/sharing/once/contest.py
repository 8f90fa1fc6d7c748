"""A business contests a value that was read for a form: the objection of the pack, against the record that it was read from."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.files import Kept
from bonafides.kernel.sentence import Sentence
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.models import Case
from bonafides.procedures.opening import procedure_on
from bonafides.records.models import Record

OBJECTION = "objection"


def contest(acting: Acting, ref: str, statement: str, *, ground: str = "error", files: Sequence[Kept] = ()) -> Case:
    """Open it, by an officer of the agency that made the record; what it rests on is the procedure's, where nothing is given.

    Whoever reads the value from now on is told that it is disputed. Raises ActRefusedError.
    """
    pack, _ = installed_pack(acting.pack)
    known = Record.objects.select_related("kind", "agency", "entity")
    record = known.filter(agency__pack=acting.pack, agency__name=acting.agency, source_ref=ref).first()
    if record is None:
        raise ActRefusedError(
            "expected a record of %(pack)s/%(agency)s, came the reference `%(ref)s`, which none has",
            pack=acting.pack,
            agency=acting.agency,
            ref=ref,
        )
    name = objection_to(pack, record)
    if not acting.basis:
        acting.basis = "; ".join(procedure_on(pack, name, timezone.localdate()).basis)
    fields = {"ground": ground, "statement": statement}
    return open_case(acting, name, entity=record.entity, record=record, fields=fields, files=files)


def objection_to(pack: Pack, record: Record) -> str:
    """The objection of the pack that is opened on such a record. Raises ActRefusedError."""
    today = timezone.localdate()
    found = [
        one.procedure
        for one in pack.procedures.values()
        if one.of == OBJECTION and one.in_force.covers(today) and record.agency.name in one.agencies
        and record.kind.name in one.opens.on_record
    ]  # fmt: skip
    if not found:
        told = Sentence(
            "pack %(pack)s has no objection to a record of kind `%(kind)s` of %(agency)s in force",
            pack=pack.name,
            kind=record.kind.name,
            agency=record.agency.name,
        )
        raise ActRefusedError("%(told)s; add the kind to `on_record` of the procedure; nothing was changed", told=told)
    return found[0]
