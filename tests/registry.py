"""A register for tests: packs put in force, small files taken in, the whole of the database as something to compare.

put_in_force(toy())
take_in(write_csv(tmp_path / "a.csv", [row("S1", "r1")]), "a-fines")
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.db import connection, transaction

from bonafides.acts.act import Acting
from bonafides.packs.load import load_pack, parse_pack
from bonafides.packs.pack import Pack
from bonafides.records.locked.form import PREFIX

PACKS = Path(__file__).resolve().parents[1] / "packs"

_KIND = """\
kind: {kind}
title: {{en: "{kind}"}}
category: {category}
nature: {nature}
in_force: {{from: 2000-01-01}}
sources: [a, b]
basis: [{{instrument: LAW, article: "1", mark: verified}}]
publicity:
  classes: [{{class: every}}]
  periods: [{{class: every, public: true, in_force: {{from: 2000-01-01}}}}]
retention: {{months: 60, from: event_date}}
{exclusive}facts:
  type: object
  additionalProperties: false
  required: [value]
  properties:
    value: {{x-title: {{en: Value}}, x-disclosure: public, type: integer, minimum: 0, maximum: 1000000}}
    note: {{x-title: {{en: Note}}, x-disclosure: public, type: string, maxLength: 2000}}
    secret: {{x-title: {{en: Secret}}, x-disclosure: shared, type: string, maxLength: 2000}}
"""
_MAPPING = """\
mapping: {agency}-{kind}s
title: {{en: "{kind}s of {agency}"}}
agency: {agency}
kind: {kind}
in_force: {{from: 2000-01-01}}
made_on: 2026-06-30
code: {{column: code, scheme: {scheme}}}
ref: {{column: ref}}
action: {{column: action}}
supersedes: {{column: target}}
event_date: {{column: date}}
valid_from: {{column: from}}
valid_to: {{column: to}}
document_no: {{column: document}}
reason: {{column: reason}}
names: {{registered: {{column: name, language: en}}}}
aliases: {{registration-number: {{column: legacy}}}}
facts:
  value: {{column: value}}
  note: {{column: note}}
  secret: {{column: secret}}
"""
KINDS = {"fine": ("event", ""), "rating": ("state", ""), "licence": ("event", "exclusive: [value]\n")}
AGENCIES = ("a", "b")
TOY = {
    "pack.yaml": """\
pack: toy
version: "1"
jurisdiction: XX
title: {en: Toy}
languages: [en]
timezone: Asia/Shanghai
tiers_public: false
schemes:
  - {scheme: shop, role: identity, title: {en: Shop}, pattern: "[A-Z][0-9]{0,30}", subjects: [{prefix: "", kind: enterprise}]}
  - {scheme: uscc, role: identity, subjects: [{prefix: "", kind: enterprise}]}
  - {scheme: registration-number, role: alias}
""",
    "instruments.yaml": "- {id: LAW, title: {en: Law}, issuer: Us, in_force: {from: 2000-01-01}, mark: verified}\n",
    "agencies.yaml": "- {id: a, title: {en: Agency A}}\n- {id: b, title: {en: Agency B}}\n",
    **{
        f"catalogue/{kind}.yaml": _KIND.format(kind=kind, nature=nature, exclusive=exclusive, category="contract")
        for kind, (nature, exclusive) in KINDS.items()
    },
    **{
        f"mappings/{agency}-{kind}s.yaml": _MAPPING.format(agency=agency, kind=kind, scheme="shop")
        for kind in KINDS
        for agency in AGENCIES
    },
    "mappings/a-codes.yaml": _MAPPING.format(agency="a", kind="fine", scheme="uscc").replace("a-fines", "a-codes", 1),
}
COLUMNS = (
    "code", "ref", "action", "target", "date", "from", "to", "document", "reason", "name", "legacy", "value", "note",
    "secret",
)  # fmt: skip


def toy(file: str = "", old: str = "", new: str = "") -> Pack:
    """The toy pack, `old` (there exactly once) in one of its files changed to `new`."""
    files = dict(TOY)
    if file:
        assert files[file].count(old) == 1, f"{old!r} is {files[file].count(old)} times in {file}"
        files[file] = files[file].replace(old, new)
    return parse_pack({name: text.encode() for name, text in files.items()}, "toy")


@cache
def repository_pack(name: str) -> Pack:
    """A pack of this repository."""
    return load_pack(PACKS / name)


def officer(reason: str = "a test") -> Acting:
    """Whoever runs this installation."""
    return Acting("Officer Li", "operator", "LAW art. 1", reason)


def put_in_force(pack: Pack) -> Pack:
    """Install a pack."""
    from bonafides.packs.acts.install import install

    install(officer(), pack)
    return pack


def row(code: str, ref: str, **cells: object) -> dict[str, object]:
    """A row of a file of the toy pack, in good order but for the cells given."""
    return {"code": code, "ref": ref, "date": "2024-01-01", "value": 1} | cells


def write_csv(path: Path, rows: Iterable[dict[str, object]], columns: Sequence[str] = COLUMNS) -> Path:
    """A CSV of these rows; absent cells are empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def take_in(path: Path, mapping: str, *, dry_run: bool = False, progress: Callable[..., None] | None = None) -> Any:
    """Ingest a file by a mapping of the packs in force; the summary."""
    from bonafides.packs.queries import pack_of_mapping
    from bonafides.records.ingest.run import ingest

    pack, version = pack_of_mapping(mapping)
    return ingest(path, pack, version, pack.mappings[mapping], dry_run=dry_run, progress=progress)


@contextmanager
def rolled_back(blocker: Any) -> Iterator[None]:
    """One transaction for a fixture that the tests of a module share, undone at its end.

    Its tests are marked `django_db`: what each writes is undone within that transaction.
    """
    with blocker.unblock():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        connection.close()


@pytest.fixture(scope="module")
def toy_in_force(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The toy pack, put in force once for the tests of a module, which are marked `django_db`."""
    with rolled_back(django_db_blocker):
        put_in_force(toy())
        yield


@pytest.fixture
def emptied_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database in which transactions end, for tests with several sessions; emptied afterwards.

    Taken under the name that pytest-django knows: `transactional_db = registry.emptied_db`. Its own way of emptying is
    refused by append-only tables.
    """
    with django_db_blocker.unblock():
        yield
        connection.close()
        empty()
        connection.close()


def empty() -> None:
    """Empty every table. They refuse that, also to their owner: only a superuser can turn triggers off."""
    from bonafides.ledger.keys import folder

    sql("SET session_replication_role = replica")
    full = [f'"{name}"' for name in tables() if not name.startswith("django_")]
    sql(f"TRUNCATE {', '.join(full)} RESTART IDENTITY CASCADE")
    sql("SET session_replication_role = DEFAULT")
    (folder() / "signed").unlink(missing_ok=True)  # else the ledger would miss what it signed


class Session(Protocol):
    """A psycopg connection or cursor, or a cursor of Django."""

    def execute(self, query: str, /) -> Any:
        """Run a statement."""
        ...


def sql(statement: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a statement, written plainly, as the owner of the database would."""
    with connection.cursor() as cursor:
        cursor.cursor.execute(statement, values or None)
        return cursor.cursor.fetchall() if cursor.cursor.description else []


def moment() -> datetime:
    """Now, by the clock of the database."""
    return sql("SELECT clock_timestamp()")[0][0]


def tables() -> list[str]:
    """Every table of ours."""
    found = sql(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
    )
    return [name for (name,) in found]


def digest() -> dict[str, str]:
    """Every table with a digest of all it holds, to the last column: equal where nothing at all was changed."""
    query = (
        "SELECT count(*) || ' rows ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM {} t"
    )
    return {table: sql(query.format(f'"{table}"'))[0][0] for table in tables()}


# What two runs must agree in; numbers, salts and moments of the database itself differ.
_BATCH = "(SELECT b.file_name || '/' || b.mapping FROM records_batch b WHERE b.id = {}) AS of_batch"
# What is under lock is other text each time, by its nature: what it says when it is opened is for tests/records/locked.
_WITHHELD = f"""(SELECT jsonb_object_agg(w.key, CASE WHEN starts_with(w.key, '{PREFIX}') THEN '"under lock"' ELSE w.value END)
  FROM jsonb_each(r.withheld) w) AS withheld"""
CONTENT = {
    "records": f"""
      SELECT e.scheme, e.code, e.kind AS entity_kind, a.name AS agency, k.name AS kind, p.name AS class,
        {_BATCH.format("r.batch_id")}, r.row_no, r.source_ref, r.action, r.state, s.source_ref AS supersedes,
        se.code AS supersedes_code, r.exclusive_key IS NOT NULL AS exclusive, r.event_date, r.valid_from, r.valid_to,
        r.document_no, r.basis, r.reason, r.facts, {_WITHHELD}
      FROM records_record r JOIN entities_entity e ON e.id = r.entity_id JOIN agencies_agency a ON a.id = r.agency_id
      JOIN packs_kind k ON k.id = r.kind_id JOIN packs_publicityclass p ON p.id = r.publicity_class_id
      LEFT JOIN records_record s ON s.id = r.supersedes LEFT JOIN entities_entity se ON se.id = r.supersedes_entity""",
    "entities": "SELECT scheme, code, kind FROM entities_entity",
    "names": """SELECT e.code, n.use, n.language, n.name, n.folded, n.valid_from, r.source_ref FROM entities_name n
      JOIN entities_entity e ON e.id = n.entity_id JOIN records_record r ON r.id = n.record""",
    "aliases": """SELECT e.code, a.scheme, a.code AS alias, a.valid_from, r.source_ref FROM entities_alias a
      JOIN entities_entity e ON e.id = a.entity_id JOIN records_record r ON r.id = a.record""",
    "batches": """SELECT file_name, mapping, file_digest, finished_at IS NOT NULL AS finished, next_row, added, unchanged,
      quarantined FROM records_batch""",
    "quarantine": f"""SELECT {_BATCH.format("q.batch_id")}, q.row_no, q.repeats, q."column", q.reason, q.details,
      (SELECT jsonb_agg(CASE jsonb_typeof(c -> 1) WHEN 'object' THEN '"under lock"' ELSE c END ORDER BY place)
       FROM jsonb_array_elements(q.cells) WITH ORDINALITY AS x (c, place)) AS cells,
      {_BATCH.format("q.resolved_by_id").replace("of_batch", "resolved_by")} FROM records_quarantined q""",
}  # fmt: skip


def content(session: Session) -> dict[str, list[str]]:
    """What the register holds, without the database's own numbers and moments: for comparing two of them."""
    found = {}
    for name, query in CONTENT.items():
        rows = session.execute(f"SELECT row_to_json(t)::text FROM ({query}) t ORDER BY 1")
        found[name] = [text for (text,) in (rows if rows is not None else session).fetchall()]  # type: ignore[attr-defined]
    return found


def own_content() -> dict[str, list[str]]:
    """The content of this test's own database."""
    with connection.cursor() as cursor:
        return content(cursor.cursor)
