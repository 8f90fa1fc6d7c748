"""The register that checks are measured on: businesses of whom one in twenty is listed, with the measures that come with it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

ROSTER = """\
number,name,roles,fields,regions,certificate,certificate_until,capacity,interests
D-1,Decider,decider;case-officer;entry-clerk,,,,,,
"""
PACK = Path(__file__).parents[1] / "packs" / "cn"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015
POINT = "procurement.supplier"
LISTED_IN = 20  # one business in so many
MERGED_IN, LIFTED_IN = 1_000, 50

_MEASURES = """
INSERT INTO measures_instance (entity_id, measure, kind, version_id, agency_id, basis, trigger_kind,
  trigger_ref, trigger_of, record, points, scope, since, until, public, given, act_id, seal)
SELECT e.id, t.measure, t.kind, t.version_id, t.agency_id, t.basis, t.trigger_kind, t.trigger_ref, t.trigger_of, t.record,
  t.points, t.scope, t.since, t.until, t.public, t.given, t.act_id, t.seal
FROM entities_entity e CROSS JOIN measures_instance t WHERE e.id %% %s = 0 AND e.id <> t.entity_id AND t.entity_id = %s
"""
_LIFTS = """
INSERT INTO measures_lift (instance_id, "on", how, why, act_id, seal)
SELECT id, since, 'trigger-ended', 'benchmark', act_id, seal FROM measures_instance WHERE entity_id %% %s = 0 AND entity_id <> %s
"""
_MERGES = """
INSERT INTO entities_merge (entity_id, into_id, decided_at, act_id, seal)
SELECT e.id, e.id + 1, now(), 1, '' FROM entities_entity e WHERE e.id %% %s = 7
  AND EXISTS (SELECT FROM entities_entity n WHERE n.id = e.id + 1)
"""


def fill(businesses: int) -> tuple[str, str]:
    """By acts the pack, the officers, one listed business; by SQL the others. The token of an officer, the code of that one."""
    from django.db import connection

    token, first = _by_acts()
    with connection.cursor() as wrapped:
        with wrapped.cursor.copy("COPY entities_entity (scheme, code, kind) FROM STDIN") as copy:
            copy.write("".join(f"uscc\t{code}\tenterprise\n" for code in codes(businesses)))
        wrapped.execute(_MEASURES, [LISTED_IN, first.pk])
        wrapped.execute(_LIFTS, [LISTED_IN * LIFTED_IN, first.pk])
        wrapped.execute(_MERGES, [MERGED_IN])
    connection.commit()
    with connection.cursor() as wrapped:
        for table in ("entities_entity", "measures_instance", "measures_lift", "entities_merge", "packs_packversion"):
            wrapped.execute(f"VACUUM (ANALYZE) {table}")
    return token, str(first.code)


def codes(count: int) -> list[str]:
    """Made-up codes in order: check character and inner check as they should be."""
    values = np.zeros((count, 18), dtype=np.int64)
    values[:, :8] = [ALPHABET.index(sign) for sign in "91990000"]
    values[:, 8], values[:, 9] = ALPHABET.index("M"), ALPHABET.index("A")
    numbers = np.random.default_rng(5).permutation(31**5)[:count]
    for place in range(11, 16):
        values[:, place], numbers = numbers % 31, numbers // 31
    signs = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
    of_36 = np.array(["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(sign) for sign in ALPHABET])
    inner = (of_36[values[:, 8:16]] * np.array([3, 7, 9, 10, 5, 8, 4, 2])).sum(axis=1) % 11
    values[:, 16] = [ALPHABET.index(sign) for sign in np.array(list("0X987654321"))[inner]]
    weights = np.array([pow(3, place, 31) for place in range(17)])
    values[:, 17] = -(values[:, :17] * weights).sum(axis=1) % 31
    return [bytes(row).decode() for row in signs[values]]


def _by_acts() -> tuple[str, Any]:
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.enrol import enrol
    from bonafides.agencies.acts.issue_credential import issue_credential
    from bonafides.agencies.queries import agency, officer
    from bonafides.agencies.roster import read_roster
    from bonafides.measures.cascade import impose_for_trigger
    from bonafides.packs.acts.install import install
    from bonafides.packs.load import load_pack
    from bonafides.packs.queries import installed_pack
    from bonafides.records.acts.enter import enter
    from bonafides.records.ingest.one import NewRecord

    operator = Acting("bench", "operator", "benchmark", "benchmark")
    install(operator, load_pack(PACK))
    today = timezone.localdate()
    for name in ("market-regulation", "finance"):
        enrol(operator, agency("cn", name), read_roster(ROSTER.encode()), date(2020, 1, 1))
    pack, version = installed_pack("cn")
    facts = {"item": "5-2", "penalty_document_no": "P-1"}
    listed_on = today - timedelta(days=30)
    given = NewRecord(
        "serious-violation-listing", "uscc", "91990000MA0TEXT124", "L-1", listed_on, facts, valid_from=listed_on,
        valid_to=today + timedelta(days=1_000),
    )  # fmt: skip
    record = enter(Acting("D-1", "market-regulation", "SV-44 13", "benchmark", pack="cn"), pack, version, given)
    impose_for_trigger(operator, "record", record.pk, on=today)
    return issue_credential(
        operator, officer("cn", "finance", "D-1"), timezone.now() + timedelta(days=1)
    ), record.entity
