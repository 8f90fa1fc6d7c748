"""Files in parts: resumed where they were interrupted, taken in as from the command line, refused where they are not honest."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol
from tests.registry import row
from tests.submissions.conftest import SITE, transport

from bonafides.agencies import queries
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.records.models import Batch, Record
from bonafides.submissions import parts, uploads
from bonafides.submissions.acts.register_key import register_key
from bonafides.submissions.jobs import sweep
from bonafides.submissions.models import Upload
from bonafides.submissions.settle import settle
from bonafides_client import Client, Key, RefusedError, Submission


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"  # type: ignore[attr-defined]
    monkeypatch.setattr(parts, "PART", 400)


def written(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(one) for one in rows), "utf-8")
    return path


def done(found: Submission) -> None:
    """What the worker does."""
    settle(Upload.objects.select_related("submission__agency").get(pk=found.id))


def test_a_file_in_parts(register: Client, tmp_path: Path) -> None:
    path = written(tmp_path / "rows.ndjson", *(row("A", f"r{n}") for n in range(20)), row("B", "r20", value="x"))
    with pytest.raises(RefusedError), Client(SITE, "nobody", transport=transport()) as nobody:
        nobody.submit_file("a-fines", path)
    found = register.submit_file("a-fines", path)
    assert (found.state, found.file_name, found.missing) == ("queued", "rows.ndjson", ())
    assert registry.sql("SELECT args->>'upload' FROM procrastinate_jobs") == [(str(found.id),)]
    done(found)
    now = register.submission(found.id)
    assert (now.state, now.added, now.quarantined) == ("done", 20, 1)
    assert Batch.objects.get(pk=now.batch).file_name == "rows.ndjson"
    [bad] = register.quarantine(found.id)
    assert (bad.row, bad.reason, bad.column) == (21, "unreadable", "value")
    assert not parts.folder(found.id).exists()
    assert register.submit_file("a-fines", path).id == found.id


def test_it_goes_on_where_it_was_interrupted(register: Client, tmp_path: Path) -> None:
    path = written(tmp_path / "rows.jsonl", *(row("A", f"r{n}") for n in range(20)))
    content = path.read_bytes()
    told = {
        "mapping": "a-fines", "file_name": "rows.jsonl", "format": "jsonl", "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    open_one = register._http.post("batches", json=told, headers={"Idempotency-Key": "k"})
    assert open_one.status_code == 201
    number, every = open_one.json()["id"], open_one.json()["missing"]
    assert every == list(range(1, parts.count(len(content)) + 1))

    def sent(part: int, content: bytes) -> tuple[int, object]:
        answer = register._http.put(
            f"batches/{number}/parts/{part}", content=content, headers={"Content-Type": "application/octet-stream"}
        )
        return answer.status_code, answer.json().get("missing", answer.json().get("detail"))

    assert sent(2, content[400:800]) == (200, [one for one in every if one != 2])
    assert sent(2, content[400:800])[0] == 200
    assert sent(1, content[:399]) == (422, "part 1: expected 400 bytes, came 399")
    assert sent(99, content[:400])[0] == 404
    assert sent(1, content[:401])[0] == 413
    assert register.submission(number).state == "open"
    again = register.submit_file("a-fines", path, idempotency_key="k")
    assert (again.id, again.state) == (number, "queued")
    assert sent(2, content[400:800]) == (200, [])


def test_parts_that_are_not_what_was_announced(register: Client, tmp_path: Path) -> None:
    path = written(tmp_path / "rows.jsonl", row("A", "r1"))
    told = {
        "mapping": "a-fines",
        "file_name": "x.jsonl",
        "format": "jsonl",
        "size": path.stat().st_size,
        "sha256": "0" * 64,
    }
    found = register._http.post("batches", json=told, headers={"Idempotency-Key": "k"}).json()
    answer = register._http.put(
        f"batches/{found['id']}/parts/1",
        content=path.read_bytes(),
        headers={"Content-Type": "application/octet-stream"},
    )
    assert (answer.status_code, register.submission(found["id"]).missing) == (422, (1,))


def test_what_waits_too_long_is_not_kept(register: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"mapping": "a-fines", "file_name": "x.jsonl", "format": "jsonl", "size": 500, "sha256": "0" * 64}
    number = register._http.post("batches", json=told, headers={"Idempotency-Key": "k"}).json()["id"]
    parts.keep(number, 1, b"x" * 400)
    assert sweep(0) == {"nonces": 0, "uploads": []}
    monkeypatch.setattr(uploads, "KEPT", timedelta(0))
    assert sweep(0) == {"nonces": 0, "uploads": [number]}
    assert not parts.folder(number).exists()
    assert register.submission(number).state == "expired"
    answer = register._http.put(
        f"batches/{number}/parts/2", content=b"x" * 100, headers={"Content-Type": "application/octet-stream"}
    )
    assert answer.status_code == 409


NAMES = [
    "../a.csv",
    "a/b.csv",
    "..\\a.csv",
    "C:\\a.csv",
    ".htaccess",
    "a\x00.csv",
    "a\u202evsc.exe",
    " ",
    "x" * 201,
    "a\nb",
]


def test_names_that_lead_elsewhere_are_refused(register: Client, tmp_path: Path) -> None:
    for name in NAMES:
        told = {"mapping": "a-fines", "file_name": name, "format": "csv", "size": 1, "sha256": "0" * 64}
        answer = register._http.post("batches", json=told, headers={"Idempotency-Key": "k"})
        assert answer.status_code in (400, 422), name
        assert answer.headers["content-type"] == "application/problem+json"
    for member, value in (("size", 0), ("size", 10**12), ("sha256", "x"), ("format", "xlsm"), ("format", "zip")):
        told = {"mapping": "a-fines", "file_name": "a", "format": "csv", "size": 1, "sha256": "0" * 64} | {
            member: value
        }
        answer = register._http.post("batches", json=told, headers={"Idempotency-Key": "k"})
        assert answer.status_code in (400, 413), told
    assert not Upload.objects.exists()


def test_a_file_that_cannot_be_read_says_so(register: Client, tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    path.write_bytes(b"no workbook")
    found = register.submit_file("a-fines", path)
    done(found)
    now = register.submission(found.id)
    assert now.state == "refused"
    assert now.refused is not None
    assert now.refused.startswith("rows.xlsx: expected an Excel workbook")
    assert str(tmp_path) not in now.refused
    assert not Record.objects.exists()


def test_another_agency_sees_nothing_of_it(register: Client, enrolled: Enrol, tmp_path: Path) -> None:
    found = register.submit_file("a-fines", written(tmp_path / "rows.jsonl", row("A", "r1")))
    taken = register.submit_records("a-fines", [row("A", "r2", value="x")])
    other = queries.agency("toy", "b")
    enrolled({"number": "9", "roles": "entry-clerk"}, agency=other)
    key = Key.make()
    register_key(registry.officer(), other, "9", key.public_pem)
    token = issue_credential(registry.officer(), queries.officer("toy", "b", "9"), timezone.now() + timedelta(days=1))
    with Client(SITE, token, key, transport=transport()) as stranger:
        for number in (found.id, taken.submission, 10**6):
            for asked in (stranger.submission, lambda one: list(stranger.quarantine(one))):
                with pytest.raises(
                    RefusedError, match="404: expected the number of a submission of the client's agency"
                ):
                    asked(number)
            with pytest.raises(RefusedError, match="404"):
                stranger._send(found, 1, b"x")
        with pytest.raises(RefusedError, match="403: mapping"):
            stranger.submit_file("a-fines", tmp_path / "rows.jsonl")
