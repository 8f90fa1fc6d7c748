"""`bonafides pack`: check a jurisdiction pack, put it in force, list what is in force."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import Json, err, out, print_json

app = typer.Typer(help="Jurisdiction packs: law as data.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(help="the folder of the pack, for instance packs/cn")]


@app.command()
def check(folder: Folder, json: Json = False) -> None:
    """Check a pack as a whole; every fault with file, line and mend. Status 1 where there is one."""
    from bonafides.packs.faults import PackRefusedError
    from bonafides.packs.load import load_pack

    try:
        pack = load_pack(folder)
    except PackRefusedError as error:
        if json:
            print_json({"pack": str(folder), "ok": False, "faults": [vars(fault) for fault in error.faults]})
        else:
            err.print(str(error), markup=False)
        raise typer.Exit(1) from error
    figures = {
        "pack": pack.name, "version": pack.info.version, "ok": True, "digest": pack.digest, "kinds": len(pack.catalogue),
        "mappings": len(pack.mappings), "instruments": len(pack.instruments), "agencies": len(pack.agencies),
    }  # fmt: skip
    if json:
        print_json(figures)
        return
    out.print(
        f"{pack.name} {pack.info.version}: in order. {len(pack.catalogue)} kinds of record, {len(pack.mappings)} mappings, "
        f"{len(pack.agencies)} agencies, {len(pack.instruments)} instruments; digest {pack.digest[:16]}…"
    )


@app.command()
def install(
    folder: Folder,
    officer: Annotated[str, typer.Option(help="who decides this")] = "local operator",
    basis: Annotated[str, typer.Option(help="the power to do so")] = "operation of this installation",
    reason: Annotated[str, typer.Option(help="why")] = "put in force from the command line",
    json: Json = False,
) -> None:
    """Put a pack in force here. The version before stays on record."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.packs.acts.install import install as install_act
    from bonafides.packs.load import load_pack
    from bonafides.packs.queries import UnknownPackError, installed_pack

    pack = load_pack(folder)
    try:
        same = installed_pack(pack.name)[0].digest == pack.digest
    except UnknownPackError:
        same = False
    if not same:
        install_act(Acting(officer, "operator", basis, reason), pack)
    if json:
        print_json({"pack": pack.name, "version": pack.info.version, "digest": pack.digest, "changed": not same})
    else:
        told = "was in force already; nothing changed" if same else "is in force"
        out.print(f"{pack.name} {pack.info.version} {told}. Its mappings: {', '.join(pack.mappings)}")


@app.command("list")
def list_installed(json: Json = False) -> None:
    """The packs in force here, and their mappings."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.packs.models import InstalledPack
    from bonafides.packs.queries import installed_pack

    packs = [installed_pack(name)[0] for name in InstalledPack.objects.order_by("pack").values_list("pack", flat=True)]
    if json:
        print_json([{"pack": one.name, "version": one.info.version, "mappings": list(one.mappings)} for one in packs])
        return
    for one in packs:
        out.print(f"{one.name} {one.info.version}  {', '.join(one.mappings)}")
    if not packs:
        out.print("no pack is in force; put one in force: bonafides pack install packs/cn")
