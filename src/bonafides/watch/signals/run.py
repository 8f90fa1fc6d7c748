"""Look with all cards of a pack: at everyone, or at whoever records touched since the look before."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.signal import Signal as Card
from bonafides.standards.engines.duckdb import DuckDb
from bonafides.standards.snapshot.needs import Needs, needs_of
from bonafides.standards.snapshot.take import settled_moment, take_snapshot
from bonafides.tiers.touched import touched
from bonafides.watch.signals.acts.record_look import NewSignal, record_look
from bonafides.watch.signals.compiled import Compiled, compiled, in_force
from bonafides.watch.signals.groups import Crowd, folder_of, forget, number
from bonafides.watch.signals.look import Lead, Learned, Look, Progress, gathered
from bonafides.watch.signals.models import Run
from bonafides.watch.signals.standing import at_work


class LookRefusedError(Exception):
    """A look that cannot be made; the message says why and what to do."""


@dataclass
class Outcome:
    """What a look comes to, before it is on record."""

    found: dict[str, int] = field(default_factory=dict)
    leads: list[Lead] = field(default_factory=list)
    over: list[int] = field(default_factory=list)
    """The numbers of signals at work that no longer hold."""


def look_at_everyone(
    acting: Acting, pack: Pack, version: PackVersion, as_of: date, *, progress: Progress | None = None
) -> Run:
    """Look at everyone as of a day. What cards learn of groups is kept for the looks that follow."""
    started, cards, number_ = timezone.now(), _cards(pack, as_of), _next_run()
    known_at = settled_moment()
    place = Path(tempfile.mkdtemp(prefix="signals-", dir=_var()))
    try:
        snapshot = take_snapshot(place / "snapshot", pack, known_at, needs=needs(pack, cards), progress=progress)
        with Look(pack, as_of, cards, snapshot) as look:
            look.gather(progress)
            learned = look.learn()
            for one in cards:
                if one.card.crowd is not None:
                    Crowd(look.connection, one.card, number_).keep(gathered(one.card))
            working, outcome = _working(pack, cards, as_of), Outcome()
            tables = look.tables
            for bucket in look.buckets(tables, progress, "look"):
                for one in cards:
                    own = {
                        entity: pk
                        for entity, pk in working[one.card.signal].items()
                        if entity % snapshot.buckets == bucket
                    }
                    _add(outcome, look, one, learned, bucket, own, decided=None)
        told = _told(version, as_of, known_at, cards, learned, snapshot.digest, snapshot.entities, started)
        return record_look(acting, number_, told, _new(pack, cards, outcome, as_of), outcome.over, outcome.found)
    except BaseException:
        forget(number_)
        raise
    finally:
        shutil.rmtree(place, ignore_errors=True)


def look_at_touched(acting: Acting, pack: Pack, version: PackVersion, as_of: date) -> Run | None:
    """Look at whoever records touched since the look before. None where nothing came.

    Raises LookRefusedError before the first look at everyone: there is nothing to go on from.
    """
    base, before = base_of(pack), last_of(pack)
    if base is None or before is None:
        raise LookRefusedError(
            f"pack {pack.name}: nobody has looked at everyone yet; first: bonafides signal run --all"
        )
    started, cards = timezone.now(), _cards(pack, as_of)
    known_at = settled_moment()
    chosen = touched(before.known_at, known_at)
    if not chosen:
        return None
    place = Path(tempfile.mkdtemp(prefix="signals-", dir=_var()))
    try:
        snapshot = take_snapshot(place / "snapshot", pack, known_at, needs=needs(pack, cards), only=chosen)
        outcome, learned = Outcome(), Learned(limits=_limits(base))
        working = _working(pack, cards, as_of)
        neighbours: dict[str, set[int]] = {}
        with Look(pack, as_of, cards, snapshot) as look:
            look.gather()
            for one in cards:
                if one.card.crowd is not None:
                    neighbours[one.card.signal] = _moved(look, one, base, chosen, learned)
            for bucket in look.buckets(look.tables, None, "look"):
                for one in cards:
                    decided = chosen | neighbours.get(one.card.signal, set())
                    own = {entity: pk for entity, pk in working[one.card.signal].items() if entity in decided}
                    _add(outcome, look, one, learned, bucket, own, decided=chosen)
        for one in cards:
            beside = {each for each in learned.crowds.get(one.card.signal, {}) if each not in chosen}
            if beside := beside - working[one.card.signal].keys():
                outcome.leads += _beside(pack, one, known_at, beside, learned, place / one.card.signal)
        told = _told(version, as_of, known_at, cards, learned, snapshot.digest, len(chosen), started)
        told |= {"since": before.known_at, "base": base}
        return record_look(acting, _next_run(), told, _new(pack, cards, outcome, as_of), outcome.over, outcome.found)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def base_of(pack: Pack) -> Run | None:
    """The last look at everyone by this very text of the pack."""
    found = Run.objects.filter(pack_version__pack=pack.name, pack_version__digest=pack.digest, since=None)
    return found.order_by("-known_at").first()


def last_of(pack: Pack) -> Run | None:
    """The look that knew most."""
    return Run.objects.filter(pack_version__pack=pack.name).order_by("-known_at").first()


def needs(pack: Pack, cards: list[Compiled]) -> Needs:
    """The columns that these cards look at, and no more."""
    names = {name for one in cards for name in (*one.looks_at, *one.card.figures())}
    return needs_of([replace(pack, indicators={name: one for name, one in pack.indicators.items() if name in names})])


def _cards(pack: Pack, as_of: date) -> list[Compiled]:
    found = [compiled(pack, one, as_of) for one in in_force(pack, as_of)]
    if not found:
        raise LookRefusedError(f"pack {pack.name} has no signal in force on {as_of}: add a card, signals/NAME.yaml")
    return found


def _add(
    outcome: Outcome,
    look: Look,
    one: Compiled,
    learned: Learned,
    bucket: int,
    own: dict[int, int],
    decided: set[int] | None,
) -> None:
    """What a card says of a bucket. `own`: business → its signal at work; `decided`: who is in the snapshot, if not everyone."""
    true = look.true_of(one, learned, bucket)
    name = one.card.signal
    outcome.found[name] = outcome.found.get(name, 0) + len(true)
    outcome.over += [pk for entity, pk in own.items() if entity not in true]
    outcome.leads += look.leads(one, (true if decided is None else true & decided) - own.keys(), learned)


def _moved(look: Look, one: Compiled, base: Run, chosen: set[int], learned: Learned) -> set[int]:
    """Of a crowd: everyone in a group that the touched are in or left; those in a large one are true."""
    assert one.card.crowd is not None  # noqa: S101 - whoever calls looked
    look.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE moved AS SELECT c.entity_id, g.key FROM (SELECT unnest(?::BIGINT[]) AS entity_id) c "
        f"LEFT JOIN {gathered(one.card)} g ON g.entity_id = c.entity_id", [sorted(chosen)],
    )  # fmt: skip
    rows = Crowd(look.connection, one.card, base.pk).move("moved")
    least = number(look.pack, one.card.crowd.at_least, look.as_of)
    learned.crowds[one.card.signal] = {entity: many for entity, many in rows if many >= least}
    return {entity for entity, _ in rows}


def _beside(
    pack: Pack, one: Compiled, known_at: datetime, beside: set[int], learned: Learned, folder: Path
) -> list[Lead]:
    """What a signal rests on for those whom no record touched, but whose group grew."""
    snapshot = take_snapshot(folder, pack, known_at, needs=needs(pack, [one]), only=beside)
    with Look(pack, one.as_of, [one], snapshot) as look:
        return [lead for _ in look.buckets(look.tables, None, "look") for lead in look.leads(one, beside, learned)]


def _working(pack: Pack, cards: list[Compiled], as_of: date) -> dict[str, dict[int, int]]:
    """Card → business → its signal at work."""
    found: dict[str, dict[int, int]] = {one.card.signal: {} for one in cards}
    rows = at_work(as_of).filter(run__pack_version__pack=pack.name, card__in=found)
    for card, entity, pk in rows.values_list("card", "entity_id", "pk"):
        found[card][entity] = pk
    return found


def _new(pack: Pack, cards: list[Compiled], outcome: Outcome, as_of: date) -> list[NewSignal]:
    by_name = {one.card.signal: one for one in cards}
    return [_signal(pack, by_name[one.card].card, by_name[one.card].digest, one, as_of) for one in outcome.leads]


def _signal(pack: Pack, card: Card, digest: str, lead: Lead, as_of: date) -> NewSignal:
    expires_on = as_of + timedelta(days=number(pack, card.expires_days, as_of))
    return NewSignal(
        lead.entity, card.owner, card.signal, digest, card.effect, card.order, list(card.items), as_of, expires_on, lead.reason,
        lead.figures, list(lead.records), lead.newest,
    )  # fmt: skip


def _told(
    version: PackVersion, as_of: date, known_at: datetime, cards: list[Compiled], learned: Learned, digest: str, decided: int,
    started: datetime,
) -> dict[str, Any]:  # fmt: skip
    told: dict[str, Any] = dict(learned.limits) | {card: len(members) for card, members in learned.crowds.items()}
    return {
        "pack_version": version, "as_of": as_of, "known_at": known_at, "since": None, "base": None,
        "cards": {one.card.signal: one.digest for one in cards}, "learned": told, "engine": DuckDb().version,
        "snapshot_digest": digest, "decided": decided, "started_at": started,
    }  # fmt: skip


def _limits(base: Run) -> dict[str, dict[str, tuple[int, int, int]]]:
    """The limits that a look at everyone learned."""
    return {
        card: {group: (int(one[0]), int(one[1]), int(one[2])) for group, one in told.items()}
        for card, told in base.learned.items() if isinstance(told, dict)
    }  # fmt: skip


def _next_run() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('signals_run', 'id'))")
        return int(cursor.fetchone()[0])


def _var() -> Path:
    folder = folder_of(0).parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder
