"""Purposes held against the rest of the pack: agencies, kinds, facts and the decision that they name are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bonafides.packs.citations import citation_faults
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.purpose import Opens, Purposes
from bonafides.packs.vocabulary import Text
from bonafides.packs.wording import Path

FILE = "purposes.yaml"
# What the register answers of a request, and so all that the decision may ask.
ANSWERED = {"authorised", "statutory_duty"}


def purpose_texts(file: Purposes) -> Iterator[tuple[Path, Text]]:
    """Everything that people read, with its place."""
    for index, one in enumerate(file.purposes):
        yield ("purposes", index, "title"), one.title


def purpose_faults(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Every fault of the purposes that shows only beside the other files."""
    if FILE not in documents or pack.purposes_file is None:
        return
    document, file = documents[FILE], pack.purposes_file
    if file.decision is not None:
        yield from _decision(pack, file.decision, document)
    seen: set[str] = set()
    for number, one in enumerate(file.purposes):
        at: Path = ("purposes", number)
        if one.purpose in seen:
            yield document.fault((*at, "purpose"), "each purpose once", f"`{one.purpose}` a second time", "rename one")
        seen.add(one.purpose)
        for index, agency in enumerate(one.agencies):
            yield from _one_of(document, (*at, "agencies", index), agency, pack.agencies, "an agency of agencies.yaml")
        yield from citation_faults(pack, one.basis, document, (*at, "basis"))
        yield from citation_faults(pack, one.told.basis, document, (*at, "told", "basis"))
        if one.told.after_days and not one.told.basis:
            mend = "cite what allows that the business is told late: `basis: {instrument: …, mark: …}`"
            yield document.fault((*at, "told"), "a basis, as the business is not told at once", "none", mend)
        for index, opens in enumerate(one.opens):
            yield from _opens(pack, opens, document, (*at, "opens", index))


def _opens(pack: Pack, opens: Opens, document: Document, at: Path) -> Iterator[PackFault]:
    known: dict[str, str] = {}
    for index, kind in enumerate(opens.kinds):
        if kind not in pack.catalogue:
            yield from _one_of(document, (*at, "kinds", index), kind, pack.catalogue, "a kind of the catalogue")
            return
        known |= {name: fact.disclosure for name, fact in pack.catalogue[kind].facts.properties.items()}
    for index, name in enumerate(opens.fields):
        if known.get(name) == "public":
            mend = "remove it: what is public needs no purpose"
            yield document.fault((*at, "fields", index), "a fact that is not public", f"`{name}`, which is", mend)
        else:
            yield from _one_of(document, (*at, "fields", index), name, known, "a fact of these kinds")
    for index, word in enumerate(opens.classes):
        if word not in known.values():
            mend = "remove it: it would open what is added later without anybody's decision"
            came = f"`{word}`, of which they have none"
            yield document.fault((*at, "classes", index), "a class of facts of these kinds", came, mend)


def _decision(pack: Pack, name: str, document: Document) -> Iterator[PackFault]:
    models = [model for model in pack.standards.values() if any(d.name == name for d in model.decisions)]
    if not models:
        known = sorted({d.name for model in pack.standards.values() for d in model.decisions})
        yield from _one_of(document, ("decision",), name, known, "a decision of the pack")
    for model in models:
        if asked := set(inputs_of(model, name)) - set(pack.parameters) - ANSWERED:
            expected = f"a decision on {' and '.join(sorted(ANSWERED))}"
            came = f"one that asks {', '.join(f'`{one}`' for one in sorted(asked))} too"
            yield document.fault(("decision",), expected, came, "name another, or mend it")


def _one_of(document: Document, at: Path, name: str, known: Iterable[str], what: str) -> Iterator[PackFault]:
    if name not in known:
        yield document.fault(at, f"{what} ({', '.join(known)})", f"`{name}`", "mend its spelling, or add it there")
