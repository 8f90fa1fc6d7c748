"""What an app adds to the documents of the procedures of a subject, beside what the case itself gives: upper apps register it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from bonafides.kernel.procedure.known import Known
    from bonafides.procedures.cases import Held


class More(Protocol):
    """`fields`: all that was told; `known`: the case after the step that serves.

    The answer has `fields` and `lists` (`documents/issue.py`), which come beside the case's own.
    """

    def __call__(self, held: Held, fields: Mapping[str, Any], known: Known) -> Mapping[str, Any]: ...


_more: dict[str, More] = {}


def register_context(of: str, more: More) -> None:
    """Say what documents of the procedures `of` a subject are given too; called in the `ready` of an app."""
    _more[of] = more


def with_more(context: dict[str, Any], held: Held, known: Known) -> dict[str, Any]:
    """The context of a case with what was registered for its subject; what the case was told itself is never replaced."""
    more = _more.get(held.procedure.of)
    if more is None:
        return context
    given = more(held, context["fields"], known)
    return context | {
        "fields": {**given.get("fields", {}), **context["fields"]},
        "lists": {**given.get("lists", {}), **context.get("lists", {})},
    }
