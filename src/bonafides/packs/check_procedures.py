"""Procedures held against the rest of the pack: whatever they name is there, and fits.

The decisions that they ask are in `check_procedure_decisions.py`; what can happen in them, in `kernel/procedure/explore.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from bonafides.kernel.procedure.model import OPENED
from bonafides.packs.check_procedure_decisions import decision_faults
from bonafides.packs.citations import citation_faults
from bonafides.packs.document import Document
from bonafides.packs.effect_words import EFFECTS
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.procedure import Procedure
from bonafides.packs.procedure_words import StepTaken
from bonafides.packs.vocabulary import Citation
from bonafides.packs.wording import Path


def procedure_faults(pack: Pack, documents: Mapping[str, Document]) -> Iterator[PackFault]:
    """Every fault of `procedures/` that shows only beside the other files."""
    for name, procedure in pack.procedures.items():
        document = documents[f"procedures/{name}.yaml"]
        own = [
            *_names(pack, procedure, document),
            *_citations(pack, procedure, document),
            *_clocks(procedure, document),
            *_effects(procedure, document),
        ]
        yield from own or decision_faults(pack, procedure, document)
    yield from _versions(pack, documents)


def _names(pack: Pack, one: Procedure, document: Document) -> Iterator[PackFault]:
    """States, steps, fields, clocks, agencies and kinds that are named are there."""
    steps = [step.step for step in one.steps]
    clocks = [clock.clock for clock in one.clocks]
    findings = [name for name, field in one.fields.items() if field.finding]
    officers = [name for name, field in one.fields.items() if field.type == "officers"]
    plain = [name for name in one.fields if name not in findings]

    def there(at: Path, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[PackFault]:
        for index, name in enumerate(names):
            if name not in known:
                expected = f"{what} ({', '.join(known) or 'there is none'})"
                yield document.fault((*at, index), expected, f"`{name}`", "mend its spelling, or add it")

    yield from there(("agencies",), one.agencies, pack.agencies, "an agency of agencies.yaml")
    yield from there(("opens", "on_record"), one.opens.on_record, pack.catalogue, "a kind of the catalogue")
    yield from there(
        ("opens", "once_for"), one.opens.once_for, one.opens.fields.required, "a field that the opening requires"
    )
    for at, step in one.all_steps():
        yield from there((*at, "from"), step.start, one.states, "a state of the procedure")
        target = "state" if step.step == OPENED else "to"
        yield from there((*at, target), () if step.to is None else (step.to,), one.states, "a state of the procedure")
        yield from there((*at, "agencies"), step.agencies, pack.agencies, "an agency of agencies.yaml")
        yield from there((*at, "not_who_took"), step.not_who_took, [OPENED, *steps], "a step of the procedure")
        yield from there((*at, "not_named"), step.not_named, officers, "a field of `type: officers`")
        yield from there((*at, "needs"), step.needs, steps, "a step of the procedure")
        yield from there((*at, "undoes"), step.undoes, steps, "a step of the procedure")
        for word, names in (("required", step.fields.required), ("optional", step.fields.optional)):
            yield from there((*at, "fields", word), names, plain, "a field of the procedure, not a finding")
        yield from there((*at, "findings"), step.findings, findings, "a field with `finding: true`")
        for word, names in (("after", step.after), ("within", step.within)):
            yield from there((*at, word), names, clocks, "a clock of the procedure")
    for index, clock in enumerate(one.clocks):
        yield from there(("clocks", index, "starts"), clock.starts, [OPENED, *steps], "a step of the procedure")
        yield from there(("clocks", index, "stops"), clock.stops, steps, "a step of the procedure")


def _citations(pack: Pack, one: Procedure, document: Document) -> Iterator[PackFault]:
    cited: list[tuple[Path, tuple[Citation, ...]]] = [(("basis",), one.basis)]
    cited += [((*at, "basis"), step.basis) for at, step in one.all_steps()]
    cited += [(("clocks", index, "basis"), clock.basis) for index, clock in enumerate(one.clocks)]
    for at, step in one.all_steps():
        if step.without_notice is not None:
            cited.append(((*at, "without_notice", "basis"), step.without_notice.basis))
    for at, basis in cited:
        yield from citation_faults(pack, basis, document, at)


def _clocks(one: Procedure, document: Document) -> Iterator[PackFault]:
    """Each clock has an outcome that can come to pass, and a step of the machine is some clock's."""
    steps = {step.step: step for step in one.steps}
    taken = {
        clock.outcome.step: index for index, clock in enumerate(one.clocks) if isinstance(clock.outcome, StepTaken)
    }
    for name, index in taken.items():
        if name not in steps or steps[name].who != "clock":
            expected = "a step with `who: clock`, which the machine takes"
            came = f"`{name}`" + ("" if name not in steps else f", which {steps[name].who} takes")
            yield document.fault(("clocks", index, "outcome", "step"), expected, came, "name another, or mend the step")
    for index, step in enumerate(one.steps):
        if step.who == "clock" and step.step not in taken:
            expected = f"a clock whose outcome is `{{step: {step.step}}}`, as the machine takes it"
            yield document.fault(("steps", index, "who"), expected, "none", "add the clock")
    for index, step in enumerate(one.steps):
        if step.who in ("clock", "register") and step.serves:
            expected = "no `serves`: what the machine did is served by a step of an officer, who signs for it"
            came = f"{', '.join(step.serves)}, by a step that the machine takes"
            yield document.fault(("steps", index, "serves"), expected, came, "serve it by a step after this one")
    for index, clock in enumerate(one.clocks):
        if clock.outcome == "alarm" and not clock.stops:
            expected = "`stops`: the steps by which the deadline is met"
            yield document.fault(("clocks", index), expected, "none", "add them")


def _effects(one: Procedure, document: Document) -> Iterator[PackFault]:
    for at, step in one.all_steps():
        for index, entry in enumerate(step.effects):
            yield from _effect(entry, document, (*at, "effects", index))


def _effect(entry: Mapping[str, object], document: Document, at: Path) -> Iterator[PackFault]:
    name = entry.get("effect")
    if not isinstance(name, str) or name not in EFFECTS:
        expected = f"`effect:` with one of {', '.join(EFFECTS)}"
        yield document.fault(at, expected, f"`{name}`" if name else "none", "mend its spelling")
        return
    for word in sorted(EFFECTS[name] - entry.keys()):
        yield document.fault(at, f"an entry `{word}`, which `{name}` needs", "none", f"add `{word}: …`")
    for word, value in entry.items():
        if isinstance(value, dict):
            from bonafides.packs.source_entry import SourceEntry

            wrong = document.model(SourceEntry, (*at, word))
            yield from wrong if isinstance(wrong, list) else ()


def _versions(pack: Pack, documents: Mapping[str, Document]) -> Iterator[PackFault]:
    """Of one family, one version is in force on a day."""
    families: dict[str, list[Procedure]] = {}
    for one in pack.procedures.values():
        families.setdefault(one.version_of or one.procedure, []).append(one)
    for versions in families.values():
        versions.sort(key=lambda one: one.in_force.since)
        for earlier, later in pairwise(versions):
            if earlier.in_force.until is None or later.in_force.since < earlier.in_force.until:
                document = documents[f"procedures/{later.procedure}.yaml"]
                expected = f"one version of `{later.version_of}` in force on a day"
                came = f"`{earlier.procedure}` as well on {later.in_force.since}"
                yield document.fault(("in_force",), expected, came, f"end the other by `to: {later.in_force.since}`")
