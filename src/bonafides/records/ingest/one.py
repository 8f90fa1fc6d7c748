"""One record that an act makes: by the same door as the rows of a file, as a batch of one.

It is checked, sealed and merged by what checks, seals and merges a chunk, so that nothing can come in by an act that could not
by a file, and every reader, audit and older moment finds it like any other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Map
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl
from django.db import connection
from django.utils import timezone

from bonafides.acts.act import ActRefusedError
from bonafides.agencies.models import Agency
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.ledger.batches import append_batch
from bonafides.packs.kind import Kind as KindOfPack
from bonafides.packs.mapping import ACTIONS, Action, Mapping
from bonafides.packs.models import Kind, PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.ingest.batch import plan_of
from bonafides.records.ingest.businesses import Businesses
from bonafides.records.ingest.conflicts import explain_conflicts
from bonafides.records.ingest.merge import merge, take_turn
from bonafides.records.ingest.prepare import check
from bonafides.records.ingest.read.source import ROW, Chunk
from bonafides.records.ingest.seal import seal
from bonafides.records.ingest.targets import rules_of
from bonafides.records.ingest.validate import DTYPE_OF_TYPE
from bonafides.records.models import Batch, Record

MAPPING = "records.enter"  # what stands for a mapping; no mapping of a pack can have a dot in its name
_TEXTS = ("document_no", "basis", "reason", "supersedes")
_DATES = ("event_date", "valid_from", "valid_to")


class RecordRefusedError(ActRefusedError):
    """A record that may not come in: what was expected, what came, the mend. Nothing was changed."""


@dataclass(frozen=True)
class NewRecord:
    """A record as an act gives it. `facts` are JSON; `supersedes` is the reference of the one that is corrected or ended."""

    kind: str
    scheme: str
    code: str
    ref: str
    event_date: date
    facts: Map[str, Any] = field(default_factory=dict)
    action: Action = "record"
    supersedes: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    document_no: str | None = None
    basis: str | None = None
    reason: str | None = None


def take_one(pack: Pack, version: PackVersion, agency: str, given: NewRecord, source: str) -> Record:
    """The record, entered in the transaction of the caller; `source` says where it came from, as a file's name would.

    Raises RecordRefusedError.
    """
    kind = _kind(pack, agency, given)
    mapping = _mapping(kind, agency, given.scheme)
    batch = Batch(
        pack_version=version,
        mapping=MAPPING,
        agency=Agency.objects.get(pack=pack.name, name=agency),
        kind=Kind.objects.get(pack=pack.name, name=kind.kind),
        file_name=source,
        started_at=timezone.now(),
        next_row=2,
        added=1,
    )
    plan = plan_of(batch, pack, mapping)
    mapped = _mapped(given, kind)
    chunk = Chunk(1, 1, mapped.select(ROW, **_cells(given, kind)))
    prepared = check(chunk, mapped, rules_of(plan), plan)
    if prepared.faults:
        raise RecordRefusedError(
            "record `%(ref)s`: %(details)s; nothing was changed", ref=given.ref, details=prepared.faults[0].details
        )
    if prepared.linked.height:
        expected = Sentence("expected a code of the scheme `%(scheme)s`, came a former code", scheme=given.scheme)
        raise RecordRefusedError(
            "record `%(ref)s`: %(expected)s; look its business up first, nothing was changed",
            ref=given.ref,
            expected=expected,
        )
    rows = seal(prepared.ready, plan)
    # The salted commitment names what came in, as the digest does of a file, and gives none of it away.
    batch.file_digest = rows["commitment"].item().hex()
    batch.finished_at = timezone.now()
    batch.save()
    plan = replace(plan, batch_id=batch.pk)
    nothing = pl.DataFrame()
    with connection.cursor() as cursor:
        now = take_turn(cursor.cursor, plan)
        merged = merge(cursor.cursor, plan, Businesses(plan), rows, nothing, nothing, now)
        if merged.left:
            conflict = explain_conflicts(cursor.cursor, plan, rows, merged.left)[0]
            raise RecordRefusedError(
                "record `%(ref)s`: %(details)s; nothing was changed", ref=given.ref, details=conflict.details
            )
    append_batch(batch.pk, [bytes.fromhex(batch.file_digest)])
    return Record.objects.get(agency=batch.agency, source_ref=rows["source_ref"].item())


def _kind(pack: Pack, agency: str, given: NewRecord) -> KindOfPack:
    """The kind of the record, which the agency may submit and whose JSON Schema its facts keep."""
    try:
        json.dumps([asdict(given)], default=str, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise RecordRefusedError("expected text of Unicode, came half a character; nothing was changed") from None
    kind = pack.catalogue.get(given.kind)
    if kind is None:
        known = Joined(pack.catalogue)
        raise RecordRefusedError(
            "expected a kind of record of pack %(pack)s (%(known)s), came `%(kind)s`",
            pack=pack.name,
            known=known,
            kind=given.kind,
        )
    if agency not in kind.sources:
        told = Sentence(
            "expected one of the agencies that may enter `%(kind)s` (%(sources)s), came `%(agency)s`",
            kind=kind.kind,
            sources=Joined(kind.sources),
            agency=agency,
        )
        raise RecordRefusedError("%(told)s; nothing was changed", told=told)
    if given.scheme not in {use.scheme for use in pack.info.schemes if use.role == "identity"}:
        raise RecordRefusedError(
            "expected a scheme that names subjects of pack %(pack)s, came `%(scheme)s`",
            pack=pack.name,
            scheme=given.scheme,
        )
    if given.action not in ACTIONS:
        raise RecordRefusedError(
            "expected one of %(actions)s, came `%(action)s`", actions=Joined(ACTIONS), action=given.action
        )
    ends = given.action in ("withdrawal", "annulment")
    error = next(iter(kind.facts.validator.iter_errors(dict(given.facts))), None)
    if ends and given.facts:
        raise RecordRefusedError(
            "record `%(ref)s`: expected no facts, as a %(action)s has none, came some",
            ref=given.ref,
            action=given.action,
        )
    if error is not None and not ends:
        where = ".".join(str(part) for part in error.absolute_path) or Sentence("facts")
        raise RecordRefusedError(
            "record `%(ref)s`: %(where)s: %(error)s; nothing was changed",
            ref=given.ref,
            where=where,
            error=_without_value(error),
        )
    return kind


def _without_value(error: Any) -> str:
    """What a fact had to be. What came is not repeated: it may be a person's number."""
    if error.validator in ("required", "additionalProperties"):
        return str(error.message)
    return Sentence(
        "expected %(validator)s %(validator_value)r, came something else",
        validator=error.validator,
        validator_value=error.validator_value,
    )


def _mapping(kind: KindOfPack, agency: str, scheme: str) -> Mapping:
    """Each column named as what it becomes."""
    own = {name: {"column": name} for name in ("action", "ref", *_DATES, *_TEXTS)}
    return Mapping.model_validate(
        {
            "mapping": "enter", "title": kind.title, "agency": agency, "kind": kind.kind,
            "in_force": {"from": kind.in_force.since}, "code": {"column": "code", "scheme": scheme},
            "facts": {name: {"column": name} for name in kind.facts.properties}, **own,
        }
    )  # fmt: skip


def _mapped(given: NewRecord, kind: KindOfPack) -> pl.DataFrame:
    """The record columns, as a mapping would have made them."""
    texts = {f"_{name}": (getattr(given, name) or "").strip() or None for name in _TEXTS}
    columns = {
        ROW: pl.Series([1], dtype=pl.Int32),
        "_code_given": _text(given.code.strip()),
        "_ref": _text(given.ref.strip() or None),
        "_action": pl.Series([ACTIONS.index(given.action)], dtype=pl.Int16),
        "_event_date": pl.Series([given.event_date], dtype=pl.Date),
        "_valid_from": pl.Series([given.valid_from or given.event_date], dtype=pl.Date),
        "_valid_to": pl.Series([given.valid_to], dtype=pl.Date),
        **{name: _text(text) for name, text in texts.items()},
    }
    for name, fact in kind.facts.properties.items():
        value = given.facts.get(name)
        if fact.format == "date":
            columns[name] = pl.Series([value and date.fromisoformat(value)], dtype=pl.Date)
        else:
            columns[name] = pl.Series([list(value) if isinstance(value, (list, tuple)) else value],
                                      dtype=DTYPE_OF_TYPE[fact.type])  # fmt: skip
    return pl.DataFrame(columns)


def _text(text: str | None) -> pl.Series:
    return pl.Series([text], dtype=pl.String)


def _cells(given: NewRecord, kind: KindOfPack) -> dict[str, pl.Expr]:
    """What a fault shows as having come."""
    own = {name: getattr(given, name) for name in ("code", "ref", "action", *_DATES, *_TEXTS)}
    found = own | {name: given.facts.get(name) for name in kind.facts.properties}
    return {name: pl.lit(None if value is None else str(value), pl.String) for name, value in found.items()}
