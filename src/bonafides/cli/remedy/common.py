"""What the commands of remedies share: the record, who acts, a proof as it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.inspection.common import in_ledger, tell_act, the_day
from bonafides.cli.output import fail, print_json, speak

if TYPE_CHECKING:
    from bonafides.acts.act import Acting
    from bonafides.packs.repair import Repair
    from bonafides.records.models import Record
    from bonafides.remedies.proofs import Given

RecordName = Annotated[str, typer.Argument(metavar="AGENCY/REF", help="the record, by its agency and reference")]
Officer = Annotated[str, typer.Option(help="who acts: the officer's number in the agency")]
Agency = Annotated[str | None, typer.Option(help="the agency that acts; default: that of the record")]
Basis = Annotated[str | None, typer.Option(help="the legal basis; default: that of the procedure")]
Reason = Annotated[str | None, typer.Option(help="why; default: the application itself")]
Day = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="when it came in; before today a file must show it")
]
ProofOption = Annotated[
    list[str] | None,
    typer.Option(
        "--proof",
        metavar="DUTY=FILE[,…]",
        help="a document for a duty, and what it states (amount=FEN, on=DAY, number=N); repeatable",
    ),
]


def the_record(name: str, pack: str | None) -> Record:
    """A record by its agency and reference."""
    from bonafides.cli.case.common import pack_with_procedures
    from bonafides.remedies.queries import record_of

    agency, slash, ref = name.partition("/")
    if not slash:
        fail("expected AGENCY/REF, such as market-regulation/P-1, came %(name)r", name=name)
    return record_of(agency, ref, pack_with_procedures(pack))


def acting_on(
    record: Record, agency: str | None, officer: str, basis: str | None, reason: str | None, what: str
) -> Acting:
    """Who acts, by default for the record's own agency."""
    from bonafides.acts.act import Acting

    own = record.agency
    why = reason or f"{what} about record {record.source_ref}"
    return Acting(officer, agency or own.name, basis or default_basis(record), why, pack=own.pack)


def default_basis(record: Record, procedure: str | None = None) -> str:
    """What the procedure of its repair rests on, by the law of today."""
    from bonafides.packs.queries import installed_pack
    from bonafides.procedures.opening import procedure_on
    from bonafides.remedies.eligibility import repair_of

    pack, _ = installed_pack(record.agency.pack)
    found: Repair | None = repair_of(pack, record.kind.name, record.agency.name)
    name = procedure or found.procedure if found else "objection"
    return "; ".join(procedure_on(pack, name, the_day(None)).basis)


def proofs_of(given: list[str] | None) -> list[Given]:
    """Proofs as they are typed; each file is copied in."""
    from bonafides.acts.files import keep
    from bonafides.portal.moments import day_of
    from bonafides.remedies.proofs import Given

    found = []
    for one in given or ():
        duty, sign, rest = one.partition("=")
        name, *stated = rest.split(",")
        words = dict(word.partition("=")[::2] for word in stated)
        if not sign or set(words) - {"amount", "on", "number"} or not words.get("amount", "0").isdigit():
            fail("--proof: expected DUTY=FILE[,amount=FEN][,on=DAY][,number=N], came %(one)r", one=one)
        amount = int(words["amount"]) if "amount" in words else None
        day = day_of(words["on"]) if "on" in words else None
        found.append(Given(duty, keep(Path(name)), amount, day, words.get("number", "")))
    return found


def tell(acting: Acting, told: str, data: dict[str, Any], *, json: bool) -> None:
    """What an act did."""
    if json:
        print_json(in_ledger(acting.id) | data)
        return
    speak(told)
    tell_act(acting.id)
