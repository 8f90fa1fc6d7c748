"""`bonafides ingest FILE --mapping NAME`: an agency's file in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bonafides.cli.output import Json, err, fail, out, print_json, speaking

if TYPE_CHECKING:
    from bonafides.records.ingest.submitted import Submitted
    from bonafides.records.ingest.summary import Summary


def ingest(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, Excel, JSON Lines or Parquet")],
    mapping: Annotated[str | None, typer.Option(help="the mapping of a pack in force (bonafides pack list)")] = None,
    pack: Annotated[str | None, typer.Option(help="the pack, where several have such a mapping")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would happen; change nothing")] = False,
    later: Annotated[bool, typer.Option("--later", help="queue it for bonafides worker")] = False,
    many: Annotated[
        bool, typer.Option("--list", help="FILE is a list of files: a CSV with the columns file and mapping")
    ] = False,
    json: Json = False,
) -> None:
    """Take an agency's file in.

    Good rows become records, the others go to quarantine with their reason. The same file again changes nothing; after
    an interruption the same command goes on where it stopped. Of a list (--list) the files of different agencies go in
    side by side, each agency's own in their order.
    """
    from bonafides.cli.database import ready

    if many:
        if mapping is not None or dry_run or later:
            fail("expected --list without --mapping, --dry-run and --later: the list says the mapping of each file")
        ready()
        _take_list(file, pack, json=json)
        return
    if mapping is None:
        fail("expected --mapping NAME (bonafides pack list shows those in force), or --list for a list of files")
    ready()
    from bonafides.packs.queries import pack_of_mapping

    found, version = pack_of_mapping(mapping, pack)
    if later:
        _queue(file, mapping, found.name, json=json)
        return
    summary = ingest_with_progress(file, found, version, mapping, dry_run=dry_run)
    if json:
        print_json(summary.as_json())
    else:
        tell(summary)


def _take_list(file: Path, pack: str | None, *, json: bool) -> None:
    from bonafides.cli.ingest_list import read_list

    summaries = []
    for summary in ingest_many_with_progress(read_list(file, pack)):
        summaries.append(summary)
        if not json:
            tell(summary)
    if json:
        print_json([one.as_json() for one in summaries])


def _queue(file: Path, mapping: str, pack: str, *, json: bool) -> None:
    from bonafides.records.ingest.faults import FileRefusedError
    from bonafides.records.jobs import ingest_file

    if not file.is_file():
        raise FileRefusedError(f"{file}: expected a file, there is none; check the path")
    job = ingest_file.defer(path=str(file.resolve()), mapping=mapping, pack=pack)
    if json:
        print_json({"job": job, "file": str(file), "mapping": mapping, "pack": pack})
    else:
        out.print(f"{file.name}: queued as job {job}; it is taken in by: bonafides worker")


def ingest_with_progress(file: Path, pack: object, version: object, mapping: str, *, dry_run: bool = False) -> Summary:
    """Ingest one file with a progress bar on standard error, where that is a terminal."""
    from bonafides.packs.models import PackVersion
    from bonafides.packs.pack import Pack
    from bonafides.records.ingest.run import ingest as run

    if not isinstance(pack, Pack) or not isinstance(version, PackVersion):
        raise TypeError("a pack in force and its version")
    with _bars() as bar:
        task = bar.add_task(file.name, total=None)
        return run(
            file, pack, version, pack.mappings[mapping], dry_run=dry_run,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )  # fmt: skip


def ingest_many_with_progress(files: Sequence[Submitted]) -> Iterator[Summary]:
    """Ingest files side by side, with a bar for each that is under way; the summaries as they come."""
    from bonafides.records.ingest.many import ingest_many

    with _bars() as bars:

        def began(one: Submitted) -> Callable[[int, int | None], None]:
            task = bars.add_task(one.path.name, total=None)

            def went_on(done: int, total: int | None) -> None:
                bars.update(task, completed=done, total=total, visible=done != total)

            return went_on

        yield from ingest_many(files, began=began)


def _bars() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("rows"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def tell(summary: Summary) -> None:
    """The figures of one file in a few lines."""
    with speaking(None):
        for line in _told(summary):
            out.print(line, markup=False)


def _told(summary: Summary) -> Iterator[str]:
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    dry, mark = summary.dry_run, _(", ")
    if summary.already:
        where = _("taken in before as batch %(batch)s") if summary.batch else _("taken in before")
        unchanged = _("nothing changed.")
        yield f"{summary.file}: {where % {'batch': summary.batch}}; {unchanged}"
        return
    rows = ngettext("%(count)s row in %(seconds)s s", "%(count)s rows in %(seconds)s s", summary.rows)
    begun = mark + _("resumed at row %(row)s") % {"row": f"{summary.resumed_at:,}"} if summary.resumed_at else ""
    if dry:
        added = ngettext("would add %(count)s record", "would add %(count)s records", summary.added)
    else:
        added = ngettext("%(count)s record", "%(count)s records", summary.added)
    known = _("%(count)s known already") % {"count": f"{summary.unchanged:,}"}
    bad = _("%(count)s quarantined") % {"count": f"{summary.quarantined:,}"}
    took = rows % {"count": f"{summary.rows:,}", "seconds": f"{summary.seconds:.1f}"}
    brought = f"{added % {'count': f'{summary.added:,}'}} ({summary.kind})"
    yield f"{summary.file}: {took}{begun} → {mark.join([brought, known, bad])}"
    for title, counts in ((_("quarantined"), summary.reasons), (_("accepted with a note"), summary.warnings)):
        if counts:
            yield f"  {title}: " + ", ".join(f"{word} {count:,}" for word, count in sorted(counts.items()))
    if summary.unnamed:
        names = mark.join(summary.unnamed[:20]) + (" …" if summary.unnamed[20:] else "")
        yield "  " + _("columns that the mapping does not name, and that were left") + f": {names}"
    if summary.resolved:
        if dry:
            told = ngettext(
                "%(count)s quarantined row of earlier files would be answered by this one",
                "%(count)s quarantined rows of earlier files would be answered by this one",
                summary.resolved,
            )
        else:
            told = ngettext(
                "%(count)s quarantined row of earlier files is answered by this one",
                "%(count)s quarantined rows of earlier files are answered by this one",
                summary.resolved,
            )
        yield "  " + told % {"count": f"{summary.resolved:,}"}
    if summary.quarantined and summary.batch:
        read, mend, then = _("read them"), _("mend them"), _("then ingest that file")
        yield f"  {read}: bonafides quarantine list {summary.batch}"
        yield f"  {mend}: bonafides quarantine export {summary.batch} --out mended.csv{mark}{then}"
