"""A counter that asks through HTTP: one request after the other, or so many a second whatever becomes of them."""

from __future__ import annotations

import json
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

CONNECTIONS = 8


@contextmanager
def served(workers: int = 2) -> Iterator[int]:
    """The web server in processes of its own; its port."""
    server = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from bonafides.cli.main import run; run()",
            "serve",
            "--port",
            "0",
            "--workers",
            str(workers),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        for line in server.stdout or ():
            if found := re.search(r":(\d+)/", line):
                yield int(found[1])
                return
        raise RuntimeError("the server did not start")
    finally:
        server.terminate()
        server.wait(timeout=30)


class Counter:
    """One connection that is kept."""

    def __init__(self, port: int, token: str) -> None:
        self.port, self.token = port, token
        self.link = socket.create_connection(("127.0.0.1", port))
        self.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, point: str, codes: list[str]) -> bytes:
        """The body of the answer."""
        body = json.dumps({"point": point, "codes": codes})
        head = (
            f"POST /api/v1/checks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.link.sendall((head + body).encode())
        data = self._more()
        while b"\r\n\r\n" not in data:
            data += self._more()
        top, _, got = data.partition(b"\r\n\r\n")
        if not top.startswith(b"HTTP/1.1 200"):
            raise RuntimeError((top + got)[:400])
        parts, left = [got], int(re.search(rb"content-length: (\d+)", top, re.IGNORECASE)[1]) - len(got)  # type: ignore[index]
        while left > 0:
            parts.append(self._more())
            left -= len(parts[-1])
        return b"".join(parts)

    def again(self) -> Counter:
        """A fresh connection: the server closes one that is not used for a while."""
        return Counter(self.port, self.token)

    def _more(self) -> bytes:
        got = self.link.recv(1 << 18)
        if not got:
            raise RuntimeError("the server closed the connection before its answer was whole")
        return got


def at_a_rate(counter: Counter, point: str, codes: list[str], rate: int, seconds: float) -> list[float]:
    """Single checks at a rate that does not wait for answers; the wait of each, from the moment at which it was due."""
    begun, count = time.perf_counter() + 0.2, int(rate * seconds)
    lock, following, waits = threading.Lock(), iter(range(count)), list[float]()

    def work(number: int) -> None:
        own, rng = counter.again(), random.Random(number)
        while True:
            with lock:
                place = next(following, None)
            if place is None:
                return
            due = begun + place / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            own.ask(point, [rng.choice(codes)])
            waits.append(time.perf_counter() - due)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if len(waits) != count:
        raise RuntimeError(f"{count - len(waits)} of {count} requests were not answered")
    return waits
