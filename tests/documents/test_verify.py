"""A document stands, waits, or was changed: whatever is touched in the database, the verdict names it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from tests.documents.issuing import issued
from tests.registry import sql

from bonafides.documents.models import Document
from bonafides.documents.queries import document_of
from bonafides.documents.verify import bundle_of, verify
from bonafides.kernel.documents.bundle import Bundle
from bonafides.kernel.documents.code import code_of, hash_of
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.kernel.merkle.errors import Refused
from bonafides.ledger.keys import keys
from bonafides.ledger.receipts import NotYetError
from bonafides.ledger.sequence import sequence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "own_ledger")]


@pytest.fixture
def own_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """A ledger of the test's own, as its database is undone."""
    monkeypatch.setattr(settings, "LEDGER_FOLDER", str(tmp_path / "ledger"))


def behind_the_back(statement: str, *values: object) -> None:
    """A change by somebody who may turn triggers off."""
    sql("SET session_replication_role = replica")
    sql(statement, *values)
    sql("SET session_replication_role = DEFAULT")


def test_it_waits_and_then_it_stands() -> None:
    document = issued()
    assert verify(document).state == "waits"
    with pytest.raises(NotYetError):
        bundle_of(document)
    sequence()
    verdict = verify(document_of(document.code))
    assert verdict.state == "stands"
    assert verdict.index is not None


FORGED: dict[str, tuple[Callable[[Document], None], set[str]]] = {
    "a word of the content": (
        lambda one: behind_the_back(
            "UPDATE documents_document SET content = jsonb_set(content, '{number}', '\"x\"') WHERE id = %s", one.pk
        ),
        {"content", "row", "leaf", "log"},
    ),
    "the business": (
        lambda one: behind_the_back(
            "UPDATE documents_document SET content = jsonb_set(content, '{to,name}', '\"another\"') WHERE id = %s", one.pk
        ),
        {"content", "row", "leaf", "log"},
    ),
    "the day beside the content": (
        lambda one: behind_the_back("UPDATE documents_document SET issued_on = '2020-01-01' WHERE id = %s", one.pk),
        {"row"},
    ),
    "what the act says": (
        lambda one: behind_the_back("UPDATE acts_act SET reason = 'another' WHERE id = %s", one.act_id),
        {"act"},
    ),
    "the leaf": (
        lambda one: behind_the_back(
            "UPDATE acts_leaf SET content = jsonb_set(content, '{document}', '\"00\"') WHERE id = %s", one.leaf
        ),
        {"leaf", "log"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_whatever_is_changed_is_named(what: str) -> None:
    document = issued()
    sequence()
    change, named = FORGED[what]
    change(document)
    verdict = verify(document_of(document.code))
    assert verdict.state == "changed"
    assert set(verdict.changed) == named


def test_who_changes_content_code_and_seal_together_is_still_found() -> None:
    """A forger with the database, who takes every hash anew that lies in the document's own row."""
    document = issued()
    sequence()
    content = document.content | {"number": "forged"}
    document.content, document.code = content, code_of(hash_of(content, bytes(document.salt)))
    from bonafides.acts.sealed import seal_of

    behind_the_back(
        "UPDATE documents_document SET content = %s::text::jsonb, code = %s, seal = %s WHERE id = %s",
        json.dumps(content), document.code, seal_of(document), document.pk,
    )  # fmt: skip
    verdict = verify(document_of(document.code))
    assert set(verdict.changed) == {"row", "leaf", "log"}


def test_the_file_is_checked_without_the_register() -> None:
    document = issued()
    sequence()
    bundle = bundle_of(document)
    trust = Trust(keys().verifiers)
    read = Bundle.of_json(json.loads(json.dumps(bundle.to_json())))
    assert read == bundle
    assert read.verify(trust).checkpoint.size > 0
    told = bundle.to_json()
    for change in (
        {"content": bundle.content | {"number": "x"}},
        {"code": "0" * 24},
        {"salt": "00"},
        {"salt": "zz"},
        {"salt": 1},
        {"form": "another"},
    ):
        with pytest.raises(Refused):
            Bundle.of_json(told | change)
    with pytest.raises(Refused):
        Bundle.of_json([])
    other = issued()
    sequence()
    with pytest.raises(Refused, match="of another document"):
        Bundle(bundle.content, bundle.salt, bundle_of(other).receipt).verify(trust)
    with pytest.raises(Refused):
        Bundle(bundle.content, bundle.salt, "no receipt").verify(trust)
