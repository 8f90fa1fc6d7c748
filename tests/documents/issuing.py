"""A small world in which documents are issued: the Chinese pack, a registered business, officers; and an act that issues one.

world(); document = issued("prior-notice", fields={"facts": "…"})
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from tests.records.ingest.conftest import uscc
from tests.registry import officer as operator
from tests.registry import put_in_force, repository_pack

from bonafides.acts.act import Acting, Role, official_act
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import COLUMNS, read_roster
from bonafides.documents.issue import issue
from bonafides.documents.models import Document
from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.records.ingest.one import NewRecord, take_one

AGENCY, NAME = "market-regulation", "云岭食品有限公司"
FACTS = {"fields": {"facts": "生产经营添加非食用物质的食品。"}}


def world() -> None:
    """The pack in force, business 1 registered under a name, a case officer 102 and a decider 100."""
    put_in_force(repository_pack("cn"))
    pack, version = installed_pack("cn")
    facts = {"legal_form": "limited-company", "status": "in-business", "established_on": "2020-01-01",
             "registration_event": "establishment"}  # fmt: skip
    given = NewRecord("registration", "uscc", uscc(1), "reg-1", date(2020, 1, 1), facts)
    with transaction.atomic():
        take_one(pack, version, AGENCY, given, "a test")
    rows = [",".join(COLUMNS)]
    rows += [f"{number},Officer Zhang,{role},,,,,," for number, role in (("100", "decider"), ("102", "case-officer"))]
    enrol(operator(), agency("cn", AGENCY), read_roster("\n".join(rows).encode()), date(2020, 1, 1))


def business() -> Entity:
    """The business."""
    return Entity.objects.get(scheme="uscc", code=uscc(1))


def by(number: str = "102") -> Acting:
    """An officer who acts."""
    return Acting(number, AGENCY, "SV-44 13", "a test", pack="cn")


@official_act("tests.serve", by=(Role.CASE_OFFICER, Role.DECIDER))
def serve(acting: Acting, form: str, context: Mapping[str, Any], number: str | None = None) -> Document:
    """A document as a step of a case issues it."""
    pack, version = installed_pack("cn")
    entity = business()
    acting.subject = entity.pk
    return issue(acting, pack, version, form, entity=entity, context=context, number=number)


def issued(form: str = "prior-notice", *, officer: str = "102", number: str | None = None, **context: Any) -> Document:
    """A document."""
    return serve(by(officer), form, context or FACTS, number)


def today() -> date:
    """Today, as the register has it."""
    return timezone.localdate()
