"""What the register refuses, as it says it (RFC 9457)."""

from __future__ import annotations

import httpx


class RefusedError(Exception):
    """An answer that is no success. `status` is that of HTTP; the text says what was expected and what to do."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status, self.detail = status, detail


def good(answer: httpx.Response) -> httpx.Response:
    """The answer, where it is a success. Raises RefusedError."""
    if answer.is_success:
        return answer
    answer.read()
    is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    raise RefusedError(answer.status_code, str(answer.json().get("detail", "")) if is_problem else answer.reason_phrase)
