"""Forms of documents held against the rest of the pack: every gap is declared, every decision and day is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from bonafides.packs.citations import citation_faults
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.document_form import (
    LISTS,
    OF_ITSELF,
    Concluded,
    DocumentForm,
    Given,
    gaps,
    stray_brace,
    well_named,
)
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Text
from bonafides.packs.wording import Path

FOLDER = "documents"


def form_faults(pack: Pack, documents: Mapping[str, Document]) -> Iterator[PackFault]:
    """Every fault of `documents/` that shows only beside the other files, or in the words of a form."""
    for name, form in pack.documents.items():
        document = documents[f"{FOLDER}/{name}.yaml"]
        yield from chain.from_iterable(citation_faults(pack, basis, document, at) for at, basis in form.citations())
        yield from _names(form, document)
        yield from _labels(pack, form, document)
        yield from _gaps(form, document)
        yield from _conditions(form, document)
        for index, block in enumerate(form.body):
            if block.of is not None and block.of not in pack.catalogue:
                expected = f"a kind of the catalogue ({', '.join(pack.catalogue)})"
                yield document.fault(("body", index, "of"), expected, f"`{block.of}`", "mend its spelling")
        yield from _remedies(form, document)
        for word, others in (("together_with", form.together_with), ("replaces", form.replaces)):
            for index, other in enumerate(others):
                if other not in pack.documents:
                    expected = f"a form of {FOLDER}/ ({', '.join(pack.documents)})"
                    yield document.fault((word, index), expected, f"`{other}`", "mend its spelling, or add the form")
        for date, concluded in form.dates.items():
            yield from _concluded(pack, form, concluded, document, ("dates", date))


def _names(form: DocumentForm, document: Document) -> Iterator[PackFault]:
    for word, known in (("given", form.given), ("dates", form.dates)):
        for name in known:
            if name in OF_ITSELF or name == "today" or (word == "dates" and name in form.given):
                yield document.fault((word, name), "a name of its own", f"`{name}`, which is taken", "rename it")


def _labels(pack: Pack, form: DocumentForm, document: Document) -> Iterator[PackFault]:
    for name, one in form.given.items():
        if one.labels_of is not None and not labels_of(pack, one):
            expected = "KIND.FACT, a fact of the catalogue whose words have `x-labels`"
            yield document.fault(("given", name, "labels_of"), expected, f"`{one.labels_of}`", "mend its spelling")


def labels_of(pack: Pack, one: Given) -> dict[str, Text]:
    """The labels of the words of something given: its own, or those of a fact of the catalogue."""
    if one.labels_of is None:
        return one.labels
    kind, _, fact = one.labels_of.partition(".")
    known = pack.catalogue.get(kind)
    found = known.facts.properties.get(fact) if known else None
    return found.labels if found else {}


def _gaps(form: DocumentForm, document: Document) -> Iterator[PackFault]:
    known = {*OF_ITSELF, *form.given, *form.dates, *(f"{name}.length" for name in form.dates)}
    for at, text in form.told():
        own = set(known)
        if at[-1] == "item":
            block = form.body[int(at[1])]
            own |= {f"item.{word}" for word in LISTS[block.each or ""]}
        for language, words in text.items():
            if stray_brace(words):
                mend = "a gap is `{name}`; other braces may not stand in a form"
                yield document.fault((*at, language), "braces in pairs around a name", f"`{words[:60]}`", mend)
            for gap in gaps(words):
                if not well_named(gap) or gap not in own:
                    expected = f"a gap that is declared ({', '.join(sorted(own))})"
                    mend = "mend its spelling, or declare it under `given` or `dates`"
                    yield document.fault((*at, language), expected, f"`{{{gap}}}`", mend)
        spoken = {language: sorted(gaps(words)) for language, words in text.items()}
        if len({tuple(one) for one in spoken.values()}) > 1:
            came = "; ".join(f"{language}: {', '.join(found) or 'none'}" for language, found in spoken.items())
            yield document.fault(at, "the same gaps in every language", came, "tell the same in each")


def _conditions(form: DocumentForm, document: Document) -> Iterator[PackFault]:
    """What may be missing stands only where its absence leaves no hole."""
    told: list[tuple[Path, Text | None, str | None]] = [(("ends",), form.ends, None)]
    conditions: list[tuple[Path, str | None]] = [
        (("dates", name, "when"), one.when) for name, one in form.dates.items()
    ]
    for index, block in enumerate(form.body):
        conditions += [(("body", index, "when"), block.when), (("body", index, "unless"), block.unless)]
        told += [
            (("body", index, word), getattr(block, word), block.when) for word in ("heading", "text", "item", "none")
        ]
        for number, row in enumerate(block.rows or ()):
            at: Path = ("body", index, "rows", number)
            conditions.append(((*at, "when"), row.when))
            told.append(((*at, "text"), row.text, row.when or block.when))
    told += [(("remedies", index, "text"), one.text, None) for index, one in enumerate(form.remedies)]
    for at, name in conditions:
        if name is not None and name not in form.given:
            yield document.fault(at, f"something given ({', '.join(form.given)})", f"`{name}`", "mend its spelling")
    for at, text, when in told:
        for gap in dict.fromkeys(gap for words in (text or {}).values() for gap in gaps(words)):
            if (needed := form.optional(gap)) not in (None, when):
                mend = f"add `when: {needed}`, so that it is left out without it"
                yield document.fault(at, "what is always given", f"`{{{gap}}}`, which may be missing", mend)


def _remedies(form: DocumentForm, document: Document) -> Iterator[PackFault]:
    for index, remedy in enumerate(form.remedies):
        at: Path = ("remedies", index, "date")
        if remedy.date not in form.dates:
            expected = f"one of `dates` ({', '.join(form.dates) or 'there is none'})"
            yield document.fault(at, expected, f"`{remedy.date}`", "declare it with its decision")
        elif any(remedy.date not in gaps(words) for words in remedy.text.values()):
            mend = "a remedy is told with the day up to which it is open"
            yield document.fault(("remedies", index, "text"), f"the gap `{{{remedy.date}}}`", "none", mend)


def _concluded(pack: Pack, form: DocumentForm, one: Concluded, document: Document, at: Path) -> Iterator[PackFault]:
    models = [model for model in pack.standards.values() if one.decision in (each.name for each in model.decisions)]
    if not models:
        known = sorted({each.name for model in pack.standards.values() for each in model.decisions})
        expected = f"a decision of standards/ ({', '.join(known) or 'there is none'})"
        yield document.fault((*at, "decision"), expected, f"`{one.decision}`", "mend its spelling")
        return
    wanted = {name for model in models for name in inputs_of(model, one.decision)}
    for name, value in one.inputs.items():
        if name not in wanted:
            expected = f"an input of `{one.decision}` ({', '.join(sorted(wanted))})"
            yield document.fault((*at, "inputs", name), expected, f"`{name}`", "mend its spelling, or remove it")
        if value == "today" or value.given is None:
            continue
        if value.given not in form.given:
            expected = f"something given ({', '.join(form.given) or 'nothing is'})"
            yield document.fault((*at, "inputs", name, "given"), expected, f"`{value.given}`", "mend its spelling")
