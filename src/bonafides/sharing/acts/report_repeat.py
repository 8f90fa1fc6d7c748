"""Report that a business was asked for what an agency holds: it counts on the public meter, by the agency that asked."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Joined
from bonafides.packs.queries import installed_pack
from bonafides.sharing.once.models import Report


@official_act("sharing.report_repeat", by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.AUDITOR))
def report_repeat(acting: Acting, entity: Entity, asked_by: str, what: str, on: date, *, form: str = "") -> Report:
    """Enter what a business reported, or an officer found. `what` is `kind/field` of the catalogue. Once a matter."""
    pack, _ = installed_pack(acting.pack)
    kind, _, field = what.partition("/")
    known = pack.catalogue.get(kind)
    if known is None or field not in known.facts.properties:
        raise ActRefusedError(
            "expected `kind/field` of the catalogue of %(pack)s, came `%(what)s`; nothing was changed",
            pack=pack.name,
            what=what,
        )
    agency = Agency.objects.filter(pack=pack.name, name=asked_by).first()
    if agency is None:
        raise ActRefusedError(
            "expected an agency (%(agencies)s), came `%(asked_by)s`; nothing was changed",
            agencies=Joined(pack.agencies),
            asked_by=asked_by,
        )
    if Report.objects.filter(agency=agency, entity=entity.pk, what=what, on=on, form=form).exists():
        raise ActRefusedError("this was reported already: it counts once; nothing was changed")
    acting.subject = entity.pk
    acting.details = {"asked_by": asked_by, "what": what, "held_by": known.sources[0]}
    return acting.write(Report, agency=agency, entity=entity.pk, held_by=known.sources[0], what=what, form=form, on=on)
