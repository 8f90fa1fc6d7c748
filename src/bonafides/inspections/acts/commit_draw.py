"""Commit to a draw: freeze businesses, ratios, rules and officers, and name where the seed will come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections import frozen, team
from bonafides.inspections.directory import directory
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Draw, Plan
from bonafides.inspections.queries import item_of, next_draw, planned_item
from bonafides.inspections.rules import stated
from bonafides.inspections.strata import refuse_untiered, strata, subjects
from bonafides.inspections.visited import visited
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.seeds.source import refuse_known
from bonafides.kernel.draw.subjects import Frozen
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.standards.snapshot.take import settled_moment
from bonafides.tiers.queries import last_run


@official_act("inspections.commit_draw", by=(Role.DECIDER,))
def commit_draw(
    acting: Acting,
    pack: Pack,
    version: PackVersion,
    plan: Plan,
    item: str,
    batch: int,
    seed: Mapping[str, Any],
    day: date,
) -> Draw:
    """The draw, whose hash is a leaf of the ledger. `seed`: its source, as docs/reference/draw.md has it.

    Refused where the seed could be known already, or the plan does not have this draw on this day.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("agency").get(pk=plan.pk)
    if (plan.agency.pack, plan.agency.name) != (acting.pack, acting.agency):
        raise RefusedError(
            "plan %(number)s is of %(agency)s; its own officers commit to its draws",
            number=plan.number,
            agency=plan.agency.name,
        )
    following = next_draw(plan, item, batch)
    if not following.since <= day <= following.until:
        raise RefusedError(
            "batch %(batch)s of %(item)s is planned from %(since)s to %(until)s; %(day)s is outside: amend the plan",
            batch=batch,
            item=item,
            since=following.since,
            until=following.until,
            day=day,
        )
    of, run, moment = item_of(pack, item, day), last_run(pack.name), settled_moment()
    listed = directory(pack, of, day, moment, run, visited(pack, of, plan.year))
    if not listed:
        raise RefusedError(
            "no business is in the scope of %(item)s on %(day)s: there is nobody to draw", item=item, day=day
        )
    refuse_untiered(sum(one.tier is None and not one.must for one in listed))
    officers = team.frozen_team(pack, of, day, {one.entity: one.code for one in listed})
    try:
        kept = Frozen(subjects(pack, of, listed, day))
        commitment = Commitment(
            draw=following.draw,
            committed_at=datetime.now(UTC).replace(microsecond=0),
            seed=dict(seed),
            subjects=len(kept.subjects),
            root=kept.root,
            strata=strata(pack, of, kept.subjects, day, planned_item(plan, item), batch),
            exclusions=stated(of.exclusions),
            substitutions=stated(of.substitutions),
            blinded=not pack.info.tiers_public,
            officers=officers.hash(),
        )
        refuse_known(commitment)
        Commitment.of_json(commitment.to_json())
    except Refused as error:
        raise RefusedError("%(draw)s: %(error)s", draw=following.draw, error=error) from error
    frozen.keep(commitment.draw, kept)
    told = {"draw": commitment.draw, "commitment": commitment.hash().hex()}
    acting.details = told | {"item": item, "batch": batch, "subjects": commitment.subjects}
    acting.tell(**told)
    leaf = acting.leaf({"draw_commitment": commitment.hash().hex()})
    return acting.write(
        Draw, plan=plan, agency=plan.agency, pack_version=version, item=item, batch=batch, attempt=following.attempt,
        draw=commitment.draw, as_of=day, known_at=moment, tier_run=run.pk if run else None,
        commitment=commitment.to_json(), commitment_hash=commitment.hash(), officers=team.as_kept(officers), leaf=leaf.pk,
    )  # fmt: skip
