"""Questions that wait for a source that is out of reach: kept without a value, and looked at until it is to be had."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.sharing.once.answer import kinds_read
from bonafides.sharing.once.forms import form_named
from bonafides.sharing.once.meter import agency_of
from bonafides.sharing.once.models import Told, Waiting
from bonafides.sharing.once.question import Question, Road
from bonafides.sharing.once.sources import Sources
from bonafides.sharing.purpose import Request


def keep_waiting(request: Request, question: Question, road: Road, consumer: str, until: datetime) -> None:
    """Keep a question; the same message waits once."""
    row = Waiting(
        at=timezone.now(), agency=agency_of(request), message=road.message, consumer=consumer, until=until,
        question=question.as_json(),
    )  # fmt: skip
    Waiting.objects.bulk_create([row], ignore_conflicts=True)


def open_questions() -> list[Waiting]:
    """Those whose consumer was not told yet, the oldest first."""
    return list(Waiting.objects.filter(told=None).select_related("agency").order_by("id"))


def was_told(one: Waiting) -> None:
    """Its consumer was told."""
    Told.objects.create(waiting=one, at=timezone.now())


def now_to_be_had(one: Waiting) -> bool:
    """Whether every source of a question is within reach now. It reads no record."""
    pack, _ = installed_pack(one.agency.pack)
    kinds = _kinds(pack, Question.of(one.question))
    sources = Sources.of(pack.name, kinds, {each for kind in kinds for each in pack.catalogue[kind].sources})
    return all(sources.why((each,), (kind,)) is None for kind in kinds for each in pack.catalogue[kind].sources)


def _kinds(pack: Pack, question: Question) -> set[str]:
    if not question.form:
        return {one.kind for one in question.facts}
    items = form_named(pack, question.form, timezone.localdate()).items
    wanted = [one for one in items if one.asked is None and (not question.items or one.item in question.items)]
    return {kind for one in wanted for kind in kinds_read(pack, one)}
