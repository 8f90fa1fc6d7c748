"""Single facts of the records that stand: for forms, evidence, exports and feeds, one statement for many businesses."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from bonafides.acts.statement import Statement
from bonafides.packs.models import PackVersion
from bonafides.packs.queries import pack_of_version, version_in_force
from bonafides.records.locked.form import MEMBERS
from bonafides.sharing.access.log import LOOK
from bonafides.sharing.opened import opened_facts
from bonafides.sharing.publicity import PERIOD, PUBLIC_UNTIL, Audience, facts, records, visible
from bonafides.sharing.purpose import NotDisclosedError
from bonafides.sharing.scope import Scope

# A kind that holds until the next one of its source: of each agency the one that began last, also where that is not shown.
_RECORDS = """
SELECT r.id, r.entity_id, k.pack || '/' || k.name AS kind, a.name, r.source_ref, r.event_date, r.valid_from, r.valid_to,
  r.known_from, r.document_no, r.basis, r.state, r.agency_id, {visible}, CASE WHEN {visible} THEN {facts} END
FROM {records} r LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id
JOIN agencies_agency a ON a.id = r.agency_id JOIN packs_kind k ON k.id = r.kind_id
WHERE r.entity_id = ANY ({entities}) AND r.action < 2
  AND r.kind_id = ANY ({kinds})
  AND coalesce(r.known_from <= %(known_at)s::timestamptz, false) AND r.valid_from <= %(as_of)s::date
  AND NOT EXISTS (
    SELECT FROM {records} s WHERE s.supersedes = r.id AND (s.known_from <= %(known_at)s::timestamptz OR {ended}))
"""
_STAND = """
WITH {look}period AS MATERIALIZED ({period}) {records}
ORDER BY r.entity_id, r.kind_id, r.valid_from DESC, r.known_from DESC, r.id DESC"""


_KINDS = "ARRAY(SELECT o.id FROM packs_kind o WHERE o.pack || '/' || o.name = ANY (%(asked)s::text[]))"


def standing(audience: Audience, entities: str, kinds: str = _KINDS) -> str:
    """The query of the records that stand of some businesses and kinds, arrays of numbers; `period` is named before it."""
    # What was withdrawn or annulled by now has ended, whatever moment is asked about.
    ended = "false" if audience is Audience.OPERATOR else "s.action > 1"
    parts = {"visible": visible(audience, PUBLIC_UNTIL), "facts": facts(audience), "records": records(audience)}
    return _RECORDS.format(ended=ended, entities=entities, kinds=kinds, **parts)


def _statement(audience: Audience, look: str = "") -> Statement:
    return Statement(_STAND.format(look=look, period=PERIOD, records=standing(audience, "%(entities)s::bigint[]")))


_FOR = {audience: _statement(audience) for audience in Audience}
_LOGGED: Mapping[Audience, Statement] = {
    one: _statement(one, LOOK + ", ") for one in Audience if one is not Audience.PUBLIC
}


@dataclass(frozen=True, slots=True)
class Disclosed:
    """One record as it was disclosed; `facts` are those that were wanted, of those that it has."""

    id: int
    entity: int
    kind: str
    agency: str
    ref: str
    event_date: date
    valid_from: date
    valid_to: date | None
    known_from: datetime
    document_no: str | None
    basis: str | None
    facts: dict[str, Any]


def read_fields(
    scope: Scope,
    entities: Sequence[int],
    wanted: Mapping[str, Collection[str]],
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
    look: Mapping[str, object] | None = None,
) -> list[Disclosed]:
    """What stands, as far as the scope opens it. For `disclosure.py` alone, which gives the `look` that is logged with it."""
    values = values_of(scope, wanted, as_of, known_at) | {"entities": list(entities)} | dict(look or {})
    statement = _FOR[scope.audience] if look is None else _LOGGED[scope.audience]
    return chosen(scope, statement.rows(values), wanted, as_of)


def values_of(
    scope: Scope, wanted: Mapping[str, Collection[str]], as_of: date | None = None, known_at: datetime | None = None,
    today: date | None = None,
) -> dict[str, object]:  # fmt: skip
    """The values of `standing`; `today`, where whoever asks has looked at the calendar already."""
    today = today or timezone.localdate()
    values: dict[str, object] = {
        "today": today, "as_of": as_of or today, "known_at": known_at or timezone.now(), "asked": list(wanted),
    }  # fmt: skip
    return values if scope.sight is None else values | scope.sight.values()


def chosen(
    scope: Scope, rows: Sequence[tuple[Any, ...]], wanted: Mapping[str, Collection[str]], as_of: date | None = None
) -> list[Disclosed]:
    """What the rows of `standing` come to, in their order: of each record the facts that are wanted."""
    whole = scope.audience is Audience.OPERATOR
    return list(_chosen(rows, wanted, as_of or timezone.localdate(), whole=whole))


def hold(scope: Scope, wanted: Mapping[str, Collection[str]]) -> None:
    """Hold what is wanted to what the scope opens. Raises NotDisclosedError."""
    for kind, names in wanted.items():
        _hold(scope, kind, names)


def _chosen(
    rows: Sequence[tuple[Any, ...]], wanted: Mapping[str, Collection[str]], day: date, *, whole: bool
) -> Iterator[Disclosed]:
    seen: set[tuple[int, str, int]] = set()
    chosen: list[Disclosed] = []
    for row in rows:
        entity, kind, state, agency, shown = row[1], row[2], row[-4], row[-3], row[-2]
        if state and (entity, kind, agency) in seen:
            continue
        seen.add((entity, kind, agency))
        one = Disclosed(*(*row[:11], {}))
        if shown and (one.valid_to is None or one.valid_to > day):
            one.facts.update(json.loads(row[-1]))
            chosen.append(one)
    _open([one for one in chosen if set(wanted[one.kind]) - one.facts.keys()], whole=whole)
    for one in chosen:
        for name in one.facts.keys() - wanted[one.kind]:
            del one.facts[name]
        yield one


def _open(records: list[Disclosed], *, whole: bool) -> None:
    """Those of which a fact is wanted that may be under lock; nothing is opened that nobody asked for."""
    held = [one for one in records if not MEMBERS.keys().isdisjoint(one.facts)]
    for one, told in zip(held, opened_facts((one.facts for one in held), whole=whole), strict=True):
        one.facts.clear()
        one.facts.update(told)


def _hold(scope: Scope, kind: str, names: Collection[str]) -> None:
    withheld = withheld_of(kind, scope.version)
    if scope.audience is Audience.OPERATOR:
        return
    if refused := sorted((withheld - scope.fields.get(kind, frozenset())).intersection(names)):
        purpose = f"purpose `{scope.purpose.purpose}`" if scope.purpose else "no purpose"
        raise NotDisclosedError(
            "fields", f"facts of `{kind}` that are public or that the purpose opens",
            f"{', '.join(f'`{one}`' for one in refused)} with {purpose}",
            "leave them out, or name the purpose that opens them (purposes.yaml of the pack)",
        )  # fmt: skip


def withheld_of(kind: str, version: int | None = None) -> frozenset[str]:
    """The facts of a kind (`PACK/KIND`) that are not public, by the pack in force. Raises NotDisclosedError for no kind."""
    pack, _, name = kind.partition("/")
    number = version_in_force(pack) if version is None else version
    found = None if number is None else _withheld(number, pack, name)
    if found is None:
        raise NotDisclosedError(
            "kinds", "a kind of record of a pack in force, `PACK/KIND`", "another", "mend its spelling"
        )
    return found


@lru_cache(maxsize=1_024)
def _withheld(version: int, name: str, kind: str) -> frozenset[str] | None:
    pack = pack_of_version(PackVersion.objects.get(pk=version))
    if pack.name != name or kind not in pack.catalogue:
        return None
    facts = pack.catalogue[kind].facts.properties
    return frozenset(fact for fact, one in facts.items() if one.disclosure != "public")
