"""What every step of a visit at a page has: its form, and what it does; `Done` is what is shown then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bonafides.acts.act import Acting
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.design.forms import Form


@dataclass(frozen=True)
class Done:
    """That a step was taken. `shown`: what is shown this once, on a page of its own: the template and its words."""

    template: str = ""
    shown: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class VisitStep:
    """A step by its form. `draft`: what is typed is kept on the phone until it is sent; `basis`: asked for in the form."""

    form: Callable[..., Form]
    do: Callable[[Acting, Visit, Any], Done]
    draft: bool = False
