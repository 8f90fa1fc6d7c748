"""`bonafides inspection visit VISIT`: one visit, with every step that was taken."""

from __future__ import annotations

from bonafides.cli.inspection.visit_common import Visit
from bonafides.cli.output import Json, fail, out, print_json, speak
from bonafides.kernel.sentence import Joined


def visit(number: Visit, *, json: Json = False) -> None:
    """One visit with every step that was taken: for the officers of its agency."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.visits.whole import whole

    found = whole(number)
    if found is None:
        fail("there is no visit %(number)s; bonafides inspection board lists those that wait", number=number)
    if json:
        print_json(found)
        return
    speak(
        "visit %(number)s: %(item)s at %(code)s, by %(officers)s",
        number=number,
        item=found["item"],
        code=found["code"],
        officers=Joined(found["officers"]),
    )
    out.print(f"  {found['reason']}{', draw ' + found['draw'] if found['draw'] else ''}", markup=False)
    for one in found["steps"]:
        rest = "  ".join(f"{name} {value}" for name, value in one.items() if name not in ("did", "act", "at"))
        speak(
            "  %(at)s  %(did)s act %(act)s  %(rest)s", at=one["at"], did=f"{one['did']:<20}", act=one["act"], rest=rest
        )
