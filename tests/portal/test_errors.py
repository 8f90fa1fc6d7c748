"""Pages of errors: in the design, in the reader's language, with the mend; and nothing in them of what went wrong inside."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils import translation
from tests.portal.page import faults, read

CASES = [
    (400, BadRequest("inside"), "The request was not understood", "无法识别该请求"),
    (403, PermissionDenied("inside"), "This is not open to you", "您无权查看"),
    (404, Http404("inside"), "There is no such page", "页面不存在"),
    (500, None, "The register cannot answer just now", "登记库暂时无法应答"),
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("status", "error", "english", "chinese"), CASES, ids=lambda one: str(one)[:3])
def test_an_error_says_what_to_do(status: int, error: Any, english: str, chinese: str, language: str) -> None:
    request: HttpRequest = RequestFactory().get("/x")
    handler = get_resolver().resolve_error_handler(status)
    with translation.override(language):
        answer = handler(request, exception=error) if error else handler(request)
        page = read(answer.content)
        assert answer.status_code == status
        assert page.one("h1").text == (english if language == "en" else chinese)
        assert len(page.one("main").all("p")) >= 1
        assert "inside" not in page.text
        assert faults(page) == []


def test_a_form_without_its_cookie_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post(
        "/i18n/setlang/", {"language": "en"}
    )
    assert answer.status_code == 403
    assert read(answer.content).one("h1").text == "What you sent was not taken"
