"""`bonafides inspection commit`: freeze all that decides a draw, and name where its seed will come from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from bonafides.cli.inspection.common import (
    Agency,
    Basis,
    Day,
    Officer,
    PackName,
    Reason,
    acting_for,
    basis_of,
    in_ledger,
    inspecting_pack,
    tell_act,
    the_day,
)
from bonafides.cli.output import Json, print_json, speak


class Source(StrEnum):
    """Where a seed can come from."""

    CEREMONY = "ceremony"
    DRAND = "drand"
    NIST = "nist"


def commit(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="the number of the plan")],
    item: Annotated[str, typer.Argument(metavar="ITEM", help="the inspection item")],
    batch: Annotated[int, typer.Argument(metavar="BATCH", help="1, 2 …")],
    *,
    officer: Officer,
    agency: Agency,
    seed: Annotated[Source, typer.Option(help="where the seed will come from")] = Source.CEREMONY,
    promises: Annotated[
        list[str] | None,
        typer.Option("--promise", metavar="PARTY=PROMISE", help="of a ceremony: a party and its promise; two at least"),
    ] = None,
    text: Annotated[str | None, typer.Option(help="of a ceremony: which public text will join, if any")] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help="of drand or NIST: when, 2026-11-22T13:30Z; later than the sealing"),
    ] = None,
    certificate: Annotated[str | None, typer.Option(help="of NIST: SHA-512 of the beacon's certificate, hex")] = None,
    pack: PackName = None,
    basis: Basis = None,
    reason: Reason = None,
    on: Day = None,
    json: Json = False,
) -> None:
    """Commit to the draw of a batch: businesses, ratios, rules and officers are frozen, and their hash goes to the ledger.

    Refused where the seed could be known already. Seal the ledger next (bonafides ledger seal), and publish the checkpoint.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.acts.commit_draw import commit_draw
    from bonafides.inspections.queries import item_of, plan_of
    from bonafides.inspections.sources import ceremony, drand, nist

    (found, version), day = inspecting_pack(pack), the_day(on)
    source: dict[str, Any] = {
        Source.CEREMONY: lambda: ceremony(promises or [], text),
        Source.DRAND: lambda: drand(at),
        Source.NIST: lambda: nist(at, certificate),
    }[seed]()
    filed = plan_of(found.name, agency, plan)
    cited = basis or basis_of([item_of(found, item, day)])
    acting = acting_for(found.name, agency, officer, cited, reason or f"plan {plan}, {item}, batch {batch}")
    draw = commit_draw(acting, found, version, filed, item, batch, source, day)
    if json:
        told = {"draw": draw.draw, "commitment": draw.commitment, "hash": bytes(draw.commitment_hash).hex()}
        print_json(in_ledger(acting.id) | told)
        return
    commitment = draw.commitment
    speak(
        "committed to draw %(draw)s: %(size)s businesses frozen",
        draw=draw.draw,
        size=f"{commitment['subjects']['size']:,}",
    )
    for one in commitment["strata"]:
        ratio = f"{one['bp'] // 100}.{one['bp'] % 100:02} %"
        speak(
            "  stratum %(name)s: %(size)s may be drawn, ratio %(ratio)s",
            name=one["name"],
            size=f"{one['size']:,}",
            ratio=ratio,
        )
    speak("hash %(commitment_hash)s", commitment_hash=bytes(draw.commitment_hash).hex())
    tell_act(acting.id)
