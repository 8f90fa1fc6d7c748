"""`bonafides inspection report VISIT FILE`: the result of an inspection, from a form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Joined, Sentence


def report(
    visit: Visit,
    form: Annotated[Path, typer.Argument(metavar="FORM", help="the report, YAML: docs/reference/inspections.md")],
    *,
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Report the result: points, result from the closed list, files. Files are named from the folder of the form.

    It becomes a record of the business, and public, when it is published, not before.
    """
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.report import report as act
    from bonafides.inspections.visits.report_form import kept_files, points_of, read_report, stated

    read = read_report(form.name, form.read_bytes())
    files = kept_files(read, form.parent)
    done = act(
        acting, visit, results=read.results, points=points_of(read, files), files=tuple(files.values()),
        method=read.method, findings=read.findings, facts=stated(read), formed_on=read.formed_on,
    )  # fmt: skip
    steps = [one.step for one in done.follow_ups.order_by("pk")]
    told = Sentence(
        "visit %(visit)s: %(results)s; next: %(steps)s",
        visit=visit,
        results=Joined(done.results),
        steps=Joined(steps) or Sentence("nothing"),
    )
    data = {"visit": visit, "report": done.pk, "results": done.results, "follow_ups": steps,
            "files": {name: one.sha256 for name, one in files.items()}}  # fmt: skip
    tell_step(acting, told, data, json=json)
