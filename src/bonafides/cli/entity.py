"""`bonafides entity`: decisions about identity, each an official act with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from bonafides.cli.entity_erase import erase, readmit, rotate_key
from bonafides.cli.output import Json, out, print_json, speak
from bonafides.kernel.sentence import Sentence

app = typer.Typer(help="Identity: merges, splits, excepted codes, erasure.", no_args_is_help=True)
app.command()(erase)
app.command()(readmit)
app.command("rotate-key")(rotate_key)
Code = Annotated[str, typer.Argument(metavar="CODE", help="the code")]
Into = Annotated[str, typer.Argument(metavar="INTO", help="the code of the business that it is")]
Officer = Annotated[str, typer.Option(help="who decides")]
Basis = Annotated[str, typer.Option(help="the instrument and article that give the power")]
ReasonOption = Annotated[str, typer.Option(help="the finding, in words")]
Scheme = Annotated[str, typer.Option(help="the scheme of both codes")]


@app.command()
def candidates(scheme: Scheme = "name-place", json: Json = False) -> None:
    """Codes that read alike: for a person to look at."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.entities.queries import merge_candidates

    found = merge_candidates(scheme)
    if json:
        print_json([{"key": one.key, "codes": one.codes} for one in found])
        return
    for one in found:
        out.print("  =?  ".join(one.codes), markup=False)
    decide = Sentence("; decide each: bonafides entity merge CODE INTO --officer … --basis … --reason …")
    speak("%(number)s groups of codes read alike%(decide)s", number=len(found), decide=decide if found else "")


@app.command()
def merge(code: Code, into: Into, officer: Officer, basis: Basis, reason: ReasonOption,
          scheme: Scheme = "name-place", json: Json = False) -> None:  # fmt: skip
    """Decide that two codes are one business; reversible by split."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.entities.acts.merge import merge as act
    from bonafides.entities.queries import entity_by_code

    done = act(Acting(officer, "operator", basis, reason), entity_by_code(scheme, code), entity_by_code(scheme, into))
    _tell({"act": done.act_id, "code": code, "into": into}, f"{code} is one with {into} by act {done.act_id}", json)


@app.command()
def split(code: Code, into: Into, officer: Officer, basis: Basis, reason: ReasonOption,
          scheme: Scheme = "name-place", json: Json = False) -> None:  # fmt: skip
    """Undo a merge."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.entities.acts.split import split as act
    from bonafides.entities.queries import entity_by_code

    done = act(Acting(officer, "operator", basis, reason), entity_by_code(scheme, code), entity_by_code(scheme, into))
    told = f"{code} and {into} are two again by act {done.act_id}"
    _tell({"act": done.act_id, "code": code, "into": into}, told, json)


@app.command("except")
def except_code(
    code: Code, officer: Officer, basis: Basis, reason: ReasonOption,
    authority: Annotated[str, typer.Option(help="who confirmed that the code was issued")],
    confirmed_on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="when, 2026-11-22")],
    json: Json = False,
) -> None:  # fmt: skip
    """Enter a non-conforming USCC in the register of exceptions."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.entities.acts.except_code import except_code as act

    done = act(Acting(officer, "operator", basis, reason), code, authority=authority, confirmed_on=confirmed_on.date())
    told = f"{done.code} is excepted by act {done.act_id}: {done.authority} confirmed it on {done.confirmed_on}"
    _tell({"act": done.act_id, "code": done.code}, told, json)


def _tell(figures: dict[str, Any], told: str, json: bool) -> None:  # noqa: FBT001
    if json:
        print_json(figures)
    else:
        out.print(told, markup=False)
