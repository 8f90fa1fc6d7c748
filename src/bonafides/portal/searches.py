"""How often one address may search: without an account, nothing here costs the database more.

Counted in the memory of this worker and nowhere else: no server is asked for it, and nobody is written down.
"""

from __future__ import annotations

import time
from functools import cache

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter


def wait_to_search(request: HttpRequest) -> int:
    """In how many seconds whoever asks may search; 0: now, and this one is counted."""
    often, address = how_often(), get_adapter().get_client_ip(request)
    if often is None or _counted().hit(often, address):
        return 0
    return max(1, round(_counted().get_window_stats(often, address).reset_time - time.time()))


def how_often() -> RateLimitItem | None:
    """As often as the settings say; None: as often as anybody likes. Raises ImproperlyConfigured."""
    return _often(settings.SEARCHES) if settings.SEARCHES else None


@cache
def _counted() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(MemoryStorage())


@cache
def _often(told: str) -> RateLimitItem:
    try:
        return parse(told)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"BONAFIDES_SEARCHES: expected a number and a span, such as 60/minute, or nothing; came {told!r}"
        ) from error
