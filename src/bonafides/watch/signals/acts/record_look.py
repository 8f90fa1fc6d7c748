"""Put a look on record: the signals that are new, and those that no longer hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.watch.signals.models import Ended, Run, Signal


@dataclass(frozen=True)
class NewSignal:
    """A row of `Signal` to be, but for its run; `owner` is the agency's name in the pack."""

    entity_id: int
    owner: str
    card: str
    card_digest: str
    effect: str
    place: int
    items: list[str]
    as_of: date
    expires_on: date
    reason: dict[str, str]
    figures: dict[str, str | None]
    records: list[int]
    newest: int


@official_act("signals.record_look", by=(Role.OPERATOR,))
def record_look(
    acting: Acting, number: int, told: dict[str, Any], leads: list[NewSignal], over: list[int], found: dict[str, int]
) -> Run:
    """The run, under a number of its own. What the same newest record raised before is not raised again.

    The events of the act tell counts alone: a signal is nobody's business but its agency's.
    """
    with connection.cursor() as cursor:  # of two looks at once one waits, so that none raises what the other did
        cursor.execute("LOCK TABLE signals_run IN SHARE ROW EXCLUSIVE MODE")
    known = _known(leads)
    new = [one for one in leads if (one.entity_id, one.card, one.newest) not in known]
    over = sorted(set(over) - set(Ended.objects.filter(signal__in=over).values_list("signal_id", flat=True)))
    raised: dict[str, int] = {}
    for one in new:
        raised[one.card] = raised.get(one.card, 0) + 1
    run = acting.write(Run, id=number, **told, found=found, raised=raised, ended=len(over), finished_at=timezone.now())
    owners = dict(Agency.objects.filter(pack=run.pack_version.pack).values_list("name", "id"))
    rows = (
        {key: value for key, value in asdict(one).items() if key != "owner"}
        | {"agency_id": owners[one.owner], "run": run}
        for one in new
    )
    acting.write_many(Signal, rows)
    acting.write_many(Ended, ({"signal_id": pk, "run": run, "on": run.as_of} for pk in over))
    acting.details = {"run": number, "as_of": run.as_of.isoformat(), "raised": len(new), "ended": len(over)}
    return run


def _known(leads: list[NewSignal]) -> set[tuple[int, str, int]]:
    """What was raised before, of these businesses."""
    entities = {one.entity_id for one in leads}
    rows = Signal.objects.filter(entity__in=entities, card__in={one.card for one in leads})
    return set(rows.values_list("entity_id", "card", "newest"))
