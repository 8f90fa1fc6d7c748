"""What a step does beyond its case: words of a closed set, done by code that upper apps register when they start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.kernel.procedure.model import Step as StepModel
from bonafides.packs.effect_words import EFFECTS

if TYPE_CHECKING:
    from bonafides.procedures.models import Case, Step


class Effect(Protocol):
    """Runs within the act of the step, after its row was written; whatever it raises undoes the step."""

    def __call__(self, acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None: ...


_effects: dict[str, Effect] = {}


def register_effect(name: str, effect: Effect) -> None:
    """Say what does a word; called in the `ready` of an app. The word must be one of packs/effect_words.py."""
    if name not in EFFECTS:
        raise ValueError(f"expected a word of packs/effect_words.py ({', '.join(EFFECTS)}), came {name!r}")
    _effects[name] = effect


def effects_of(step: StepModel) -> list[Effect]:
    """The effects of a step, in their order. Raises ActRefusedError where one is done by nobody: it would be lost."""
    for one in step.effects:
        if one.name not in _effects:
            raise ActRefusedError(
                "`%(step)s` has the effect `%(one)s`, which nothing here does; nothing was changed",
                step=step.name,
                one=one.name,
            )
    return [_effects[one.name] for one in step.effects]
