"""Which cases of repair were granted, and so may be looked at again."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from bonafides.agencies.models import Agency
from bonafides.packs.models import PackVersion
from bonafides.packs.queries import pack_of_version
from bonafides.procedures.models import Case, Step

OF = "repair"
ENDING = frozenset({"stop-publication", "end-listing"})


def granting(version: PackVersion) -> dict[str, set[str]]:
    """Procedure → its steps by which a repair is granted."""
    pack = pack_of_version(version)
    return {
        name: {step.step for step in one.steps if ENDING & {entry.get("effect") for entry in step.effects}}
        for name, one in pack.procedures.items()
        if one.of == OF
    }


def repairs() -> QuerySet[Case]:
    """Every case of repair."""
    names = {
        name
        for version in PackVersion.objects.filter(pk__in=Case.objects.values("version"))
        for name in granting(version)
    }
    return (
        Case.objects.filter(procedure__in=names)
        .select_related("agency", "entity", "record", "version")
        .defer("version__files")
        .order_by("id")
    )


def granted_between(agency: Agency, since: date, until: date) -> list[int]:
    """The numbers of the cases of an agency that were granted between two days, both included."""
    steps = (
        Step.objects.filter(case__agency=agency, on__gte=since, on__lte=until)
        .select_related("case__version")
        .defer("case__version__files")
    )
    return sorted({one.case_id for one in steps if one.step in granting(one.case.version).get(one.case.procedure, ())})
