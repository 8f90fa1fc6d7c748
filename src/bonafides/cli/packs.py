"""The pack that a command is about, where it was not named: the only one in force that has what the command needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bonafides.cli.output import fail
from bonafides.kernel.sentence import Joined, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from bonafides.packs.models import PackVersion
    from bonafides.packs.pack import Pack


def pack_having(what: Sentence, has: Callable[[Pack], object], name: str | None) -> tuple[Pack, PackVersion]:
    """The pack of this name, else the only one in force of which `has` is true; `what` says in words what that is.

    Ends the command where none or several have it.
    """
    from bonafides.packs.queries import installed_pack, packs_in_force

    if name is not None:
        return installed_pack(name)
    found = [one for one in packs_in_force() if has(one[0])]
    if len(found) == 1:
        return found[0]
    if found:
        fail("%(what)s are in %(packs)s: say --pack which", what=what, packs=Joined(pack.name for pack, _ in found))
    return fail("no pack in force has %(what)s: put one in force (bonafides pack install packs/cn)", what=what)
