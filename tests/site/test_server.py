"""The web server as a process: it says where it listens, answers, and ends cleanly with the database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from urllib.error import HTTPError

import pytest
from tests.site.conftest import SOURCES, Place

from bonafides.site.server import AddressError, address, free_port

SERVE = "from bonafides.site.server import serve\nimport sys\nserve(port=0, workers=int(sys.argv[1]))"


@pytest.mark.parametrize(("ending", "workers"), [(signal.SIGINT, "2"), (signal.SIGTERM, "1")])
def test_listens_answers_and_ends_with_the_database(place: Place, ending: signal.Signals, workers: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, workers],
        env=os.environ | {"BONAFIDES_VAR": str(place.var), "PYTHONPATH": str(SOURCES)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        said = process.stdout.readline()
        assert said.startswith("Bona Fides listens at http://127.0.0.1:"), said or process.communicate()[1]
        assert place.server() is not None
        with pytest.raises(HTTPError) as missing:
            urllib.request.urlopen(said.split()[4] + "no/such/page", timeout=20)  # noqa: S310
        assert missing.value.code == 404
        missing.value.close()
        process.send_signal(ending)
        assert process.wait(30) == 0
        assert place.server() is None
    finally:
        process.kill()
        process.communicate()


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=f"Cannot listen on 127.0.0.1:{port}: .* choose another --port"):
            free_port("127.0.0.1", port)


def test_a_host_that_is_not_ours_is_refused() -> None:
    with pytest.raises(AddressError, match="--host must be a name or address of this machine"):
        free_port("192.0.2.1", 8000)


def test_addresses_for_a_browser() -> None:
    assert address("127.0.0.1", 8000) == "http://127.0.0.1:8000/"
    assert address("0.0.0.0", 80) == "http://127.0.0.1:80/"  # noqa: S104
    assert address("::", 80) == "http://[::1]:80/"
