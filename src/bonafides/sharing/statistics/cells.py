"""A cell that is so small that it may tell of one business is not told as a number. From which number on, the pack says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bonafides.packs.models import InstalledPack
from bonafides.packs.queries import installed_pack
from bonafides.sharing.access.days import number

PARAMETER = "statistics_least_cell"


@dataclass(frozen=True)
class Cells:
    """Counts as they may be told: `values` without the small ones, `texts` in place of these."""

    values: Sequence[int | None]
    texts: Sequence[str]


def least_cell(day: date) -> int:
    """The least count that is told: the greatest that a pack in force asks for; every count where none asks."""
    names = InstalledPack.objects.order_by("pack").values_list("pack", flat=True)
    found = (number(installed_pack(name)[0], PARAMETER, day) for name in names)
    return max((one for one in found if one is not None), default=1)


def told(counts: Iterable[int], least: int) -> Cells:
    """Counts without those from 1 up to `least` (excluded). Nothing at all is told as such."""
    kept = list(counts)
    small = [0 < one < least for one in kept]
    text = _("fewer than %(least)s") % {"least": least}
    return Cells(
        [None if hidden else one for one, hidden in zip(kept, small, strict=True)],
        [text if one else "" for one in small],
    )
