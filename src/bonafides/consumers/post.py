"""One POST to one address: no redirect is followed, no proxy asked, little is read, and the address was looked at before."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from bonafides.consumers.addresses import LookUp, address_of, look_up, target_of

PATIENCE = 10.0
"""Seconds that a consumer has to answer."""
READ_AT_MOST = 4_096


class NotDeliveredError(Exception):
    """A message that did not arrive; the message says why."""


def post(url: str, body: bytes, headers: Mapping[str, str], *, private: bool, looked_up: LookUp = look_up) -> int:
    """The status of the answer, any but 2xx too. Raises NotDeliveredError, TargetRefusedError."""
    target = target_of(url, private=private)
    address = address_of(target, private=private, looked_up=looked_up)
    made = _Secure if target.secure else _Plain
    connection = made(target.host, address, target.port)
    try:
        connection.request("POST", target.path, body, dict(headers))
        answer = connection.getresponse()
        answer.read(READ_AT_MOST)
        return answer.status
    except (OSError, HTTPException, ValueError) as error:
        raise NotDeliveredError(f"{target.host} ({address}): {str(error) or type(error).__name__}") from error
    finally:
        connection.close()


class _Plain(HTTPConnection):
    """A connection to an address, under the name of the host."""

    def __init__(self, host: str, address: str, port: int) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _Secure(HTTPSConnection):
    """The same over TLS; the certificate must be the host's."""

    def __init__(self, host: str, address: str, port: int) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, timeout=PATIENCE, context=self._tls)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
