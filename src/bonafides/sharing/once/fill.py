"""Fill a form for a business from what the agencies hold: nothing that one of them has and may share is asked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils import timezone

from bonafides.entities.models import Entity
from bonafides.packs.check_forms import asked_although
from bonafides.packs.form import Form, FormItem
from bonafides.packs.held import holders, kinds_of
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.records.annotations import PENDING, lasting
from bonafides.sharing.once.answer import answer
from bonafides.sharing.once.filled import FilledForm, FilledItem, Outcome
from bonafides.sharing.once.meter import count
from bonafides.sharing.once.sources import Sources
from bonafides.sharing.purpose import Request
from bonafides.standards.case.records import CaseRecord, records_of


def fill(request: Request, form: Form, entity: Entity, *, pack: Pack | None = None) -> FilledForm:
    """The form as it is on the day of the request. With a case it is logged and counted; without one it only looks.

    Raises NotDisclosedError where the purpose of the form does not let who asks read it.
    """
    pack = pack or installed_pack(request.who.pack)[0]
    at = timezone.now()
    reading = [one for one in form.items if one.asked is None]
    kinds = {kind for one in reading for kind in _kinds(pack, one)}
    sources = Sources(pack.name, kinds, (agency for one in reading for agency in holders(pack, one)))
    records = records_of(pack, entity.pk, at) if reading else []
    items = [_filled(pack, one, entity, records, sources, request) for one in form.items]
    filled = FilledForm(pack, form, entity.pk, entity.scheme, entity.code, at, tuple(_disputed(items, request)))
    if request.case:
        count(request, filled)
    return filled


def _filled(
    pack: Pack, one: FormItem, entity: Entity, records: Sequence[CaseRecord], sources: Sources, request: Request
) -> FilledItem:
    if one.asked is not None:
        slipped = asked_although(pack, one, request.on) is not None
        return FilledItem(one, Outcome.TO_BE_ASKED, agencies=holders(pack, one) if slipped else (), slipped=slipped)
    return answer(pack, one, entity, records, sources, request.on)


def _disputed(items: Sequence[FilledItem], request: Request) -> Iterator[FilledItem]:
    """With each whether a record that it rests on is under an objection, a reconsideration or a suit."""
    numbers = {record for one in items for record in one.records}
    pending = lasting(request.on).filter(record__in=numbers, kind__in=PENDING).values_list("record", flat=True)
    disputed = set(pending) if numbers else set()
    for one in items:
        yield replace(one, disputed=True) if disputed & set(one.records) else one


def _kinds(pack: Pack, one: FormItem) -> tuple[str, ...]:
    return (one.fact.kind,) if one.fact else kinds_of(pack, one.criterion)
