"""The client: one for an agency's program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx

from bonafides_client.answers import RecordsTaken, RowOutcome, read
from bonafides_client.errors import good
from bonafides_client.signing import Key, Signed

JSON_LINES = "application/x-ndjson"


class Client:
    """A register at an address, asked with a token; `key` signs what is submitted."""

    def __init__(
        self, address: str, token: str, key: Key | None = None, *, transport: httpx.BaseTransport | None = None,
        timeout: float = 60,
    ) -> None:  # fmt: skip
        self._http = httpx.Client(
            base_url=f"{address.rstrip('/')}/api/v1/", auth=Signed(token, key), transport=transport, timeout=timeout,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def submit_records(
        self, mapping: str, rows: Iterable[Mapping[str, Any]], *, idempotency_key: str | None = None
    ) -> RecordsTaken:
        """Submit up to 100 rows. Asked again under the same idempotency key, nothing is done twice. Raises RefusedError."""
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
        headers = {"Content-Type": JSON_LINES, "Idempotency-Key": idempotency_key or str(uuid4())}
        told = good(self._http.post("records", params={"mapping": mapping}, content=lines, headers=headers)).json()
        return read(RecordsTaken, told | {"rows": tuple(read(RowOutcome, one) for one in told["rows"])})
