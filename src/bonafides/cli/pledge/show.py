"""`bonafides pledge show CASE`: what was pledged in a case, what was approved on it, and what came of it."""

from __future__ import annotations

from bonafides.cli.case.common import CaseNumber
from bonafides.cli.output import Json, fail, out, print_json


def show(case: CaseNumber, *, json: Json = False) -> None:
    """One pledge whole: conditions, promise, approval and plan of its verification, outcome. Its steps: bonafides case show."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.pledges.queries import as_json, pledge_of

    found = pledge_of(case)
    if found is None:
        fail(f"in case {case} nothing was pledged; bonafides case board --of pledge shows the cases of pledges")
    told = as_json(found)
    if json:
        print_json(told)
        return
    approval, outcome = told["approval"], told["outcome"]
    out.print(
        f"{told['code']}  {told['item']}, conditions {told['conditions']}, pledged on {told['pledged_on']}",
        markup=False,
    )
    out.print(f"  signed by: {told['signer']}; words: document {told['text']}; act {told['act']}", markup=False)
    if told["promised"]:
        out.print(f"  promised by {told['papers_by']}: {', '.join(told['promised'])}", markup=False)
    if approval:
        out.print(
            f"  approved on {approval['on']}: licence {approval['licence']}, record {approval['record']}", markup=False
        )
        out.print(
            f"  to be verified {approval['method']} until {approval['verify_by']} ({approval['basis']})", markup=False
        )
    if outcome:
        found_as = "" if outcome["found"] == outcome["outcome"] else f" (found: {outcome['found']})"
        out.print(f"  {outcome['outcome']}{found_as} on {outcome['on']}: {outcome['record']}", markup=False)
