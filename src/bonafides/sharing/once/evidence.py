"""Answer an evidence request at once: by purpose and case, through the door of disclosure, with what came of each fact.

What is asked for twice under one X-Road-Id is read again and counted once; another question under the same id is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from bonafides.entities.queries import entity_by_code
from bonafides.kernel.canonical.one import canonical
from bonafides.packs.form import FactItem
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack, pack_of_version, version_numbered
from bonafides.sharing.access.log import How
from bonafides.sharing.at_once import AtOnce
from bonafides.sharing.disclosure import Disclosed, Request, disclosed_of_code, scope_of
from bonafides.sharing.once.fill import fill
from bonafides.sharing.once.filled import Outcome, Why
from bonafides.sharing.once.forms import UnknownFormError, form_named
from bonafides.sharing.once.meter import keep
from bonafides.sharing.once.question import Question, QuestionRefusedError, Road
from bonafides.sharing.once.read import closed, erased, newest
from bonafides.sharing.once.sources import Sources, values_of


class AskedOtherwiseError(Exception):
    """Another question under an X-Road-Id that was used already."""


@dataclass(frozen=True)
class Answer:
    """What came of each fact or item, in the order in which they were asked; at a moment."""

    at: datetime
    scheme: str
    code: str
    items: tuple[dict[str, Any], ...]

    def count(self, outcome: Outcome) -> int:
        return sum(one["outcome"] == outcome for one in self.items)

    @property
    def complete(self) -> bool:
        """Whether no source was out of reach: what the purpose does not open will not come by waiting."""
        return not any(one.get("why") in (Why.SUSPENDED, Why.NEVER_REPORTED) for one in self.items)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {"at": self.at.isoformat(), "scheme": self.scheme, "code": self.code, "items": list(self.items)}

    @property
    def digest(self) -> bytes:
        """SHA-256 of the canonical JSON."""
        return sha256(canonical(self.as_json())).digest()


def answered(request: Request, question: Question, road: Road) -> Answer:
    """The answer; what was asked is kept, no value is. It is read, written down with the look, and only then told.

    Raises NotDisclosedError, UnknownEntityError, UnknownFormError, QuestionRefusedError, AskedOtherwiseError.
    """
    who = request.who
    version = version_numbered(*who.version) if who.version else installed_pack(who.pack)[1]
    request = replace(request, version=version.pk)
    pack = pack_of_version(version)
    if question.form:
        with transaction.atomic():
            return _of_form(request, pack, question, road)
    return _of_facts(request, pack, question, road)


def _of_form(request: Request, pack: Pack, question: Question, road: Road) -> Answer:
    """Items of a form: filled as for the business, in one transaction."""
    entity = entity_by_code(question.scheme, question.code)
    try:
        form = form_named(pack, question.form, request.on)
    except UnknownFormError as error:
        raise QuestionRefusedError(f"form: {error}") from None
    readable = [one.item for one in form.items if one.asked is None]
    if stray := [one for one in question.items if one not in readable]:
        raise QuestionRefusedError(
            f"items: expected items that agencies hold ({', '.join(readable)}), came `{stray[0]}`"
        )
    filled = fill(request, form, entity, pack=pack, how=How.EVIDENCE, only=question.items or readable)
    answer = Answer(filled.at, entity.scheme, entity.code, tuple(one.as_json() for one in filled.items))
    return _kept(answer, keep(request, road, question.digest, entity.pk, answer))


def _of_facts(request: Request, pack: Pack, question: Question, road: Road) -> Answer:
    """Facts: one statement that reads, one that writes; neither needs a transaction around it."""
    wanted = _wanted(pack, question.facts)
    holders = {each for kind in wanted for each in pack.catalogue[kind].sources}
    fields = {f"{pack.name}/{kind}": names for kind, names in wanted.items()}
    at = values_of(pack.name, wanted, holders)

    def read() -> tuple[AtOnce, Mapping[str, object] | None]:
        return disclosed_of_code(request, question.scheme, question.code, fields, at)

    found, look = read()
    sources = found.sources
    if sources is None and not all(_newest(pack, one, found.records, request) for one in question.facts):
        # First the sources, then once more what they gave: what arrives between the two is not called empty.
        sources = Sources.of(pack.name, wanted, holders)
        found, look = read()
    told = tuple(_fact(pack, one, found.records, sources or Sources(()), request) for one in question.facts)
    answer = Answer(timezone.now(), found.entity.scheme, found.entity.code, told)
    return _kept(answer, keep(request, road, question.digest, found.entity.pk, answer, look))


def _wanted(pack: Pack, facts: Iterable[FactItem]) -> dict[str, set[str]]:
    """The facts by their kinds. Raises QuestionRefusedError for what the catalogue has not."""
    wanted: dict[str, set[str]] = {}
    for one in facts:
        if one.kind not in pack.catalogue or one.field not in pack.catalogue[one.kind].facts.properties:
            raise QuestionRefusedError(
                f"facts: expected a fact of the catalogue of {pack.name}, came `{one.kind}/{one.field}`"
            )
        wanted.setdefault(one.kind, set()).add(one.field)
    return wanted


def _kept(answer: Answer, kept: bool) -> Answer:  # noqa: FBT001  # what `keep` said
    if not kept:
        raise AskedOtherwiseError(
            "X-Road-Id: expected a new one for another question, came one that was used; make a new one"
        )
    return answer


def _newest(pack: Pack, one: FactItem, records: list[Disclosed], request: Request) -> Disclosed | None:
    return newest(pack, records, one.kind, pack.catalogue[one.kind].sources, request.on)


def _fact(pack: Pack, one: FactItem, records: list[Disclosed], sources: Sources, request: Request) -> dict[str, Any]:
    told: dict[str, Any] = {"fact": f"{one.kind}/{one.field}"}
    agencies = pack.catalogue[one.kind].sources
    found = _newest(pack, one, records, request)
    if found is not None and not sources.suspended(found.agency, one.kind):
        if erased(pack, found, one):
            return told | {"outcome": str(Outcome.UNAVAILABLE), "why": str(Why.ERASED), "agency": found.agency}
        value = found.facts.get(one.field)
        told["outcome"] = str(Outcome.VALUE if value is not None else Outcome.KNOWN_EMPTY)
        told |= {} if value is None else {"value": value}
        return told | {
            "agency": found.agency, "record": found.ref, "of": found.event_date.isoformat(),
            "valid_from": found.valid_from.isoformat(),
        }  # fmt: skip
    if (why := sources.why(agencies, (one.kind,))) is not None:
        return told | {"outcome": str(Outcome.UNAVAILABLE), "why": str(why)}
    if closed(scope_of(request), pack, one.kind, request.on):
        return told | {"outcome": str(Outcome.UNAVAILABLE), "why": str(Why.NOT_DISCLOSED)}
    return told | {"outcome": str(Outcome.KNOWN_EMPTY)}
