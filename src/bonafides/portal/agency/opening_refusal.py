"""What the act of opening a case refuses, put to the form: by the rule's own name where one says no."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.acts.spoken import spoken
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.agencies.words import role_titles
from bonafides.entities.models import Entity
from bonafides.kernel.procedure.known import Known
from bonafides.kernel.procedure.model import Procedure
from bonafides.portal.agency.officer import pack_of
from bonafides.portal.agency.refusal import NAMED, field_of_rule, in_words
from bonafides.portal.agency.step_form import StepForm
from bonafides.portal.agency.why import guarded
from bonafides.procedures.law import PackLaw
from bonafides.procedures.told import values
from bonafides.records.models import Record


def put_to(
    form: StepForm, who: Who, procedure: Procedure, entity: Entity, record: Record | None, error: ActRefusedError, day: date,
    fields: Mapping[str, Any], findings: Mapping[str, Any],
) -> None:  # fmt: skip
    """Say on the form why the case was not opened."""
    if isinstance(error, NotPermittedError) and not set(procedure.opens.by) & who.roles:
        form.add_error(None, _("It is for: %(powers)s") % {"powers": role_titles(procedure.opens.by)})
        return
    if (record is not None or not procedure.on_record) and _by_rule(
        form, who, procedure, entity, record, day, fields, findings
    ):
        return
    named = next((own for name in NAMED.findall(str(error)) if (own := form.own_field(name))), None)
    form.add_error(named, _("Nothing was changed. The register says: %(text)s") % {"text": spoken(error)})


@inside()
def _by_rule(
    form: StepForm, who: Who, procedure: Procedure, entity: Entity, record: Record | None, day: date,
    fields: Mapping[str, Any], findings: Mapping[str, Any],
) -> bool:  # fmt: skip
    """Whether a rule of the pack is against it, which is then said."""
    try:
        told = values(procedure, fields, findings)
    except (KeyError, TypeError, ValueError):
        return False
    pack = pack_of(who)
    known = Known(procedure, (), day, PackLaw(pack, entity, record), told)
    for guard in procedure.opens.guards:
        if (why := guarded(pack, known, procedure.opens, guard)) is not None:
            form.add_error(field_of_rule(form, procedure.opens, guard), in_words(why))
            return True
    return False
