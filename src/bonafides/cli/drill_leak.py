"""`bonafides drill leak`: two officers take the same records out, one file leaks, and the detector says whose it was."""

from __future__ import annotations

from bonafides.cli.output import Json, fail, out, print_json


def leak(json: Json = False) -> None:
    """Two officers export the same records, one file leaks: whose was it?

    All of it is undone at the end: officers, exports, look-ups. Exit status 1 where the wrong one is named, or none.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.sharing.exports.drill import NoDrillError, leak_drill

    try:
        told = leak_drill()
    except NoDrillError as error:
        fail(str(error))
    if json:
        print_json(told.as_json())
    else:
        out.print(
            f"two officers of {told.agency} each took {told.rows} records of {told.kind} out, with {told.fields} facts"
        )
        for one in told.leaks:
            right = "the right officer" if one.right else "NOBODY" if not one.named else "THE WRONG OFFICER"
            out.print(f"    {one.how:<52} {one.rows:>6} rows: {right}, chance 1 in 10^{-one.together:.0f}")
        out.print("all of it is undone: no officer, export or look-up of the drill is left")
    if not told.passed:
        fail("a leaked file named nobody, or the wrong one, where its mark should have held")
