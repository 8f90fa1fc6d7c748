"""The records of a case as the standards see them: checked as the ingest would, and only those that stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from bonafides.packs.pack import Pack
from bonafides.packs.wording import shown
from bonafides.standards.case.records import CaseRecord, facts_of
from bonafides.standards.packtest.cases import Case, Record


class WrongCaseError(ValueError):
    """A case that states something the pack does not know; the message says what was expected and what came."""


@dataclass(frozen=True)
class Facts:
    """The records that stand, by the code of their business; `own` is that of the case. `about`: the one decided on."""

    own: str
    by_code: dict[str, list[CaseRecord]]
    about: CaseRecord | None


def facts_of_case(pack: Pack, case: Case) -> Facts:
    """The facts of a case as they were known on its day. Raises WrongCaseError."""
    known_at = case.known_at or case.as_of
    read = [(one, _record(pack, one, number)) for number, one in enumerate(case.records, start=1)]
    known = [(one, record) for one, record in read if record.known_from <= _moment(known_at)]
    refs = [one.ref for one, _ in read if one.ref]
    for one, _ in read:
        if one.supersedes is not None and one.supersedes not in refs:
            raise WrongCaseError(f"expected the `ref` of a record ({_list(refs)}), came {shown(one.supersedes)}")
    gone = {one.supersedes for one, _ in known if one.supersedes is not None}
    by_code: dict[str, list[CaseRecord]] = {case.business.code: []}
    for one, record in known:
        if one.action in ("record", "correction") and one.ref not in gone:
            by_code.setdefault(case.business.code if one.of is None else one.of, []).append(record)
    about = _record(pack, case.record, 0) if case.record is not None else None
    return Facts(case.business.code, by_code, about)


def _record(pack: Pack, one: Record, number: int) -> CaseRecord:
    kind = pack.catalogue.get(one.kind)
    if kind is None:
        raise WrongCaseError(f"expected a kind of the catalogue ({_list(list(pack.catalogue))}), came `{one.kind}`")
    agency = one.agency or (kind.sources[0] if len(kind.sources) == 1 else None)
    if agency not in kind.sources:
        came = "none" if agency is None else f"`{agency}`"
        raise WrongCaseError(
            f"record of `{one.kind}`: expected an agency that submits it ({_list(kind.sources)}), came {came}"
        )
    plain = {name: _plain(value) for name, value in one.facts.items()}
    if one.action in ("record", "correction"):
        for error in kind.facts.validator.iter_errors(plain):
            place = "".join(f".{step}" for step in error.absolute_path)
            raise WrongCaseError(f"record of `{one.kind}`: facts{place}: {error.message}")
    return CaseRecord(
        id=number,
        kind=one.kind,
        agency=agency or "",
        ref=one.ref or f"record {number}",
        event_date=one.event_date,
        valid_from=one.valid_from or one.event_date,
        valid_to=one.valid_to,
        known_from=_moment(one.known_from or one.event_date),
        facts=facts_of(kind.facts.properties, plain),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _list(words: list[str] | tuple[str, ...]) -> str:
    return ", ".join(words) or "there is none"
