"""`bonafides pack`: check a jurisdiction pack, put it in force, list what is in force."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import Json, err, out, print_json

app = typer.Typer(help="Jurisdiction packs: law as data.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="the folder of the pack, for instance packs/cn")]


@app.command()
def check(folder: Folder, json: Json = False) -> None:
    """Check a pack as a whole: every fault with file, line and mend.

    Exit status: 0 in order, 1 not.
    """
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
    counts = {
        "kinds": len(pack.catalogue),
        "mappings": len(pack.mappings),
        "agencies": len(pack.agencies),
        "instruments": len(pack.instruments),
    }
    if json:
        print_json({"pack": pack.name, "version": pack.info.version, "ok": True, "digest": pack.digest, **counts})
        return
    told = ", ".join(f"{count} {word}" for word, count in counts.items())
    out.print(f"{pack.name} {pack.info.version} is in order: {told}; digest {pack.digest[:16]}…", markup=False)


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
        out.print(f"{pack.name} {pack.info.version} {told}. What can be ingested under it: bonafides pack list")


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
        out.print(f"{one.name} {one.info.version}")
        for name, mapping in one.mappings.items():
            out.print(f"  {name:<32} {mapping.agency} → {mapping.kind}", markup=False)
    if not packs:
        out.print("no pack is in force; put one in force: bonafides pack install packs/cn")
