"""A card on a day, compiled as a standard is: what is computed of each business, and which of them it is true for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.kernel.relational.form import Column, Program
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.packs.signal import Signal
from bonafides.standards.compile.indicators import sources
from bonafides.standards.compile.standard import compiled_decision, model_in_force
from bonafides.watch.signals.counting import DECISION, counting_model


@dataclass(frozen=True)
class Compiled:
    """A card on a day. `program` gives each business its outcome, or the indicators that a comparison with others needs."""

    card: Signal
    digest: str
    as_of: date
    program: Program
    looks_at: tuple[str, ...]
    """The indicators that it looks at."""

    @property
    def outcome(self) -> Column:
        """Of a rule or a counting: the column that is true where the business is worth a look."""
        return self.program.outputs[0]


def compiled(pack: Pack, card: Signal, as_of: date) -> Compiled:
    """Raises what `standard_of` raises."""
    if card.rule is not None:
        model = model_in_force(pack, card.rule.decision, as_of)
        program, looks_at = _decided(pack, model, card.rule.decision, as_of)
    elif card.counting is not None:
        program, looks_at = _decided(pack, counting_model(pack, card, as_of), DECISION, as_of)
    else:
        looks_at = compared(card)
        program = figures_of(pack, as_of, looks_at)
    return Compiled(card, card_digest(pack, card), as_of, program, looks_at)


def compared(card: Signal) -> tuple[str, ...]:
    """The indicators by which a crowd or an outlier holds businesses against each other."""
    if card.crowd is not None:
        return (card.crowd.by,)
    assert card.outlier is not None  # noqa: S101 - the card's check: one method
    return (card.outlier.value, card.outlier.per, card.outlier.by)


def figures_of(pack: Pack, as_of: date, names: Iterable[str]) -> Program:
    """The indicators of every business, in this order."""
    wanted = tuple(dict.fromkeys(names))
    read = sources(pack, as_of, wanted)
    results = {one.name: one.result for source in read for one in source.measures}
    return Program((), read, (), tuple(results[one] for one in wanted))


def in_force(pack: Pack, as_of: date) -> list[Signal]:
    """The cards in force on a day, in the order of the list."""
    found = [one for one in pack.signals.values() if one.in_force.covers(as_of)]
    return sorted(found, key=lambda one: (one.order, one.signal))


def card_digest(pack: Pack, card: Signal) -> str:
    """SHA-256 of the card's file (hex): which version of it a signal is by, within its version of the pack."""
    return sha256(pack.files[f"signals/{card.signal}.yaml"]).hexdigest()


def _decided(pack: Pack, model: Definitions, decision: str, as_of: date) -> tuple[Program, tuple[str, ...]]:
    """The program of a decision that is a truth, and the indicators that it needs."""
    inputs = inputs_of(model, decision)
    made = compiled_decision(pack, model, decision, inputs, as_of)
    value = made.outcomes[0].value
    if not isinstance(value, Column):
        raise NotRelationalError(f"decision `{decision}`: expected one truth for each business, came a list or nothing")
    program = made.program
    outputs = (value, *(one for one in program.outputs if one != value))
    return replace(program, outputs=outputs), tuple(name for name in inputs if name in pack.indicators)
