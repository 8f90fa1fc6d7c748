"""The API: what programs get, and that every error is a problem that repeats nothing of what came."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from psycopg.errors import DeadlockDetected
from tests import registry
from tests.portal.conftest import CODE, FORMER, LEGACY, NAME, OTHER, PERSON, Add, penalty, registration

from bonafides.portal.api import api, schemas

ENTITY, SEARCH = f"/api/v1/entities/uscc/{CODE}", "/api/v1/entities"


def record(client: Client, path: str = ENTITY, **asked: str) -> dict[str, Any]:
    answer = client.get(path, asked)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def refused(answer: HttpResponse, status: int) -> str:
    """The detail of a problem, once it is one to the letter."""
    body = json.loads(answer.content)
    assert answer.status_code == status, body
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(body) == {"type", "title", "status", "detail"}
    assert (body["type"], body["status"]) == ("about:blank", status)
    assert PERSON not in answer.content.decode()
    detail: str = body["detail"]
    return detail


def test_the_record_is_what_the_description_says(client: Client, business: Add) -> None:
    business("mr-penalties", penalty(), penalty("CF2", 操作="更正", 原案件编号="CF1", 更正理由="笔误"))
    found = schemas.UnifiedRecord.model_validate(record(client))
    assert shape(found.model_dump(exclude_unset=True)) == shape(record(client))
    assert [(name.name, name.current) for name in found.names] == [(NAME, True), (FORMER, False)]
    assert found.aliases == [schemas.Code(scheme="registration-number", code=LEGACY)]
    [fine] = found.records["cn/administrative-penalty"]
    assert (fine.ref, fine.corrects, fine.facts["fine"]) == ("CF2", "CF1", 500_000)
    assert "discretion" not in fine.facts, "shared on request only"
    names = schemas.SearchResult.model_validate(record(client, SEARCH, name="兴曦"))
    assert names.found[0].code == CODE
    assert shape(names.model_dump()) == shape(record(client, SEARCH, name="兴曦"))


def shape(value: Any) -> Any:
    """The members of an answer, without their values."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else None


def test_as_it_stood_and_as_it_was_known(client: Client, business: Add) -> None:
    before = registry.moment().isoformat()
    business("mr-penalties", penalty())
    always = {"cn/annual-report", "cn/registration"}
    assert set(record(client)["records"]) == {"cn/administrative-penalty", *always}
    assert set(record(client, as_of="2021-01-01")["records"]) == {"cn/registration"}
    assert set(record(client, known_at=before)["records"]) == always
    [state] = record(client, as_of="2018-01-01")["records"]["cn/registration"]
    assert state["ref"] == "DJ1"
    assert record(client, as_of="2010-01-01")["records"] == {}


def test_head_is_answered_like_get(client: Client, business: Add) -> None:
    for path in (ENTITY, f"{SEARCH}?name=兴曦", "/api/v1/openapi.json"):
        head, get = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert abs(int(head.headers["Content-Length"]) - len(get.content)) < 8  # moments may be shorter
    assert client.head("/api/v1/entities/uscc/nobody").status_code == 404


def test_no_answer_may_be_kept(client: Client, business: Add) -> None:
    for path in (ENTITY, f"{SEARCH}?name=兴曦", "/api/v1/openapi.json", "/api/v1/entities/uscc/nobody"):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies
        assert "Vary" not in answer.headers


@pytest.mark.parametrize("code", [OTHER, "nobody", PERSON, LEGACY, CODE.lower(), "a/b", "a\0b", "%", "x" * 240, "\x7f"])
def test_an_unknown_code_is_not_repeated(client: Client, business: Add, code: str) -> None:
    answer = client.get(f"/api/v1/entities/uscc/{quote(code, safe='/')}")
    assert refused(answer, 404).startswith("expected the code of a business in this register")
    assert len(code) < 2 or code not in answer.content.decode()


def test_a_code_may_hold_a_stroke(client: Client, db: None, tmp_path: Path) -> None:
    registry.put_in_force(registry.toy("pack.yaml", "[A-Z][0-9]{0,30}", "[A-Z/@]{3,9}"))
    registry.take_in(registry.write_csv(tmp_path / "a.csv", [registry.row("A/B@C", "r1")]), "a-fines")
    assert record(client, "/api/v1/entities/shop/A%2FB@C")["code"] == "A/B@C"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"as_of": "2026-13-01"}, "as_of: expected a day such as"),
        ({"as_of": "1700000000"}, "as_of: expected a day such as"),
        ({"as_of": PERSON}, "as_of: expected a day such as"),
        ({"as_of": ""}, "as_of: expected a day such as"),
        ({"known_at": "2026-11-22T25:00"}, "known_at: expected a moment such as"),
        ({"known_at": "2999-01-01"}, "known_at: expected a moment that has passed"),
        ({"asof": "2024-01-01"}, "expected no other parameters than as_of, known_at"),
        ({"as_of": "x", "known_at": "x"}, "known_at: expected"),
    ],
)
def test_what_is_not_understood_is_refused(client: Client, db: None, asked: dict[str, str], told: str) -> None:
    assert told in refused(client.get(ENTITY, asked), 400)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "name: Field required"),
        ({"name": "面"}, "name: expected 2 to 100 characters"),
        ({"name": PERSON}, "name: expected a name of a business"),
        ({"name": "a\0b"}, "name: expected 2 to 100 characters"),
        ({"name": "面馆", "limit": "0"}, "limit: "),
        ({"name": "面馆", "limit": "101"}, "limit: "),
        ({"name": "面馆", "limit": "many"}, "limit: "),
        ({"name": "面馆", "page": "2"}, "expected no other parameters than limit, name"),
    ],
)
def test_a_search_that_is_not_understood_is_refused(client: Client, db: None, asked: dict[str, str], told: str) -> None:
    assert told in refused(client.get(SEARCH, asked), 400)


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1/", "/api/v2/x", "/api/v1/entities/uscc", f"/api/x/{PERSON}"]
)
def test_an_unknown_address_is_a_problem(client: Client, path: str) -> None:
    assert "/api/v1/openapi.json lists" in refused(client.get(path), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", [ENTITY, SEARCH])
def test_other_methods_are_refused(client: Client, method: str, path: str) -> None:
    answer = getattr(client, method)(path)
    assert refused(answer, 405) == "expected one of the methods GET, HEAD"
    assert answer.headers["Allow"] == "GET, HEAD"


def test_an_error_of_ours_is_told_to_the_log_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr(api, "public_record", fail)
    client.raise_request_exception = False
    assert "deep inside" not in refused(client.get(ENTITY), 500)
    assert any(line.exc_info for line in caplog.records)


@pytest.mark.parametrize("error", [OperationalError("connection refused"), DeadlockDetected("deadlock detected")])
def test_a_database_that_is_away_or_stopped_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(api, "search_by_name", fail)
    answer = client.get(SEARCH, {"name": "面馆"})
    assert "try again" in refused(answer, 503)
    assert answer.headers["Retry-After"] == "5"


def test_names_are_found_with_former_ones_told(client: Client, business: Add) -> None:
    [found] = record(client, SEARCH, name="旧名")["found"]
    assert found == {
        "scheme": "uscc", "code": CODE, "kind": "enterprise", "name": FORMER, "use": "registered", "former": True,
        "current_name": NAME, "language": "zh", "match": "brand", "ended": False,
    }  # fmt: skip
    business("mr-enterprise-registrations", registration("DJ9", 操作="撤回", 原业务流水号="DJ1", 更正理由="误报"))
    assert record(client, SEARCH, name="旧名")["found"] == []
