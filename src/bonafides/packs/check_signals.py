"""Cards of signals held against the rest of the pack: what they name is there, they look at nothing forbidden, and the agency
that they tell may know what they look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bonafides.kernel.feel.types import BOOLEAN, NUMBER, STRING, Type
from bonafides.packs.check_risk_models import looked_at
from bonafides.packs.citations import citation_faults
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.scope import indicator_type
from bonafides.packs.signal import CROWD, FIGURE, GROUP_SIZE, HIGH, LOW, Counting, Crowd, Outlier, Rule, Signal
from bonafides.packs.wording import Path

Fact = tuple[str, str]


def signal_faults(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Every fault of the cards that shows only beside the other files."""
    for name, one in pack.signals.items():
        document = documents[f"signals/{name}.yaml"]
        yield from citation_faults(pack, one.basis, document, ("basis",))
        yield from _named(pack, one, document)
        faults, seen = _method(pack, one, document)
        yield from faults
        if not faults:
            yield from _reason(pack, one, document)
            yield from _forbidden(pack, one, seen, document)


def _named(pack: Pack, one: Signal, document: Document) -> Iterator[PackFault]:
    """Owner, purpose, items and expiry are things of the pack."""
    if one.owner not in pack.agencies:
        expected = f"an agency of agencies.yaml ({', '.join(pack.agencies)})"
        yield document.fault(("owner",), expected, f"`{one.owner}`", "mend its spelling")
    purpose = pack.purposes.get(one.purpose)
    if purpose is None or one.owner not in purpose.agencies:
        own = [name for name, each in pack.purposes.items() if one.owner in each.agencies]
        expected = f"a purpose of {one.owner} ({', '.join(own) or 'it has none'})"
        yield document.fault(("purpose",), expected, f"`{one.purpose}`", "name one, or add it to purposes.yaml")
    elif purpose.case:
        mend = "a list has no case yet: name a purpose that needs none"
        yield document.fault(("purpose",), "a purpose that needs no case", f"`{one.purpose}`", mend)
    for index, item in enumerate(one.items):
        known = pack.inspection_items.get(item)
        if known is None:
            expected = f"an item of inspection-items/ ({', '.join(pack.inspection_items)})"
            yield document.fault(("items", index), expected, f"`{item}`", "mend its spelling")
    yield from _number(pack, one.expires_days, document, ("expires_days",))


def _number(pack: Pack, name: str, document: Document, at: Path) -> Iterator[PackFault]:
    named = pack.parameters.get(name)
    if named is None or named.type != "number" or not all(type(each.value) is int for each in named.values):
        mend = "mend its spelling, or add it to parameters.yaml"
        yield document.fault(at, "a parameter whose every value is a whole number", f"`{name}`", mend)


def _method(pack: Pack, one: Signal, document: Document) -> tuple[list[PackFault], set[Fact]]:
    """The faults of how it is found, and (kind, fact) of all that it looks at."""
    match one.rule or one.counting or one.crowd or one.outlier:
        case Rule() as rule:
            return _rule(pack, rule, document)
        case Counting() as counting:
            faults = _indicators(pack, {"recent": counting.recent, "all": counting.all}, "counting", document)
            return faults or _counting(pack, counting, document), _seen(pack, (counting.recent, counting.all))
        case Crowd() as crowd:
            return _crowd(pack, crowd, document)
        case Outlier() as outlier:
            return _outlier(pack, outlier, document)
    raise AssertionError(one)


def _rule(pack: Pack, rule: Rule, document: Document) -> tuple[list[PackFault], set[Fact]]:
    at = ("rule", "decision")
    having = [each for each in pack.standards.values() if any(d.name == rule.decision for d in each.decisions)]
    if not having:
        mend = "mend its spelling, or add it to standards/"
        return [document.fault(at, "a decision of standards/", f"`{rule.decision}`", mend)], set()
    seen: set[Fact] = set()
    for model in having:
        of = model.decision(rule.decision).variable.type
        if of is not BOOLEAN:
            mend = "let its result be true where a business is worth a look"
            return [
                document.fault(at, "a decision whose result is a boolean", f"`{rule.decision}`, a {of}", mend)
            ], set()
        inputs = inputs_of(model, rule.decision)
        if pack.info.tiers is not None and pack.info.tiers.decision in (rule.decision, *_required(pack, rule.decision)):
            mend = "a signal looks at records, not at what the machine made of them"
            return [document.fault(at, "a decision that needs no tier", f"`{rule.decision}`", mend)], set()
        seen |= _seen(pack, inputs)
    return [], seen


def _required(pack: Pack, decision: str) -> set[str]:
    found: set[str] = set()
    for model in pack.standards.values():
        waiting = [decision] if any(one.name == decision for one in model.decisions) else []
        while waiting:
            for each in model.decision(waiting.pop()).required_decisions:
                if each not in found:
                    found.add(each)
                    waiting.append(each)
    return found


def _seen(pack: Pack, names: tuple[str, ...]) -> set[Fact]:
    return set().union(*(looked_at(pack, pack.indicators[name]) for name in names if name in pack.indicators))


def _indicators(pack: Pack, named: dict[str, str], method: str, document: Document) -> list[PackFault]:
    return [
        document.fault((method, word), "an indicator of indicators.yaml", f"`{name}`", "mend its spelling")
        for word, name in named.items()
        if name not in pack.indicators
    ]


def _counting(pack: Pack, one: Counting, document: Document) -> list[PackFault]:
    recent, every = pack.indicators[one.recent], pack.indicators[one.all]
    faults = [
        document.fault(("counting", word), "an indicator that counts in a window of days", f"`{each.indicator}`",
                       "give it `measure: count` and `window: {days: …}`")
        for word, each in (("recent", recent), ("all", every))
        if each.measure != "count" or each.window is None or each.window.unit != "days" or each.holding
    ]  # fmt: skip
    told = [(each.kinds, each.where, each.on) for each in (recent, every)]
    if not faults and told[0] != told[1]:
        came = f"`{one.all}`, which counts others than `{one.recent}`"
        faults.append(
            document.fault(
                ("counting", "all"),
                "the same records in a longer window",
                came,
                "let `kinds`, `where` and `on` be the same",
            )
        )
    return faults


def _crowd(pack: Pack, one: Crowd, document: Document) -> tuple[list[PackFault], set[Fact]]:
    faults = _indicators(pack, {"by": one.by}, "crowd", document)
    faults += _number(pack, one.at_least, document, ("crowd", "at_least"))
    return faults or _typed(pack, "crowd", {"by": (one.by, STRING)}, document), _seen(pack, (one.by,))


def _outlier(pack: Pack, one: Outlier, document: Document) -> tuple[list[PackFault], set[Fact]]:
    named = {"value": one.value, "per": one.per, "by": one.by}
    faults = _indicators(pack, named, "outlier", document)
    for word in ("fences", "least"):
        faults += _number(pack, getattr(one, word), document, ("outlier", word))
    if faults:
        return faults, set()
    typed = {"value": (one.value, NUMBER), "per": (one.per, NUMBER), "by": (one.by, STRING)}
    return _typed(pack, "outlier", typed, document), _seen(pack, tuple(named.values()))


def _typed(pack: Pack, method: str, named: Mapping[str, tuple[str, Type]], document: Document) -> list[PackFault]:
    return [
        document.fault((method, word), f"an indicator that is a {wanted}", f"`{name}`, a {of}", "name another")
        for word, (name, wanted) in named.items()
        if (of := indicator_type(pack, pack.indicators[name])) is not wanted
    ]


def _reason(pack: Pack, one: Signal, document: Document) -> Iterator[PackFault]:
    """Figures of the reason are the same in each language, and are figures of this card."""
    own = {"crowd": {CROWD}, "outlier": {FIGURE, LOW, HIGH, GROUP_SIZE}}.get(one.method, set())
    for language, text in one.reason.items():
        spoken = set(type(one).figures(one.model_copy(update={"reason": {language: text}})))
        if spoken != set(one.figures()):
            missing = ", ".join(f"`{{{name}}}`" for name in sorted(set(one.figures()) - spoken))
            yield document.fault(
                ("reason", language), "the same figures in each language", f"none of {missing}", "put it in"
            )
        for name in sorted(spoken - own - set(pack.indicators)):
            yield document.fault(
                ("reason", language), "figures that are indicators", f"`{{{name}}}`", "mend its spelling"
            )


def _forbidden(pack: Pack, one: Signal, seen: set[Fact], document: Document) -> Iterator[PackFault]:
    """Nothing under `never`, nothing that its owner may not know."""
    seen = seen | _seen(pack, one.figures())
    never = {(each.kind, fact) for each in one.never for fact in each.facts}
    for kind, fact in sorted(seen & never):
        came = f"`{fact}` of `{kind}`"
        yield document.fault(
            (one.method,), "a method that looks at nothing under `never`", came, "look at something else"
        )
    purpose = pack.purposes.get(one.purpose)
    if purpose is None:
        return
    for kind, fact in sorted(seen):
        of = pack.catalogue[kind].facts.properties.get(fact)
        if of is None or of.disclosure == "public" or one.owner in pack.catalogue[kind].sources:
            continue
        opened = any(
            kind in each.kinds and (fact in each.fields or of.disclosure in each.classes) for each in purpose.opens
        )
        if not opened:
            came = f"`{fact}` of `{kind}`, which `{one.purpose}` does not open to {one.owner}"
            mend = "look at something else, or name a purpose that opens it"
            yield document.fault((one.method,), "facts that the owner may know", came, mend)


def facts_of(pack: Pack, one: Signal) -> set[Fact]:
    """(kind, fact) of all that a card of a checked pack looks at."""
    names = list(one.figures())
    if one.rule is not None:
        for model in pack.standards.values():
            if any(each.name == one.rule.decision for each in model.decisions):
                names += inputs_of(model, one.rule.decision)
    elif one.counting is not None:
        names += [one.counting.recent, one.counting.all]
    elif one.crowd is not None:
        names.append(one.crowd.by)
    elif one.outlier is not None:
        names += [one.outlier.value, one.outlier.per, one.outlier.by]
    return _seen(pack, tuple(names))
