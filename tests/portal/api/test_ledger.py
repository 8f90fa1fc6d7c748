"""The ledger over HTTP: files that any client of tlog-tiles reads, receipts that disclose no more than they may."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.ledger.conftest import act, many_leaves, trust

from bonafides.acts.models import Act
from bonafides.agencies.tokens import Bearer
from bonafides.kernel.merkle.audit import audit
from bonafides.kernel.merkle.receipts import Disclosed, Receipt, Undisclosed, parse_extra
from bonafides.ledger.sequence import sequence

pytestmark = pytest.mark.django_db


def test_the_log_can_be_read_and_checked(client: Client) -> None:
    many_leaves(600)
    sequence()

    def read(path: str) -> bytes | None:
        answer = client.get(f"/ledger/{path}")
        return answer.content if answer.status_code == 200 else None

    found = audit(read, trust())
    assert (found.opened.checkpoint.size, found.entries) == (600, 600)


def test_what_never_changes_may_be_kept(client: Client) -> None:
    assert client.get("/ledger/checkpoint").status_code == 404
    many_leaves(300)
    sequence()
    checkpoint = client.get("/ledger/checkpoint")
    assert checkpoint["Content-Type"] == "text/plain; charset=utf-8"
    assert checkpoint["Cache-Control"] == "no-cache"
    for path in ("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"):
        answer = client.get(f"/ledger/{path}")
        assert answer.status_code == 200, path
        assert answer["Content-Type"] == "application/octet-stream"
        assert "immutable" in answer["Cache-Control"]
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
    assert client.head("/ledger/tile/0/000").content == b""
    assert len(client.get("/ledger/tile/0/000").content) == 8192


@pytest.mark.parametrize(
    "path", ["tile/0/001", "tile/0/001.p/45", "tile/1/000", "tile/9/000", "tile/0/1", "tile/0/x999/x999/x999/x999/x999/999", "x"]
)  # fmt: skip
def test_nothing_else_is_there(client: Client, path: str) -> None:
    many_leaves(300)
    sequence()
    assert client.get(f"/ledger/{path}").status_code == 404
    assert client.post("/ledger/tile/0/000").status_code in (403, 405)


def test_a_receipt_for_anyone(client: Client) -> None:
    number = act("a reason that is nobody's business")
    assert client.get(f"/api/v1/acts/{number}/receipt").status_code == 404
    sequence()
    answer = client.get(f"/api/v1/acts/{number}/receipt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    receipt = Receipt.parse(answer.content.decode())
    shown = parse_extra(receipt.extra)
    assert isinstance(shown, Undisclosed)
    receipt.verify(shown.entry(), trust())
    assert client.get("/api/v1/acts/999999999/receipt").status_code == 404
    assert client.get("/api/v1/acts/0/receipt").status_code == 400


def test_the_content_is_for_the_agency_whose_act_it_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    number = act("because")
    sequence()
    path = f"/api/v1/acts/{number}/receipt/content"
    assert client.get(path).status_code == 401
    from bonafides.portal import audience

    held: dict[str, Any] = {"whose": ("", "operator", "1")}
    auditor = frozenset({audience.Role.AUDITOR})
    monkeypatch.setattr(audience, "bearer_of", lambda token: Bearer(*held["whose"], auditor))
    answer = client.get(path, headers={"Authorization": "Bearer x"})
    shown = parse_extra(Receipt.parse(answer.content.decode()).extra)
    assert isinstance(shown, Disclosed)
    assert shown.content["reason"] == "because" == Act.objects.get(pk=number).reason
    held["whose"] = ("cn", "tax", "1")
    assert client.get(path, headers={"Authorization": "Bearer x"}).status_code == 404
