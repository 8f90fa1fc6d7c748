"""`bonafides ledger audit`: recompute all of it, and name what was changed behind the application's back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bonafides.cli.output import InLanguage, Json, err, fail, out, print_json, speaking

if TYPE_CHECKING:
    from bonafides.kernel.merkle.checkpoints import Checkpoint
    from bonafides.kernel.merkle.notes import Verifier
    from bonafides.ledger.audit.findings import Finding
    from bonafides.ledger.audit.whole import Audited


def audit(
    old: Annotated[
        Path | None,
        typer.Option("--old", metavar="FILE", help="a checkpoint kept elsewhere, which the log must go on from"),
    ] = None,
    log_key: Annotated[
        list[str] | None, typer.Option("--log-key", metavar="KEY", help="a key of the log, if not those kept here")
    ] = None,
    processes: Annotated[int, typer.Option(min=0, help="how many processes; 0: as many as there are cores")] = 0,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Recompute every leaf from the tables and every tree from the leaves; name each row that is not as it was.

    Also what the owner of the database did, who can turn its guards off. Exit status: 0 all is as it was signed, 1 it is not.
    """
    from bonafides.cli.database import ready

    ready(seal=False)
    from bonafides.kernel.merkle.notes import Verifier
    from bonafides.ledger.audit.whole import audit as run

    keys = [Verifier.parse(one) for one in log_key or ()]
    kept = None if old is None else _kept(old, keys)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("audit", total=None)
        told = run(
            old=kept, trusted=keys, processes=processes,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )  # fmt: skip
    if json:
        print_json(told.as_json())
    else:
        with speaking(language):
            for line in _told(told):
                out.print(line, markup=False)
    if told.findings:
        raise typer.Exit(1)


def _kept(old: Path, keys: list[Verifier]) -> Checkpoint:
    from bonafides.kernel.merkle.checkpoints import Trust, open_checkpoint
    from bonafides.kernel.merkle.errors import Refused
    from bonafides.ledger.keys import keys as own_keys

    try:
        trust = Trust(keys or own_keys().verifiers)
        return open_checkpoint(old.read_text(encoding="utf-8"), trust).checkpoint
    except Refused as error:
        fail(f"{old}: {error}")


def _told(told: Audited) -> Iterator[str]:
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    size = ngettext("%(count)s entry", "%(count)s entries", told.size) % {"count": f"{told.size:,}"}
    yield _("The log %(origin)s: %(size)s, root %(root)s") % {"origin": told.origin, "size": size, "root": told.root}
    looked = _(
        "Recomputed: %(rows)s rows of acts, %(records)s records of %(batches)s batches, %(checkpoints)s checkpoints; "
        "%(waiting)s leaves wait for their place. %(seconds)s s"
    )
    yield looked % {
        "rows": f"{told.rows:,}", "records": f"{told.records:,}", "batches": f"{told.batches:,}",
        "checkpoints": f"{told.checkpoints:,}", "waiting": f"{told.waiting:,}", "seconds": told.seconds,
    }  # fmt: skip
    yield from _gone(told)
    if not told.findings:
        yield _("Everything is as it was signed.")
        return
    found = len(told.findings)
    yield ngettext(
        "%(count)s finding: not done by this application", "%(count)s findings: not done by this application", found
    ) % {"count": f"{found:,}"}
    yield from (f"  {_sentence(one)}" for one in told.findings)


def _gone(told: Audited) -> Iterator[str]:
    """What is no longer there by an act, or cannot be opened here: neither is a finding."""
    from django.utils import timezone
    from django.utils.translation import ngettext

    from bonafides.acts.models import Act

    for act in Act.objects.filter(pk__in=told.erased).order_by("pk"):
        count = told.erased[act.pk]
        line = ngettext(
            "Locked facts of %(count)s record were erased on %(on)s by act %(act)s (%(basis)s); their hash stands",
            "Locked facts of %(count)s records were erased on %(on)s by act %(act)s (%(basis)s); their hashes stand",
            count,
        )
        on = timezone.localtime(act.at).date()
        yield line % {"count": f"{count:,}", "on": on, "act": act.pk, "basis": act.basis}
    if told.closed:
        yield ngettext(
            "Locked facts of %(count)s record were not opened, for its master key is not here",
            "Locked facts of %(count)s records were not opened, for their master key is not here",
            told.closed,
        ) % {"count": f"{told.closed:,}"}


def _sentence(one: Finding) -> str:
    from django.utils.translation import gettext as _

    from bonafides.ledger.audit.findings import Fault

    words = {
        Fault.CHANGED: _("%(table)s %(row)s was changed"),
        Fault.ADDED: _("%(table)s %(row)s was added"),
        Fault.DELETED: _("%(table)s %(row)s was deleted"),
        Fault.MOVED: _("%(table)s %(row)s is not in its place"),
        Fault.FALSE: _("%(table)s %(row)s is not genuine"),
        Fault.FORKED: _("%(table)s %(row)s was forked"),
        Fault.CUT: _("%(table)s %(row)s was cut off"),
    }
    told = words[one.fault] % {"table": one.table, "row": one.row}
    return f"{told}  ({one.told})" if one.told else told
