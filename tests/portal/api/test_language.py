"""The API refuses in the language that the request accepts, and reads the header only then."""

from __future__ import annotations

import json

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from bonafides.acts.act import ActRefusedError
from bonafides.portal.api.language import accepted
from bonafides.portal.api.problems import answered, problem

HEADERS = [
    ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"), ("zh-Hans-CN", "zh-hans"), ("zh", "zh-hans"), ("en-GB", "en"), ("", "en"),
    ("fr,zh;q=0.5", "zh-hans"), ("en;q=0.1,zh;q=0.9", "zh-hans"), ("*", "en"), ("fr", "en"), ("\x00;;q=zh", "en"),
    ("zh;q=0", "en"),
]  # fmt: skip


def asked(header: str | None) -> HttpRequest:
    return RequestFactory().get("/api/v1/x", headers={"Accept-Language": header} if header is not None else {})


@pytest.mark.parametrize(("header", "language"), HEADERS)
def test_the_language_of_a_request(header: str, language: str) -> None:
    assert accepted(asked(header)) == language


def test_without_a_request_it_is_english() -> None:
    assert accepted(None) == accepted(asked(None)) == "en"


@pytest.mark.parametrize(
    ("header", "detail"),
    [
        ("zh-CN", "没有案件 7；`bonafides case board` 可查在办案件"),
        ("en", "there is no case 7; bonafides case board shows those that are open"),
        (None, "there is no case 7; bonafides case board shows those that are open"),
    ],
)
def test_a_refusal_is_told_in_it(header: str | None, detail: str) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        error = ActRefusedError("there is no case %(number)s; bonafides case board shows those that are open", number=7)
        return problem(409, str(error))

    assert json.loads(answered(view)(asked(header)).content)["detail"] == detail


def test_a_number_of_a_person_is_masked_in_every_language() -> None:
    number = "11010519491231002X"
    error = ActRefusedError(
        "there is no case %(number)s; bonafides case board shows those that are open", number=number
    )
    assert number not in problem(409, str(error)).content.decode()
    assert number not in problem(409, f"expected another, came {number}").content.decode()
