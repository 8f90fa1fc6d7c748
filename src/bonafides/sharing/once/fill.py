"""Fill a form for a business from what the agencies hold: nothing that one of them has and may share is asked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bonafides.agencies.who import Kind
from bonafides.entities.models import Entity
from bonafides.entities.queries import one_with
from bonafides.packs.check_forms import asked_although
from bonafides.packs.form import Form, FormItem
from bonafides.packs.held import holders
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.records.annotations import PENDING, lasting
from bonafides.sharing.access.log import How
from bonafides.sharing.disclosure import NotDisclosedError, Request, Scope, scope_of
from bonafides.sharing.look import looked
from bonafides.sharing.once.answer import Known, answer, kinds_read
from bonafides.sharing.once.filled import FilledForm, FilledItem, Outcome, Why
from bonafides.sharing.once.meter import count
from bonafides.sharing.once.read import closed, opened, read
from bonafides.sharing.once.sources import Sources
from bonafides.sharing.publicity import Audience
from bonafides.standards.case.records import CaseRecord, records_of

ANSWER = "yes-or-no"
"""What the log says was seen of a kind where a criterion was answered: no fact of it."""


@transaction.atomic
def fill(
    request: Request, form: Form, entity: Entity, *, pack: Pack | None = None, how: How = How.API,
    only: Sequence[str] | None = None,
) -> FilledForm:  # fmt: skip
    """The form as it is on the day of the request; `only` some of its items, in that order. Logged; counted for a case.

    Raises NotDisclosedError where the form is another agency's, or its purpose does not let who asks read for it.
    """
    pack = pack or installed_pack(request.who.pack)[0]
    _held_to(request, form)
    scope, at = scope_of(request), timezone.now()
    named = {one.item: one for one in form.items}
    items = list(form.items) if only is None else [named[name] for name in only]
    shut = {one.item for one in items if one.asked is None and not _opens(scope, pack, one)}
    reading = [one for one in items if one.asked is None and one.item not in shut]
    entities = sorted(one_with(entity))
    facts = read(request, pack, entities, [one.fact for one in reading if one.fact], how)
    records = _records(request, scope, pack, entity, [one for one in reading if one.criterion], how, at)
    kinds = {kind for one in reading for kind in kinds_read(pack, one)}
    sources = Sources.of(pack.name, kinds, (agency for one in reading for agency in holders(pack, one)))
    hidden = frozenset(one.fact.kind for one in reading if one.fact and closed(scope, pack, one.fact.kind, request.on))
    known = Known(entity, facts, records, sources, request.on, hidden)
    found = [_filled(pack, one, known, shut, request) for one in items]
    filled = FilledForm(pack, form, entity.pk, entity.scheme, entity.code, at, tuple(_disputed(found, request)))
    if request.case and request.who.kind is not Kind.OPERATOR:
        count(request, filled)
    return filled


def _held_to(request: Request, form: Form) -> None:
    """A form is its agency's, for its own purpose; the business may see its own as it would be filled."""
    if request.who.kind in (Kind.OPERATOR, Kind.BUSINESS):
        return
    if request.who.agency != form.agency:
        raise NotDisclosedError(
            "form", f"a form of {request.who.agency or 'an agency'}", f"one of {form.agency}", "name it"
        )
    if request.purpose != form.purpose:
        raise NotDisclosedError(
            "purpose", f"`{form.purpose}`, that of the form", "another", "name the purpose of the form"
        )


def _opens(scope: Scope, pack: Pack, one: FormItem) -> bool:
    if one.fact is not None:
        return opened(scope, pack, one.fact)
    return scope.audience is not Audience.PUBLIC


def _records(
    request: Request, scope: Scope, pack: Pack, entity: Entity, criteria: Sequence[FormItem], how: How, at: datetime
) -> list[CaseRecord]:
    """What the standards read to answer criteria. That they were answered is logged; what from never leaves."""
    if not criteria:
        return []
    kinds = {f"{pack.name}/{kind}": (ANSWER,) for one in criteria for kind in kinds_read(pack, one)}
    looked(request, scope, [entity.pk], kinds, how)
    return records_of(pack, entity.pk, at)


def _filled(pack: Pack, one: FormItem, known: Known, shut: set[str], request: Request) -> FilledItem:
    if one.asked is not None:
        slipped = asked_although(pack, one, request.on) is not None
        return FilledItem(one, Outcome.TO_BE_ASKED, agencies=holders(pack, one) if slipped else (), slipped=slipped)
    if one.item in shut:
        return FilledItem(one, Outcome.UNAVAILABLE, agencies=holders(pack, one), why=Why.NOT_DISCLOSED)
    return answer(pack, one, known)


def _disputed(items: Sequence[FilledItem], request: Request) -> Iterator[FilledItem]:
    """With each whether a record that it rests on is under an objection, a reconsideration or a suit."""
    numbers = {record for one in items for record in one.records}
    pending = lasting(request.on).filter(record__in=numbers, kind__in=PENDING).values_list("record", flat=True)
    disputed = set(pending) if numbers else set()
    for one in items:
        yield replace(one, disputed=True) if disputed & set(one.records) else one
