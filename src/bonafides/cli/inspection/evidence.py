"""`bonafides inspection evidence`: are the files of the reports still what they were?"""

from __future__ import annotations

import typer

from bonafides.cli.output import Json, complain, print_json, speak
from bonafides.kernel.sentence import Sentence


def evidence(*, json: Json = False) -> None:
    """Hold every file that a report rests on to the hash it was sealed with. Exit status 1 where one is gone or altered."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.models import EvidenceFile
    from bonafides.inspections.visits.evidence_files import altered

    found = list(altered())
    count = EvidenceFile.objects.count()
    if json:
        told = [{"visit": one.file.report.assignment_id, "name": one.file.name, "sha256": one.file.sha256,
                 "path": str(one.path), "told": one.told} for one in found]  # fmt: skip
        print_json({"files": count, "altered": told})
    for one in found:
        complain(
            Sentence(
                "visit %(assignment_id)s, file %(file)s (%(path)s): %(told)s",
                assignment_id=one.file.report.assignment_id,
                file=one.file.name,
                path=one.path,
                told=one.told,
            )
        )
    if found:
        raise typer.Exit(1)
    if not json:
        speak("%(count)s files of reports are what they were", count=f"{count:,}")
