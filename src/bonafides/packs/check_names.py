"""The words of names held against the rest of the pack: each word once, and what tells that a business has ended is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bonafides.entities.names.divisions import divisions
from bonafides.entities.names.words import written
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.names import Ended
from bonafides.packs.pack import Pack
from bonafides.packs.wording import Path, shown

FILE = "names.yaml"


def name_faults(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Every fault of the words that shows only beside each other, and beside the catalogue."""
    if FILE not in documents or pack.names_file is None:
        return
    document, file = documents[FILE], pack.names_file
    seen: dict[str, str] = {}
    for index, one in enumerate(file.legal_forms):
        for place, word in enumerate(written(one.written)):
            at: Path = ("legal_forms", index, "written", place)
            if seen.setdefault(word, one.form) != one.form:
                mend = "leave it with the form that it mostly means"
                yield document.fault(at, "each writing with one form", f"`{word}`, also of `{seen[word]}`", mend)
    yield from _twice(document, ("industries",), file.industries)
    if file.divisions.stdnum is not None:
        try:
            divisions(file.divisions.stdnum)
        except (OSError, ModuleNotFoundError):
            came = shown(file.divisions.stdnum)
            yield document.fault(("divisions", "stdnum"), "a list of python-stdnum such as `cn.loc`", came, "mend it")
    if file.ended is not None:
        yield from _ended(pack, file.ended, document)


def _twice(document: Document, at: Path, words: Iterable[str]) -> Iterator[PackFault]:
    seen: set[str] = set()
    for index, word in enumerate(words):
        if word in seen:
            yield document.fault((*at, index), "each word once", f"`{word}` a second time", "remove it")
        seen.add(word)


def _ended(pack: Pack, ended: Ended, document: Document) -> Iterator[PackFault]:
    kind = pack.catalogue.get(ended.kind)
    if kind is None:
        known = ", ".join(sorted(pack.catalogue))
        yield document.fault(("ended", "kind"), "a kind of the catalogue", shown(ended.kind), f"name one of {known}")
        return
    fact = kind.facts.properties.get(ended.fact)
    if fact is None or fact.enum is None:
        expected = f"a fact of `{ended.kind}` with an `enum`"
        yield document.fault(("ended", "fact"), expected, shown(ended.fact), "name the fact that tells the state")
        return
    for index, value in enumerate(ended.values):
        if value not in fact.enum:
            told = ", ".join(map(str, fact.enum))
            yield document.fault(("ended", "values", index), f"one of {told}", shown(value), "mend it")
