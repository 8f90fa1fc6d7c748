"""The one decorator through which state changes: permission, change, recusal, act, event and leaf in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from bonafides.acts.acting import Acting, ActRefusedError, NotPermittedError
from bonafides.acts.authority import why_not, why_recused
from bonafides.acts.evidence import Evidence
from bonafides.acts.models import Act
from bonafides.acts.plain import plain
from bonafides.acts.register import enter, take_number
from bonafides.acts.roles import POWERS, Role
from bonafides.acts.wall import inside

__all__ = ["POWERS", "ActRefusedError", "Acting", "Evidence", "NotPermittedError", "Role", "official_act"]

P = ParamSpec("P")
R = TypeVar("R")


def official_act(
    name: str, *, by: tuple[Role, ...], evidence: bool = False
) -> Callable[[Callable[Concatenate[Acting, P], R]], Callable[Concatenate[Acting, P], R]]:
    """Make a function an official act called `name` (app.verb), for whoever holds one of the roles `by`.

    The function gets an `Acting` of this act first, with `id` set, writes its rows through it, and may set `subject` and
    `details`; whatever it raises undoes the whole. With `evidence` the act is refused without any.
    """

    def decorate(function: Callable[Concatenate[Acting, P], R]) -> Callable[Concatenate[Acting, P], R]:
        @wraps(function)
        def act(acting: Acting, *args: P.args, **kwargs: P.kwargs) -> R:
            acting.check()
            if evidence and not acting.evidence:
                raise ActRefusedError(
                    "%(name)s needs evidence: name a record, file, act or draw; nothing was changed", name=name
                )
            # An act within an act has a row of its own, and is not about the details of the other.
            own = replace(acting, details=None if acting.running else acting.details)
            own.running = True
            with inside():
                _refuse(name, why_not(own.pack, own.agency, own.officer, by))
                own.id, moment = take_number()
                who = own.who()
                result = function(own, *args, **kwargs)
                if own.who() != who:
                    raise RuntimeError(f"{name}: who acts was changed after the permission was given")
                _refuse(name, why_recused(own.pack, own.agency, own.officer, own.subject))
                enter(_row(name, own, moment), {"act": own.id, **own.told})
            if not acting.running:
                acting.id = own.id
            return result

        act.official_act = name  # type: ignore[attr-defined]  # read by the structural test
        act.by = by  # type: ignore[attr-defined]  # read by whoever lists what a person may do
        return cast("Callable[Concatenate[Acting, P], R]", act)

    return decorate


def _refuse(name: str, why: str | None) -> None:
    if why is not None:
        raise NotPermittedError("%(name)s: %(why)s; nothing was changed", name=name, why=why)


def _row(name: str, own: Acting, moment: datetime) -> Act:
    return Act(
        id=own.id, name=name, at=moment, officer=own.officer, agency=own.agency, pack=own.pack, subject=own.subject,
        basis=own.basis, reason=own.reason, evidence=[one.as_json() for one in own.evidence],
        details=plain(own.details or {}, "details"), rows=own.rows(),
    )  # fmt: skip
