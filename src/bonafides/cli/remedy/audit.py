"""`bonafides remedy audit`: a part of what was granted is looked at again; nobody chooses which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bonafides.cli.case.common import PackName, pack_with_procedures
from bonafides.cli.inspection.common import the_day
from bonafides.cli.output import Json
from bonafides.cli.remedy.common import Officer, tell
from bonafides.kernel.sentence import Joined, Sentence

if TYPE_CHECKING:
    from bonafides.acts.act import Acting

app = typer.Typer(no_args_is_help=True, help="Look at a part of the granted repairs again: freeze, seal, draw, report.")
Auditor = Annotated[str, typer.Option("--agency", help="the agency, by its id in the pack")]
Basis = Annotated[str, typer.Option(help="the legal basis, such as `GP-22`")]
Reason = Annotated[str, typer.Option(help="why")]
AuditNumber = Annotated[int, typer.Argument(metavar="AUDIT", help="its number")]


@app.command()
def freeze(
    since: Annotated[str, typer.Argument(metavar="FIRST", help="the first day of the granted repairs")],
    until: Annotated[str, typer.Argument(metavar="LAST", help="the last day, before today")],
    *,
    officer: Officer,
    agency: Auditor,
    basis: Basis,
    reason: Reason = "audit of repairs",
    pack: PackName = None,
    json: Json = False,
) -> None:
    """Freeze the list before its seed exists; once sealed (`bonafides ledger seal`), the sample can be drawn."""
    acting = _acting(pack, agency, officer, basis, reason)
    from bonafides.remedies.acts.freeze_audit import freeze_audit

    made = freeze_audit(acting, the_day(since), the_day(until))
    told = Sentence("audit %(made)s: %(number)s repairs are on the list", made=made.pk, number=len(made.cases))
    tell(acting, told, {"audit": made.pk, "cases": made.cases, "ratio": made.ratio}, json=json)


@app.command()
def draw(
    audit: AuditNumber,
    *,
    officer: Officer,
    agency: Auditor,
    basis: Basis,
    reason: Reason = "audit of repairs",
    pack: PackName = None,
    json: Json = False,
) -> None:
    """Draw the sample from the first checkpoint that was signed over the list."""
    acting = _acting(pack, agency, officer, basis, reason)
    from bonafides.remedies.acts.draw_sample import draw_sample

    made = draw_sample(acting, audit)
    told = Sentence(
        "audit %(audit)s: drawn from checkpoint %(size)s are cases %(drawn)s",
        audit=audit,
        size=made.size,
        drawn=Joined(map(str, made.drawn)),
    )
    data = {"audit": audit, "drawn": made.drawn, "origin": made.origin, "size": made.size, "root": made.root}
    tell(acting, told, data, json=json)


@app.command()
def report(
    audit: AuditNumber,
    case: Annotated[int, typer.Argument(metavar="CASE", help="a case of the sample")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="what was found")],
    *,
    in_order: Annotated[bool, typer.Option("--in-order/--not-in-order", help="what was found, in a word")],
    officer: Officer,
    agency: Auditor,
    basis: Basis,
    reason: Reason = "audit of repairs",
    pack: PackName = None,
    json: Json = False,
) -> None:
    """Say what was found. Where it is not in order, open a case: bonafides case open false-material."""
    acting = _acting(pack, agency, officer, basis, reason)
    from bonafides.remedies.acts.report_audit import report_audit

    report_audit(acting, audit, case, in_order=in_order, text=text)
    word = Sentence("in order") if in_order else Sentence("not in order: bonafides case open false-material")
    tell(
        acting,
        Sentence("audit %(audit)s, case %(case)s: %(word)s", audit=audit, case=case, word=word),
        {"audit": audit, "case": case, "in_order": in_order},
        json=json,
    )


def _acting(pack: str | None, agency: str, officer: str, basis: str, reason: str) -> Acting:
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting

    return Acting(officer, agency, basis, reason, pack=pack_with_procedures(pack))
