"""`bonafides pledge show CASE`: what was pledged in a case, what was approved on it, and what came of it."""

from __future__ import annotations

from bonafides.cli.case.common import CaseNumber
from bonafides.cli.output import Json, fail, print_json, speak
from bonafides.kernel.sentence import Joined, Sentence


def show(case: CaseNumber, *, json: Json = False) -> None:
    """One pledge whole: conditions, promise, approval and plan of its verification, outcome. Its steps: bonafides case show."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.pledges.queries import as_json, pledge_of

    found = pledge_of(case)
    if found is None:
        fail(
            "in case %(case)s nothing was pledged; bonafides case board --of pledge shows the cases of pledges",
            case=case,
        )
    told = as_json(found)
    if json:
        print_json(told)
        return
    approval, outcome = told["approval"], told["outcome"]
    speak(
        "%(code)s  %(item)s, conditions %(conditions)s, pledged on %(pledged_on)s",
        code=told["code"],
        item=told["item"],
        conditions=told["conditions"],
        pledged_on=told["pledged_on"],
    )
    speak(
        "  signed by: %(signer)s; words: document %(text)s; act %(act)s",
        signer=told["signer"],
        text=told["text"],
        act=told["act"],
    )
    if told["promised"]:
        speak(
            "  promised by %(papers_by)s: %(promised)s", papers_by=told["papers_by"], promised=Joined(told["promised"])
        )
    if approval:
        speak(
            "  approved on %(on)s: licence %(licence)s, record %(record)s",
            on=approval["on"],
            licence=approval["licence"],
            record=approval["record"],
        )
        speak(
            "  to be verified %(method)s until %(verify_by)s (%(basis)s)",
            method=approval["method"],
            verify_by=approval["verify_by"],
            basis=approval["basis"],
        )
    if outcome:
        found_as = (
            "" if outcome["found"] == outcome["outcome"] else Sentence(" (found: %(found)s)", found=outcome["found"])
        )
        speak(
            "  %(outcome)s%(found_as)s on %(on)s: %(record)s",
            outcome=outcome["outcome"],
            found_as=found_as,
            on=outcome["on"],
            record=outcome["record"],
        )
