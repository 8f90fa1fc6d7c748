"""Reads of the register of acts."""

from __future__ import annotations

from bonafides.acts.models import Act, Leaf


class UnknownActError(LookupError):
    """No such act in this register."""


def act_of(number: int) -> Act:
    """An act by its number. Raises UnknownActError."""
    found = Act.objects.filter(pk=number).first()
    if found is None:
        raise UnknownActError(f"there is no act {number} in this register; bonafides act list shows the last ones")
    return found


def leaf_of(act: Act) -> Leaf | None:
    """The act's own leaf of the ledger."""
    return Leaf.objects.filter(act=act, content__isnull=True).first()


def latest(
    limit: int,
    *,
    name: str | None = None,
    agency: str | None = None,
    subject: int | None = None,
    before: int | None = None,
) -> list[Act]:
    """The last acts, the newest first: of a name, an agency, about a business, with numbers below one."""
    asked = {"name": name, "agency": agency, "subject": subject, "pk__lt": before}
    return list(
        Act.objects.filter(**{key: value for key, value in asked.items() if value is not None}).order_by("-pk")[:limit]
    )
