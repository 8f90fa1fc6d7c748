"""An explanation for programs: the same as is told to people, by names and values. Its shape: docs/reference/explanation.md."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.kernel.dmn.evaluate import Outcome
from bonafides.kernel.feel.functions.strings import to_string
from bonafides.kernel.feel.values import Value
from bonafides.packs.indicator import OF_A_FACT, Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Citation
from bonafides.standards.case.indicators import Measured
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.compile.windows import first_day, length_of
from bonafides.standards.explain.explain import Explanation
from bonafides.standards.explain.future import Turn
from bonafides.standards.explain.parameters import facts_and_parameters
from bonafides.standards.explain.rules import FiredRule, fired_rules


def as_json(one: Explanation) -> dict[str, Any]:
    """The explanation as JSON's types. Texts are in the language that is active, or by language where the pack has several."""
    pack, decided = one.pack, one.decided
    return {
        "scheme": one.entity.scheme,
        "code": one.entity.code,
        "pack": pack.name,
        "pack_version": pack.info.version,
        "pack_digest": pack.digest,
        "model": decided.model.file,
        "decision": decided.decision,
        "as_of": one.as_of.isoformat(),
        "known_at": one.known_at.isoformat(),
        "result": plain(decided.outcome.value),
        "violations": [{"kind": each.kind, "told": each.told} for each in decided.outcome.violations],
        "order": list(pack.info.tiers.order)
        if pack.info.tiers and pack.info.tiers.decision == decided.decision
        else None,
        "public": pack.info.tiers_public,
        "decisions": [
            {"decision": name, "value": plain(outcome.value), "rules": _rules(one, outcome)}
            for name, outcome in decided.outcomes.items()
        ],
        "indicators": [_indicator(one, measured) for measured in decided.measured.values()],
        "parameters": [
            {
                "parameter": used.parameter.parameter,
                "title": used.parameter.title,
                "unit": used.parameter.unit,
                "value": None if used.value is None else plain(used.value.value),
                "mark": None if used.value is None else used.value.mark,
                "basis": [] if used.value is None else _citations(used.value.basis),
                "used_by": list(used.used_by),
            }
            for used in one.parameters
        ],
        "nearest": [
            {
                "indicator": change.indicator,
                "from": plain(change.before),
                "to": plain(change.after),
                "result": plain(change.outcome.value),
                "direction": change.direction,
                "steps": change.steps,
                "exact": change.exact,
            }
            for change in one.changes
        ],
        "together": None
        if one.together is None
        else {
            "result": plain(one.together.outcome.value),
            "to": {name: plain(value) for name, value in one.together.values},
        },
        "future": [_turn(turn) for turn in one.future.turns],
        "looked_ahead_to": one.future.until.isoformat() if one.future.until else None,
    }


def plain(value: Value | int) -> Any:
    """A value as JSON: whole numbers as numbers, other decimals, days and durations as text."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else f"{value:f}"
        case date():
            return value.isoformat()
        case tuple():
            return [plain(one) for one in value]
        case Mapping():
            return {name: plain(one) for name, one in value.items()}
        case _:
            return to_string(value)


def _rules(one: Explanation, outcome: Outcome) -> list[dict[str, Any]]:
    return [_rule(rule) for rule in fired_rules(one.pack, one.decided, outcome)]


def _rule(rule: FiredRule) -> dict[str, Any]:
    return {
        "rule": rule.number,
        "of": rule.of,
        "reason": rule.reason,
        "citation": rule.citation,
        "law": list(rule.law),
        "conditions": [
            {"name": met.name or None, "title": met.title, "value": plain(met.value), "asked": met.asked}
            for met in rule.conditions
        ],
    }


def _indicator(one: Explanation, measured: Measured) -> dict[str, Any]:
    indicator = one.pack.indicators[measured.indicator]
    since = None
    if indicator.window is not None:
        since = first_day(indicator.window, length_of(indicator.window, one.pack, one.as_of), one.as_of).isoformat()
    return {
        "indicator": indicator.indicator,
        "title": indicator.title,
        "value": plain(measured.value),
        "unit": indicator.unit or ("days" if indicator.measure == "days_since" else _unit(one.pack, indicator)),
        "measure": indicator.measure,
        "counted_from": since,
        "counted_to": one.as_of.isoformat(),
        "basis": _citations(indicator.basis),
        "records": [_record(one.pack, indicator, record) for record in measured.records],
    }


def _unit(pack: Pack, one: Indicator) -> str | None:
    if one.of is None or one.measure not in OF_A_FACT:
        return None
    return pack.catalogue[one.kinds[0]].facts.properties[one.of].unit


def _record(pack: Pack, indicator: Indicator, record: CaseRecord) -> dict[str, Any]:
    used = dict.fromkeys([*([indicator.of] if indicator.of else []), *facts_and_parameters(pack, indicator)])
    return {
        "kind": record.kind,
        "agency": record.agency,
        "ref": record.ref,
        "event_date": record.event_date.isoformat(),
        "valid_from": record.valid_from.isoformat(),
        "valid_to": record.valid_to.isoformat() if record.valid_to else None,
        "known_from": record.known_from.isoformat(),
        "facts": {name: plain(record.facts[name]) for name in used if name in record.facts},
    }


def _citations(basis: Citation | tuple[Citation, ...]) -> list[dict[str, Any]]:
    cited = (basis,) if isinstance(basis, Citation) else basis
    return [{"instrument": one.instrument, "article": one.article, "mark": one.mark} for one in cited]


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "day": turn.day.isoformat(),
        "in_force": turn.after is not None,
        "result": None if turn.after is None else plain(turn.after.outcome.value),
        "law_changes": turn.law,
        "indicators": [
            {
                "indicator": moved.indicator,
                "from": plain(moved.before),
                "to": plain(moved.after),
                "no_longer_count": [{"agency": each.agency, "ref": each.ref} for each in moved.gone],
                "count_from_then": [{"agency": each.agency, "ref": each.ref} for each in moved.come],
            }
            for moved in turn.moved
        ],
    }
