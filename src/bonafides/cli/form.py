"""`bonafides form`: what agencies ask, held against what agencies hold; a form filled for a business."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking

app = typer.Typer(help="Forms of agencies: checked, shown, filled.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="its name: bonafides form list")]
InPack = Annotated[str, typer.Option("--pack", help="the pack in force that is meant")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="default: today")]


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a form of an agency, as YAML")],
    pack: InPack = "cn", json: Json = False,
) -> None:  # fmt: skip
    """Check a form before it is declared: what an agency holds it may not ask. Each fault names its line and the mend.

    Exit status: 0 in order, 1 refused.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.packs.faults import PackRefusedError
    from bonafides.packs.queries import installed_pack
    from bonafides.sharing.once.forms import read_form

    try:
        form = read_form(installed_pack(pack)[0], file.name, file.read_bytes())
    except PackRefusedError as error:
        if not json:
            raise
        print_json({"ok": False, "faults": [str(one) for one in error.faults]})
        raise typer.Exit(1) from None
    asked = sum(one.asked is not None for one in form.items)
    if json:
        print_json({"ok": True, "form": form.form, "agency": form.agency, "items": len(form.items), "asked": asked})
    else:
        out.print(
            f"{form.form} is in order: {len(form.items)} items, {asked} of them asked of the business", markup=False
        )


@app.command("list")
def list_forms(pack: InPack = "cn", on: Day = None, language: InLanguage = None, json: Json = False) -> None:
    """The forms in force: the pack's, and those that agencies declared."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.packs.labels import say
    from bonafides.packs.queries import installed_pack
    from bonafides.sharing.once.forms import forms_of

    known = forms_of(installed_pack(pack)[0], on.date() if on else timezone.localdate())
    if json:
        print_json([{"form": name, "agency": one.agency, "title": one.title, "items": len(one.items),
                     "asked": sum(each.asked is not None for each in one.items)} for name, one in known.items()])  # fmt: skip
        return
    with speaking(language):
        for name, one in known.items():
            asked = sum(each.asked is not None for each in one.items)
            out.print(f"{name:<30} {one.agency:<18} {asked} of {len(one.items)} asked  {say(one.title)}", markup=False)


@app.command()
def show(name: Name, pack: InPack = "cn", on: Day = None, language: InLanguage = None, json: Json = False) -> None:
    """Show a form: each item, where it comes from, on which basis it is needed."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.packs.held import holders
    from bonafides.packs.labels import cited, say
    from bonafides.packs.queries import installed_pack
    from bonafides.sharing.once.forms import form_named
    from bonafides.sharing.once.told import where_from

    known, _ = installed_pack(pack)
    form = form_named(known, name, on.date() if on else timezone.localdate())
    if json:
        told = form.model_dump(mode="json", by_alias=True, exclude_none=True)
        print_json(told | {"held_by": {one.item: list(holders(known, one)) for one in form.items}})
        return
    with speaking(language):
        out.print(f"{say(form.title)} ({form.agency}): {say(form.matter)}", markup=False)
        for one in form.items:
            basis = "; ".join(cited(known, each) for each in one.basis)
            out.print(f"  {one.item:<22} {say(one.title)}", markup=False)
            out.print(f"  {'':<22} {where_from(known, one)}; {basis}", markup=False)


@app.command()
def fill(
    name: Name,
    code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business")],
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc",
    pack: InPack = "cn", on: Day = None, language: InLanguage = None, json: Json = False,
) -> None:  # fmt: skip
    """Fill a form for a business as the register stands: value, known to be empty, not to be had, or to be asked."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.agencies.who import OPERATOR
    from bonafides.entities.queries import entity_by_code
    from bonafides.packs.labels import say
    from bonafides.packs.queries import installed_pack
    from bonafides.sharing.once.fill import fill as filled_for
    from bonafides.sharing.once.forms import form_named
    from bonafides.sharing.once.told import agencies_text, outcome_text
    from bonafides.sharing.purpose import Request

    known, _ = installed_pack(pack)
    day = on.date() if on else timezone.localdate()
    form = form_named(known, name, day)
    filled = filled_for(Request(OPERATOR, form.purpose, None, day), form, entity_by_code(scheme, code), pack=known)
    if json:
        print_json(filled.as_json() | {"digest": filled.digest})
        return
    with speaking(language):
        of = f"{filled.prefilled} of {len(filled.items)} items from {agencies_text(known, filled.agencies) or 'no agency'}"
        out.print(f"{say(form.title)}, {scheme} {code}: {of}", markup=False)
        for one in filled.items:
            source = f" · {agencies_text(known, one.agencies)}" if one.agencies else ""
            ref = f" · {one.ref} of {one.of}" if one.ref else ""
            disputed = " · disputed" if one.disputed else ""
            out.print(f"  {one.item:<22} {say(one.form_item.title)}", markup=False)
            out.print(f"  {'':<22} {outcome_text(known, one)}{source}{ref}{disputed}", markup=False)
