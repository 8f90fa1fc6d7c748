"""The ledger beside raw SHA-256 of the same bytes: leaves queued, sequenced and sealed, proved, audited; the size of a proof."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.report import Bar, Report

VAR = Path("var") / "bench"
LEAVES, QUICK_LEAVES = 1_000_000, 100_000
BATCH = 10_000  # leaves under one checkpoint
ROUNDS = 20  # in which sequencing and raw hashing take turns
RECORDS = 1_000_000

NOTE = (
    "Acts are done one by one, each a transaction with its row, event, leaf and place in the queue. The leaves that are "
    "sequenced and audited are of acts of the same form, written by COPY. A run of the sequencer is one transaction for 10,000 "
    "leaves: queue, entries, tiles, signed checkpoint. Raw SHA-256 hashes the same entries in a loop in Python, in turn with "
    "the sequencer. Proofs are made from tiles in the database. The audit takes each leaf anew from the row of its act, the tree "
    "from the leaves, and holds tiles and checkpoints against them, with one process a core."
)


def run(*, quick: bool) -> Report:
    """On an embedded server of its own under var/bench."""
    shutil.rmtree(VAR, ignore_errors=True)
    os.environ["BONAFIDES_VAR"] = str(VAR.resolve())
    for name in ("DATABASE_URL", "BONAFIDES_LEDGER", "BONAFIDES_LEDGER_KEY"):
        os.environ.pop(name, None)
    from bonafides.cli.database import ready

    ready()
    from bonafides.ledger.audit.whole import audit
    from bonafides.ledger.sequence import sequence

    report = Report("ledger", "Ledger", quick)
    leaves = QUICK_LEAVES if quick else LEAVES
    acts = _acts_a_second(300 if quick else 3_000)
    sequence()
    queued = _queue_acts(leaves)
    sequenced, raw, entries = _sequence_beside_hashing(leaves)
    proofs, proof = _proofs_a_second(200 if quick else 2_000)
    in_batch, seconds_of_batch = _proof_of_one_of_a_million()
    found = audit()
    assert found.findings == [], found.findings[:3]
    report.figures |= {
        "acts done, each a transaction": (acts, "a second"),
        "leaves": (leaves, "leaves"),
        "leaves queued by COPY": (queued, "a second"),
        "leaves sequenced and sealed": (sequenced, "a second"),
        "raw SHA-256 of the same entries": (raw, "a second"),
        "receipts of acts": (proofs, "a second"),
        "receipt of an act": (proof, "bytes"),
        "tree of a batch": (RECORDS / seconds_of_batch, "records a second"),
        "receipt of one of a million records": (in_batch, "bytes"),
        "audit": (found.seconds, "s"),
        "leaves audited": (entries / max(found.seconds, 0.1), "a second"),
    }
    report.ratios["sequencing to raw SHA-256"] = sequenced / raw
    report.bars = {
        "leaves sequenced and sealed, a second": Bar(round(sequenced), 10_000),
        "receipt of one of a million records, bytes": Bar(in_batch, 4_095, least=False),
    }
    # Quick: a tenth of the bar, and five seconds for the start of the processes.
    audited = "audit of 100,000 leaves, seconds" if quick else "audit of a million leaves, seconds"
    report.bars[audited] = Bar(found.seconds, 11 if quick else 60, least=False)
    report.notes = [NOTE]
    return report


def _acts_a_second(count: int) -> float:
    from bonafides.acts.act import Acting, Role, official_act

    @official_act("bench.act", by=(Role.OPERATOR,))
    def act(acting: Acting, number: int) -> None:
        acting.details = {"number": number}

    begun = time.perf_counter()
    for number in range(count):
        act(Acting("bench", "operator", "benchmark", "benchmark"), number)
    return count / (time.perf_counter() - begun)


def _queue_acts(count: int) -> float:
    """Acts with their leaves, as the decorator would have written them."""
    from django.db import connection, transaction

    from bonafides.acts.models import Act

    first = (Act.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    begun = time.perf_counter()
    for start in range(first, first + count, 50_000):
        made = list(_acts(start, min(first + count, start + 50_000)))
        with transaction.atomic(), connection.cursor() as wrapped:
            cursor = wrapped.cursor
            with cursor.copy(
                "COPY acts_act (id, name, at, officer, agency, pack, subject, basis, reason, evidence, details, rows) FROM STDIN"
            ) as copy:
                for act, _, _ in made:
                    copy.write_row(act)
            with cursor.copy("COPY acts_leaf (id, act_id, entry, salt) FROM STDIN") as copy:
                for act, entry, salt in made:
                    copy.write_row((10_000_000 + act[0], act[0], entry, salt))
            with cursor.copy("COPY acts_queuedleaf (leaf_id) FROM STDIN") as copy:
                for act, _, _ in made:
                    copy.write_row((10_000_000 + act[0],))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE acts_act, acts_leaf")
    return count / (time.perf_counter() - begun)


def _acts(start: int, end: int) -> Iterator[tuple[tuple[object, ...], bytes, bytes]]:
    """(row, entry, salt) of made-up acts."""
    from bonafides.acts.leaves import content_of_act, sealed_entry
    from bonafides.acts.models import Act

    begun = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(start, end):
        act = Act(
            id=number, name="inspections.enter", at=begun + timedelta(seconds=number), officer=f"{number % 997:04}",
            agency="market-regulation", pack="cn", subject=number % 100_003, basis="《企业信息公示暂行条例》第十四条",
            reason="计划内双随机检查", evidence=[{"kind": "draw", "ref": "2026-03"}],
            details={"item": "publicity", "result": "no-problem", "number": number}, rows={},
        )  # fmt: skip
        salt, entry = sealed_entry(content_of_act(act))
        row = (
            number, act.name, act.at, act.officer, act.agency, act.pack, act.subject, act.basis, act.reason,
            '[{"kind": "draw", "ref": "2026-03"}]',
            f'{{"item": "publicity", "result": "no-problem", "number": {number}}}', "{}",
        )  # fmt: skip
        yield row, entry, salt


def _sequence_beside_hashing(count: int) -> tuple[float, float, int]:
    """(leaves sequenced a second, raw hashes a second, entries), in turn."""
    from bonafides.ledger.sequence import sequence
    from bonafides.ledger.store import entries

    size, took, raw = 0, 0.0, 0.0
    per_round = max(BATCH, count // ROUNDS // BATCH * BATCH)
    done = 0
    while done < count:
        begun = time.perf_counter()
        added = 0
        while added < per_round and done + added < count:
            one = sequence(BATCH)
            assert one.added, "nothing is left in the queue"
            added, size = added + one.added, one.size
        took += time.perf_counter() - begun
        same = entries(size - added, size)
        begun = time.perf_counter()
        for entry in same:
            sha256(entry).digest()
        raw += time.perf_counter() - begun
        done += added
    return count / took, count / raw, size


def _proofs_a_second(count: int) -> tuple[float, int]:
    from bonafides.ledger.models import Entry
    from bonafides.ledger.queries import length
    from bonafides.ledger.receipts import receipt_of_leaf

    chosen = random.Random(1).sample(range(length()), count)
    leaves = [Entry.objects.get(index=index).leaf_id for index in chosen]
    begun = time.perf_counter()
    longest = max(len(str(receipt_of_leaf(leaf)).encode()) for leaf in leaves)
    return count / (time.perf_counter() - begun), longest


def _proof_of_one_of_a_million() -> tuple[int, float]:
    """The bytes of a receipt, and the seconds that the batch's tree took."""
    from django.db import transaction

    from bonafides.kernel.merkle.entries import commitment
    from bonafides.kernel.merkle.proofs import inclusion_proof
    from bonafides.kernel.merkle.receipts import Disclosed, InBatch
    from bonafides.ledger.batches import append_batch
    from bonafides.ledger.receipts import receipt
    from bonafides.ledger.sequence import sequence
    from bonafides.ledger.store import nodes

    content = {
        "action": "record", "agency": "market-regulation", "code": "91990000MA0TEXT124", "event_date": "2026-03-01",
        "facts": {"illegal_type": "未按照规定期限公示年度报告", "fine_amount": 500_000, "content": "责令改正" * 20},
        "kind": "administrative-penalty", "scheme": "uscc", "source_ref": "990000-2026-000123", "valid_from": "2026-03-01",
    }  # fmt: skip
    index, salt = 654_321, bytes(range(16))
    commitments = [number.to_bytes(32, "big") for number in range(RECORDS)]
    commitments[index] = commitment(salt, content)
    begun = time.perf_counter()
    with transaction.atomic():
        leaf = append_batch(1, commitments)
        took = time.perf_counter() - begun
        sequence()
        proof = inclusion_proof(nodes(1, RECORDS), index, RECORDS)
        made = receipt(leaf, Disclosed(content, salt, InBatch(index, RECORDS, proof)).to_bytes())
        transaction.set_rollback(True)  # there is no such batch
    return len(str(made).encode()), took
