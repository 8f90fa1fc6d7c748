"""A consumer's own server on this machine, and a business whose records and measures end."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from tests.measures import world

from bonafides.entities.models import Entity


@dataclass
class Bureau:
    """What the server got, and how it answers."""

    url: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def events(self) -> list[dict[str, Any]]:
        """The messages, read."""
        return [json.loads(body) for _, body in self.got]


@pytest.fixture
def bureau() -> Iterator[Bureau]:
    """A server on the loopback address."""
    state = Bureau()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            state.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(state.status)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/ends"
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def shop(db: None) -> Entity:
    """A business of the register, registered and in order."""
    return world.business()
