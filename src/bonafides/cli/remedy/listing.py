"""`bonafides remedy list`: the cases about remedies of an agency or a business, or the proofs that an officer must look at."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import PackName, pack_with_procedures
from bonafides.cli.output import Json, in_words, print_json, speak
from bonafides.kernel.sentence import Sentence

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
            speak(
                "proof %(one)s  case %(case_id)s  %(code)s  `%(duty)s`: %(told)s",
                one=one.pk,
                case_id=one.case_id,
                code=one.entity.code,
                duty=one.duty,
                told=told,
            )
        speak("%(number)s wait", number=len(proofs))
        return
    name = pack_with_procedures(pack)
    entity = entity_by_code(scheme, code).pk if code else None
    tasks = [one for one in board(name, agency, entity=entity) if one.of in OF]
    if json:
        print_json([one.as_json() for one in tasks])
        return
    for task in tasks:
        mark = Sentence("ESCALATED") if task.escalated else Sentence("OVERDUE") if task.overdue else ""
        when = Sentence("by %(day)s", day=task.due) if task.due else Sentence("no deadline")
        speak(
            "%(mark)s case %(case)s  %(code)s  %(procedure)s  %(state)s  %(when)s",
            mark=f"{in_words(mark):<10}",
            case=f"{task.case:>6}",
            code=task.code,
            procedure=task.procedure,
            state=task.state,
            when=when,
        )
    speak("%(number)s wait", number=len(tasks))
