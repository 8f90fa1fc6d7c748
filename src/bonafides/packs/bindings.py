"""Decision models held against the pack: every input is something that the pack knows, of the type that it has there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.types import ANY, Type
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.scope import BUSINESS, CASE, model_of, model_scope, standards_scope

WORDS = ("from", "to")


def binding_faults(pack: Pack, info: Document) -> Iterator[PackFault]:
    """Inputs that nothing gives, types that differ, names that clash, days that are none, a tier that nothing decides."""
    scope = standards_scope(pack)
    for model in pack.standards.values():
        of = model_of(model)
        if of not in (BUSINESS, CASE, *pack.catalogue):
            expected = f"`{BUSINESS}`, `{CASE}` or a kind of the catalogue ({', '.join(pack.catalogue)})"
            yield PackFault(model.file, 0, "definitions, `of`", expected, f"`{of}`", "mend it")
            continue
        yield from _inputs(model, model_scope(pack, model), of)
        yield from _days(model)
        for decision in model.decisions:
            if decision.name in scope:
                came = f"`{decision.name}`, which is an indicator, a parameter or built in"
                yield PackFault(model.file, decision.line, "", "a decision with a name of its own", came, "rename it")
    yield from _once(pack)
    decided = {decision.name for model in pack.standards.values() for decision in model.decisions}
    if pack.info.tiers is not None and pack.info.tiers.decision not in decided:
        expected = f"a decision of standards/ ({', '.join(sorted(decided)) or 'there is none'})"
        yield info.fault(("tiers", "decision"), expected, f"`{pack.info.tiers.decision}`", "mend its spelling")
    for model in pack.standards.values():
        own = any(pack.info.tiers and one.name == pack.info.tiers.decision for one in model.decisions)
        if own and model_of(model) != BUSINESS:
            expected = "a model of a business, as it gives the tiers"
            yield PackFault(
                model.file, 0, "definitions, `of`", expected, f"`{model_of(model)}`", "remove the attribute"
            )


def _inputs(model: Definitions, known: Mapping[str, Type], of: str) -> Iterator[PackFault]:
    for one in model.inputs:
        where = f"input `{one.name}`"
        if one.name not in known and of == CASE:
            if one.variable.type is ANY:
                yield PackFault(model.file, one.line, where, "the type of what the case gives", "none", "add a typeRef")
        elif one.name not in known:
            what = "" if of == BUSINESS else f"a fact of `{of}`, "
            expected = f"the name of {what}an indicator, of a parameter, or of what every business has"
            mend = f"there are: {', '.join(known)}; mend its spelling, or add it to indicators.yaml"
            yield PackFault(model.file, one.line, where, expected, f"`{one.name}`", mend)
        elif one.variable.type not in (ANY, known[one.name]):
            came = str(one.variable.type)
            yield PackFault(
                model.file, one.line, where, f"{known[one.name]}, as it is in the pack", came, "mend its typeRef"
            )


def _days(model: Definitions) -> Iterator[PackFault]:
    for word in WORDS:
        text = model.extensions.get(word)
        if text is not None and day_of(text) is None:
            yield PackFault(model.file, 0, f"definitions, `{word}`", "a day such as 2021-09-01", f"`{text}`", "mend it")


def _once(pack: Pack) -> Iterator[PackFault]:
    """Of several models that have a decision, one is in force on any day."""
    having: dict[str, list[tuple[date, date, str]]] = {}
    for model in pack.standards.values():
        since, until = (day_of(model.extensions.get(word) or "") for word in WORDS)
        for decision in model.decisions:
            having.setdefault(decision.name, []).append((since or date.min, until or date.max, model.file))
    for name, spans in having.items():
        for (_, until, earlier), (since, _, later) in pairwise(sorted(spans)):
            if since < until:
                expected = f"one model with the decision `{name}` in force on any day"
                mend = f"end the one of {earlier} by the attribute `to`, or rename the decision"
                yield PackFault(later, 0, "", expected, f"a second one (the first is in {earlier})", mend)


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
