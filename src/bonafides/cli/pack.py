"""`bonafides pack`: check a jurisdiction pack, put it in force, list what is in force."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import Json, err, fail, out, print_json

if TYPE_CHECKING:
    from bonafides.standards.packtest.run import Result

app = typer.Typer(help="Jurisdiction packs: law as data.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="the folder of the pack, for instance packs/cn")]


@app.command()
def check(folder: Folder, json: Json = False) -> None:
    """Check a pack as a whole: every fault with file, line and mend.

    Exit status: 0 in order, 1 not.
    """
    from bonafides.packs.faults import PackRefusedError
    from bonafides.packs.load import load_pack
    from bonafides.packs.procedure_clocks import clock_faults
    from bonafides.packs.procedure_paths import path_faults

    try:
        with err.status("reading the pack, then trying every way through its procedures"):
            pack = load_pack(folder)
            if faults := [*clock_faults(pack), *path_faults(pack)]:
                raise PackRefusedError(str(folder), faults)
    except PackRefusedError as error:
        if json:
            print_json({"pack": str(folder), "ok": False, "faults": [asdict(fault) for fault in error.faults]})
        else:
            err.print(str(error), markup=False)
        raise typer.Exit(1) from error
    counts = {
        "kinds": len(pack.catalogue),
        "mappings": len(pack.mappings),
        "agencies": len(pack.agencies),
        "instruments": len(pack.instruments),
        "inspection items": len(pack.inspection_items),
        "procedures": len(pack.procedures),
    }
    if json:
        figures = {word.replace(" ", "_"): count for word, count in counts.items()}
        print_json({"pack": pack.name, "version": pack.info.version, "ok": True, "digest": pack.digest, **figures})
        return
    told = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    out.print(f"{pack.name} {pack.info.version} is in order: {told}; digest {pack.digest[:16]}…", markup=False)


@app.command("test")
def run_tests(
    folder: Folder,
    case: Annotated[str, typer.Option(help="only cases whose name holds this text")] = "",
    rules: Annotated[bool, typer.Option("--rules", help="tell which rules matched in no case")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="keep the run for the pages of officers")] = False,
    json: Json = False,
) -> None:
    """Run the test cases of a pack, tests/*.yaml.

    Each is decided by the reference evaluator and by the compiled SQL, which must agree.
    Exit status: 0 all passed, 1 not, or the pack or a case is not in order.
    """
    from bonafides.site.setup import django_setup

    django_setup()
    from bonafides.cli.tier import progress_bar
    from bonafides.packs.load import load_pack
    from bonafides.standards.packtest.cases import read_cases
    from bonafides.standards.packtest.kept import keep as keep_run
    from bonafides.standards.packtest.run import run_case
    from bonafides.standards.packtest.untried import untried

    pack = load_pack(folder)
    placed, faults = read_cases(folder)
    if faults:
        if json:
            print_json({"pack": pack.name, "ok": False, "faults": [asdict(fault) for fault in faults]})
        else:
            err.print("\n".join(str(fault) for fault in faults), markup=False)
        raise typer.Exit(1)
    chosen = [one for one in placed if case in one.case.case]
    if not chosen:
        fail(f"{folder}: expected cases in tests/*.yaml{f' named like {case!r}' if case else ''}, came none")
    results = []
    with progress_bar("cases") as bar:
        for at, each in enumerate(chosen):
            bar("decided", at, len(chosen))
            results.append(run_case(pack, each))
    if keep:
        keep_run(pack, results)
    failed = [one for one in results if not one.passed]
    if json:
        print_json(_told(pack.name, results, untried(pack, results)))
    else:
        for one in results:
            _print(one)
        sql = sum(len(one.by_sql) for one in results)
        only = sum(len(one.by_reference_only) for one in results)
        for file, decision, numbers in untried(pack, results) if rules else ():
            out.print(f"{file} {decision}: no case for {_rules(numbers)}", markup=False)
        noun = "case" if len(results) == 1 else "cases"
        told = f"{len(results)} {noun}: {len(results) - len(failed)} passed, {len(failed)} failed"
        out.print(
            f"{told}; {sql} decisions by the reference and by the compiled SQL alike, {only} by the reference only"
        )
    if failed:
        raise typer.Exit(1)


def _print(result: Result) -> None:
    word = "passed" if result.passed else "FAILED"
    out.print(f"{result.placed.file}:{result.placed.line} {result.placed.case.case}: {word}", markup=False)
    for fault in result.faults:
        decision = f"{fault.decision}: " if fault.decision else ""
        out.print(f"  {decision}expected {fault.expected}, came {fault.came}", markup=False)
        for rule in fault.rules:
            out.print(f"    fired: {rule}", markup=False)
        if fault.inputs:
            out.print(f"    from: {', '.join(fault.inputs)}", markup=False)
    for name, why in result.by_reference_only.items():
        out.print(f"  {name}: by the reference only: {why}", markup=False)


def _rules(numbers: tuple[int, ...]) -> str:
    return f"rule{'s' if len(numbers) > 1 else ''} {', '.join(str(one) for one in numbers)}"


def _told(pack: str, results: list[Result], untried: list[tuple[str, str, tuple[int, ...]]]) -> dict[str, Any]:
    cases = [
        {
            "case": one.placed.case.case, "file": one.placed.file, "line": one.placed.line, "passed": one.passed,
            "by_sql": one.by_sql, "by_reference_only": one.by_reference_only,
            "faults": [vars(fault) for fault in one.faults],
        }
        for one in results
    ]  # fmt: skip
    passed = sum(one.passed for one in results)
    return {
        "pack": pack,
        "ok": passed == len(results),
        "passed": passed,
        "failed": len(results) - passed,
        "cases": cases,
    }


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
    from bonafides.packs.queries import packs_in_force

    packs = [pack for pack, _ in packs_in_force()]
    if json:
        print_json([{"pack": one.name, "version": one.info.version, "mappings": list(one.mappings)} for one in packs])
        return
    for one in packs:
        out.print(f"{one.name} {one.info.version}")
        for name, mapping in one.mappings.items():
            out.print(f"  {name:<32} {mapping.agency} → {mapping.kind}", markup=False)
    if not packs:
        out.print("no pack is in force; put one in force: bonafides pack install packs/cn")
