"""What an act rests on by default: of a step's basis what is law on its day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.registry import repository_pack

from bonafides.acts.act import ActRefusedError
from bonafides.packs.grounds import check_ground, law_on


def test_what_was_not_law_yet_is_left_out() -> None:
    pack = repository_pack("cn")
    basis = ("PL 61", "GP-22", "SV-44 13; PL 59")
    before, after = date(2025, 4, 24), date(2025, 6, 22)
    assert law_on(pack, basis, before) == "PL 61; SV-44 13; PL 59"
    assert law_on(pack, basis, after) == "PL 61; GP-22; SV-44 13; PL 59"
    check_ground(pack, law_on(pack, basis, before), before)


def test_where_nothing_is_law_the_refusal_names_it() -> None:
    pack, day = repository_pack("cn"), date(2020, 1, 1)
    assert law_on(pack, ["GP-22", "no-such 1"], day) == "GP-22; no-such 1"
    with pytest.raises(ActRefusedError, match="came `GP-22`, in force 2025-06-22 to now"):
        check_ground(pack, law_on(pack, ["GP-22"], day), day)
