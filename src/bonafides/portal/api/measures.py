"""Measures at the API: what weighs on a business, and the acts by which officers impose, lift and let decline."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from pydantic import Field

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.wall import inside
from bonafides.entities.models import Entity
from bonafides.entities.queries import UnknownEntityError, entity_by_code
from bonafides.ledger.index import index_of_act
from bonafides.measures.acts.decline import decline
from bonafides.measures.acts.impose import impose
from bonafides.measures.acts.lift import lift
from bonafides.measures.burden import burden
from bonafides.measures.models import Instance
from bonafides.measures.permission import basis_on
from bonafides.packs.queries import installed_pack
from bonafides.portal.api.draw_schemas import ActIn, Done
from bonafides.portal.api.draws import Answer, identity
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS
from bonafides.portal.audience import every_officer, officers
from bonafides.records.models import Record
from bonafides.sharing.lookup import LONGEST

router = Router()
_ANSWERS = {200: Done, **FOR_OFFICERS}
Effect = Literal["deny", "weigh", "require", "favour"]


class TriggerIn(Schema):
    """What a measure is imposed for: a record, as AGENCY/REFERENCE, or a listing by its number."""

    record: str | None = None
    listing: int | None = None


class ImposeIn(ActIn):
    """`until`: the end that the officer chooses, where the law leaves a span; `stated`: what its decisions ask of an officer."""

    measure: str
    scheme: str = "uscc"
    code: str
    trigger: TriggerIn
    since: date
    until: date | None = None
    stated: dict[str, bool | int | str] = Field(default_factory=dict)
    scope: str = ""
    reason: str


class LiftIn(ActIn):
    """From which day on, and why."""

    on: date
    reason: str


class DeclineIn(ActIn):
    """What the business said of a reward; `again`: it would have it after all."""

    measure: str
    scheme: str = "uscc"
    code: str
    on: date
    again: bool = False
    reason: str


class TriggerOut(Schema):
    """What it rests on."""

    kind: str
    number: int
    of: str


class BorneOut(Schema):
    """One measure that counts. `until` is excluded; null: as long as its trigger stands."""

    instance: int
    measure: str
    kind: Literal["penalty", "reward"]
    agency: str
    basis: str
    title: dict[str, str]
    scope: str | None
    since: date
    until: date | None
    points: dict[str, Effect]
    trigger: TriggerOut


class BurdenOut(Schema):
    """All that weighs on a business today; `points`: what the measures come to at each, the strongest of them."""

    scheme: str
    code: str
    day: date
    agencies: dict[str, int]
    points: dict[str, Effect]
    measures: list[BorneOut]


@router.get(
    "/burdens/{scheme}/{path:code}",
    auth=every_officer(),
    response={200: BurdenOut, **FOR_OFFICERS},
    operation_id="get_burden",
    summary="What weighs on one business",
)
def get_burden(
    request: HttpRequest,
    scheme: Annotated[str, Path(max_length=60, description="the scheme of the code, such as `uscc`")],
    code: Annotated[str, Path(max_length=LONGEST, description="the code, in its normal form")],
) -> Answer:
    """Every measure that counts today, of every agency; what is not public only of the officer's own."""
    who = identity(request)
    try:
        entity = _entity(scheme, code)
    except UnknownEntityError as error:
        return problem(404, str(error))
    return burden(entity, timezone.localdate(), seen_by=(who.pack, who.agency)).as_json()


@router.post(
    "/measures",
    auth=officers(*impose.by),  # type: ignore[attr-defined]  # set by the decorator
    response=_ANSWERS,
    operation_id="impose_measure",
    summary="Impose a measure",
)
def post_measure(request: HttpRequest, given: ImposeIn) -> Answer:
    """Impose a measure of the catalogue; refused with the rule of the pack's standard that does not permit it."""
    who = identity(request)
    try:
        entity = _entity(given.scheme, given.code)
    except UnknownEntityError as error:
        return problem(404, str(error))
    pack, _ = installed_pack(who.pack)
    measure = pack.measures.get(given.measure)
    basis = given.basis or (basis_on(pack, measure, given.since) if measure else "") or given.measure
    acting = who.acting(basis, given.reason)
    made = impose(
        acting, given.measure, entity, _trigger(who.pack, given.trigger), given.since, until=given.until,
        stated=given.stated, scope=given.scope,
    )  # fmt: skip
    return _done(acting, instance=made.pk, until=made.until and made.until.isoformat())


@router.post(
    "/measures/{int:instance}/lift",
    auth=officers(*lift.by),  # type: ignore[attr-defined]  # set by the decorator
    response=_ANSWERS,
    operation_id="lift_measure",
    summary="Lift a measure",
)
def post_lift(
    request: HttpRequest,
    instance: Annotated[int, Path(description="the number of the measure as it was imposed", ge=1)],
    given: LiftIn,
) -> Answer:
    """Lift a measure of the officer's own agency before its end."""
    own = Instance.objects.filter(pk=instance).first()
    acting = identity(request).acting(given.basis or (own.basis if own else "none"), given.reason)
    lift(acting, instance, given.on, given.reason)
    return _done(acting, instance=instance, on=given.on.isoformat())


@router.post(
    "/measures/declined",
    auth=officers(*decline.by),  # type: ignore[attr-defined]  # set by the decorator
    response=_ANSWERS,
    operation_id="decline_reward",
    summary="Enter that a business declined a reward",
)
def post_declined(request: HttpRequest, given: DeclineIn) -> Answer:
    """A reward that counts ends on that day, and does not come again until the business would have it."""
    try:
        entity = _entity(given.scheme, given.code)
    except UnknownEntityError as error:
        return problem(404, str(error))
    acting = identity(request).acting(given.basis or given.measure, given.reason)
    decline(acting, given.measure, entity, given.on, again=given.again)
    return _done(acting, measure=given.measure)


def _entity(scheme: str, code: str) -> Entity:
    if "\0" in scheme + code:
        raise UnknownEntityError("expected the code of a business of this register")
    return entity_by_code(scheme, code)


@inside()
def _trigger(pack: str, given: TriggerIn) -> tuple[str, int]:
    if (given.record is None) == (given.listing is None):
        raise ActRefusedError("trigger: expected either `record` or `listing`; nothing was changed")
    if given.listing is not None:
        return "listing", given.listing
    agency, _, ref = (given.record or "").replace("\0", "").partition("/")
    found = (
        Record.objects.filter(agency__pack=pack, agency__name=agency, source_ref=ref)
        .values_list("pk", flat=True)
        .first()
    )
    if found is None:
        raise ActRefusedError("trigger: expected a record of this register as AGENCY/REFERENCE; nothing was changed")
    return "record", found


def _done(acting: Acting, **told: Any) -> dict[str, Any]:
    return {"act": acting.id, "ledger_index": index_of_act(acting.id), "told": told}
