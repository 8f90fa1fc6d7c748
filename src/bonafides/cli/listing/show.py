"""`bonafides listing show NUMBER`: one listing, what it brought, and how it ended."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, out, print_json


def show(
    listing: Annotated[int, typer.Argument(metavar="NUMBER", help="the number of the listing: bonafides listing list")],
    *,
    json: Json = False,
) -> None:
    """One listing: its case, its record, its measures, its documents, its end."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.listings.queries import whole

    told = whole(listing)
    if told is None:
        fail(f"there is no listing {listing}; bonafides listing list shows those in force")
    if json:
        print_json(told)
        return
    until = f"until {told['until']}" if told["until"] else "until it is ended"
    out.print(
        f"listing {told['listing']}: {told['code']} on {told['list']} since {told['since']} {until}", markup=False
    )
    out.print(f"  case {told['case']} ({told['procedure']}) of {told['agency']}", markup=False)
    published = f"{told['record']}, published on {told['published_on']}" if told["record"] else "none yet"
    out.print(f"  record: {published}", markup=False)
    for one in told["measures"]:
        lifted = f", lifted on {one['lifted_on']} ({one['how']})" if one["lifted_on"] else ""
        out.print(
            f"  measure {one['measure']} of {one['agency']} since {one['since']}{lifted}: {one['basis']}", markup=False
        )
    for one in told["documents"]:
        out.print(f"  document {one['form']} {one['number']} of {one['issued_on']}: {one['code']}", markup=False)
    if told["end"]:
        out.print(
            f"  off the list since {told['end']['on']}: {told['end']['how']}, by case {told['end']['case']}",
            markup=False,
        )
