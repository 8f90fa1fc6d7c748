"""Open a case under a procedure of the pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bonafides.acts.act import POWERS, Acting, Role, official_act
from bonafides.acts.files import Kept
from bonafides.agencies.queries import agency
from bonafides.entities.models import Entity
from bonafides.packs.grounds import check_ground
from bonafides.packs.queries import installed_pack
from bonafides.procedures.by_business import addressed, check_entered
from bonafides.procedures.cases import Held
from bonafides.procedures.law import PackLaw
from bonafides.procedures.models import Case
from bonafides.procedures.named_evidence import check_named
from bonafides.procedures.opening import check_record, check_twice, procedure_on
from bonafides.procedures.taking import Making, check_evidence, day_of, guarded, must_hold, write_step
from bonafides.procedures.told import told
from bonafides.records.models import Record


@official_act("procedures.open_case", by=(*POWERS, Role.REPRESENTATIVE))
def open_case(
    acting: Acting, procedure: str, *, entity: Entity, record: Record | None = None, fields: Mapping[str, Any] | None = None,
    findings: Mapping[str, Any] | None = None, on: date | None = None, files: Sequence[Kept] = (),
    at: str | None = None,
) -> Case:  # fmt: skip
    """Under the version in force on the day. A second case about the same is refused while one is open.

    `at`: the agency that a business turns to which opens the case itself, where it is about no record.
    """
    acting.subject = entity.pk
    pack, version = installed_pack(acting.pack)
    given = tuple(files)
    day = day_of(on, given, None)
    under = procedure_on(pack, procedure, day)
    must_hold(acting, under.opens, under, under.agencies)
    check_entered(acting, on, findings)
    own = addressed(acting, under, record, at)
    check_ground(pack, acting.basis, day)
    check_record(under, entity, record)
    making = Making(under.opens, day, told(under, under.opens, fields or {}, findings or {}, given), given)
    check_twice(pack, under, entity, record, making.told.fields)
    check_named(pack.name, making.told)
    law = PackLaw(pack, entity, record)
    asked = guarded(under, law, making)
    check_evidence(acting, under.opens, given)
    case = acting.write(
        Case, procedure=under.name, version=version, agency=agency(acting.pack, own), entity=entity, record=record,
        opened_on=day,
    )  # fmt: skip
    write_step(acting, Held(case, under, law, (), ()), making, asked)
    return case
