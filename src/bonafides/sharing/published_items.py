"""The published list of what may be inspected: an item that is not in it may not be. With each, the cap of visits a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bonafides.packs.inspection_item import Condition, InspectionItem
from bonafides.packs.labels import cited, say, value_text
from bonafides.packs.models import InstalledPack
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import ParameterValue
from bonafides.packs.queries import installed_pack
from bonafides.packs.vocabulary import Citation
from bonafides.packs.words import subject_title


@dataclass(frozen=True)
class PublishedItem:
    """An item of a pack that is in force here, on a day on which it is."""

    pack: Pack
    item: InspectionItem
    officers: ParameterValue | None
    yearly_cap: ParameterValue | None

    def as_json(self) -> dict[str, Any]:
        """For programs: the item as the pack states it, its parameters by their values."""
        item = self.item
        return {
            "pack": self.pack.name,
            "item": item.item,
            "title": item.title,
            "agency": item.agency,
            "basis": _citations(item.basis),
            "in_force_from": item.in_force.since,
            "in_force_to": item.in_force.until,
            "level": item.level,
            "methods": list(item.methods),
            "field": item.field,
            "notice": item.notice,
            "full_coverage": item.full_coverage,
            "officers": _number(self.officers),
            "yearly_cap": _number(self.yearly_cap),
            "yearly_cap_mark": self.yearly_cap.mark if self.yearly_cap else None,
            "checklist": [
                {"point": one.point, "title": one.title, "basis": _citations(one.basis), "requires": one.requires}
                for one in item.checklist
            ],
            "merges_with": list(item.merges_with),
            "record_kind": item.record.kind,
        }

    def agency(self) -> str:
        return say(self.pack.agencies[self.item.agency].title)

    def basis(self) -> list[str]:
        return [cited(self.pack, one) for one in self.item.basis]

    def methods(self) -> str:
        """As the kind of record calls them, where it does."""
        labels = getattr(self.pack.catalogue[self.item.record.kind].facts.properties.get("method"), "labels", {})
        return _(", ").join(say(labels[one]) if one in labels else one for one in self.item.methods)

    def subjects(self) -> list[str]:
        """Whom it looks for, a line a condition."""
        return [condition_text(self.pack, one) for one in self.item.scope]

    def points(self) -> list[tuple[str, list[str], bool]]:
        """The points of the checklist: title, basis, whether evidence is needed."""
        return [
            (say(one.title), [cited(self.pack, each) for each in _each(one.basis)], one.requires == "evidence")
            for one in self.item.checklist
        ]

    def joint(self) -> list[str]:
        return [say(self.pack.inspection_items[name].title) for name in self.item.merges_with]


def published_items(day: date) -> list[PublishedItem]:
    """Every item that may be inspected on a day, by pack, agency (in the pack's own order) and name."""
    packs = (installed_pack(name)[0] for name in InstalledPack.objects.order_by("pack").values_list("pack", flat=True))
    return [
        PublishedItem(pack, item, pack.parameters[item.officers].on(day), pack.parameters[item.yearly_cap].on(day))
        for pack in packs
        for agency in pack.agencies
        for item in pack.inspection_items.values()
        if item.agency == agency and item.in_force.covers(day)
    ]


def condition_text(pack: Pack, one: Condition) -> str:
    """A condition of a scope as a person reads it."""
    known = pack.indicators.get(one.of)
    title = _("Kind of business") if one.of == "subject_kind" else say(known.title) if known else one.of
    if one.within is None:
        return _("%(what)s: at least %(number)s") % {"what": title, "number": one.at_least}
    facts = [pack.catalogue[kind].facts.properties.get(known.of or "") for kind in known.kinds] if known else []
    fact = next((each for each in facts if each is not None), None)
    values = []
    for value in one.within:
        if isinstance(value, bool):
            values.append(_("yes") if value else _("no"))
        elif one.of == "subject_kind":
            values.append(subject_title(str(value)))
        else:
            values.append(value_text(fact, value) if fact else str(value))
    return _("%(what)s: %(values)s") % {"what": title, "values": _(", ").join(values)}


def _each(basis: tuple[Citation, ...] | Citation) -> Iterator[Citation]:
    yield from (basis,) if isinstance(basis, Citation) else basis


def _citations(basis: tuple[Citation, ...] | Citation) -> list[dict[str, Any]]:
    return [{"instrument": one.instrument, "article": one.article, "mark": one.mark} for one in _each(basis)]


def _number(value: ParameterValue | None) -> int | None:
    return int(str(value.value)) if value else None
