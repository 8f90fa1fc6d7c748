"""What the commands of listings share: the pack that has procedures of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bonafides.cli.packs import pack_having
from bonafides.kernel.sentence import Sentence

if TYPE_CHECKING:
    from bonafides.packs.pack import Pack


def listing_pack(name: str | None) -> Pack:
    """The pack in force that has procedures of lists (of this name, where it is given)."""
    return pack_having(Sentence("procedures of lists"), _lists, name)[0]


def _lists(pack: Pack) -> bool:
    return any(one.of == "listing" for one in pack.procedures.values())
