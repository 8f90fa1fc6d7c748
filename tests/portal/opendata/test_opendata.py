"""Open data as it is served: the page, the catalogue, the files, the changes; and nothing of another day."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.portal.conftest import CODE, Add, penalty
from tests.portal.page import faults, read

from bonafides.sharing.opendata.publish import publish

ENGLISH, CHINESE = {"accept-language": "en"}, {"accept-language": "zh-CN"}


@pytest.fixture(autouse=True)
def _own_folder(business: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)


@pytest.fixture
def files() -> None:
    from bonafides.acts.wall import inside

    with inside():
        publish()


def test_before_the_first_files_the_page_says_so(client: Client) -> None:
    page = read(client.get("/data/", headers=ENGLISH).content)
    assert faults(page) == []
    assert "No files of today were made yet." in page.text
    answer = client.get("/data/catalog.jsonld")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert client.get("/data/files/businesses.csv").status_code == 404


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("headers", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_page_leads_to_every_file(client: Client, headers: dict[str, str]) -> None:
    page = read(client.get("/data/", headers=headers).content)
    assert faults(page) == []
    links = [one.attributes["href"] or "" for one in page.all("a") if "/data/files/" in (one.attributes["href"] or "")]
    assert "/data/files/businesses.csv" in links
    for link in links:
        answer = client.get(link)
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file
        assert hashlib.sha256(content).hexdigest() in page.text
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("files")
def test_the_catalogue_leads_to_the_same_files(client: Client) -> None:
    told = json.loads(client.get("/data/catalog.jsonld").content)
    [first, *_] = told["dcat:dataset"]
    address = first["dcat:distribution"][0]["dcat:downloadURL"]["@id"]
    assert address == "http://testserver/data/files/businesses.csv"
    text = b"".join(client.get(address).streaming_content).decode()  # type: ignore[attr-defined]  # a file
    assert CODE in text


@pytest.mark.usefixtures("files")
def test_of_another_day_nothing_is_served(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    for address in ("/data/files/businesses.csv", "/data/catalog.jsonld"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["index.json", "current", "%2e%2e%2fsecret_key", "nothing.csv"])
@pytest.mark.usefixtures("files")
def test_no_other_file_leaves(client: Client, name: str) -> None:
    assert client.get(f"/data/files/{name}").status_code == 404


def test_changes_go_on_from_the_files(client: Client, business: Add) -> None:
    from bonafides.acts.wall import inside

    with inside():
        snapshot = publish()
        business("mr-penalties", penalty())
    answer = client.get("/data/changes", {"after": snapshot.checkpoint})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert answer.headers["Feed-Checkpoint"]
    for wrong in ("", "x", "f.1.1.000000000000"):
        refused = client.get("/data/changes", {"after": wrong})
        assert refused.status_code == (410 if wrong.startswith("f.") else 400)
