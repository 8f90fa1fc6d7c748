"""`bonafides standards`: check the decision tables of a pack, and run test cases of the DMN TCK."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import Json, err, fail, out, print_json

if TYPE_CHECKING:
    from bonafides.kernel.dmn.analysis import Analysis, Finding
    from bonafides.kernel.dmn.model import Definitions

app = typer.Typer(help="Standards: the law as decision tables.", no_args_is_help=True)


@app.command("test")
def run_cases(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="models (*.dmn) beside their cases (*-test-*.xml)")],
    json: Json = False,
) -> None:
    """Run the test cases of a folder of the layout of the DMN TCK, in the reference evaluator.

    Exit status: 0 all passed, 1 not.
    """
    from bonafides.standards.tck import run_folders

    if not folder.is_dir():
        fail(f"{folder}: expected a folder of test cases, came no folder")
    results = []
    for result in run_folders(folder):
        results.append(result)
        failed = len(result.cases) - result.passed
        out.print(f"{result.folder}: {result.passed} passed, {failed} failed", markup=False)
        for case in result.cases:
            if not case.passed:
                out.print(f"  {case.file}, case {case.id}: {case.told}", markup=False)
    if not results:
        fail(f"{folder}: expected test cases (*-test-*.xml) beside their models (*.dmn), came none")
    cases, passed = sum(len(one.cases) for one in results), sum(one.passed for one in results)
    if json:
        folders = [{"folder": one.folder, "cases": len(one.cases), "passed": one.passed} for one in results]
        print_json({"cases": cases, "passed": passed, "failed": cases - passed, "folders": folders})
    else:
        out.print(f"{cases} cases in {len(results)} folders: {passed} passed, {cases - passed} failed")
    if passed < cases:
        raise typer.Exit(1)


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="PACK", help="the folder of a pack, for instance packs/cn")],
    json: Json = False,
) -> None:
    """Check a pack, and analyse its decision tables: overlaps, gaps, rules that never fire, each with an example.

    Exit status: 0 in order, 1 refused. A gap in a table that is not marked complete is told and is no fault.
    """
    from bonafides.kernel.dmn.analysis import analyse
    from bonafides.packs.decisions import tables_of
    from bonafides.packs.faults import PackRefusedError
    from bonafides.packs.load import load_pack

    try:
        pack = load_pack(folder)
    except PackRefusedError as error:
        if json:
            print_json({"pack": str(folder), "ok": False, "faults": [asdict(fault) for fault in error.faults]})
        else:
            err.print(str(error), markup=False)
        raise typer.Exit(1) from error
    told = [(model, where, analyse(table)) for model in pack.standards.values() for where, table in tables_of(model)]
    if json:
        tables = [_json(model, where, analysis) for model, where, analysis in told]
        print_json({"pack": pack.name, "version": pack.info.version, "ok": True, "tables": tables})
        return
    for model, where, analysis in told:
        table = analysis.table
        shape = f"{table.hit_policy.value}, {_count(len(table.rules), 'rule')}, {_count(len(table.inputs), 'input')}"
        out.print(f"{model.file}:{table.line} {where} ({shape}): {_verdict(analysis)}", markup=False)
        for finding in analysis.findings:
            out.print(f"  {_label(finding)}: {finding.told}", markup=False)
    counted = f"{_count(len(told), 'table')} in {_count(len(pack.standards), 'model')}"
    out.print(f"{pack.name} {pack.info.version} is in order: {counted}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _verdict(analysis: Analysis) -> str:
    if analysis.complete is None:
        return "whether a rule matches every input cannot be said"
    return "a rule matches every input" if analysis.complete else "not every input is matched by a rule"


def _label(finding: Finding) -> str:
    return (
        finding.kind
        if finding.certain or finding.kind in ("not-analysed", "unfinished")
        else f"possible {finding.kind}"
    )


def _json(model: Definitions, where: str, analysis: Analysis) -> dict[str, Any]:
    from bonafides.kernel.feel.write import written_literal

    findings = [
        {
            "kind": one.kind,
            "told": one.told,
            "rules": list(one.rules),
            "certain": one.certain,
            "line": one.line,
            "example": {title: written_literal(value) for title, value in one.example.items()},
            "region": dict(one.region),
        }
        for one in analysis.findings
    ]
    marked = analysis.table.complete
    return {"file": model.file, "where": where, "marked": marked, "complete": analysis.complete, "findings": findings}
