"""`bonafides signal run`: look now, at whoever records touched, or at everyone."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json
from bonafides.cli.signal.common import PackName, watching_pack


def run(
    everyone: Annotated[
        bool, typer.Option("--all", help="everyone; so once a day, and after a change of the pack")
    ] = False,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="for this day; default: today")] = None,
    pack: PackName = None,
    officer: Annotated[str, typer.Option(help="who runs it")] = "local operator",
    json: Json = False,
) -> None:
    """Look with all cards, and raise what is new. `bonafides worker` does so by itself, a few times a minute."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.cli.tier import progress_bar
    from bonafides.portal.moments import MomentRefusedError, day_of
    from bonafides.watch.signals.run import look_at_everyone, look_at_touched
    from bonafides.watch.signals.words import run_json

    try:
        day = day_of(as_of) if as_of else timezone.localdate()
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from error
    found, version = watching_pack(pack)
    acting = Acting(officer, "operator", "operation of this installation", "a look by the cards of the signals")
    with progress_bar() as bar:
        done = (
            look_at_everyone(acting, found, version, day, progress=bar)
            if everyone
            else look_at_touched(acting, found, version, day)
        )
    if json:
        print_json(None if done is None else run_json(done))
        return
    if done is None:
        out.print("no record came since the look before: nothing to do")
        return
    of = "everyone" if done.since is None else "whoever was touched"
    seconds = (done.finished_at - done.started_at).total_seconds()
    out.print(
        f"look {done.pk}: {found.name} {version.version}, as of {done.as_of}, {of}, in {seconds:.1f} s", markup=False
    )
    out.print(
        f"  {done.decided:,} businesses looked at; {sum(done.raised.values()):,} signals raised, {done.ended:,} ended"
    )
    for card, count in done.found.items():
        out.print(f"    {card:<24} {count:>8,} true  {done.raised.get(card, 0):>8,} new", markup=False)
