"""What the commands of listings share: the pack that has procedures of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bonafides.cli.output import fail

if TYPE_CHECKING:
    from bonafides.packs.pack import Pack


def listing_pack(name: str | None) -> Pack:
    """The pack in force that has procedures of lists (of this name, where it is given)."""
    from bonafides.packs.models import InstalledPack
    from bonafides.packs.queries import installed_pack

    if name is not None:
        return installed_pack(name)[0]
    names = InstalledPack.objects.order_by("pack").values_list("pack", flat=True)
    packs = [installed_pack(one)[0] for one in names]
    found = [one for one in packs if any(each.of == "listing" for each in one.procedures.values())]
    if len(found) == 1:
        return found[0]
    several = ", ".join(one.name for one in found)
    return fail(
        f"procedures of lists are in {several}: say --pack which"
        if found
        else "no pack in force has a procedure of a list: put one in force (bonafides pack install packs/cn)"
    )
