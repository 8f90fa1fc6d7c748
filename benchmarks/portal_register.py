"""A register for the portal's benchmark: a million businesses with names and records, one in a thousand with many."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db.backends.utils import CursorWrapper

from benchmarks.checks_register import codes
from benchmarks.portal_names import businesses

PACK = Path(__file__).parent.parent / "packs" / "cn"
MANY_IN, MANY = 1_000, 30  # one business in so many has so many records
_COPIED = """
INSERT INTO records_record ({columns}) SELECT {values}
FROM entities_entity e CROSS JOIN records_record t
WHERE t.entity_id = %s AND e.id <> t.entity_id AND (%s = 1 OR e.id %% %s = 0)"""


def fill(count: int, more: list[str]) -> list[str]:
    """The pack and one record by acts, the others as its copies by SQL; their codes. `more` names come last."""
    from django.db import connection

    names = [one.name for one in businesses(count - len(more))] + more
    own = codes(count + 1)[:count]
    first = _first()
    with connection.cursor() as cursor:
        with cursor.copy("COPY entities_entity (scheme, code, kind) FROM STDIN") as copy:
            copy.write("".join(f"uscc\t{code}\tenterprise\n" for code in own))
        for number in range(MANY):
            _copied(cursor, first, number)
        cursor.execute("CREATE TEMPORARY TABLE named (code text, name text)")
        with cursor.copy("COPY named FROM STDIN") as copy:
            copy.write("".join(f"{code}\t{name}\n" for code, name in zip(own, names, strict=True)))
        cursor.execute(
            "INSERT INTO entities_name (entity_id, use, language, name, valid_from, known_from, record) "
            "SELECT e.id, 'registered', 'zh', n.name, r.valid_from, r.known_from, r.id FROM named n "
            "JOIN entities_entity e ON e.scheme = 'uscc' AND e.code = n.code "
            "JOIN records_record r ON r.entity_id = e.id AND r.row_no = 1000"
        )
    connection.commit()
    with connection.cursor() as cursor:
        for table in ("entities_entity", "entities_name", "records_record"):
            cursor.execute(f"VACUUM (ANALYZE) {table}")
    return own


def _copied(cursor: CursorWrapper, first: int, number: int) -> None:
    """The record of the first business once more for each, or for one in a thousand, under another reference and day."""
    every = 1 if number == 0 else MANY_IN
    own = {
        "entity_id": "e.id", "source_ref": f"t.source_ref || '-{number}-' || e.id", "row_no": str(1000 + number),
        "event_date": f"t.event_date - {number}", "valid_from": f"t.valid_from - {number}",
    }  # fmt: skip
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ',' ORDER BY ordinal_position) FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = 'records_record' AND column_name <> 'id' AND is_generated = 'NEVER'"
    )
    columns = str(cursor.fetchone()[0]).split(",")
    values = [own.get(name, f"t.{name}") for name in columns]
    sql = _COPIED.format(columns=", ".join(columns), values=", ".join(values))
    cursor.execute(sql, [first, every, every])


def _first() -> int:
    """The number of a business that came by acts, with a record."""
    from benchmarks.checks_register import ROSTER
    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.enrol import enrol
    from bonafides.agencies.queries import agency
    from bonafides.agencies.roster import read_roster
    from bonafides.packs.acts.install import install
    from bonafides.packs.load import load_pack
    from bonafides.packs.queries import installed_pack
    from bonafides.records.acts.enter import enter
    from bonafides.records.ingest.one import NewRecord

    operator = Acting("bench", "operator", "benchmark", "benchmark")
    install(operator, load_pack(PACK))
    enrol(operator, agency("cn", "market-regulation"), read_roster(ROSTER.encode()), date(2020, 1, 1))
    pack, version = installed_pack("cn")
    facts = {
        "legal_form": "limited-company", "status": "in-business", "established_on": "2015-03-01",
        "registration_event": "establishment",
    }  # fmt: skip
    given = NewRecord("registration", "uscc", "91990000MA0TEXT124", "R-1", date(2015, 3, 1), facts)
    record = enter(Acting("D-1", "market-regulation", "benchmark", "benchmark", pack="cn"), pack, version, given)
    return int(record.entity_id)
