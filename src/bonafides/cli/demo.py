"""`bonafides demo`: a made-up county from its agencies' files to a served portal, in one command."""

from __future__ import annotations

import json as json_module
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import Progress

from bonafides.cli.demo_accounts import demo_accounts, tell_accounts
from bonafides.cli.demo_cases import demo_cases
from bonafides.cli.demo_pledges import demo_pledges
from bonafides.cli.output import Json, err, fail, out, print_json
from bonafides.cli.signal.demo import demo_signals

if TYPE_CHECKING:
    from bonafides.records.ingest.summary import Summary


def demo(
    entities: Annotated[int, typer.Option(min=100, help="businesses of the county")] = 20_000,
    seed: Annotated[int, typer.Option(help="the seed of the county")] = 1,
    once: Annotated[bool, typer.Option("--once", help="all but serve")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="the port of the portal; 0 takes a free one")] = 8000,
    json: Json = False,
) -> None:
    """Load a made-up county and serve it.

    Puts the pack cn in force, generates the files of six agencies, ingests them, enrols their officers, draws and makes an
    inspection (bonafides story inspection), says what happened, serves the portal.
    """
    started = time.monotonic()
    from bonafides.cli.database import ready, seal_what_waits
    from bonafides.packs.load import load_pack
    from bonafides.site.server import free_port, serve
    from bonafides.site.var import PACKAGE, var_dir

    if not once:
        port = free_port("127.0.0.1", port)  # a port that is taken is told of now, not after the work
    ready()
    folder = next((one for one in (Path("packs/cn"), PACKAGE.parents[1] / "packs" / "cn") if one.is_dir()), None)
    if folder is None:
        fail("expected the folder packs/cn here; run ./dev demo in the project's own folder")
    _install(load_pack(folder))
    sample_dir = var_dir() / "demo" / f"county-{entities}-{seed}"
    manifest = _county(sample_dir, entities, seed)
    _refuse_another_county(manifest)
    told = f"county: {entities:,} made-up businesses on division 990000, files of six agencies in {sample_dir}"
    out.print(told, markup=False)
    summaries = _ingest(sample_dir, manifest["files"])
    _tiers()
    officers = sum(_enrol(sample_dir, one, manifest["as_of"]) for one in manifest["rosters"])
    inspection = _inspection()
    demo_pledges()
    cases = demo_cases()
    signals = demo_signals(sample_dir, entities, seed)
    _tiers()  # once more: of some there are records since
    seal_what_waits()
    _publish()
    figures = _figures() | {
        "quarantined": sum(one.quarantined for one in summaries), "tiers": _tier_figures(), "officers": officers,
        "inspection": inspection, "cases": cases, "signals": signals,
        "seconds": round(time.monotonic() - started, 1),
    }  # fmt: skip
    richest = _tell(summaries, figures)
    if json:
        print_json(figures)
    if not once:
        tell_accounts(demo_accounts("cn", richest))
        serve("127.0.0.1", port, workers=1)


def _enrol(folder: Path, roster: dict[str, Any], since: str) -> int:
    """How many officers an agency has; enrolled from its roster, where it has none."""
    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.enrol import enrol
    from bonafides.agencies.models import Officer
    from bonafides.agencies.queries import agency
    from bonafides.agencies.roster import read_roster

    own = agency("cn", roster["agency"])
    if not Officer.objects.filter(agency=own).exists():
        acting = Acting("demo", "operator", "operation of this installation", "demonstration")
        enrol(acting, own, read_roster((folder / roster["file"]).read_bytes()), date.fromisoformat(since))
    return Officer.objects.filter(agency=own).count()


def _publish() -> None:
    """What is public, as files: the page of open data has something to show."""
    from bonafides.sharing.opendata.publish import publish

    publish()


def _install(pack: Any) -> None:
    from bonafides.acts.act import Acting
    from bonafides.packs.acts.install import install
    from bonafides.packs.queries import UnknownPackError, installed_pack

    try:
        if installed_pack(pack.name)[0].digest == pack.digest:
            return
    except UnknownPackError:
        pass
    install(Acting("demo", "operator", "operation of this installation", "demonstration"), pack)


def _county(folder: Path, entities: int, seed: int) -> dict[str, Any]:
    """The county's manifest; generated where it is not there yet (the manifest is written last)."""
    from bonafides.sample.generate import generate

    manifest = folder / "manifest.json"
    # One made before there were rosters is made again: its files come out the same.
    if not manifest.is_file() or "rosters" not in json_module.loads(manifest.read_text(encoding="utf-8")):
        with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
            task = bar.add_task("generating the county", total=entities)
            generate(entities, seed, folder, progress=lambda done: bar.advance(task, done))
    found: dict[str, Any] = json_module.loads(manifest.read_text(encoding="utf-8"))
    return found


def _refuse_another_county(manifest: dict[str, Any]) -> None:
    """Two made-up counties share their references: of the second nearly every row would be quarantined."""
    from bonafides.records.models import Batch

    files = {Path(one["file"]).name: one["sha256"] for one in manifest["files"]}
    others = Batch.objects.filter(file_name__in=files).exclude(file_digest__in=files.values())
    if (other := others.order_by("pk").first()) is not None:
        fail(
            f"this register holds another made-up county already (batch {other.pk}, {other.file_name}), whose references are "
            "the same, so that the rows of this one would be quarantined as ref-taken. Give this one a register of its "
            "own: BONAFIDES_VAR=another-folder ./dev demo …"
        )


def _ingest(folder: Path, files: list[dict[str, Any]]) -> list[Summary]:
    from bonafides.cli.ingest import ingest_many_with_progress
    from bonafides.packs.queries import installed_pack
    from bonafides.records.ingest.submitted import Submitted

    pack, version = installed_pack("cn")
    submitted = [Submitted(folder / one["file"], pack, version, pack.mappings[one["mapping"]]) for one in files]
    return list(ingest_many_with_progress(submitted))


def _figures() -> dict[str, Any]:
    from bonafides.entities.models import Entity
    from bonafides.records.models import Record

    return {"entities": Entity.objects.count(), "records": Record.objects.count()}


def _tiers() -> None:
    """Every business's tier by the standard in force, as of today."""
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.packs.queries import installed_pack
    from bonafides.tiers.run import run_tiers

    pack, version = installed_pack("cn")
    acting = Acting("demo", "operator", "operation of this installation", "demonstration")
    run_tiers(acting, pack, version, timezone.localdate())


def _tier_figures() -> dict[str, int]:
    """How many businesses have each tier after the last run."""
    from bonafides.tiers.queries import how_many, last_run

    run = last_run("cn")
    return how_many(run) if run is not None else {}


def _inspection() -> dict[str, Any]:
    """One draw, held, and one visit of it, once a register: what came of it, and where its documents are."""
    from bonafides.cli.stories.inspection import new_telling, tell_inspection
    from bonafides.inspections.models import Held, Publication
    from bonafides.packs.queries import installed_pack

    if not Held.objects.exists():
        tell_inspection(new_telling(quiet=True), *installed_pack("cn"))
    held = Held.objects.select_related("draw").order_by("pk").first()
    if held is None:
        fail("the story of inspections has held no draw; bonafides story inspection says why")
    folder = new_telling(quiet=True).folder / held.draw.draw
    published = Publication.objects.filter(report__assignment__draw=held.draw).count()
    return {
        "draw": held.draw.draw, "drawn": len(held.drawn), "unserved": len(held.unserved), "published": published,
        "bundle": str(folder / "public.json"),
    }  # fmt: skip


def _tell(summaries: list[Summary], figures: dict[str, Any]) -> str | None:
    """What happened, in ten lines; the code of the business that has most records."""
    from django.db import connection

    from bonafides.entities.models import Name

    by_agency: dict[str, list[Summary]] = {}
    for one in summaries:
        by_agency.setdefault(one.agency, []).append(one)
    for agency, many in by_agency.items():
        out.print(
            f"  {agency:<18} {len(many):>2} files  {sum(one.rows for one in many):>8,} rows → "
            f"{sum(one.added for one in many):>8,} records, {sum(one.quarantined for one in many):>4,} quarantined"
        )
    reasons: dict[str, int] = {}
    for one in summaries:
        for reason, count in one.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + count
    if reasons:
        worst = sorted(reasons.items(), key=lambda pair: -pair[1])
        out.print(
            f"quarantine: {', '.join(f'{reason} {count}' for reason, count in worst)}  (bonafides quarantine list)"
        )
    tiers = ", ".join(f"{tier} {count:,}" for tier, count in figures["tiers"].items())
    out.print(
        f"register: {figures['entities']:,} businesses, {figures['records']:,} records, "
        f"{figures['quarantined']:,} rows in quarantine; tiers {tiers}; {figures['officers']:,} officers; "
        f"{figures['cases']} cases of a listing; in {figures['seconds']:.0f} s"
    )
    drawn = figures["inspection"]
    told = (
        f"{drawn['drawn']} businesses drawn, officers sent, {drawn['published']} result published; "
        f"{figures['signals']} signals worth a look"
    )
    out.print(f"inspections: {told}; check the draw: bonafides verify draw {drawn['bundle']}", markup=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entity_id FROM records_record GROUP BY entity_id ORDER BY count(*) DESC, entity_id LIMIT 1"
        )
        richest = cursor.fetchone()
    name = Name.objects.filter(entity=richest[0], use="registered").order_by("-valid_from").first() if richest else None
    if name is not None:
        out.print(f"an example: bonafides record {name.entity.code}   ({name.name})", markup=False)
    return name.entity.code if name is not None else None
