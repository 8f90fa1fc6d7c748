"""Plans, draws, and who goes where. Rows of acts: sealed, never changed; where a thing stands follows from which rows exist.

a plan is in force      until another plan names it in `replaces`
a draw is committed to  by its `Draw`; held by its `Held`; given up by its `Abandoned`
a business is drawn     by its `Assignment` of the draw, unless a `Substitution` of the draw has it as `out`
its officers            are those of its last `Assignment`: the one that no other names in `replaces`
one visit               is an assignment and those that name it in `joins`
it is approved          by its `Approval`; notified by its `Notice`; made by its `Entry`; each at most once
its result              is its `Report`: public by its `Publication`, which a `Clearance` goes before
what follows it         are `FollowUp` (open until its `FollowedUp`), `Order` (until its `Rectified`), `Recheck`

The frozen list of a draw lies in Parquet (`frozen.py`), under the root that the commitment names. It is internal.
"""

from bonafides.inspections.models.assignments import Assignment, Substitution
from bonafides.inspections.models.draws import Abandoned, Draw, Held, Plan
from bonafides.inspections.models.follow_ups import FollowedUp, FollowUp, Order, Recheck, Rectified
from bonafides.inspections.models.results import Clearance, EvidenceFile, Publication, Reply, Report
from bonafides.inspections.models.visits import Approval, Entry, Notice

__all__ = [
    "Abandoned", "Approval", "Assignment", "Clearance", "Draw", "Entry", "EvidenceFile", "FollowUp", "FollowedUp", "Held",
    "Notice", "Order", "Plan", "Publication", "Recheck", "Rectified", "Reply", "Report", "Substitution",
]  # fmt: skip
