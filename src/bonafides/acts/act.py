"""The one decorator through which state changes: checks, change and act row in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import transaction
from django.utils import timezone

from bonafides.acts.models import Act

P = ParamSpec("P")
R = TypeVar("R")


class ActRefusedError(Exception):
    """An act that may not be done; nothing was changed. The message names the rule and the mend."""


@dataclass
class Acting:
    """Who acts, for which agency, on which basis and why. An act adds its subject and details."""

    officer: str
    agency: str
    basis: str
    reason: str
    subject: int | None = None
    details: dict[str, Any] | None = None
    id: int = 0

    def check(self) -> None:
        for word in ("officer", "agency", "basis", "reason"):
            if not str(getattr(self, word)).strip():
                raise ActRefusedError(f"an act needs its {word}: give it, nothing was changed")


def official_act(
    name: str,
) -> Callable[[Callable[Concatenate[Acting, P], R]], Callable[Concatenate[Acting, P], R]]:
    """Make a function an official act called `name` (app.verb).

    The function gets the `Acting` first, with `id` set to the act's row, and may set `subject` and `details`; whatever
    it raises undoes the whole.
    """

    def decorate(function: Callable[Concatenate[Acting, P], R]) -> Callable[Concatenate[Acting, P], R]:
        @wraps(function)
        def act(acting: Acting, *args: P.args, **kwargs: P.kwargs) -> R:
            acting.check()
            with transaction.atomic():
                # The row is written last, when its subject and details are known; its number is taken first, so that
                # what the act writes can name it.
                acting.id = _next_id()
                result = function(acting, *args, **kwargs)
                Act.objects.create(
                    id=acting.id,
                    name=name,
                    at=timezone.now(),
                    officer=acting.officer,
                    agency=acting.agency,
                    subject=acting.subject,
                    basis=acting.basis,
                    reason=acting.reason,
                    details=acting.details or {},
                )
            return result

        act.official_act = name  # type: ignore[attr-defined]  # read by the structural test
        return cast("Callable[Concatenate[Acting, P], R]", act)

    return decorate


def _next_id() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('acts_act', 'id'))")
        return int(cursor.fetchone()[0])
