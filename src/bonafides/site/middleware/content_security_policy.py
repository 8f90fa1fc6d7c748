"""Tell browsers to run and load nothing but our own files: no inline script, no inline style, no frames."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

_OWN_FORMS = "form-action 'self'"
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",  # the sheet brings its ticks and arrows with it
        "base-uri 'none'",
        _OWN_FORMS,
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)


FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""What no page here asks of a device. A photo for a visit comes through a file field, which needs none of them."""


class ContentSecurityPolicyMiddleware:
    """Adds the policy to each answer that has none of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, and mark the answer."""
        response = self.get_response(request)
        policy = POLICY
        if servers := getattr(response, "form_action", None):  # where a form of this page leads on to
            policy = policy.replace(_OWN_FORMS, " ".join((_OWN_FORMS, *servers)))
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", FEATURES)
        return response
