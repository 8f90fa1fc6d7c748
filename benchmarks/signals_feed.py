"""Complaints at a held pace through the API, a real worker beside it, and when each signal was there to be read."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.lookups import _cpu, _port, _read, _tree
from benchmarks.sharing_submission import BATCH, CONNECTIONS, client, signed

PACE = 1_000
SPIKE = 4
"""Complaints of one business in a request that make a signal."""
MAPPING, CARD = "mr-complaints", "complaint-spike"
PATIENCE = 120
"""Seconds after the last record in which signals are waited for."""


@dataclass(frozen=True)
class Looked:
    """One look of the worker."""

    decided: int
    seconds: float


@dataclass
class Fed:
    """`waits`: seconds from the moment a record was due to the one at which its signal was read."""

    records: int
    due: int
    seconds: float = 0.0
    late: float = 0.0
    worker_cpu: float = 0.0
    waits: list[float] = field(default_factory=list)
    looks: list[Looked] = field(default_factory=list)

    @property
    def pace(self) -> float:
        return self.records / self.seconds


def feed(seconds: int) -> Fed:
    """Send for so long, then wait for the signals that are due."""
    from django.db import connection

    from bonafides.watch.signals.models import Run

    token, key, keyid = client()
    count = seconds * PACE // BATCH
    spikes, bodies = _rows(count)
    before = Run.objects.order_by("-pk").values_list("pk", flat=True)[0]
    connection.close()
    with _running("serve", "--port", "0", "--workers", "2") as server, _running("worker") as worker:
        port = _port(server)
        requests = [*signed(port, token, key, keyid, MAPPING, bodies)]
        fed = Fed(count * BATCH, count)
        watched = _tree(worker.pid)
        busy = _cpu(watched)
        begun = time.monotonic() + 1
        sender = threading.Thread(target=_send, args=(fed, port, requests, begun))
        sender.start()
        due = {entity: begun + number * BATCH / PACE for number, entity in enumerate(spikes)}
        _read_signals(fed, due, begun + seconds + PATIENCE)
        sender.join()
        fed.worker_cpu = _cpu(watched) - busy
    runs = Run.objects.filter(pk__gt=before, since__isnull=False).values_list("decided", "started_at", "finished_at")
    fed.looks = [Looked(decided, (ended - started).total_seconds()) for decided, started, ended in runs]
    return fed


@contextmanager
def _running(*words: str) -> Iterator[subprocess.Popen[str]]:
    """A program of the platform, until it is no longer needed."""
    command = [sys.executable, "-c", "from bonafides.cli.main import run; run()", *words]
    quiet = subprocess.DEVNULL if words[0] == "worker" else None
    process = subprocess.Popen(command, stdout=quiet or subprocess.PIPE, stderr=quiet, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def _rows(count: int) -> tuple[list[int], list[list[dict[str, str]]]]:
    """The business of each request that is worth a look, and the rows of each request.

    Nobody else has more than three complaints, the businesses of one round of the others being all different.
    """
    from django.utils import timezone

    from bonafides.entities.models import Entity

    known = list(Entity.objects.filter(scheme="uscc").order_by("id").values_list("id", "code"))
    random.Random(8).shuffle(known)
    chosen, others = known[:count], known[count:]
    single = BATCH - SPIKE
    if count * single > 3 * len(others):
        raise SystemExit(
            f"bench signals: expected at least {count * single // 3 + count:,} businesses, came {len(known):,}"
        )
    today, bodies = timezone.localdate().isoformat(), []
    for number, (_, code) in enumerate(chosen):
        codes = [others[(number * single + n) % len(others)][1] for n in range(single)] + [code] * SPIKE
        bodies.append([_row(each, f"TS-{number}-{place}", today) for place, each in enumerate(codes)])
    return [entity for entity, _ in chosen], bodies


def _row(code: str, ref: str, day: str) -> dict[str, str]:
    return {
        "统一社会信用代码": code, "工单编号": ref, "操作": "新增", "登记日期": day, "类型": "投诉", "涉及领域": "预付卡",
        "处理情况": "办理中",
    }  # fmt: skip


def _send(fed: Fed, port: int, requests: Sequence[bytes], begun: float) -> None:
    """Each request at its moment, over one of the connections; who falls behind sends at once."""
    ended = [begun]

    def some(first: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for number in range(first, len(requests), CONNECTIONS):
                due = begun + number * BATCH / PACE
                time.sleep(max(0.0, due - time.monotonic()))
                fed.late = max(fed.late, time.monotonic() - due)
                link.sendall(requests[number])
                _read(link)
            ended.append(time.monotonic())

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(some, range(CONNECTIONS)))
    fed.seconds = max(ended) - begun


def _read_signals(fed: Fed, due: dict[int, float], until: float) -> None:
    """When each signal was there, read as any other connection would."""
    from bonafides.watch.signals.models import Signal

    waiting = dict(due)
    while waiting and time.monotonic() < until:
        time.sleep(0.25)
        found = Signal.objects.filter(card=CARD, entity__in=list(waiting)).values_list("entity_id", flat=True)
        seen = set(found)
        now = time.monotonic()
        fed.waits += [now - waiting.pop(entity) for entity in seen]
