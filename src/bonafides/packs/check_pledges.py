"""Items that are open to pledges, held against the rest of the pack; an excluded one is refused when the pack is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.dmn.model import Definitions
from bonafides.packs.bindings import day_of
from bonafides.packs.citations import citation_faults
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.kind import Kind
from bonafides.packs.pack import Pack
from bonafides.packs.pledge import PledgeItem
from bonafides.packs.procedure import Procedure
from bonafides.packs.wording import Path

FOLDER = "pledges"
ITEM, MISSING = "item", "missing"
"""The fields of a procedure of pledges: which item, and which papers are missing."""
RISK, CREDIT = "item_risk", "good_credit"
"""What the decision on the verification is asked with, beside the parameters."""


def pledge_faults(pack: Pack, documents: Mapping[str, Document]) -> Iterator[PackFault]:
    """Every fault of `pledges/` that shows only beside the other files."""
    for name, one in pack.pledges.items():
        document = documents[f"{FOLDER}/{name}.yaml"]
        yield from _one_of(document, ("agency",), one.agency, pack.agencies, "an agency of agencies.yaml")
        for at, basis in one.citations():
            yield from citation_faults(pack, basis, document, at)
        for index, point in enumerate(one.points):
            yield from _one_of(document, ("points", index), point, pack.decision_points, "a decision point of the pack")
        if one.form is not None:
            yield from _one_of(document, ("form",), one.form, pack.forms, "a form of forms/")
        yield from _excluded(pack, one, document)
        yield from _verification(pack, one, document)
        yield from _limits(pack, one, document)
        yield from _records(pack, one, document)
        yield from _procedures(pack, one, document)
    yield from _discriminating(pack, documents)


def models_while(pack: Pack, decision: str, one: PledgeItem) -> list[Definitions]:
    """The models that say what a decision is on some day on which the item is in force."""
    found = []
    for model in pack.standards.values():
        since, until = (day_of(model.extensions.get(word) or "") for word in ("from", "to"))
        within = (until or date.max) > one.in_force.since and (since or date.min) < (one.in_force.until or date.max)
        if within and any(each.name == decision for each in model.decisions):
            found.append(model)
    return found


def _excluded(pack: Pack, one: PledgeItem, document: Document) -> Iterator[PackFault]:
    """Each ground that the decision asks is answered, and it says that the item is not excluded."""
    models = models_while(pack, one.excluded.decision, one)
    at: Path = ("excluded", "decision")
    if not models:
        yield from _one_of(document, at, one.excluded.decision, _decisions(pack), "a decision of standards/ in force")
    for model in models:
        asked = set(inputs_of(model, one.excluded.decision)) - set(pack.parameters)
        for name in sorted(asked - set(one.excluded.grounds)):
            expected = f"an answer to `{name}`, which `{one.excluded.decision}` asks"
            mend = f"add `{name}: {{touches: …, because: …}}`"
            yield document.fault(("excluded", "grounds"), expected, "none", mend)
        for name in one.excluded.grounds:
            known = sorted(asked)
            yield from _one_of(document, ("excluded", "grounds", name), name, known, "a ground that is asked")
        if asked != set(one.excluded.grounds):
            continue
        given = {name: ground.touches for name, ground in one.excluded.grounds.items()}
        outcome = decide(model, one.excluded.decision, given)
        if outcome.value is not False:
            cited = "; ".join(rule.citation for rule in outcome.fired)
            why = " ".join(rule.description for rule in outcome.fired)
            mend = "take it out of pledges/: it goes by the ordinary procedure"
            yield document.fault(("excluded", "grounds"), "an item that is not excluded", f"{why} ({cited})", mend)


def _verification(pack: Pack, one: PledgeItem, document: Document) -> Iterator[PackFault]:
    at: Path = ("verification", "decision")
    models = models_while(pack, one.verification.decision, one)
    if not models:
        yield from _one_of(
            document, at, one.verification.decision, _decisions(pack), "a decision of standards/ in force"
        )
    for model in models:
        asked = set(inputs_of(model, one.verification.decision)) - set(pack.parameters)
        if asked != {RISK, CREDIT}:
            came = ", ".join(sorted(asked))
            yield document.fault(
                at, f"a decision that asks `{RISK}` and `{CREDIT}`", f"one that asks {came}", "mend it"
            )
            continue
        outcome = decide(model, one.verification.decision, {RISK: one.verification.risk, CREDIT: True})
        if not isinstance(outcome.value, str) or outcome.violations:
            expected = f"a risk for which `{one.verification.decision}` names a method"
            yield document.fault(("verification", "risk"), expected, f"`{one.verification.risk}`", "mend its spelling")


def _limits(pack: Pack, one: PledgeItem, document: Document) -> Iterator[PackFault]:
    for at, limit in (
        (("promised_within",), one.promised_within),
        (("verification", "within"), one.verification.within),
    ):
        models = models_while(pack, limit.decision, one)
        if not models:
            expected = "a decision of standards/ in force"
            yield from _one_of(document, (*at, "decision"), limit.decision, _decisions(pack), expected)
        for model in models:
            asked = sorted(inputs_of(model, limit.decision))
            yield from _one_of(document, (*at, "day"), limit.day, asked, f"an input of `{limit.decision}`")


def _records(pack: Pack, one: PledgeItem, document: Document) -> Iterator[PackFault]:
    for word in ("licence", "commitment"):
        form = getattr(one, word)
        kind = pack.catalogue.get(form.kind)
        if kind is None:
            yield from _one_of(document, (word, "kind"), form.kind, pack.catalogue, "a kind of the catalogue")
            continue
        what = f"an agency that may enter `{kind.kind}`"
        yield from _one_of(document, ("agency",), one.agency, kind.sources, what)
        yield from _facts(kind, word, form.facts, document)
        for entry in ("number", "by_pledge", "outcome", "found", "due", "version"):
            if (fact := getattr(form, entry, None)) is not None:
                yield from _one_of(document, (word, entry), fact, kind.facts.properties, f"a fact of `{kind.kind}`")
    commitment = one.commitment
    if (kind := pack.catalogue.get(commitment.kind)) and commitment.outcome in kind.facts.properties:
        words = kind.facts.properties[commitment.outcome].words or ()
        yield from _one_of(document, ("commitment", "pending"), commitment.pending, words, "an outcome of the kind")


def _facts(kind: Kind, word: str, facts: Mapping[str, object], document: Document) -> Iterator[PackFault]:
    for name, value in facts.items():
        yield from _one_of(document, (word, "facts", name), name, kind.facts.properties, f"a fact of `{kind.kind}`")
        if name in kind.facts.properties and (words := kind.facts.properties[name].words):
            yield from _one_of(document, (word, "facts", name), str(value), words, f"a value of `{name}`")


def _procedures(pack: Pack, one: PledgeItem, document: Document) -> Iterator[PackFault]:
    """Both procedures are there, are for the agency, and the one of pledges knows the item and its papers."""
    for at, name in ((("procedure",), one.procedure), (("ordinary", "procedure"), one.ordinary.procedure)):
        versions = [each for each in pack.procedures.values() if name in (each.procedure, each.version_of)]
        if not versions:
            yield from _one_of(document, at, name, pack.procedures, "a procedure of the pack")
        for each in versions:
            yield from _one_of(document, ("agency",), one.agency, each.agencies, f"an agency of `{each.procedure}`")
            if name == one.ordinary.procedure:
                yield from _opening(each, one, document)
            if name == one.procedure:
                yield from _enum(each, ITEM, [one.item], document, ("item",))
                papers = [paper.paper for paper in one.papers]
                yield from _enum(each, MISSING, papers, document, ("papers",))


def _opening(of: Procedure, one: PledgeItem, document: Document) -> Iterator[PackFault]:
    """The ordinary procedure can be opened with what the item tells it."""
    needed = of.opens.fields.required
    for name in one.ordinary.fields:
        known = [*needed, *of.opens.fields.optional]
        yield from _one_of(
            document, ("ordinary", "fields", name), name, known, f"a field of the opening of `{of.procedure}`"
        )
    for name in needed:
        if name not in one.ordinary.fields:
            expected = f"an entry `{name}`, which the opening of `{of.procedure}` needs"
            yield document.fault(("ordinary",), expected, "none", f"add `{name}: …` to `fields`")


def _enum(of: Procedure, field: str, names: Iterable[str], document: Document, at: Path) -> Iterator[PackFault]:
    known = of.fields[field].enum if field in of.fields else ()
    for name in names:
        yield from _one_of(document, at, name, known, f"a value of the field `{field}` of `{of.procedure}`")


def _discriminating(pack: Pack, documents: Mapping[str, Document]) -> Iterator[PackFault]:
    """Who used a pledge is supervised like everybody else: no indicator may ask whether a licence was pledged for.

    Indicators are all that tiers, directories of inspections and their strata are made of.
    """
    telling = {(one.licence.kind, one.licence.by_pledge) for one in pack.pledges.values()}
    for index, indicator in enumerate(pack.indicators.values()):
        for kind, fact in telling:
            read = indicator.of == fact or re.search(rf"\b{re.escape(fact)}\b", indicator.where or "")
            if kind in indicator.kinds and read:
                expected = f"an indicator that does not ask by which procedure a licence was had (`{fact}`)"
                mend = "ask something else: nobody is supervised more for having pledged"
                yield documents["indicators.yaml"].fault((index, "where"), expected, f"`{indicator.indicator}`", mend)


def _decisions(pack: Pack) -> list[str]:
    return sorted({each.name for model in pack.standards.values() for each in model.decisions})


def _one_of(document: Document, at: Path, name: str, known: Iterable[str], what: str) -> Iterator[PackFault]:
    if name not in known:
        yield document.fault(
            at, f"{what} ({', '.join(known) or 'there is none'})", f"`{name}`", "mend its spelling, or add it there"
        )
