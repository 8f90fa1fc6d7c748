"""Items of the demonstration that are open to pledges: a business finds something to pledge for."""

from __future__ import annotations


def demo_pledges() -> int:
    """Open what agencies here may open, once a register; how many items are open then."""
    from django.utils import timezone

    from bonafides.acts.act import Acting, ActRefusedError
    from bonafides.agencies.queries import agency, directory
    from bonafides.packs.grounds import law_on
    from bonafides.packs.queries import installed_pack
    from bonafides.pledges.acts.open_item import open_item
    from bonafides.pledges.catalogue import basis_words
    from bonafides.pledges.offers import open_offer

    pack, today, opened = installed_pack("cn")[0], timezone.localdate(), 0
    for item in pack.pledges.values():
        if not item.in_force.covers(today):
            continue
        deciders = (one["number"] for one in directory(agency("cn", item.agency), today) if "decider" in one["roles"])
        number = next(deciders, None)
        if open_offer(pack.name, item.item) is None and number is not None:
            law = law_on(pack, basis_words(item.basis), today)
            try:
                open_item(Acting(str(number), item.agency, law, "demonstration", pack=pack.name), item.item)
            except ActRefusedError:  # the law of this day excludes it
                continue
        opened += 1
    return opened
