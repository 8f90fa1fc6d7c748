"""An open clause needs the law it breaks, a written reason, and a second approval."""

from __future__ import annotations

import pytest
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError, NotPermittedError

pytestmark = pytest.mark.usefixtures("listed")
WHY = {
    "open_clause_law": "Food Safety Law, Article 34",
    "open_clause_reason": "It endangered life as the named items do.",
}


def test_an_open_clause_needs_a_second_approval(on_day: OnDay) -> None:
    case = way.noticed(item="5-4")
    on_day(way.DECIDED)
    with pytest.raises(ActRefusedError, match=r"it is open-clause-without-reason .SV-44 5"):
        world.step(case, "decide-listing", "3", **way.DECIDE)
    with pytest.raises(ActRefusedError, match="needs `open_clause_reason`"):
        world.step(case, "approve-open-clause", "4", fields={"open_clause_law": WHY["open_clause_law"]})
    world.step(case, "approve-open-clause", "4", fields=WHY)
    with pytest.raises(NotPermittedError, match="another officer than the one who took `approve-open-clause`"):
        world.step(case, "decide-listing", "4", **way.DECIDE)
    assert world.step(case, "decide-listing", "3", **way.DECIDE).state == "decided"
