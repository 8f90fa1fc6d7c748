"""Items of packs that may be had by a pledge: the one of a case, and what the grounds of exclusion come to."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import ActRefusedError
from bonafides.packs.pack import Pack
from bonafides.packs.pledge import PledgeItem
from bonafides.packs.queries import installed_pack, pack_of_version
from bonafides.procedures.models import Case
from bonafides.standards.case.asked import Asked, ask


def item_of(pack: Pack, name: object, day: date) -> PledgeItem:
    """An item in force on a day. Raises ActRefusedError, naming those that there are."""
    found = pack.pledges.get(str(name))
    if found is None or not found.in_force.covers(day):
        known = ", ".join(one.item for one in pack.pledges.values() if one.in_force.covers(day)) or "there is none"
        raise ActRefusedError(
            f"expected an item of pack {pack.name} that may be had by a pledge on {day} ({known}), came `{name}`: any other goes "
            "by the ordinary procedure; nothing was changed"
        )
    return found


def item_told(case: Case, name: object) -> PledgeItem:
    """The item as it was told when the case was opened: under that version of the pack, whatever came after."""
    return pack_of_version(case.version).pledges[str(name)]


def check_unchanged(case: Case, told: PledgeItem) -> None:
    """Raise ActRefusedError where the conditions are others by now than those that the business was told."""
    now = installed_pack(case.version.pack)[0].pledges.get(told.item)
    if now is None or now.version != told.version:
        came = f"version {now.version}" if now else "an item that the pack has no more"
        raise ActRefusedError(
            f"case {case.pk} told the conditions of `{told.item}` in version {told.version}, in force now is {came}: let the "
            "business give up this case and tell it anew; nothing was changed"
        )


def excluded(pack: Pack, item: PledgeItem, day: date) -> Asked:
    """Whether an item is excluded, by the law of a day and the answers of the pack."""
    return ask(pack, item.excluded.decision, {name: one.touches for name, one in item.excluded.grounds.items()}, day)


def refuse_excluded(pack: Pack, item: PledgeItem, day: date) -> None:
    """Raise ActRefusedError where the item is excluded."""
    said = excluded(pack, item, day)
    if said.value is not False:
        raise ActRefusedError(
            f"`{item.item}` may not be opened to pledges: `{said.decision}` ({said.basis}): {said.reason} It goes by the "
            f"ordinary procedure (`{item.ordinary.procedure}`); nothing was changed"
        )
