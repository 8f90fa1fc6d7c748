"""What code computes from the register for an input of a decision: upper apps register it when they start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

from bonafides.kernel.feel.values import Value
from bonafides.packs.computed_words import COMPUTED

if TYPE_CHECKING:
    from bonafides.entities.models import Entity
    from bonafides.procedures.models import Case
    from bonafides.records.models import Record


class Computed(Protocol):
    """Reads the register as it is on a day, when a guard is asked. At the opening there is no case yet."""

    def __call__(
        self, case: Case | None, entity: Entity, record: Record | None, fields: Mapping[str, Value], day: date
    ) -> Value: ...


_computed: dict[str, Computed] = {}


def register_source(name: str, computed: Computed) -> None:
    """Say what computes a word; called in the `ready` of an app. The word must be one of packs/computed_words.py."""
    if name not in COMPUTED:
        raise ValueError(f"expected a word of packs/computed_words.py ({', '.join(COMPUTED)}), came {name!r}")
    _computed[name] = computed


def computed(name: str) -> Computed | None:
    """What computes a word; None where nothing does."""
    return _computed.get(name)
