"""`bonafides tier`: run the decision that gives every business its tier, repeat a run, list runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn

from bonafides.cli.output import Json, err, out, print_json
from bonafides.cli.packs import pack_having
from bonafides.cli.repeated import tell_repeated
from bonafides.kernel.sentence import Sentence

if TYPE_CHECKING:
    from bonafides.tiers.models import Run

app = typer.Typer(
    help="Tiers: where inspection effort goes. Internal; no public page shows them.", no_args_is_help=True
)
Pack = Annotated[str | None, typer.Option(help="the pack, where several give tiers")]


@app.command()
def run(
    as_of: Annotated[str, typer.Option(metavar="DAY", help="for this day, 2026-11-22")],
    known_at: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="as it was known then, 2026-11-22T13:30; default: now")
    ] = None,
    pack: Pack = None,
    full: Annotated[bool, typer.Option("--full", help="decide everyone, also who cannot have changed")] = False,
    officer: Annotated[str, typer.Option(help="who runs it")] = "local operator",
    json: Json = False,
) -> None:
    """Give every business its tier.

    After a run, the next one decides only businesses that new records touch or whose windows run out, with the same
    results. All that went in is on record, so that a run can be repeated: bonafides tier verify RUN.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.portal.moments import MomentRefusedError, day_of, moment_of
    from bonafides.tiers.run import run_tiers

    try:
        day = day_of(as_of)
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from error
    try:
        moment = moment_of(known_at) if known_at else None
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--known-at") from error
    found, version = _pack(pack)
    acting = Acting(officer, "operator", "operation of this installation", "run of the tiers")
    with progress_bar() as bar:
        done = run_tiers(acting, found, version, day, moment, full=full, progress=bar)
    if json:
        print_json(_as_json(done))
    else:
        _tell(done)


@app.command()
def verify(
    run: Annotated[int, typer.Argument(metavar="RUN", help="the number of the run")], json: Json = False
) -> None:
    """Repeat a run from the register and compare it bit for bit.

    Exit status: 0 the same, 1 not.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.tiers.queries import run_of
    from bonafides.tiers.verify import verify as repeat

    found = run_of(run)
    with progress_bar() as bar:
        compared = repeat(found, bar)
    tell_repeated("run", run, compared, json=json)


@app.command("list")
def list_runs(json: Json = False) -> None:
    """The runs on record, the last one first."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.tiers.models import Run

    runs = list(Run.objects.select_related("pack_version").order_by("-pk"))
    if json:
        print_json([_as_json(one) for one in runs])
        return
    for one in runs:
        of = f"after run {one.base_id}" if one.base_id else "everyone"
        told = f"{one.pk:>5}  {one.pack_version.pack}  as of {one.as_of}  {of}: {one.decided:,} decided, {one.changed:,} changed"
        out.print(told, markup=False)
    if not runs:
        out.print("no run yet; make one: bonafides tier run --as-of DAY")


def _pack(name: str | None) -> Any:
    """The pack in force that gives tiers."""
    return pack_having(Sentence("tiers"), lambda pack: pack.info.tiers, name)


class progress_bar:  # noqa: N801  # used as a function is
    """Progress on standard error, where that is a terminal."""

    def __init__(self, of: str = "buckets") -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn(f"{{task.completed}}/{{task.total}} {of}"))
        self.progress = Progress(*columns, console=err, transient=True, disable=not err.is_terminal)
        self.tasks: dict[str, Any] = {}

    def __enter__(self) -> progress_bar:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        task = self.tasks.setdefault(what, None) or self.progress.add_task(what, total=total)
        self.tasks[what] = task
        self.progress.update(task, completed=done + 1)


def _as_json(run: Run) -> dict[str, Any]:
    return {
        "run": run.pk,
        "pack": run.pack_version.pack,
        "pack_version": run.pack_version.version,
        "pack_digest": run.pack_version.digest,
        "decision": run.decision,
        "as_of": run.as_of.isoformat(),
        "known_at": run.known_at.isoformat(),
        "base": run.base_id,
        "decided": run.decided,
        "changed": run.changed,
        "violations": run.violations,
        "tiers": run.tiers,
        "snapshot_digest": run.snapshot_digest,
        "engine": run.engine,
        "sql_digest": run.sql_digest,
        "results_digest": run.results_digest,
        "seconds": round((run.finished_at - run.started_at).total_seconds(), 3),
    }


def _tell(run: Run) -> None:
    of = f"brings run {run.base_id} up to date" if run.base_id else "everyone"
    seconds = (run.finished_at - run.started_at).total_seconds()
    head = (
        f"run {run.pk}: {run.pack_version.pack} {run.pack_version.version}, as of {run.as_of}, {of}, in {seconds:.1f} s"
    )
    out.print(head, markup=False)
    tiers = ", ".join(f"{tier} {count:,}" for tier, count in run.tiers.items())
    out.print(
        f"  {run.decided:,} businesses decided: {tiers or 'none'}; {run.changed:,} are other than before", markup=False
    )
    if run.violations:
        told = f"  {run.violations:,} businesses have no tier, as rules contradict each other for them"
        out.print(f"{told}: they are marked `violated` in the results")
    out.print(f"  repeat it: bonafides tier verify {run.pk}")
