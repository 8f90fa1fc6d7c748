"""How many inspections may go by the order of a model of risk: never so many that too little is left to chance.

The share that must stay purely random is a parameter of the pack, which its model of risk names. Drawn by lot are those whom a
draw may take or leave: whoever the law asks to be inspected, and every stratum that is taken whole, is nobody's choice and is not
counted. The draws themselves know nothing of a model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from bonafides.acts.act import Evidence
from bonafides.acts.models import Act
from bonafides.inspections.directory import Listed
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment, Plan
from bonafides.inspections.plan_form import planned_items
from bonafides.inspections.ratios import number
from bonafides.inspections.strata import stratum_of, yearly_ratio
from bonafides.kernel.draw.commitment import WHOLE, Stratum
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack

ORDERED_BY = "watch.record_score_run"
"""The act whose run of scores an inspection by order rests on, as its evidence."""


def by_lot(pack: Pack, item: InspectionItem, listed: Iterable[Listed], day: date) -> int:
    """How many the year's draws take by chance."""
    sizes = Counter(name for one in listed if (name := stratum_of(item, one)) is not None)
    ratios = {name: yearly_ratio(pack, item, name, day) for name in sizes}
    return sum(Stratum(name, sizes[name], ratio).quota for name, ratio in ratios.items() if ratio < WHOLE)


def most_targeted(pack: Pack, item: InspectionItem, drawn: int, day: date) -> int:
    """How many may go by order beside so many that are drawn by lot."""
    if item.risk_model is None:
        return 0
    share = number(pack, pack.risk_models[item.risk_model].random_share, day)
    return drawn * (WHOLE - share) // share


def refuse_too_many(pack: Pack, item: InspectionItem, targeted: int, listed: Iterable[Listed], day: date) -> None:
    """Raise RefusedError where a plan leaves too little to chance."""
    if not targeted:
        return
    if item.risk_model is None:
        raise RefusedError(
            "`%(item)s` names no model of risk (`risk_model`): expected no targeted inspections by order, came "
            "%(targeted)s",
            item=item.item,
            targeted=targeted,
        )
    drawn = by_lot(pack, item, listed, day)
    if targeted > (most := most_targeted(pack, item, drawn, day)):
        share = number(pack, pack.risk_models[item.risk_model].random_share, day)
        raise RefusedError(
            "`%(item)s` would target %(targeted)s by the order of a model and draw %(drawn)s by lot: expected "
            "%(share)s %% of both by lot, that is %(most)s targeted at most; target fewer, or raise the ratios",
            item=item.item,
            targeted=targeted,
            drawn=drawn,
            share=f"{share / 100:g}",
            most=most,
        )


def refuse_beyond_plan(agency: int, item: InspectionItem, evidence: Iterable[Evidence], day: date) -> None:
    """Raise RefusedError where an inspection by order is not one that the plan of the year in force has left."""
    acts = [int(one.ref) for one in evidence if one.kind == "act" and one.ref.isdecimal()]
    if not Act.objects.filter(pk__in=acts, name=ORDERED_BY).exists():
        return
    plan = Plan.objects.select_for_update(of=("self",)).filter(agency=agency, year=day.year, replaced_by=None).first()
    planned = planned_items(plan.items).get(item.item) if plan is not None else None
    most = 0 if planned is None else planned.targeted
    if (made := made_by_order(agency, item.item, day.year)) >= most:
        raise RefusedError(
            "the plan of %(year)s has %(most)s inspections of `%(item)s` by the order of a model, %(made)s were "
            "opened: amend the plan (`targeted`), which holds the share that is left to chance; nothing was changed",
            year=day.year,
            most=most,
            item=item.item,
            made=made,
        )


def made_by_order(agency: int, item: str, year: int) -> int:
    """How many inspections of an item were opened in a year on the order of a model."""
    opened = Assignment.objects.filter(agency=agency, item=item, draw=None, replaces=None, act__at__year=year)
    cited = [
        {int(one["ref"]) for one in evidence if one["kind"] == "act" and one["ref"].isdecimal()}
        for evidence in opened.values_list("act__evidence", flat=True)
    ]
    runs = (
        set(Act.objects.filter(pk__in=set().union(*cited), name=ORDERED_BY).values_list("pk", flat=True))
        if cited
        else set()
    )
    return sum(bool(one & runs) for one in cited)
