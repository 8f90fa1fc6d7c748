"""The story of inspections: from a plan to a draw that each reader checks, a visit, a published result, a record, a tier."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from bonafides.cli.stories.plan_to_draw import checked, committed, filed, held
from bonafides.cli.stories.stage import Stage, chosen_item, enrol_missing, last_known_day, officers_each, operator
from bonafides.cli.stories.telling import Telling
from bonafides.cli.stories.visit_to_tier import found, published, put_right, tiered, visited
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment
from bonafides.kernel.calendar import OutsideCalendarError
from bonafides.kernel.feel.values import Value
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.tiers.queries import last_run
from bonafides.tiers.run import run_tiers

LONGEST_BACK = 400


def tell_inspection(
    tell: Telling, pack: Pack, version: PackVersion, *, name: str | None = None, on: date | None = None
) -> None:
    """Run it on the register that is there. Raises what any of its acts raises; what was done before is told."""
    item = chosen_item(pack, name)
    day = on or the_day(pack, item, tell)
    basis = "; ".join(" ".join(filter(None, (one.instrument, one.article))) for one in item.basis)
    stage = Stage(pack, version, item, day, basis)
    tell.note(f"a story of inspections: {item.item} of {item.agency}, pack {pack.name}, on {day}", item=item.item,
              pack=pack.name, agency=item.agency, day=day.isoformat())  # fmt: skip
    run = last_run(pack.name)
    if run is None or run.as_of != day or run.pack_version_id != version.pk:
        acting = operator()
        run = run_tiers(acting, pack, version, day)
        tell.act(acting, "tiers.record_run", f"the tiers of {run.decided:,} businesses as of {day}", run=run.pk)
    if not stage.scope():
        raise RefusedError(
            "no business is in the scope of %(item)s on %(day)s: name another day (--on)", item=item.item, day=day
        )
    if (enrolled := enrol_missing(stage, officers_each(stage))) is not None:
        tell.act(enrolled["acting"], "agencies.enrol", f"{enrolled['officers']} officers of the story's own")
    draw = committed(stage, tell, filed(stage, tell))
    sent = held(stage, tell, draw)
    if not sent:
        raise RefusedError(
            "no drawn business has its officers: enrol officers of its field and region (bonafides officer enrol)"
        )
    checked(tell, draw, Assignment.objects.select_related("entity").get(pk=sent[0]).entity.code)
    visited(stage, tell, sent[0])
    report = found(stage, tell, sent[0])
    published(stage, tell, sent[0], publication_ends(pack, item, min(day, report.formed_on)))
    put_right(stage, tell, sent[0])
    tiered(stage, tell, sent[0])


def new_telling(*, quiet: bool) -> Telling:
    """A telling of this story, with a folder for its documents."""
    return Telling("inspection", Path(settings.VAR) / "stories" / "inspection", quiet)


def the_day(pack: Pack, item: InspectionItem, tell: Telling) -> date:
    """Today; where the register ended long ago its last day; where the calendar ends, the last day from which it reaches."""
    day = timezone.localdate()
    known = last_known_day(pack)
    if (day - known).days > LONGEST_BACK:
        day = known
        tell.note(
            f"the records of pack {pack.name} end on {known}: the story is set on that day (--on DAY for another)"
        )
    for back in range(LONGEST_BACK):
        try:
            publication_ends(pack, item, day - timedelta(days=back))
        except OutsideCalendarError:
            continue
        if back:
            tell.note(
                f"the calendar of pack {pack.name} does not reach a period of publication that begins on {day}; the story is "
                f"set on {day - timedelta(days=back)}, the last day from which it does (--on DAY for another)"
            )
        return day - timedelta(days=back)
    raise RefusedError(
        "the calendar of pack %(pack)s reaches from no day of the last %(longest_back)s: bring it up to date",
        pack=pack.name,
        longest_back=LONGEST_BACK,
    )


def publication_ends(pack: Pack, item: InspectionItem, day: date) -> date:
    """The last day for publishing a result that is formed on a day. Raises OutsideCalendarError."""
    from decimal import Decimal

    from bonafides.kernel.dmn.evaluate import decide
    from bonafides.standards.case.indicators import parameter_values
    from bonafides.standards.compile.standard import model_in_force
    from bonafides.standards.periods import ends_on

    clock = item.publication
    given: dict[str, Value] = {
        name: Decimal(one) if isinstance(one, int) and not isinstance(one, bool) else one
        for name, one in clock.inputs.items()
    }
    given[clock.day] = day
    outcome = decide(model_in_force(pack, clock.decision, day), clock.decision, parameter_values(pack, day) | given)
    return ends_on(outcome.value, given, pack.calendar)
