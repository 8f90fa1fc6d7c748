"""What the commands of cases share: what a step is told on the command line, and how an act is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.inspection.common import evidence_of
from bonafides.cli.inspection.common import in_ledger as in_ledger
from bonafides.cli.inspection.common import tell_act as tell_act
from bonafides.cli.output import fail
from bonafides.cli.packs import pack_having
from bonafides.kernel.sentence import Sentence

if TYPE_CHECKING:
    from bonafides.acts.act import Acting
    from bonafides.acts.files import Kept
    from bonafides.kernel.procedure.model import Procedure, Step
    from bonafides.packs.pack import Pack

CaseNumber = Annotated[int, typer.Argument(metavar="CASE", help="its number: bonafides case board")]
Officer = Annotated[str, typer.Option(help="who acts: the officer's number in the agency")]
Agency = Annotated[str, typer.Option(help="the agency that acts, by its id in the pack")]
Basis = Annotated[str | None, typer.Option(help="the legal basis; default: that of the step")]
Reason = Annotated[str | None, typer.Option(help="why; default: the step itself")]
PackName = Annotated[str | None, typer.Option("--pack", help="the pack, where several in force have procedures")]
Day = Annotated[str | None, typer.Option("--on", metavar="DAY", help="when it was; before today a file must show it")]
FieldOption = Annotated[
    list[str] | None, typer.Option("--field", metavar="NAME=VALUE", help="what the step is told; repeatable")
]
FindingOption = Annotated[
    list[str] | None,
    typer.Option("--finding", metavar="NAME=yes|WHY|ON,…", help="a finding of the officer: yes or no, why, on what"),
]
FileOption = Annotated[list[Path] | None, typer.Option("--file", help="a file that the step rests on; repeatable")]
EvidenceOption = Annotated[
    list[str] | None, typer.Option("--evidence", help="record:AGENCY/REF, act:N or draw:ID; repeatable")
]


def pack_with_procedures(name: str | None) -> str:
    """The pack in force that has procedures (of this name, where it is given)."""
    return pack_having(Sentence("procedures"), lambda pack: pack.procedures, name)[0].name


def pack_with_pledges(name: str | None) -> str:
    """The pack in force that has items open to pledges (of this name, where it is given)."""
    return pack_having(Sentence("items for pledges"), lambda pack: pack.pledges, name)[0].name


def acting_for(
    pack: Pack,
    agency: str,
    officer: str,
    step: Step,
    basis: str | None,
    reason: str | None,
    evidence: Iterable[str],
    day: date,
) -> Acting:
    """Who acts; by default on the basis of the step, as far as it is law on the day."""
    from bonafides.acts.act import Acting
    from bonafides.packs.grounds import law_on

    title = step.title.get("en") or next(iter(step.title.values()))
    found = evidence_of(evidence)
    return Acting(
        officer, agency, basis or law_on(pack, step.basis, day), reason or title, pack=pack.name, evidence=found
    )


def fields_of(procedure: Procedure, given: Iterable[str]) -> dict[str, Any]:
    """Fields as they are typed, each as its type has it; what is no such value is refused by the act."""
    found: dict[str, Any] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign:
            fail("--field: expected NAME=VALUE, came %(one)r", one=one)
        field = procedure.fields.get(name)
        found[name] = _typed(field.type.value if field else "text", value)
    return found


def _typed(kind: str, value: str) -> Any:
    if kind == "boolean":
        return {"yes": True, "true": True, "no": False, "false": False}.get(value, value)
    if kind == "integer":
        return int(value) if value.lstrip("-").isdigit() else value
    return [one.strip() for one in value.split(",")] if kind in ("officers", "words") else value


def findings_of(given: Iterable[str]) -> dict[str, Any]:
    """Findings as they are typed: NAME=yes|WHY|ON,ON."""
    found: dict[str, Any] = {}
    for one in given:
        name, _, rest = one.partition("=")
        parts = rest.split("|")
        if len(parts) != 3 or parts[0] not in ("yes", "no"):
            fail(
                "--finding: expected NAME=yes|WHY|ON,… (or no; ON: record:AGENCY/REF, act:N, file:NAME), came %(one)r",
                one=one,
            )
        found[name] = {
            "holds": parts[0] == "yes",
            "text": parts[1],
            "evidence": [each.strip() for each in parts[2].split(",")],
        }
    return found


def kept(paths: Iterable[Path]) -> list[Kept]:
    """Files, copied in."""
    from bonafides.acts.files import keep

    return [keep(path) for path in paths]
