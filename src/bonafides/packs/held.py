"""Who holds what: the agencies from which an item of a form, or a fact of the catalogue, can be had."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bonafides.packs.decisions import inputs_of
from bonafides.packs.form import Criterion, FactItem, FormItem
from bonafides.packs.pack import Pack

# What a paper is called beside what it says: a copy of a thing is the thing.
_PAPER = re.compile(r"(copyof|certificateof|proofof|copy|certificate|proof|复印件|副本|原件|证明材料|证明)")


def holders(pack: Pack, one: FormItem) -> tuple[str, ...]:
    """The agencies that hold an item, the one it names alone where it names one; none where the business has it."""
    if one.asked is not None:
        known = {agency for fact in held_as(pack, one) for agency in pack.catalogue[fact.kind].sources}
        named = [one.held_by] if one.held_by in pack.agencies else []
        return tuple(dict.fromkeys([*named, *(agency for agency in pack.agencies if agency in known)]))
    if one.held_by is not None:
        return (one.held_by,)
    kinds = (one.fact.kind,) if one.fact else kinds_of(pack, one.criterion)
    known = {agency for kind in kinds for agency in pack.catalogue[kind].sources}
    return tuple(agency for agency in pack.agencies if agency in known)


def kinds_of(pack: Pack, criterion: Criterion | None) -> tuple[str, ...]:
    """The kinds of record from which a criterion is answered."""
    return tuple(dict.fromkeys(kind for name in indicators_of(pack, criterion) for kind in pack.indicators[name].kinds))


def indicators_of(pack: Pack, criterion: Criterion | None) -> tuple[str, ...]:
    """The indicators from which a criterion is answered."""
    if criterion is None:
        return ()
    if criterion.indicator is not None:
        return (criterion.indicator,)
    models = [one for one in pack.standards.values() if any(each.name == criterion.decision for each in one.decisions)]
    read = (name for model in models for name in inputs_of(model, criterion.decision or ""))
    return tuple(dict.fromkeys(name for name in read if name in pack.indicators))


def held_as(pack: Pack, one: FormItem) -> tuple[FactItem, ...]:
    """The facts of the catalogue that an asked item would repeat: those it says it proves, and those that bear its title."""
    if one.asked is None:
        return ()
    titles = {plain(text) for text in one.title.values()}
    return tuple(dict.fromkeys([*one.asked.proves, *(fact for name, fact in _titled(pack) if name in titles)]))


@lru_cache(maxsize=4_096)
def plain(title: str) -> str:
    """A title by which two are compared: without case, blanks, marks, what stands in brackets, and what makes a paper of it."""
    text = re.sub(r"[(（].*?[)）]", "", unicodedata.normalize("NFKC", title).casefold())
    text = "".join(one for one in text if one.isalnum())
    return _PAPER.sub("", text) or text


def _titled(pack: Pack) -> Iterator[tuple[str, FactItem]]:
    for kind in pack.catalogue.values():
        first = next(iter(kind.facts.properties), "")
        for text in kind.title.values():
            yield plain(text), FactItem(kind=kind.kind, field=first)
        for name, fact in kind.facts.properties.items():
            for text in fact.title.values():
                yield plain(text), FactItem(kind=kind.kind, field=name)
