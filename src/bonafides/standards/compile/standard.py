"""A decision of a pack on a day: the model in force, its inputs bound to indicators, compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.form import TEXT, Column
from bonafides.kernel.relational.program import Compiled, Outcome, compile_decisions
from bonafides.kernel.relational.sql import sql_text
from bonafides.kernel.relational.values import Value
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.packs.scope import OF_A_RUN, OF_AN_ENTITY
from bonafides.standards.compile.asked_day import parameters_on
from bonafides.standards.compile.indicators import sources


class StandardNotFoundError(LookupError):
    """The pack has no such decision, or none in force on the day."""


@dataclass(frozen=True)
class Standard:
    """A decision as it is on a day. `inputs` are the names that it and what it requires read."""

    model: Definitions
    decision: str
    as_of: date
    inputs: tuple[str, ...]
    compiled: Compiled

    @property
    def outcome(self) -> Outcome:
        return self.compiled.outcomes[0]

    def text(self, engine: Engine) -> str:
        """The SQL of an engine."""
        return sql_text(self.compiled.program, engine)


def standard_of(pack: Pack, decision: str, as_of: date) -> Standard:
    """A decision of the pack on a day, compiled.

    Raises StandardNotFoundError, NoValueError for a parameter without a value, NotRelationalError for what no engine but the
    single-case evaluator can serve, ModelRefusedError.
    """
    model = model_in_force(pack, decision, as_of)
    inputs = inputs_of(model, decision)
    return Standard(model, decision, as_of, inputs, compiled_decision(pack, model, decision, inputs, as_of))


def compiled_decision(pack: Pack, model: Definitions, decision: str, inputs: Sequence[str], as_of: date) -> Compiled:
    """A decision over each business's own columns, the run's day, the parameters in force and the indicators that it reads.

    Raises NotRelationalError for a parameter without a value on the day.
    """
    base: dict[str, Value] = {name: Column(name, TEXT, nullable=False) for name in OF_AN_ENTITY}
    base |= {name: build.day(as_of) for name in OF_A_RUN}
    base |= parameters_on(pack, as_of)
    for name in inputs:
        if name in pack.parameters and name not in base:
            raise NotRelationalError(f"parameter `{name}` has no value in force on {as_of}: give parameters.yaml one")
    read = sources(pack, as_of, inputs)
    base |= {one.name: one.result for source in read for one in source.measures}
    return compile_decisions(model, (decision,), base, read)


def in_force(model: Definitions, day: date) -> bool:
    """Whether a model was in force: its attributes `from` (included) and `to` (excluded), as far as it has them."""
    since, until = (model.extensions.get(word) for word in ("from", "to"))
    return not (since and day < date.fromisoformat(since)) and not (until and day >= date.fromisoformat(until))


def model_in_force(pack: Pack, decision: str, as_of: date) -> Definitions:
    """The model that says what a decision is on a day."""
    having = [one for one in pack.standards.values() if any(each.name == decision for each in one.decisions)]
    current = [one for one in having if in_force(one, as_of)]
    if len(current) == 1:
        return current[0]
    if current:
        files = ", ".join(one.file for one in current)
        raise StandardNotFoundError(f"decision `{decision}` is in force twice on {as_of} ({files}): end one by `to`")
    if having:
        raise StandardNotFoundError(
            f"decision `{decision}` is not in force on {as_of} ({', '.join(one.file for one in having)})"
        )
    known = sorted({each.name for one in pack.standards.values() for each in one.decisions})
    raise StandardNotFoundError(f"pack {pack.name} has no decision `{decision}`; it has: {', '.join(known) or 'none'}")
