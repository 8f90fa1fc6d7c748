"""`bonafides drill leak`: two officers take the same records out, one file leaks, and the detector says whose it was."""

from __future__ import annotations

from bonafides.cli.output import Json, fail, print_json, speak
from bonafides.kernel.sentence import Sentence


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
        speak(
            "two officers of %(agency)s each took %(rows)s records of %(kind)s out, with %(fields)s facts",
            agency=told.agency,
            rows=told.rows,
            kind=told.kind,
            fields=told.fields,
        )
        for one in told.leaks:
            right = (
                Sentence("the right officer")
                if one.right
                else Sentence("NOBODY")
                if not one.named
                else Sentence("THE WRONG OFFICER")
            )
            speak(
                "    %(how)s %(rows)s rows: %(right)s, chance 1 in 10^%(power)s",
                how=f"{one.how:<52}",
                rows=f"{one.rows:>6}",
                right=right,
                power=f"{-one.together:.0f}",
            )
        speak("all of it is undone: no officer, export or look-up of the drill is left")
    if not told.passed:
        fail("a leaked file named nobody, or the wrong one, where its mark should have held")
