"""Files of the agency at a desk: what waits in quarantine is mended there, and a file is sent by a browser."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import registry
from tests.inspections import visiting as at
from tests.outside import _outside
from tests.portal.agency.conftest import sit_down
from tests.portal.conftest import columns_of, penalty
from tests.portal.page import Element, faults, read
from tests.records.ingest.conftest import uscc

from bonafides.records.models import Batch, Quarantined, Record
from bonafides.submissions.models import Upload
from bonafides.submissions.settle import settle

__all__ = ["_outside"]
MAPPING = "mr-penalties"
FINE = "罚款金额(万元)"
Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def _small_world(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _outside: None) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    at.world()


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A file of three penalties: of one the fine cannot be read, of another the code is none."""
    rows = [penalty("CF1"), penalty("CF2") | {FINE: "约三万"}, penalty("CF3")]
    codes = (uscc(1), uscc(2), "9199")
    rows = [row | {"统一社会信用代码": code} for row, code in zip(rows, codes, strict=True)]
    registry.take_in(registry.write_csv(tmp_path / "f.csv", rows, columns()), MAPPING)
    return Batch.objects.get(mapping=MAPPING)


def columns() -> list[str]:
    return columns_of(registry.repository_pack("cn").mappings[MAPPING].model_dump())


def page(client: Any, path: str) -> Element:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return read(answer.content)


def fields(found: Element, row: Quarantined) -> dict[str, str]:
    """The cells of a row on the page, by their columns, with the names that the form has for them."""
    labels = {one.attributes["for"]: one.text for one in found.all("label")}
    inputs = [one for one in found.all("input") if str(one.attributes.get("name")).startswith(f"{row.pk}-")]
    return {labels[one.attributes["id"]]: str(one.attributes["name"]) for one in inputs}


def test_a_row_is_mended_and_comes_in(batch: Batch) -> None:
    clerk = sit_down(at.CLERK)
    assert "Waiting for a mend 2" in page(clerk, f"/agency/files/{batch.pk}").text
    found = page(clerk, f"/agency/files/{batch.pk}/mend")
    assert faults(found) == []
    fine, code = Quarantined.objects.order_by("row_no")
    answer = clerk.post(f"/agency/files/{batch.pk}/mend", {fields(found, fine)[FINE]: "3"})
    told = read(answer.content)
    assert (answer.status_code, told.one("h1").text) == (200, "1 of 1 mended rows came in")
    assert Record.objects.filter(source_ref="CF2").exists()
    fine.refresh_from_db()
    assert fine.resolved_by_id is not None
    assert "Waiting for a mend 1" in page(clerk, f"/agency/files/{batch.pk}").text
    name = fields(page(clerk, f"/agency/files/{batch.pk}/mend"), code)["统一社会信用代码"]
    told = read(clerk.post(f"/agency/files/{batch.pk}/mend", {name: "9198"}).content)
    assert told.one("h1").text == "0 of 1 mended rows came in"
    assert "The code is none" in told.text
    assert "Waiting for a mend" in page(clerk, "/agency/files/").text


def test_nothing_changed_is_nothing_sent(batch: Batch) -> None:
    before = Batch.objects.count()
    answer = sit_down(at.CLERK).post(f"/agency/files/{batch.pk}/mend", {})
    assert answer.status_code == 422
    assert "nothing was sent" in answer.content.decode()
    assert Batch.objects.count() == before


def test_only_clerks_of_the_agency_mend(batch: Batch) -> None:
    decider = sit_down(at.DECIDER)
    assert decider.get(f"/agency/files/{batch.pk}/mend").status_code == 403
    assert decider.get(f"/agency/files/{batch.pk}").status_code == 200
    assert sit_down(at.CLERK).get("/agency/files/999/mend").status_code == 404


def test_a_file_is_sent_whole_and_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = sit_down(at.CLERK)
    rows = [penalty("CF9") | {"统一社会信用代码": uscc(1)}]
    content = registry.write_csv(tmp_path / "g.csv", rows, columns()).read_bytes()

    def send(name: str = "g.csv", mapping: str = MAPPING) -> Any:
        return clerk.post("/agency/files/send", {"mapping": mapping, "file": SimpleUploadedFile(name, content)})

    assert send(name="g.exe").status_code == 422
    assert send(mapping="tax-penalties").status_code == 422, "another agency's"
    answer = send()
    assert answer.status_code == 302, answer.content.decode()
    where = answer.headers["Location"]
    assert send().headers["Location"] == where, "the same file is the same submission"
    assert "The worker of this installation takes it in" in page(clerk, where).text
    upload = Upload.objects.select_related("submission__agency").get()
    assert upload.sha256 == hashlib.sha256(content).hexdigest()
    settle(upload)
    found = page(clerk, where)
    assert "taken in" in found.text
    assert not found.all("script")
    assert Record.objects.filter(source_ref="CF9").exists()
