"""`bonafides document` and `bonafides verify document`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run, one_line
from tests.documents.conftest import world
from tests.documents.issuing import FACTS, issued
from tests.documents.test_verify import behind_the_back, own_ledger

from bonafides.kernel.documents.code import grouped
from bonafides.ledger.keys import keys
from bonafides.ledger.sequence import sequence

__all__ = ["own_ledger", "world"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "own_ledger")]


def test_show_in_words_and_as_files(run: Run, tmp_path: Path) -> None:
    document = issued(case=9, **FACTS)
    said = run("document", "show", grouped(document.code)).out
    assert "Notice before Listing for Serious Violations" in said
    assert document.number in said
    assert "列入严重违法失信名单告知书" in run("document", "show", document.code, "--language", "zh").out
    html, pdf = tmp_path / "a.html", tmp_path / "a.pdf"
    run("document", "show", document.code, "--html", html, "--pdf", pdf)
    assert html.read_text("utf-8").startswith("<!doctype html>")
    assert pdf.read_bytes().startswith(b"%PDF")
    told = run("document", "show", document.code, "--json").json
    assert told["content"]["form"] == "prior-notice"
    [listed] = run("document", "list", "--case", 9, "--json").json
    assert listed["code"] == grouped(document.code)
    assert grouped(document.code) in run("document", "list", "--business", document.entity.code).out
    assert "no such document" in run("document", "list", "--form", "nothing").out


def test_a_code_that_is_none_is_told_in_a_line(run: Run) -> None:
    assert "there is no such document" in one_line(run("document", "show", "0" * 24, status=1))
    assert "expected 24 letters and digits" in one_line(run("document", "verify", "x", status=1))


def test_verify_here_and_offline(run: Run, tmp_path: Path) -> None:
    document = issued()
    sequence()
    file = tmp_path / "document.json"
    assert "It stands as it was issued" in run("document", "verify", document.code, "--out", file).out
    key = keys().verifiers[0]
    assert "It holds: Notice before Listing" in run("verify", "document", file, "--log-key", key).out
    forged = json.loads(file.read_text("utf-8"))
    forged["content"]["number"] = "forged"
    file.write_text(json.dumps(forged), "utf-8")
    assert "it was changed" in run("verify", "document", file, "--log-key", key, status=1).err


def test_verify_names_what_was_changed(run: Run) -> None:
    document = issued()
    sequence()
    behind_the_back("UPDATE documents_document SET issued_on = '2020-01-01' WHERE id = %s", document.pk)
    told = run("document", "verify", document.code, "--json", status=1).json
    assert (told["state"], told["changed"]) == ("changed", ["row"])
    assert "Do not rely on it" in run("document", "verify", document.code, status=1).out
