"""The register that sharing is measured on: businesses that are registered and insured, and the officer who asks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.checks_register import PACK, codes

ROSTER = """\
number,name,roles,fields,regions,certificate,certificate_until,capacity,interests
2,Officer,case-officer,,,,,,
"""
MARKET, HUMAN = "market-regulation", "human-resources"
# Copies of the first business's records, each under a reference of its own.
_RECORDS = """
INSERT INTO records_record (entity_id, known_from, batch_id, row_no, event_date, valid_from, valid_to, kind_id, agency_id,
  publicity_class_id, action, state, source_ref, facts, withheld, salt, commitment)
SELECT e.id, r.known_from, r.batch_id, r.row_no, r.event_date, r.valid_from, r.valid_to, r.kind_id, r.agency_id,
  r.publicity_class_id, r.action, r.state, r.source_ref || '-' || e.id, r.facts, r.withheld, r.salt, r.commitment
FROM entities_entity e CROSS JOIN records_record r WHERE e.id <> r.entity_id AND r.entity_id = %s
"""


def fill(businesses: int) -> tuple[str, list[str]]:
    """By acts the pack, an officer and one business; by SQL the others. The officer's token, and the codes."""
    from django.db import connection

    token, first = _by_acts()
    every = codes(businesses)
    with connection.cursor() as wrapped:
        with wrapped.cursor.copy("COPY entities_entity (scheme, code, kind) FROM STDIN") as copy:
            copy.write("".join(f"uscc\t{code}\tenterprise\n" for code in every))
        wrapped.execute(_RECORDS, [first.entity_id])
    connection.commit()
    with connection.cursor() as wrapped:
        for table in ("entities_entity", "records_record", "packs_packversion"):
            wrapped.execute(f"VACUUM (ANALYZE) {table}")
    return token, every


def _by_acts() -> tuple[str, Any]:
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.enrol import enrol
    from bonafides.agencies.acts.issue_credential import issue_credential
    from bonafides.agencies.queries import agency, officer
    from bonafides.agencies.roster import read_roster
    from bonafides.packs.acts.install import install
    from bonafides.packs.load import load_pack
    from bonafides.packs.queries import installed_pack
    from bonafides.records.ingest.one import NewRecord, take_one

    def operator() -> Acting:
        return Acting("benchmark", "operator", "benchmark", "benchmark")

    install(operator(), load_pack(Path(PACK)))
    enrol(operator(), agency("cn", MARKET), read_roster(ROSTER.encode()), date(2026, 1, 1))
    token = issue_credential(operator(), officer("cn", MARKET, "2"), timezone.now() + timedelta(days=1))
    pack, version = installed_pack("cn")
    code = "91990000MA0TEXT124"
    facts = {
        "legal_form": "limited-company", "status": "in-business", "established_on": "2024-01-02",
        "registration_event": "establishment", "address": "1 Lotus Road",
    }  # fmt: skip
    made = take_one(pack, version, MARKET, NewRecord("registration", "uscc", code, "R", date(2024, 1, 2), facts), "R")
    insured = {"year": 2025, "payment_status": "paid", "insured": 12}
    given = NewRecord("social-insurance-payment", "uscc", code, "S", date(2026, 1, 5), insured)
    take_one(pack, version, HUMAN, given, "S")
    return token, made
