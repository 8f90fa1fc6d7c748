"""`go-ordinary`: the application goes on by the ordinary procedure, as a case of its own, on the papers that are there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, Evidence
from bonafides.acts.files import Kept
from bonafides.pledges.items import item_told
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.by_business import acts_itself
from bonafides.procedures.models import Case, Step


def go_ordinary(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`item`, `why`. The officer who takes the step opens the other case, whose clocks begin now; nothing is asked for again."""
    way = item_told(case, given["item"]).ordinary
    again = Acting(
        acting.officer, acting.agency, acting.basis, f"case {case.pk}: {given['why']}", pack=acting.pack,
        evidence=(Evidence("act", str(acting.id)),),
    )  # fmt: skip
    files = [
        Kept(one["sha256"], one["name"], one["size"]) for row in Step.objects.filter(case=case) for one in row.files
    ]
    other = open_case(
        again,
        way.procedure,
        entity=case.entity,
        fields=dict(way.fields),
        files=files,
        at=case.agency.name,
        on=None if acts_itself(acting) else step.on,
    )
    acting.tell(ordinary=other.pk)
