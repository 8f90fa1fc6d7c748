"""The public catalogue of items open to pledges: all that an applicant is told, before anybody asks for anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bonafides.packs.pack import Pack
from bonafides.packs.pledge import Basis, PledgeItem
from bonafides.packs.queries import installed_pack
from bonafides.packs.vocabulary import Citation
from bonafides.pledges.models import Offer
from bonafides.pledges.offers import offers


@dataclass(frozen=True)
class Offered:
    """An item that an agency opened, as the pack in force says it."""

    pack: Pack
    item: PledgeItem
    offer: Offer

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        item = self.item
        return {
            "pack": self.pack.name, "item": item.item, "title": dict(item.title), "agency": item.agency,
            "version": item.version, "open_since": self.offer.since, "act": self.offer.act_id,
            "basis": basis_words(item.basis), "procedure": item.procedure, "ordinary": item.ordinary.procedure,
            "form": item.form,
            "not_excluded": [
                {"ground": name, "because": dict(one.because)} for name, one in item.excluded.grounds.items()
            ],
            "conditions": [
                {"condition": one.condition, "title": dict(one.title), "verify": dict(one.verify),
                 "basis": basis_words(one.basis)}
                for one in item.conditions
            ],
            "papers": [
                {"paper": one.paper, "title": dict(one.title), "promisable": one.promisable, "basis": basis_words(one.basis)}
                for one in item.papers
            ],
            "duties": [{"text": dict(one.text), "basis": basis_words(one.basis)} for one in item.duties],
            "consequences": [{"text": dict(one.text), "basis": basis_words(one.basis)} for one in item.consequences],
            "risk": item.verification.risk,
        }  # fmt: skip


def catalogue(day: date) -> list[Offered]:
    """Every item that is open on a day, by pack and agency. One that the pack has no more is told nobody."""
    found = []
    for offer in offers():
        pack, _ = installed_pack(offer.agency.pack)
        item = pack.pledges.get(offer.item)
        if item is not None and item.in_force.covers(day) and offer.since <= day:
            found.append(Offered(pack, item, offer))
    return sorted(found, key=lambda one: (one.pack.name, one.item.agency, one.item.item))


def basis_words(basis: Basis) -> list[str]:
    """Citations as `LL 69`."""
    named = (basis,) if isinstance(basis, Citation) else basis
    return [" ".join(filter(None, (one.instrument, one.article))) for one in named]
