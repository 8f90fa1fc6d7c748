"""Repairs held against the rest of the pack: what they read is there, and they answer all that the decision asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bonafides.packs.citations import citation_faults
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.kind import Kind
from bonafides.packs.pack import Pack
from bonafides.packs.repair import Input, OwnRecord, Repair
from bonafides.packs.vocabulary import Text
from bonafides.packs.wording import Path


def repair_texts(one: Repair) -> Iterator[tuple[Path, Text]]:
    """Everything that people read, with its place."""
    yield ("title",), one.title
    for index, duty in enumerate(one.duties):
        yield ("duties", index, "title"), duty.title
        yield ("duties", index, "paper"), duty.paper


def repair_faults(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Every fault of the repairs that shows only beside the other files."""
    seen: dict[tuple[str, str], str] = {}
    for name, one in pack.repairs.items():
        document = documents[f"repairs/{name}.yaml"]
        yield from _one_of(document, ("kind",), one.kind, pack.catalogue, "a kind of the catalogue")
        for index, agency in enumerate(one.agencies):
            yield from _one_of(document, ("agencies", index), agency, pack.agencies, "an agency of agencies.yaml")
            if (other := seen.setdefault((one.kind, agency), name)) != name:
                came = f"that of `{one.kind}` of {agency} a second time (first in repairs/{other}.yaml)"
                yield document.fault(("agencies", index), "one repair of a kind of an agency", came, "remove one")
        for number, duty in enumerate(one.duties):
            at: Path = ("duties", number)
            yield from citation_faults(pack, duty.basis, document, (*at, "basis"))
            for index, own in enumerate(duty.own_records):
                yield from _own(pack, one, own, document, (*at, "own_records", index))
            if duty.owed is not None and one.kind in pack.catalogue:
                yield from _fact(document, (*at, "owed"), duty.owed, pack.catalogue[one.kind])
        yield from _commitment(pack, one, document)
        yield from _inputs(pack, one, document)


def _commitment(pack: Pack, one: Repair, document: Document) -> Iterator[PackFault]:
    if (form := one.commitment) is None:
        return
    kind = pack.catalogue.get(form.kind)
    if kind is None:
        yield from _one_of(document, ("commitment", "kind"), form.kind, pack.catalogue, "a kind of the catalogue")
        return
    for word in ("facts", "untrue"):
        for name, value in getattr(form, word).items():
            yield from _fact(document, ("commitment", word, name), name, kind)
            words = kind.facts.properties[name].words if name in kind.facts.properties else ()
            if words and value not in words:
                yield from _one_of(document, ("commitment", word, name), str(value), words, f"a value of `{name}`")
    for agency in one.agencies:
        yield from _one_of(
            document, ("commitment", "kind"), agency, kind.sources, f"an agency that may enter `{kind.kind}`"
        )


def _inputs(pack: Pack, one: Repair, document: Document) -> Iterator[PackFault]:
    models = [model for model in pack.standards.values() if any(d.name == one.decision for d in model.decisions)]
    if not models:
        known = sorted({d.name for model in pack.standards.values() for d in model.decisions})
        yield from _one_of(document, ("decision",), one.decision, known, "a decision of the pack")
        return
    asked = {name for model in models for name in inputs_of(model, one.decision)} - set(pack.parameters)
    for name in sorted(asked - set(one.inputs)):
        mend = f"add `{name}: …`"
        yield document.fault(("inputs",), f"an entry `{name}`, which `{one.decision}` asks", "none", mend)
    for name, source in one.inputs.items():
        if name not in asked:
            yield from _one_of(document, ("inputs", name), name, sorted(asked), f"an input of `{one.decision}`")
        yield from _input(pack, one, source, document, ("inputs", name))


def _input(pack: Pack, one: Repair, source: Input, document: Document, at: Path) -> Iterator[PackFault]:
    for index, duty in enumerate(source.duties or ()):
        known = [each.duty for each in one.duties]
        yield from _one_of(document, (*at, "duties", index), duty, known, "one of `duties`")
    for index, name in enumerate(source.indicators or ()):
        yield from _one_of(document, (*at, "indicators", index), name, pack.indicators, "an indicator of the pack")
    if source.later is not None and (kind := pack.catalogue.get(source.later.kind)) is None:
        expected = "a kind of the catalogue"
        yield from _one_of(document, (*at, "later", "kind"), source.later.kind, pack.catalogue, expected)
    elif source.later is not None and kind is not None:
        for name in source.later.where:
            yield from _fact(document, (*at, "later", "where", name), name, kind)
    if source.fact is not None and one.kind in pack.catalogue:
        yield from _fact(document, (*at, "fact"), source.fact, pack.catalogue[one.kind])
    if source.minimum is not None:
        known = sorted({d.name for model in pack.standards.values() for d in model.decisions})
        place = (*at, "minimum", "decision")
        yield from _one_of(document, place, source.minimum.decision, known, "a decision of the pack")


def _own(pack: Pack, one: Repair, own: OwnRecord, document: Document, at: Path) -> Iterator[PackFault]:
    kind = pack.catalogue.get(own.kind)
    if kind is None:
        yield from _one_of(document, (*at, "kind"), own.kind, pack.catalogue, "a kind of the catalogue")
        return
    for name in own.where:
        yield from _fact(document, (*at, "where", name), name, kind)
    for word in ("names", "amount", "day"):
        if (fact := getattr(own, word)) is not None:
            yield from _fact(document, (*at, word), fact, kind)
    if own.of is not None and one.kind in pack.catalogue:
        yield from _fact(document, (*at, "of"), own.of, pack.catalogue[one.kind])


def _fact(document: Document, at: Path, name: str, kind: Kind) -> Iterator[PackFault]:
    yield from _one_of(document, at, name, kind.facts.properties, f"a fact of `{kind.kind}`")


def _one_of(document: Document, at: Path, name: str, known: Iterable[str], what: str) -> Iterator[PackFault]:
    if name not in known:
        yield document.fault(at, f"{what} ({', '.join(known)})", f"`{name}`", "mend its spelling, or add it there")
