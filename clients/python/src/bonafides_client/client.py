"""The client: one for an agency's program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx

from bonafides_client.answers import FeedPage, QuarantinedRow, RecordsTaken, RowOutcome, Submission, read
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

    @classmethod
    def of_program(
        cls, address: str, client_id: str, secret: str, key: Key | None = None, *, transport: httpx.BaseTransport | None = None,
    ) -> Self:  # fmt: skip
        """A client for a program, by the id and secret that `bonafides client register` showed; its token lasts minutes."""
        with httpx.Client(transport=transport) as plain:
            form = {"grant_type": "client_credentials"}
            answer = good(plain.post(f"{address.rstrip('/')}/api/v1/token", data=form, auth=(client_id, secret)))
        return cls(address, answer.json()["access_token"], key, transport=transport)

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

    def submit_file(self, mapping: str, path: Path, *, idempotency_key: str | None = None) -> Submission:
        """Submit a file of any size, by its ending CSV, JSON Lines, Excel or Parquet.

        Interrupted, the same call goes on with the parts that are missing: without a key of your own it is the SHA-256 of the
        file and the mapping. The register takes the file in later: ask `submission`.
        """
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        told = {
            "mapping": mapping, "file_name": path.name, "format": _FORMATS.get(path.suffix.lower(), path.suffix[1:].lower()),
            "size": path.stat().st_size, "sha256": sha256,
        }  # fmt: skip
        key = idempotency_key or hashlib.sha256(f"{mapping} {path.name} {sha256}".encode()).hexdigest()
        found = _submission(good(self._http.post("batches", json=told, headers={"Idempotency-Key": key})))
        with path.open("rb") as file:
            while found.missing and found.part_size is not None:
                file.seek((found.missing[0] - 1) * found.part_size)
                found = self._send(found, found.missing[0], file.read(found.part_size))
        return found

    def _send(self, found: Submission, part: int, content: bytes) -> Submission:
        headers = {"Content-Type": "application/octet-stream"}
        return _submission(good(self._http.put(f"batches/{found.id}/parts/{part}", content=content, headers=headers)))

    def submission(self, number: int) -> Submission:
        """Where a submission of the client's agency stands. Raises RefusedError."""
        return _submission(good(self._http.get(f"batches/{number}")))

    def quarantine(self, number: int) -> Iterator[QuarantinedRow]:
        """Its rows that could not come in and that no mended row has answered."""
        after: int | None = 0
        while after is not None:
            told = good(self._http.get(f"batches/{number}/quarantine", params={"after": after})).json()
            for one in told["rows"]:
                yield read(QuarantinedRow, one | {"cells": tuple(map(tuple, one["cells"]))})
            after = told["next"]

    def feed(self, after: str = "", *, limit: int = 1_000, purpose: str = "", case: str = "") -> Iterator[FeedPage]:
        """Pages up to what there is now: from the beginning a snapshot of all that stands, then what changed.

        Keep `after` of each page once its lines are applied; begin there the next time. RefusedError with the status 410: the
        law of publicity has changed; drop what you have and begin anew.
        """
        more = True
        while more:
            asked: dict[str, str | int] = {"after": after, "limit": limit, "purpose": purpose, "case": case}
            answer = good(self._http.get("feed", params=asked))
            lines = tuple(json.loads(line) for line in answer.text.split("\n") if line)
            page = FeedPage(lines, answer.headers["Feed-Checkpoint"], answer.headers["Feed-More"] == "true")
            yield page
            # A snapshot goes over into the changes since it began.
            more, after = page.more or (after[:1] != "f" and page.after[:1] == "f"), page.after


_FORMATS = {".txt": "csv", ".tsv": "csv", ".ndjson": "jsonl"}


def _submission(answer: httpx.Response) -> Submission:
    told = answer.json()
    return read(Submission, told | {"missing": tuple(told["missing"])})
