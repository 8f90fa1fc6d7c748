"""`bonafides procedure`: the procedures of packs, drawn, and explored for what must not happen in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import InLanguage, Json, chosen, err, fail, out, print_json

if TYPE_CHECKING:
    from bonafides.packs.pack import Pack
    from bonafides.packs.procedure import Procedure

app = typer.Typer(help="Procedures of packs: drawn, and explored.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="its name: bonafides procedure list FOLDER")]
Folder = Annotated[Path, typer.Option("--in", metavar="FOLDER", help="the folder of the pack")]
HERE = Path("packs/cn")


@app.command("list")
def list_(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="the folder of the pack")] = HERE,
    *,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """List the procedures of a pack."""
    from bonafides.packs.load import load_pack

    pack = load_pack(folder)
    if json:
        print_json([
            {"procedure": name, "title": one.title, "of": one.of, "agencies": list(one.agencies), "version_of": one.version_of,
             "from": str(one.in_force.since), "to": str(one.in_force.until) if one.in_force.until else None}
            for name, one in pack.procedures.items()
        ])  # fmt: skip
        return
    spoken = chosen(language).value
    for name, one in pack.procedures.items():
        title = one.title.get(spoken) or next(iter(one.title.values()))
        out.print(f"{name:<30} {one.in_force.since} to {one.in_force.until or 'now':<10}  {title}", markup=False)


@app.command()
def show(
    name: Name,
    *,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="draw it into this file, as SVG")] = None,
    folder: Folder = HERE,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Show the states of a procedure, its steps and its clocks; with --to, draw it (in every language of the pack by default)."""
    from bonafides.kernel.procedure.diagram import diagram, order_of

    pack, one = _procedure(folder, name)
    model = one.model
    languages = (language.value,) if language else pack.info.languages
    if to is not None:
        to.write_text(diagram(model, languages), encoding="utf-8")
    if json:
        print_json({
            "procedure": name, "states": order_of(model), "steps": list(model.steps), "clocks": list(model.clocks),
            "file": str(to) if to else None,
        })  # fmt: skip
        return
    if to is not None:
        out.print(f"{to}: {name}, drawn", markup=False)
        return
    spoken = chosen(language).value
    for state in order_of(model):
        out.print(f"{state}: {model.states[state].title.get(spoken, '')}", markup=False)
        for step in model.steps.values():
            if state in step.start:
                who = " or ".join(step.by) or "the machine"
                out.print(f"    {step.name} → {step.to or state}: {step.title.get(spoken, '')} ({who})", markup=False)
    for clock in model.clocks.values():
        ends = f"the machine takes {clock.step}" if clock.step else "a window is over" if clock.permits else "an alarm"
        out.print(f"clock {clock.name}, of the {clock.of}, from {', '.join(clock.starts)}: {ends}", markup=False)


@app.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="default: every procedure")] = None,
    folder: Folder = HERE,
    json: Json = False,
) -> None:
    """Explore everything that can happen: no decision against a business without notice and window, no case without an end.

    Exit status: 0 nothing was found, 1 something was.
    """
    from bonafides.kernel.procedure.explore import findings
    from bonafides.packs.load import load_pack
    from bonafides.packs.procedure_paths import explored

    pack = load_pack(folder)
    told: list[dict[str, Any]] = []
    for name in names or pack.procedures:
        for day, done in explored(pack, _named(pack, name).model):
            told.append({
                "procedure": name, "day": day.isoformat(), "nodes": len(done.nodes),
                "ways": sum(map(len, done.edges.values())), "findings": [str(one) for one in findings(done)],
                "not_every_combination": sorted(done.unfinished),
            })  # fmt: skip
    bad = any(one["findings"] for one in told)
    if json:
        print_json({"pack": pack.name, "ok": not bad, "explored": told})
    else:
        for one in told:
            out.print(f"{one['procedure']} on {one['day']}: {one['nodes']:,} nodes, {one['ways']:,} ways", markup=False)
            for finding in one["findings"]:
                err.print(f"  {finding}", markup=False)
    raise typer.Exit(1 if bad else 0)


def _procedure(folder: Path, name: str) -> tuple[Pack, Procedure]:
    from bonafides.packs.load import load_pack

    pack = load_pack(folder)
    return pack, _named(pack, name)


def _named(pack: Pack, name: str) -> Procedure:
    if name not in pack.procedures:
        fail(f"expected a procedure of pack {pack.name} ({', '.join(pack.procedures) or 'it has none'}), came `{name}`")
    return pack.procedures[name]
