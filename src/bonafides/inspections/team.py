"""The officers of an agency as a draw freezes them, and as it reads them back."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from bonafides.agencies.queries import officers_of
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.ratios import number
from bonafides.inspections.strata import EVERYWHERE
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.officers import Officer
from bonafides.kernel.draw.roster import Roster, Team
from bonafides.kernel.merkle.entries import SALT_BYTES
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack


def frozen_team(pack: Pack, item: InspectionItem, day: date, codes: dict[int, str]) -> Team:
    """The officers of the item's agency on a day; `codes`: of the businesses in scope, by their numbers."""
    found = []
    for one in officers_of(pack.name, item.agency, day):
        recused = frozenset(codes[entity] for entity in one.recused if entity in codes)
        regions = frozenset({EVERYWHERE}) if item.region is None else frozenset(one.regions)
        salt = secrets.token_bytes(SALT_BYTES)
        found.append(Officer(one.number, frozenset(one.fields), regions, one.capacity, recused, salt))
    each = number(pack, item.officers, day)
    if len(able := [one for one in found if item.field in one.fields]) < each:
        raise RefusedError(
            "%(agency)s has %(number)s officers for the field `%(field)s` on %(day)s; a visit takes %(each)s: enrol "
            "them (bonafides officer enrol), or wait until their certificates are renewed",
            agency=item.agency,
            number=len(able),
            field=item.field,
            day=day,
            each=each,
        )
    return Team.of(item.field, each, found)


def as_kept(team: Team) -> dict[str, Any]:
    """The document and what opens it, as the draw's row keeps them."""
    return {"document": team.roster().to_json(), "opened": team.opened()}


def kept_team(kept: dict[str, Any], commitment: Commitment) -> Team:
    """The officers of a draw. Raises RefusedError where they are not those that were committed to."""
    try:
        team = Team.open(Roster.of_json(kept["document"]), kept["opened"])
    except (Refused, KeyError) as error:
        raise RefusedError(
            "the officers of %(draw)s were changed: %(error)s", draw=commitment.draw, error=error
        ) from error
    if team.hash() != commitment.officers:
        raise RefusedError("the officers of %(draw)s are not those that were committed to", draw=commitment.draw)
    return team
