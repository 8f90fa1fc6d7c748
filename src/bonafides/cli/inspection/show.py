"""`bonafides inspection show DRAW`: a draw as it stands: commitment, result, who goes where."""

from __future__ import annotations

from typing import Any

from bonafides.cli.inspection.common import DrawId
from bonafides.cli.output import Json, out, print_json


def show(draw: DrawId, *, json: Json = False) -> None:
    """A draw as it stands: its commitment, its place in the ledger, and once it is held who goes where."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.queries import draw_of
    from bonafides.inspections.shown import shown

    told = shown(draw_of(draw))
    if json:
        print_json(told)
        return
    _tell(told)


def _tell(told: dict[str, Any]) -> None:
    commitment = told["commitment"]
    place = "not sealed yet" if told["ledger_index"] is None else f"entry {told['ledger_index']} of the ledger"
    lines = [
        f"draw {commitment['draw']}: {told['state']}",
        f"hash {told['hash']}, {place}",
        f"{commitment['subjects']['size']:,} businesses frozen on {told['as_of']}; seed from {commitment['seed']['source']}",
        *(f"  stratum {one['name']}: {one['size']:,} at {one['bp']} of 10,000" for one in commitment["strata"]),
    ]
    lines += [f"  {one['place']:>4}  {one['code']}  {', '.join(one['officers'])}" for one in told["assigned"]]
    lines += [
        f"  {one['out']} put aside ({one['reason']}) for {one['into'] or 'nobody'}" for one in told["substitutions"]
    ]
    lines += [f"  no officers for {one['code']}" for one in told["unserved"]]
    for line in lines:
        out.print(line, markup=False)
