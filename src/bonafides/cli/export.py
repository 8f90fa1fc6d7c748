"""`bonafides export FILE`: records as a file for an officer, with the recipient's mark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, out, print_json


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="where to write it: .csv or .parquet")],
    kind: Annotated[str, typer.Option(help="the kind of record, such as cn/registration")],
    fields: Annotated[str, typer.Option(help="its facts, with commas between")],
    purpose: Annotated[str, typer.Option(help="a purpose of the agency (purposes.yaml of the pack)")],
    agency: Annotated[str, typer.Option(help="the agency that takes it, by its id in the pack")],
    officer: Annotated[str, typer.Option(help="who takes it: the officer's number in the agency")],
    basis: Annotated[str, typer.Option(help="the instrument and article that give the power")],
    reason: Annotated[str, typer.Option(help="why")],
    case: Annotated[str | None, typer.Option(help="case:12 of this register, or the agency's own number")] = None,
    codes: Annotated[
        Path | None, typer.Option(metavar="FILE", help="a code a line; default: all that have such a record")
    ] = None,
    json: Json = False,
) -> None:
    """Take records out of the register as a file. It bears a mark that names the officer, and each business can read of it.

    A few values say `…`: look them up. They are the mark, with the order of the lines and the reference of each.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.sharing.acts.export import MOST, Wanted
    from bonafides.sharing.acts.export import export as act
    from bonafides.sharing.exports.choose import of_codes, of_kind
    from bonafides.sharing.exports.files import Form

    ending = file.suffix.lower().removeprefix(".")
    if ending not in set(Form):
        raise typer.BadParameter(
            f"expected an ending .csv or .parquet, came {file.suffix or 'none'}", param_hint="FILE"
        )
    if file.exists():
        fail(f"{file} is there already: an export never replaces a file; give another name")
    entities = of_codes(codes.read_text("utf-8").split()) if codes else of_kind(kind, MOST + 1)
    acting = Acting(officer, agency, basis, reason, pack=kind.partition("/")[0])
    named = [one.strip() for one in fields.split(",") if one.strip()]
    made = act(acting, Wanted(kind, named, entities, purpose, case, Form(ending)))
    file.write_bytes(made.content)
    own = made.export
    told = {"act": acting.id, "export": own.pk, "rows": own.rows, "held_back": own.gaps, "sha256": own.sha256}
    if json:
        print_json({**told, "file": str(file)})
        return
    out.print(f"{file}: {own.rows} rows, {own.gaps} values held back as the mark (…); export {own.pk}, act {acting.id}")
