"""File an agency's plan of random inspections for a year with its superior."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bonafides.acts.act import Acting, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.inspections.directory import directory
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Draw, Plan
from bonafides.inspections.plan_form import PlanForm, PlannedItem
from bonafides.inspections.queries import item_of, plan_of
from bonafides.inspections.strata import expected
from bonafides.inspections.targeted_share import refuse_too_many
from bonafides.inspections.visited import Visited
from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.sentence import SEMICOLON, Joined, Sentence
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.standards.case.indicators import parameter_values
from bonafides.standards.compile.standard import model_in_force
from bonafides.standards.snapshot.take import settled_moment
from bonafides.tiers.queries import last_run


@official_act("inspections.file_plan", by=(Role.DECIDER,))
def file_plan(acting: Acting, pack: Pack, version: PackVersion, form: PlanForm, day: date) -> Plan:
    """The plan, with how many businesses it concerns and would draw. Refused where the pack's standard of plans refuses."""
    agency = Agency.objects.get(pack=pack.name, name=acting.agency)
    replaces = plan_of(pack.name, acting.agency, form.replaces) if form.replaces else None
    if Plan.objects.filter(agency=agency, number=form.number).exists():
        raise RefusedError(
            "%(agency)s has filed a plan %(number)s already: give this one another number",
            agency=acting.agency,
            number=form.number,
        )
    if replaces is None and (other := _in_force(agency, form.year)) is not None:
        raise RefusedError(
            "plan %(number)s is in force for %(year)s: name it in `replaces` to amend it",
            number=other.number,
            year=form.year,
        )
    if replaces is not None and Draw.objects.filter(plan=replaces, held=None, abandoned=None).exists():
        raise RefusedError(
            "a draw of plan %(number)s is committed to and not held: hold it, or give it up, first",
            number=replaces.number,
        )
    figures = {one.item: _figures(acting, pack, one, day) for one in form.items}
    acting.details = {"number": form.number, "year": form.year, "filed_with": form.filed_with, "figures": figures}
    acting.tell(plan=form.number, year=form.year)
    return acting.write(
        Plan, agency=agency, pack_version=version, number=form.number, year=form.year, filed_with=form.filed_with,
        items=form.planned(), figures=figures, replaces=replaces,
    )  # fmt: skip


def _in_force(agency: Agency, year: int) -> Plan | None:
    return Plan.objects.filter(agency=agency, year=year, replaced_by=None).first()


def _figures(acting: Acting, pack: Pack, planned: PlannedItem, day: date) -> dict[str, int]:
    """How many businesses an item concerns, and how many the year's draws come to, by the tiers as they are now."""
    name = planned.item
    item = item_of(pack, name, day)
    if item.agency != acting.agency:
        raise RefusedError(
            "inspection item `%(name)s` is for %(agency)s, not for %(came)s",
            name=name,
            agency=item.agency,
            came=acting.agency,
        )
    listed = directory(pack, item, day, settled_moment(), last_run(pack.name), Visited())
    figures = {"subjects": len(listed), "drawn": expected(pack, item, listed, day)}
    _ask(pack, item, figures, day)
    refuse_too_many(pack, item, planned.targeted, listed, day)
    return figures | ({"targeted": planned.targeted} if planned.targeted else {})


def _ask(pack: Pack, item: InspectionItem, figures: dict[str, int], day: date) -> None:
    """Whether the pack's standard of plans, if it has one for this item, lets the plan pass."""
    if item.plan is None:
        return
    inputs = parameter_values(pack, day) | {name: Decimal(figure) for name, figure in figures.items()}
    outcome = decide(model_in_force(pack, item.plan.decision, day), item.plan.decision, inputs)
    if outcome.value != item.plan.yes:
        why = Joined((rule.citation for rule in outcome.fired), SEMICOLON) or Sentence("no rule lets it pass")
        raise RefusedError(
            "`%(item)s` would draw %(drawn)s of %(subjects)s businesses: `%(decision)s` refuses the plan "
            "(%(why)s); raise the ratios (parameters.yaml) or narrow the scope",
            item=item.item,
            drawn=figures["drawn"],
            subjects=figures["subjects"],
            decision=item.plan.decision,
            why=why,
        )
