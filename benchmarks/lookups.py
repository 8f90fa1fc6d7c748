"""One business's record (about 30 records) through HTTP, beside the bare prepared select of the same rows."""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

CONNECTIONS = 2
BARE = (
    "SELECT r.source_ref, r.event_date, r.valid_from, r.valid_to, r.document_no, r.facts FROM entities_entity e "
    "JOIN records_record r ON r.entity_id = e.id WHERE e.scheme = 'uscc'"
)


@dataclass
class Lookups:
    """CPU microseconds a request: of web server and database for the endpoint, of the database alone for the select."""

    endpoint_cpu_us: float
    bare_cpu_us: float
    figures: dict[str, tuple[float, str]] = field(default_factory=dict)


def measure_lookups(seconds: float) -> Lookups:
    """Endpoint and select in turn, five times; medians."""
    codes = _codes()
    server = subprocess.Popen(
        [sys.executable, "-c", "from bonafides.cli.main import run; run()", "serve", "--port", "0", "--workers", "1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = _port(server)
        _requests(port, codes, 1.0)  # warm: connections open, plans made
        endpoint, bare, rates, latencies = [], [], [], []
        for _ in range(5):
            watched = _tree(server.pid) + _postgres()
            before = _cpu(watched)
            count, waits = _requests(port, codes, seconds / 5)
            endpoint.append((_cpu(watched) - before) / count * 1e6)
            rates.append(count / (seconds / 5))
            latencies += waits
            bare.append(_bare(codes, seconds / 10))
    finally:
        server.terminate()
        server.wait(timeout=30)
    from bonafides.sharing.unified_record import unified_record

    size = len(unified_record("uscc", codes[0]) or "")
    ordered = sorted(latencies)
    return Lookups(
        statistics.median(endpoint),
        statistics.median(bare),
        {
            "record endpoint": (statistics.median(rates), f"requests a second, {CONNECTIONS} connections, one worker"),
            "record endpoint, CPU": (statistics.median(endpoint), "µs a request, web server and database"),
            "record endpoint, median wait": (ordered[len(ordered) // 2] * 1e3, "ms"),
            "record endpoint, 99th percentile": (ordered[int(len(ordered) * 0.99)] * 1e3, "ms"),
            "bare prepared select, CPU": (statistics.median(bare), "µs a select, database alone (pgbench)"),
            "record, JSON": (size, "bytes"),
        },
    )


def _codes() -> list[str]:
    """Businesses with about 30 records."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.code FROM records_record r JOIN entities_entity e ON e.id = r.entity_id GROUP BY e.id, e.code "
            "ORDER BY abs(count(*) - 30), e.id LIMIT 100"
        )
        return [str(row[0]) for row in cursor.fetchall()]


def _port(server: subprocess.Popen[str]) -> int:
    for line in server.stdout or ():
        if found := re.search(r":(\d+)/", line):
            return int(found[1])
    raise RuntimeError("the server did not start")


def _requests(port: int, codes: list[str], seconds: float) -> tuple[int, list[float]]:
    """Requests over kept connections for some seconds: (how many, the wait of each)."""

    def one(offset: int) -> list[float]:
        waits = []
        with socket.create_connection(("127.0.0.1", port)) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            end = time.perf_counter() + seconds
            number = offset
            while time.perf_counter() < end:
                path = f"/api/v1/entities/uscc/{codes[number % len(codes)]}"
                begun = time.perf_counter()
                link.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                _read(link)
                waits.append(time.perf_counter() - begun)
                number += 1
        return waits

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        waits = [wait for part in pool.map(one, range(CONNECTIONS)) for wait in part]
    return len(waits), waits


def _read(link: socket.socket) -> None:
    data = link.recv(1 << 16)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head[:200])
    length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])  # type: ignore[index]
    left = length - len(body)
    while left > 0:
        left -= len(link.recv(1 << 16))


def _bare(codes: list[str], seconds: float) -> float:
    """CPU µs of the database a select, driven by pgbench with prepared statements, one script a code."""
    from bonafides.site import embedded
    from bonafides.site.embedded.binaries import find_binaries

    server = embedded.ensure()
    with TemporaryDirectory() as folder:
        scripts = []
        for number, code in enumerate(codes[:20]):
            script = Path(folder) / f"{number}.sql"
            script.write_text(f"{BARE} AND e.code = '{code}';\n", encoding="utf-8")
            scripts += ["-f", str(script)]
        command = [find_binaries().program("pgbench"), "-n", "-M", "prepared", "-T", str(max(1, round(seconds)))]
        began = _cpu(_postgres())
        done = subprocess.run([*command, *scripts, server.uri()], capture_output=True, text=True, check=True)
        spent = _cpu(_postgres()) - began
    found = re.search(r"actually processed: (\d+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout)
    return spent / int(found[1]) * 1e6


def _tree(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def _postgres() -> list[psutil.Process]:
    """The server's processes, its backends among them."""
    from bonafides.site import embedded

    return _tree(int((Path(embedded.cluster().layout.data) / "postmaster.pid").read_text().splitlines()[0]))


def _cpu(processes: list[psutil.Process]) -> float:
    """CPU seconds so far, of the children that the first one has reaped as well (the postmaster its backends)."""
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    reaped = processes[0].cpu_times()
    return total + reaped.children_user + reaped.children_system
