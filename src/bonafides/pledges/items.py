"""Items of packs that may be had by a pledge: the one of a case, and what the grounds of exclusion come to."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.packs.pack import Pack
from bonafides.packs.pledge import PledgeItem
from bonafides.packs.queries import installed_pack, pack_of_version
from bonafides.procedures.models import Case
from bonafides.standards.case.asked import Asked, ask


def item_of(pack: Pack, name: object, day: date) -> PledgeItem:
    """An item in force on a day. Raises ActRefusedError, naming those that there are."""
    found = pack.pledges.get(str(name))
    if found is None or not found.in_force.covers(day):
        known = Joined(one.item for one in pack.pledges.values() if one.in_force.covers(day)) or Sentence(
            "there is none"
        )
        raise ActRefusedError(
            "expected an item of pack %(pack)s that may be had by a pledge on %(day)s (%(known)s), came `%(name)s`: "
            "any other goes by the ordinary procedure; nothing was changed",
            pack=pack.name,
            day=day,
            known=known,
            name=name,
        )
    return found


def item_told(case: Case, name: object) -> PledgeItem:
    """The item as it was told when the case was opened: under that version of the pack, whatever came after."""
    return pack_of_version(case.version).pledges[str(name)]


def check_unchanged(case: Case, told: PledgeItem) -> None:
    """Raise ActRefusedError where the conditions are others by now than those that the business was told."""
    now = installed_pack(case.version.pack)[0].pledges.get(told.item)
    if now is None or now.version != told.version:
        came = (
            Sentence("version %(version)s", version=now.version)
            if now
            else Sentence("an item that the pack has no more")
        )
        raise ActRefusedError(
            "case %(case)s told the conditions of `%(item)s` in version %(version)s, in force now is %(came)s: let "
            "the business give up this case and tell it anew; nothing was changed",
            case=case.pk,
            item=told.item,
            version=told.version,
            came=came,
        )


def excluded(pack: Pack, item: PledgeItem, day: date) -> Asked:
    """Whether an item is excluded, by the law of a day and the answers of the pack."""
    return ask(pack, item.excluded.decision, {name: one.touches for name, one in item.excluded.grounds.items()}, day)


def refuse_excluded(pack: Pack, item: PledgeItem, day: date) -> None:
    """Raise ActRefusedError where the item is excluded."""
    said = excluded(pack, item, day)
    if said.value is not False:
        raise ActRefusedError(
            "`%(item)s` may not be opened to pledges: `%(decision)s` (%(basis)s): %(reason)s It goes by the ordinary "
            "procedure (`%(procedure)s`); nothing was changed",
            item=item.item,
            decision=said.decision,
            basis=said.basis,
            reason=said.reason,
            procedure=item.ordinary.procedure,
        )
