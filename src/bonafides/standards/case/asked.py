"""A decision of the pack asked about one step of a case, and its rule in words: what a refusal names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.dmn.evaluate import Outcome, decide
from bonafides.kernel.feel.values import Value
from bonafides.kernel.sentence import SEMICOLON, Joined
from bonafides.packs.annotations import noted
from bonafides.packs.pack import Pack
from bonafides.standards.case.indicators import parameter_values
from bonafides.standards.compile.standard import model_in_force

SPOKEN = ("en", "zh")


@dataclass(frozen=True)
class Asked:
    """What a decision came to, and on what inputs beside the parameters of the pack."""

    decision: str
    given: Mapping[str, Value]
    outcome: Outcome

    @property
    def value(self) -> Value:
        return self.outcome.value

    @property
    def basis(self) -> str:
        """What the rules that made the result cite."""
        return "; ".join(dict.fromkeys(rule.citation for rule in self.outcome.fired))

    @property
    def reason(self) -> str:
        """What these rules say, in each language that they say it in."""
        told = []
        for table in self.outcome.tables:
            for rule in table.fired if table.fired == self.outcome.fired else ():
                notes = noted(table.table, rule)
                told += [notes[one] for one in notes if one in SPOKEN] or [rule.description]
        return " ".join(dict.fromkeys(told))

    def reasons(self) -> dict[str, str]:
        """What these rules say, by language."""
        notes = [
            noted(table.table, rule)
            for table in self.outcome.tables
            if table.fired == self.outcome.fired
            for rule in table.fired
        ]
        return {one: " ".join(dict.fromkeys(each[one] for each in notes if one in each)) for one in SPOKEN}

    def as_json(self) -> dict[str, Any]:
        """The inputs as a row keeps them: exact, without floats."""
        return {name: value if isinstance(value, (bool, str)) or value is None else str(value)
                for name, value in self.given.items()}  # fmt: skip


def ask(pack: Pack, decision: str, given: Mapping[str, Value], day: date) -> Asked:
    """The decision as it is on a day. Raises ActRefusedError where it does not decide, StandardNotFoundError."""
    outcome = decide(model_in_force(pack, decision, day), decision, parameter_values(pack, day) | dict(given))
    if outcome.violations:
        told = Joined((f"{one.where}: {one.told}" for one in outcome.violations), SEMICOLON)
        raise ActRefusedError(
            "decision `%(decision)s` of pack %(pack)s does not decide: %(told)s; mend it in the pack",
            decision=decision,
            pack=pack.name,
            told=told,
        )
    return Asked(decision, given, outcome)
