"""RFC 9457 problem details."""

from __future__ import annotations

from django.http import JsonResponse


def problem(status: int, title: str, detail: str) -> JsonResponse:
    """An error answer: what was expected, what came, what to do. Never echoes a code that may be a person's number."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")
