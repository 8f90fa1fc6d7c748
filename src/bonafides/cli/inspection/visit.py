"""`bonafides inspection visit VISIT`: one visit, with every step that was taken."""

from __future__ import annotations

from bonafides.cli.inspection.visit_common import Visit
from bonafides.cli.output import Json, fail, out, print_json


def visit(number: Visit, *, json: Json = False) -> None:
    """One visit with every step that was taken: for the officers of its agency."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.visits.whole import whole

    found = whole(number)
    if found is None:
        fail(f"there is no visit {number}; bonafides inspection board lists those that wait")
    if json:
        print_json(found)
        return
    out.print(f"visit {number}: {found['item']} at {found['code']}, by {', '.join(found['officers'])}", markup=False)
    out.print(f"  {found['reason']}{', draw ' + found['draw'] if found['draw'] else ''}", markup=False)
    for one in found["steps"]:
        rest = "  ".join(f"{name} {value}" for name, value in one.items() if name not in ("did", "act", "at"))
        out.print(f"  {one['at']}  {one['did']:<20} act {one['act']}  {rest}", markup=False)
