"""Models of risk held against the rest of the pack: features are there and are figures, and look at nothing forbidden."""

from __future__ import annotations

from collections.abc import Iterator

from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.parse import parse_expression
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import BOOLEAN, NUMBER
from bonafides.packs.citations import citation_faults
from bonafides.packs.conditions import condition_faults
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.indicator import Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import Parameter
from bonafides.packs.risk_model import RiskModel
from bonafides.packs.scope import OF_A_RUN, indicator_type, names_in, record_scope

WHOLE = 10_000
"""All of it, in hundredths of a per cent."""


def risk_model_faults(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Every fault of the models of risk that shows only beside the other files."""
    for name, one in pack.risk_models.items():
        document = documents[f"risk-models/{name}.yaml"]
        yield from citation_faults(pack, one.basis, document, ("basis",))
        if one.owner not in pack.agencies:
            expected = f"an agency of agencies.yaml ({', '.join(pack.agencies)})"
            yield document.fault(("owner",), expected, f"`{one.owner}`", "mend its spelling")
        yield from _parameters(pack, one, document)
        yield from _example(pack, one, document)
        yield from _features(pack, one, document)


def _parameters(pack: Pack, one: RiskModel, document: Document) -> Iterator[PackFault]:
    """Each is there, a whole number, and on no day is less left to chance than the floor of that day."""
    found: dict[str, Parameter] = {}
    for word in ("warning_days", "random_share", "random_share_floor", "valid_months"):
        named = pack.parameters.get(getattr(one, word))
        if named is None or named.type != "number" or any(type(value.value) is not int for value in named.values):
            mend = "mend its spelling, or add it to parameters.yaml"
            yield document.fault(
                (word,), "a parameter of type number, with whole values", f"`{getattr(one, word)}`", mend
            )
        else:
            found[word] = named
    if (share := found.get("random_share")) is None or (floor := found.get("random_share_floor")) is None:
        return
    for day in sorted({value.in_force.since for named in (share, floor) for value in named.values}):
        given, least = share.on(day), floor.on(day)
        if given is None:
            continue
        if least is None:
            mend = f"give `{floor.parameter}` a value for all days of `{share.parameter}`"
            yield document.fault(("random_share_floor",), f"a floor in force on {day}", "none", mend)
        elif not int(str(least.value)) <= int(str(given.value)) <= WHOLE:
            expected = f"from {least.value} (`{floor.parameter}`) to {WHOLE} on {day}"
            mend = "leave more to chance: a model that sees only whom it chose comes to believe itself"
            yield document.fault(("random_share",), expected, f"{given.value} (`{share.parameter}`)", mend)


def _example(pack: Pack, one: RiskModel, document: Document) -> Iterator[PackFault]:
    kind = pack.catalogue.get(one.example.kind)
    if kind is None:
        expected = f"a kind of the catalogue ({', '.join(pack.catalogue)})"
        yield document.fault(("example", "kind"), expected, f"`{one.example.kind}`", "mend its spelling")
        return
    # An example has no day but its own.
    scope = {name: of for name, of in record_scope(pack, (kind,)).items() if name not in OF_A_RUN}
    for word in ("where", "found"):
        yield from condition_faults(pack, (kind.kind,), getattr(one.example, word), scope, document, ("example", word))


def _features(pack: Pack, one: RiskModel, document: Document) -> Iterator[PackFault]:
    never = {(each.kind, fact) for each in one.never for fact in each.facts}
    seen: set[str] = set()
    for index, feature in enumerate(one.features):
        at = ("features", index, "indicator")
        if feature.indicator in seen:
            yield document.fault(at, "each indicator once", f"`{feature.indicator}` a second time", "remove one")
        seen.add(feature.indicator)
        indicator = pack.indicators.get(feature.indicator)
        if indicator is None:
            yield document.fault(at, "an indicator of indicators.yaml", f"`{feature.indicator}`", "mend its spelling")
            continue
        if (of := indicator_type(pack, indicator)) not in (NUMBER, BOOLEAN):
            mend = "count the records of each sort instead"
            yield document.fault(
                at, "an indicator that is a number or true or false", f"`{feature.indicator}`, a {of}", mend
            )
        for kind, fact in sorted(looked_at(pack, indicator) & never):
            came = f"`{feature.indicator}`, which looks at `{fact}` of `{kind}`"
            yield document.fault(at, "a feature that looks at nothing under `never`", came, "take the feature out")


def looked_at(pack: Pack, indicator: Indicator) -> set[tuple[str, str]]:
    """(kind, fact) of all that an indicator reads."""
    read = {indicator.on, *([indicator.of] if indicator.of else [])}
    if indicator.where is not None:
        scope = record_scope(pack, tuple(pack.catalogue[kind] for kind in indicator.kinds))
        try:
            read |= set(names_in(parse_expression(indicator.where, Scope(dict(scope)))))
        except FeelError:
            return set()  # told where the indicator is checked
    return {(kind, fact) for kind in indicator.kinds for fact in read}
