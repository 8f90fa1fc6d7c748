"""Leads of early warning are shown to officers of the agency that answers for them, and each look is told to the log.

What a lead rests on may be withheld facts: they are opened by the purpose that the card names, as any other look is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bonafides.sharing.access.log import How
from bonafides.sharing.look import looked
from bonafides.sharing.purpose import Request
from bonafides.sharing.scope import scope_of


def lead_shown(request: Request, entities: Sequence[int], fields: Mapping[str, Collection[str]], how: How) -> None:
    """Write down who is shown leads about these businesses, in the transaction that reads. Raises NotDisclosedError."""
    looked(request, scope_of(request), entities, fields, how)
