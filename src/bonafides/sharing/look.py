"""A look at what is not public, told to the log of look-ups: on which basis, and when the business is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from bonafides.sharing.access.log import How, Telling, Told, logged, look_of
from bonafides.sharing.purpose import Request
from bonafides.sharing.scope import Scope

EVERYTHING = ("*",)


def looked(
    request: Request, scope: Scope, entities: Sequence[int], fields: Mapping[str, Collection[str]], how: How
) -> None:
    """Write down that somebody looks: the one call of the log, in the transaction that reads."""
    logged(request, entities, _opened(fields), how, basis=scope.basis, telling=_telling(scope))


def look(
    request: Request, scope: Scope, entities: Sequence[int], fields: Mapping[str, Collection[str]], how: How
) -> dict[str, object] | None:
    """As `looked`, for a statement that reads and writes the log at once: the values of `access.log.LOOK`."""
    return look_of(request, entities, _opened(fields), how, basis=scope.basis, telling=_telling(scope))


def _opened(fields: Mapping[str, Collection[str]]) -> Mapping[str, Collection[str]]:
    return {kind: names or EVERYTHING for kind, names in fields.items()} or {"*": EVERYTHING}


def _telling(scope: Scope) -> Telling:
    if scope.purpose is None:  # the operator, or the business itself
        return Telling(officer_shown=True)
    told = scope.purpose.told
    shown = told.officers == "number"
    if not told.after_days:
        return Telling(officer_shown=shown)
    visible_from = timezone.now() + timedelta(days=told.after_days)
    return Telling(Told.CASE_ENDS if told.case_ends else Told.AFTER, visible_from, shown)
