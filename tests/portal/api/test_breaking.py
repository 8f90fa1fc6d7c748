"""A new version of the API takes nothing away from programs that were written by the last."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import REPOSITORY

from bonafides.cli.openapi import described
from bonafides.portal.api.breaking import breaking

LAST: Path = REPOSITORY / "docs" / "reference" / "openapi-last.json"
FILE = {
    "paths": {
        "/a": {
            "get": {
                "parameters": [{"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": 9}}],
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/s/A"}}}}},
            },
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/s/B"}}}}, "responses": {"201": {}},
            },
        }
    },
    "s": {
        "A": {
            "type": "object", "required": ["x"],
            "properties": {
                "x": {"type": "string", "enum": ["a", "b"]}, "y": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                "own": {"type": "array", "items": {"$ref": "#/s/A"}},
            },
        },
        "B": {
            "type": "object", "required": ["x"],
            "properties": {"x": {"type": "string", "enum": ["a", "b"]}, "y": {"anyOf": [{"type": "integer"}, {"type": "null"}]}},
        },
    },
}  # fmt: skip


def changed(change: Callable[[Any], object]) -> list[str]:
    new = copy.deepcopy(FILE)
    change(new)
    return breaking(FILE, new)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda one: one["paths"].pop("/a"), "GET /a: it is gone"),
        (lambda one: one["paths"]["/a"]["get"]["parameters"].pop(), "GET /a: the parameter limit is gone"),
        (
            lambda one: one["paths"]["/a"]["get"]["parameters"][0].update(required=True),
            "the parameter limit is needed now",
        ),
        (lambda one: one["paths"]["/a"]["get"]["parameters"][0]["schema"].update(maximum=8), "limit: maximum is 8 now"),
        (lambda one: one["paths"]["/a"]["get"]["parameters"][0]["schema"].update(type="string"), "no integer is taken"),
        (lambda one: one["paths"]["/a"]["get"]["responses"].clear(), "GET /a: 200: this answer is gone"),
        (lambda one: one["s"]["A"]["properties"].pop("y"), "GET /a: 200.y: it is gone"),
        (lambda one: one["s"]["A"].update(required=[]), "GET /a: 200.x: it may be missing now"),
        (lambda one: one["s"]["A"]["properties"]["x"]["enum"].append("c"), "GET /a: 200.x: it may be c now"),
        (lambda one: one["s"]["A"]["properties"]["x"].update(type=["string", "null"]), "200.x: it may be null now"),
        (lambda one: one["s"]["B"]["properties"]["x"]["enum"].remove("a"), "POST /a: body.x: taken no more: a"),
        (lambda one: one["s"]["B"]["required"].append("y"), "POST /a: body.y: it is needed now"),
        (lambda one: one["s"]["B"]["properties"].update(y={"type": "integer"}), "body.y: no null is taken any more"),
        (lambda one: one["paths"]["/a"]["post"]["requestBody"].update(required=True), "POST /a: a body is needed now"),
    ],
)
def test_what_breaks_is_found(change: Callable[[Any], object], told: str) -> None:
    assert any(told in one for one in changed(change)), changed(change)


def test_what_is_new_beside_the_old_breaks_nothing() -> None:
    def grow(one: Any) -> None:
        one["paths"]["/b"] = one["paths"]["/a"]
        one["paths"]["/a"]["get"]["parameters"].append({"in": "query", "name": "more", "schema": {"type": "string"}})
        one["paths"]["/a"]["get"]["parameters"][0]["schema"]["maximum"] = 10
        one["s"]["A"]["properties"]["z"] = {"type": "string"}
        one["s"]["A"]["required"].append("y")
        one["s"]["B"]["properties"]["z"] = {"type": "string"}
        one["s"]["B"]["properties"]["x"]["enum"].append("c")

    assert changed(lambda _: None) == []
    assert changed(grow) == []


def test_nothing_breaks_since_the_last_version() -> None:
    """At a release the file of that version takes the place of `openapi-last.json`; till then whatever breaks is refused."""
    assert breaking(json.loads(LAST.read_text("utf-8")), json.loads(described())) == []
