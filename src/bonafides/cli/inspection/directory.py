"""`bonafides inspection directory ITEM`: how many businesses are in scope, by stratum and by what leaves them out."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from bonafides.cli.inspection.common import Day, PackName, inspecting_pack, the_day
from bonafides.cli.output import Json, out, print_json, speak


def directory(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="the inspection item")],
    *,
    pack: PackName = None,
    on: Day = None,
    json: Json = False,
) -> None:
    """The directory of an item: how many businesses are in its scope, and how many a draw would leave out, and why. Internal."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.directory import directory as directory_of
    from bonafides.inspections.queries import item_of
    from bonafides.inspections.ratios import number
    from bonafides.inspections.strata import excluded, stratum_of
    from bonafides.inspections.visited import visited
    from bonafides.standards.snapshot.take import settled_moment
    from bonafides.tiers.queries import last_run

    (found, _), day = inspecting_pack(pack), the_day(on)
    of = item_of(found, item, day)
    cap = number(found, of.yearly_cap, day)
    listed = directory_of(found, of, day, settled_moment(), last_run(found.name), visited(found, of, day.year))
    strata = Counter(stratum_of(of, one) or "no tier" for one in listed)
    left_out = Counter(rule for one in listed if (rule := excluded(of, one, cap)) is not None)
    if json:
        print_json(
            {"item": item, "on": day.isoformat(), "subjects": len(listed), "strata": strata, "left_out": left_out}
        )
        return
    speak("%(item)s on %(day)s: %(number)s businesses in scope", item=item, day=day, number=f"{len(listed):,}")
    for name, count in sorted(strata.items()):
        out.print(f"  {name}: {count:,}", markup=False)
    for rule, count in sorted(left_out.items()):
        speak("  left out by %(rule)s: %(count)s", rule=rule, count=f"{count:,}")
