"""`bonafides record CODE`: the unified record of one business, in a terminal."""

from __future__ import annotations

import json as json_module
from datetime import datetime
from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, out


def record(
    code: Annotated[str, typer.Argument(help="the code of the business")],
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc",
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="as it stood on this day")] = None,
    known_at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="as it was known at this moment"),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="withheld facts too: for operators of this machine")] = False,
    language: Annotated[str, typer.Option(help="zh or en")] = "zh",
    json: Json = False,
) -> None:
    """The unified record: identity, then every record by kind with its source, basis and dates."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.portal.moments import moments
    from bonafides.sharing.disclosure import Audience
    from bonafides.sharing.labels import labelled
    from bonafides.sharing.unified_record import unified_record

    day, moment = moments(as_of.date() if as_of else None, timezone.make_aware(known_at) if known_at else None)
    audience = Audience.OPERATOR if full else Audience.PUBLIC
    text = unified_record(
        scheme,
        code.strip().upper() if scheme == "uscc" else code,
        as_of=day,
        known_at=moment,
        audience=audience,
    )
    if text is None:
        fail(
            f"there is no business with this {scheme} here; is it right? bonafides code check says, bonafides search finds by name"
        )
    if json:
        typer.echo(text)
        return
    found = json_module.loads(text)
    names = [one for one in found["names"] if one["current"]] or found["names"]
    out.print(f"[bold]{' / '.join(one['name'] for one in names) or '(no name known)'}[/]")
    out.print(
        f"{found['scheme']} {found['code']} · {found['kind']} · as of {found['as_of']}, known at {found['known_at'][:19]}"
    )
    former = [f"{one['name']} (from {one['valid_from']})" for one in found["names"] if not one["current"]]
    if former:
        out.print(f"former names: {', '.join(former)}", markup=False)
    if found["aliases"]:
        out.print("former codes: " + ", ".join(f"{one['code']} ({one['scheme']})" for one in found["aliases"]))
    if found["one_with"]:
        out.print("by decision one with: " + ", ".join(one["code"] for one in found["one_with"]), markup=False)
    for kind in labelled(found, language):
        out.print(f"\n[bold]{kind.title}[/] ({len(kind.records)})  [dim]{kind.basis}[/]")
        for one in kind.records:
            until = f" → {one.fields['valid_to']}" if one.fields["valid_to"] else ""
            notes = [one.fields["ref"]]
            notes += [f"document {one.fields['document_no']}"] if one.fields["document_no"] else []
            notes += [f"basis {one.fields['basis']}"] if one.fields["basis"] else []
            notes += [f"corrects {one.fields['corrects']}"] if one.fields["corrects"] else []
            notes += [f"published until {one.fields['public_until']}"] if one.fields["public_until"] else []
            out.print(f"  {one.fields['event_date']}{until}  {one.agency}", markup=False)
            out.print("    " + " · ".join(f"{name} {value}" for name, value in one.facts), markup=False)
            out.print("    " + " · ".join(notes), style="dim", markup=False)
    if not found["records"]:
        out.print("no record stood on that day")
