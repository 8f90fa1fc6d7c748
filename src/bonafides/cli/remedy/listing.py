"""`bonafides remedy list`: the cases about remedies of an agency or a business, or the proofs that an officer must look at."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import PackName, pack_with_procedures
from bonafides.cli.output import Json, out, print_json

OF = ("repair", "objection", "reconsideration", "suit")


def list_remedies(
    *,
    agency: Annotated[str | None, typer.Option(help="only this agency's, by its id in the pack")] = None,
    code: Annotated[str | None, typer.Option(help="only those of this business")] = None,
    suspicious: Annotated[bool, typer.Option("--suspicious", help="the proofs that an officer must look at")] = False,
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc",
    pack: PackName = None,
    json: Json = False,
) -> None:
    """The deadlines of open cases, what is overdue first; `bonafides case board` shows those of every subject."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.entities.queries import entity_by_code
    from bonafides.procedures.board import board
    from bonafides.remedies.queries import suspicious as waiting

    if suspicious:
        proofs = [one for one in waiting() if agency in (None, one.case.agency.name)]
        if json:
            print_json(
                [
                    {"proof": one.pk, "case": one.case_id, "duty": one.duty, "suspicions": one.suspicions}
                    for one in proofs
                ]
            )
            return
        for one in proofs:
            told = "; ".join(why["told"] for why in one.suspicions)
            out.print(f"proof {one.pk}  case {one.case_id}  {one.entity.code}  `{one.duty}`: {told}", markup=False)
        out.print(f"{len(proofs)} wait", markup=False)
        return
    name = pack_with_procedures(pack)
    entity = entity_by_code(scheme, code).pk if code else None
    tasks = [one for one in board(name, agency, entity=entity) if one.of in OF]
    if json:
        print_json([one.as_json() for one in tasks])
        return
    for task in tasks:
        mark = "ESCALATED" if task.escalated else "OVERDUE" if task.overdue else ""
        when = f"by {task.due}" if task.due else "no deadline"
        out.print(f"{mark:<10}case {task.case:>6}  {task.code}  {task.procedure}  {task.state}  {when}", markup=False)
    out.print(f"{len(tasks)} wait", markup=False)
