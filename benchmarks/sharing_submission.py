"""Records through the API in signed requests of a hundred: how many a second the server takes, ledger and all.

The requests are signed before the clock starts: a client signs on a machine of its own.
"""

from __future__ import annotations

import json
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_message_signatures import HTTPMessageSigner, algorithms
from http_message_signatures.resolvers import HTTPSignatureKeyResolver

from benchmarks.lookups import _port, _read

CONNECTIONS, BATCH = 4, 100
MAPPING, AGENCY = "mr-penalties", "market-regulation"
COVERED = ("@method", "@authority", "@path", "@query", "content-type", "content-digest", "idempotency-key")


class _Key(HTTPSignatureKeyResolver):
    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        public = self.private.public_key()
        self.pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self.private


def measure_submission(seconds: float) -> dict[str, tuple[float, str]]:
    """Records a second, over a register with the pack cn in force; the server has two workers, a core each."""
    token, key, keyid = client()
    server = subprocess.Popen(
        [sys.executable, "-c", "from bonafides.cli.main import run; run()", "serve", "--port", "0", "--workers", "2"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = _port(server)
        count = max(4 * CONNECTIONS, round(seconds * 60))
        made = list(_requests(port, token, key, keyid, 2 * CONNECTIONS + count))
        _send(port, made[: 2 * CONNECTIONS])  # warm: connections open, packs read, plans made
        begun = time.perf_counter()
        waits = sorted(_send(port, made[2 * CONNECTIONS :]))
        took = time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait(timeout=30)
    return {
        "records by API": (
            count * BATCH / took,
            f"records a second, signed requests of {BATCH}, {CONNECTIONS} connections",
        ),
        "a request of 100 records, median wait": (waits[len(waits) // 2] * 1e3, "ms"),
        "a request of 100 records, 99th percentile": (waits[int(len(waits) * 0.99)] * 1e3, "ms"),
    }


def client() -> tuple[str, _Key, str]:
    """A program of the agency with its token and its registered key."""
    from base64 import b64encode

    from django.test import Client

    from bonafides.acts.act import Acting
    from bonafides.agencies import queries
    from bonafides.agencies.acts.register_client import register_client
    from bonafides.agencies.scopes import Scope
    from bonafides.submissions.acts.register_key import register_key

    def operator() -> Acting:
        return Acting("benchmark", "operator", "operation of this installation", "a benchmark")

    agency = queries.agency("cn", AGENCY)
    made = register_client(
        operator(), agency, "benchmark", (Scope.RECORDS_SUBMIT,), datetime.now(UTC) + timedelta(days=1)
    )
    key = _Key()
    keyid = register_key(operator(), agency, made.client.client_id, key.pem).keyid
    basic = b64encode(f"{made.client.client_id}:{made.secret}".encode()).decode()
    form, headers = {"grant_type": "client_credentials"}, {"authorization": f"Basic {basic}", "host": "localhost"}
    return Client().post("/api/v1/token", form, headers=headers).json()["access_token"], key, keyid


def _requests(port: int, token: str, key: _Key, keyid: str, count: int) -> Iterator[bytes]:
    codes, run = _codes(), secrets.token_hex(4)
    rows = (
        [_row(codes[(number * BATCH + n) % len(codes)], f"{run}-{number}-{n}") for n in range(BATCH)]
        for number in range(count)
    )
    yield from signed(port, token, key, keyid, MAPPING, rows)


def signed(
    port: int, token: str, key: _Key, keyid: str, mapping: str, batches: Iterable[list[dict[str, str]]]
) -> Iterator[bytes]:
    """A request for each list of rows, signed, as it goes over the wire."""
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=key)
    for rows in batches:
        body = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
        request = httpx.Request(
            "POST", f"http://localhost:{port}/api/v1/records?mapping={mapping}", content=body,
            headers={
                "Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson", "Idempotency-Key": str(uuid4()),
            },
        )  # fmt: skip
        signer.sign(
            request, key_id=keyid, nonce=secrets.token_urlsafe(18), tag="bonafides-submission", covered_component_ids=COVERED,
            body=body,
        )  # fmt: skip
        head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        yield f"POST /api/v1/records?mapping={mapping} HTTP/1.1\r\n{head}\r\n".encode() + body


def _codes() -> list[str]:
    """Businesses that are there; made-up ones where there is none."""
    from bonafides.entities.models import Entity

    found = list(Entity.objects.filter(scheme="uscc").order_by("id").values_list("code", flat=True)[:20_000])
    return found or ["91990000MA0TEXT124"]


def _row(code: str, ref: str) -> dict[str, str]:
    return {
        "统一社会信用代码": code, "案件编号": ref, "操作": "新增", "处罚决定日期": "2026-05-06", "处罚种类": "罚款",
        "违法领域": "食品", "失信程度": "一般", "处罚程序": "普通程序", "罚款金额(万元)": "0.5",
        "违法事实": "销售超过保质期的食品", "裁量等次": "一般",
        "处罚机关": "澄岚县市场监督管理局", "处罚决定书文号": "澄市监处罚〔2026〕1号",
        "处罚依据": "《食品安全法》第一百二十四条",
    }  # fmt: skip


def _send(port: int, requests: Sequence[bytes]) -> list[float]:
    """Each request over one of the connections; the wait of each, its answer read."""

    def some(own: Sequence[bytes]) -> list[float]:
        waits = []
        with socket.create_connection(("127.0.0.1", port)) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for one in own:
                begun = time.perf_counter()
                link.sendall(one)
                _read(link)
                waits.append(time.perf_counter() - begun)
        return waits

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return [
            wait for part in pool.map(some, (requests[at::CONNECTIONS] for at in range(CONNECTIONS))) for wait in part
        ]
