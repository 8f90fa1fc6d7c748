"""`bonafides entity`: decisions about identity, each an official act with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json

app = typer.Typer(help="Identity: merges, splits, excepted codes.", no_args_is_help=True)
Officer = Annotated[str, typer.Option(help="who decides")]
AgencyOption = Annotated[str, typer.Option(help="for which agency")]
Basis = Annotated[str, typer.Option(help="the instrument and article that give the power")]
ReasonOption = Annotated[str, typer.Option(help="the finding, in words")]
Scheme = Annotated[str, typer.Option(help="the scheme of both codes")]


@app.command()
def candidates(scheme: Scheme = "name-place", json: Json = False) -> None:
    """Codes that read alike once variant characters are folded: for a person to look at."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.entities.queries import merge_candidates

    found = merge_candidates(scheme)
    if json:
        print_json([{"key": one.key, "codes": one.codes} for one in found])
        return
    for one in found:
        out.print("  =?  ".join(one.codes), markup=False)
    out.print(f"{len(found)} groups read alike; decide each: bonafides entity merge CODE INTO --officer … --reason …")


@app.command()
def merge(code: str, into: str, officer: Officer, agency: AgencyOption, basis: Basis, reason: ReasonOption,
          scheme: Scheme = "name-place") -> None:  # fmt: skip
    """Decide that two codes are one business; reversible by split."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.entities.acts.merge import merge as act
    from bonafides.entities.queries import entity_by_code

    done = act(Acting(officer, agency, basis, reason), entity_by_code(scheme, code), entity_by_code(scheme, into))
    out.print(f"{done.entity.code} is one with {done.into.code} by act {done.act_id}", markup=False)


@app.command()
def split(code: str, into: str, officer: Officer, agency: AgencyOption, basis: Basis, reason: ReasonOption,
          scheme: Scheme = "name-place") -> None:  # fmt: skip
    """Undo a merge."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.entities.acts.split import split as act
    from bonafides.entities.queries import entity_by_code

    done = act(Acting(officer, agency, basis, reason), entity_by_code(scheme, code), entity_by_code(scheme, into))
    out.print(f"{code} and {into} are two again by act {done.act_id}", markup=False)


@app.command("except")
def except_code(
    code: str, officer: Officer, agency: AgencyOption, basis: Basis, reason: ReasonOption,
    authority: Annotated[str, typer.Option(help="who confirmed that the code was issued")],
    confirmed_on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])],
) -> None:  # fmt: skip
    """Enter a non-conforming USCC in the register of exceptions."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.entities.acts.except_code import except_code as act

    done = act(Acting(officer, agency, basis, reason), code, authority=authority, confirmed_on=confirmed_on.date())
    out.print(f"{done.code} is excepted by act {done.act_id}: {done.authority} confirmed it on {done.confirmed_on}")
