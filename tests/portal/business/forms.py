"""Guided forms as a browser without scripts goes through them."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

PDF = b"%PDF-1.4 a receipt"
SENT = re.compile(r"^/business/sent/(\d+)$")


def begin(client: Client, **matter: Any) -> str:
    """Press a button; the address of the first page that comes."""
    answer = client.post("/business/start", {"pack": "cn", **matter})
    assert answer.status_code == 302, answer.content.decode()[:600]
    return str(answer.headers["Location"])


def fill(client: Client, at: str, *pages: dict[str, Any]) -> str:
    """Fill in page after page; where that leads."""
    for given in pages:
        assert client.get(at).status_code == 200, at
        answer = client.post(at, given)
        assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.content.decode())[-900:]
        at = str(answer.headers["Location"])
    return at


def send(client: Client, at: str) -> int:
    """Look it over, tick the box, send it; the number of the receipt."""
    assert at.endswith("/check"), at
    assert client.get(at).status_code == 200
    answer = client.post(at.removesuffix("check") + "send", {"vow": "1"})
    assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.content.decode())[:1500]
    found = SENT.match(answer.headers["Location"])
    assert found, answer.headers["Location"]
    return int(found[1])


def file(name: str = "receipt.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
