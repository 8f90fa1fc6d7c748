"""Lists that a layer above fills in: which measures a listing would bring is for the catalogue of measures to say.

A case may give a list itself; where it does not, whoever registered for it here is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bonafides.entities.models import Entity
from bonafides.packs.pack import Pack

Entries = Sequence[Mapping[str, Any]]
Source = Callable[[Pack, Entity, Mapping[str, Any], date], Entries]
"""(pack, business, context, day) → the entries, each with the words of `packs.document_form.LISTS`."""

_sources: dict[str, Source] = {}


def register_list(name: str, source: Source) -> None:
    """Say who fills a list in from now on; called once, when the application starts."""
    _sources[name] = source


def entries_of(name: str, pack: Pack, entity: Entity, context: Mapping[str, Any], day: date) -> Entries:
    """The entries of a list: those given, else those of the source, else none."""
    if name == "findings" and "findings" in context:
        found = context["findings"]
        if isinstance(found, Mapping):
            return [{"title": factor.replace("_", " "), **one} for factor, one in found.items()]
        return list(found)
    given = context.get("lists", {})
    if name in given:
        return list(given[name])
    source = _sources.get(name)
    return list(source(pack, entity, context, day)) if source else []
