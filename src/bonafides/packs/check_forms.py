"""Forms held against the rest of the pack: what they read is there, and what an agency holds is not asked of the business."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bonafides.kernel.dmn.evaluate import Outcome, decide
from bonafides.kernel.dmn.model import DecisionTable
from bonafides.kernel.feel.types import BOOLEAN
from bonafides.packs.annotations import noted
from bonafides.packs.bindings import day_of
from bonafides.packs.citations import citation_faults
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.form import BUSINESS, Criterion, FactItem, Form, FormItem
from bonafides.packs.held import held_as, holders
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.scope import BUSINESS as OF_A_BUSINESS
from bonafides.packs.scope import OF_A_RUN, OF_AN_ENTITY, indicator_type, model_of
from bonafides.packs.wording import Path, shown

SECRET = ("trade-secret", "personal")
"""Classes of facts that no purpose opens by itself."""


def agency_form_faults(pack: Pack, documents: Mapping[str, Document]) -> Iterator[PackFault]:
    """Every fault of `forms/` that shows only beside the other files."""
    if pack.forms and pack.info.once_only is None:
        mend = "add `once_only: {decision: …, input: …}`"
        expected = "an entry `once_only`, as the pack has forms: the decision that says what may be asked"
        yield documents["pack.yaml"].fault((), expected, "none", mend)
        return
    if faults := list(_once_only(pack, documents["pack.yaml"])):
        yield from faults
        return
    for name, form in pack.forms.items():
        yield from form_faults(pack, form, documents[f"forms/{name}.yaml"])


def form_faults(pack: Pack, form: Form, document: Document) -> Iterator[PackFault]:
    """Every fault of one form, of the pack or of an agency's own."""
    yield from _known(document, ("agency",), form.agency, pack.agencies, "an agency of agencies.yaml")
    if form.procedure is not None:
        yield from _known(document, ("procedure",), form.procedure, pack.procedures, "a procedure of the pack")
    if form.opening:
        yield from _opening(pack, form, document)
    for at, basis in form.citations():
        yield from citation_faults(pack, basis, document, at)
    yield from _purpose(pack, form, document)
    for index, one in enumerate(form.items):
        own = list(_item(pack, one, document, ("items", index)))
        yield from own or _once(pack, form, one, document, ("items", index))


def _purpose(pack: Pack, form: Form, document: Document) -> Iterator[PackFault]:
    """The purpose is the agency's, and opens each fact that is not public."""
    own = {name: one for name, one in pack.purposes.items() if form.agency in one.agencies}
    purpose = own.get(form.purpose)
    if purpose is None:
        yield from _known(document, ("purpose",), form.purpose, own, f"a purpose of {form.agency} in purposes.yaml")
        return
    for index, one in enumerate(form.items):
        kind = pack.catalogue.get(one.fact.kind) if one.fact else None
        fact = kind.facts.properties.get(one.fact.field) if kind and one.fact else None
        if one.fact is None or fact is None or fact.disclosure == "public":
            continue
        opens = [each for each in purpose.opens if one.fact.kind in each.kinds]
        if not any(fact.disclosure in each.classes or one.fact.field in each.fields for each in opens):
            expected = f"a fact that is public, or that the purpose `{form.purpose}` opens"
            mend = "open it in purposes.yaml, with its basis, or leave it out"
            came = f"`{one.fact.field}` of `{one.fact.kind}`"
            yield document.fault(("items", index, "fact", "field"), expected, came, mend)


def _opening(pack: Pack, form: Form, document: Document) -> Iterator[PackFault]:
    """The procedure is for the agency, is opened by the business, and needs nothing that the form does not tell."""
    of = pack.procedures.get(form.procedure or "")
    if of is None:
        if form.procedure is None:
            yield document.fault(("opening",), "an entry `procedure`, whose opening is told this", "none", "add it")
        return
    yield from _known(document, ("agency",), form.agency, of.agencies, f"an agency of `{of.procedure}`")
    if of.opens.who != "business":
        expected = "a procedure that the business opens (`who: business`)"
        yield document.fault(("procedure",), expected, f"`{of.procedure}`", "leave `opening` out: an officer opens it")
    needed = of.opens.fields.required
    for name in form.opening:
        expected = f"a field of the opening of `{of.procedure}`"
        yield from _known(document, ("opening", name), name, (*needed, *of.opens.fields.optional), expected)
    for name in needed:
        if name not in form.opening:
            expected = f"an entry `{name}`, which the opening of `{of.procedure}` needs"
            yield document.fault(("opening",), expected, "none", f"add `{name}: …`")


def asked_although(pack: Pack, one: FormItem, day: date) -> Outcome | None:
    """Why an item may not be asked: the decision of the pack on what an agency holds and may share; none where it may."""
    once = pack.info.once_only
    if once is None or one.asked is None:
        return None
    shared = one.not_by_sharing is None and bool(holders(pack, one)) and _may_be_shared(pack, one)
    outcome = _decided(pack, once.decision, {once.input: shared}, day)
    return outcome if outcome is not None and outcome.value is False else None


def told(outcome: Outcome, language: str = "en") -> str:
    """What the rules say that decided, with what they cite."""
    said = [
        noted(table.table, rule).get(language) or rule.description for table in outcome.tables for rule in table.fired
    ]
    return f"{'; '.join(rule.citation for rule in outcome.fired)}: {' '.join(dict.fromkeys(said))}"


def _may_be_shared(pack: Pack, one: FormItem) -> bool:
    """What is nobody's secret can be had; an asked item that an agency holds by its own word, and no fact tells of, too."""
    facts = held_as(pack, one)
    classes = {pack.catalogue[fact.kind].facts.properties[fact.field].disclosure for fact in facts}
    return not classes or not classes <= set(SECRET)


def _once(pack: Pack, form: Form, one: FormItem, document: Document, at: Path) -> Iterator[PackFault]:
    outcomes = (asked_although(pack, one, day) for day in _days(pack, form))
    outcome = next((each for each in outcomes if each is not None), None)
    if outcome is None:
        return
    facts = [f"`{fact.kind}/{fact.field}`" for fact in held_as(pack, one)]
    title = one.title.get("en") or next(iter(one.title.values()))
    came = f"`{title}`, which {' and '.join(holders(pack, one))} holds{' as ' + ' and '.join(facts) if facts else ''}"
    mend = "read it there: `fact: {kind: …, field: …}` or `criterion: …`, or say why it cannot be: `not_by_sharing: …`"
    yield document.fault((*at, one.source), f"nothing that an agency holds ({told(outcome)})", came, mend)


def _days(pack: Pack, form: Form) -> list[date]:
    """The days of the form on which the decision begins to be what it then is."""
    name, days = pack.info.once_only.decision if pack.info.once_only else "", [form.in_force.since]
    for model in pack.standards.values():
        since = day_of(model.extensions.get("from") or "")
        if since and form.in_force.covers(since) and any(each.name == name for each in model.decisions):
            days.append(since)
    return days


def _item(pack: Pack, one: FormItem, document: Document, at: Path) -> Iterator[PackFault]:
    for index, proved in enumerate(one.asked.proves if one.asked else ()):
        yield from _fact(pack, proved, document, (*at, one.source, "proves", index))
    if one.fact is not None:
        yield from _fact(pack, one.fact, document, (*at, "fact"))
    if one.criterion is not None:
        yield from _criterion(pack, one.criterion, document, (*at, "criterion"))
    if one.held_by in (None, BUSINESS):
        return
    known: tuple[str, ...] = tuple(pack.agencies)
    if one.fact is not None and one.fact.kind in pack.catalogue:
        known = pack.catalogue[one.fact.kind].sources
    expected = "an agency that keeps it" if one.asked is None else f"`{BUSINESS}`, or an agency of agencies.yaml"
    yield from _known(document, (*at, "held_by"), one.held_by or "", known, expected)


def _fact(pack: Pack, fact: FactItem, document: Document, at: Path) -> Iterator[PackFault]:
    kind = pack.catalogue.get(fact.kind)
    if kind is None:
        yield from _known(document, (*at, "kind"), fact.kind, pack.catalogue, "a kind of the catalogue")
        return
    yield from _known(document, (*at, "field"), fact.field, kind.facts.properties, f"a fact of `{fact.kind}`")


def _criterion(pack: Pack, one: Criterion, document: Document, at: Path) -> Iterator[PackFault]:
    if one.indicator is not None:
        yield from (
            faults := list(_known(document, (*at, "indicator"), one.indicator, pack.indicators, "an indicator"))
        )
        if not faults and indicator_type(pack, pack.indicators[one.indicator]) == BOOLEAN:
            for index, value in enumerate(one.yes):
                if not isinstance(value, bool):
                    expected = f"true or false, as `{one.indicator}` is"
                    yield document.fault((*at, "yes", index), expected, shown(value))
        return
    name, here = one.decision or "", (*at, "decision")
    if pack.info.tiers is not None and name == pack.info.tiers.decision:
        mend = "name a decision of the law on the matter: a tier allocates inspections, and opens or closes nothing"
        yield document.fault(here, "a decision that gives no tier", f"`{name}`", mend)
        return
    known = {
        each.name: model
        for model in pack.standards.values()
        if model_of(model) == OF_A_BUSINESS
        for each in model.decisions
    }
    if name not in known:
        yield from _known(document, here, name, sorted(known), "a decision about a business")
        return
    given = {*pack.indicators, *pack.parameters, *OF_A_RUN, *OF_AN_ENTITY}
    for read in inputs_of(known[name], name):
        if read not in given:
            yield document.fault(here, "a decision that the register can answer", f"`{name}`, which reads `{read}`")
    logic = known[name].decision(name).logic
    if not isinstance(logic, DecisionTable) or len(logic.outputs) != 1:
        yield document.fault(here, "a table with one output", f"`{name}`", "name another decision")
        return
    words = [value.value for value in logic.outputs[0].values]
    for index, value in enumerate(one.yes):
        if words and value not in words:
            expected = f"a value of `{name}` ({', '.join(map(str, words))})"
            yield document.fault((*at, "yes", index), expected, shown(value), "mend its spelling")


def _once_only(pack: Pack, document: Document) -> Iterator[PackFault]:
    once, at = pack.info.once_only, ("once_only",)
    if once is None:
        return
    models = [model for model in pack.standards.values() if any(each.name == once.decision for each in model.decisions)]
    known = sorted({each.name for model in pack.standards.values() for each in model.decisions})
    if not models:
        yield from _known(document, (*at, "decision"), once.decision, known, "a decision of standards/")
    for model in models:
        read = set(inputs_of(model, once.decision)) - set(pack.parameters) - set(OF_A_RUN)
        if read != {once.input}:
            came = f"`{once.decision}`, which reads {', '.join(f'`{one}`' for one in sorted(read)) or 'nothing'}"
            yield document.fault((*at, "decision"), f"a decision that reads `{once.input}` alone", came, "mend one")


def _decided(pack: Pack, name: str, given: Mapping[str, bool], day: date) -> Outcome | None:
    """The decision as it is on a day; none where it is not in force then."""
    for model in pack.standards.values():
        since, until = (day_of(model.extensions.get(word) or "") for word in ("from", "to"))
        if any(each.name == name for each in model.decisions) and (since or date.min) <= day < (until or date.max):
            values = {key: (one.type, one.on(day)) for key, one in pack.parameters.items()}
            known = {key: exact(kind, value.value) for key, (kind, value) in values.items() if value is not None}
            return decide(model, name, known | {"as_of": day} | dict(given))
    return None


def _known(document: Document, at: Path, name: str, known: Iterable[str], what: str) -> Iterator[PackFault]:
    names = tuple(known)
    if name not in names:
        expected = f"{what} ({', '.join(names) or 'there is none'})"
        yield document.fault(at, expected, f"`{name}`", "mend its spelling, or add it there")
