"""`bonafides inspection notify VISIT`: the notice, and the code with which the visit is entered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, tell_step
from bonafides.cli.output import Json, out
from bonafides.kernel.sentence import Sentence


def notify(
    visit: Visit,
    *,
    exempt: Annotated[
        str | None, typer.Option(metavar="GROUND", help="no notice: the instrument and article that let it be left out")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="write the notice with its code here")
    ] = None,
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Serve the notice of a visit, or put on record why there is none. Shows the one-time code of the visit, once.

    The code is on the notice, as text and as a QR code; whoever enters gives it back (bonafides inspection enter).
    """
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.notify import notify as act
    from bonafides.inspections.visits.entry_code import as_qr

    done = act(acting, visit, exempt)
    text = f"{done.notice.text}\n{done.code}\n\n{as_qr(done.code)}\n"
    if file is not None:
        file.write_text(text, "utf-8")
    elif not json:
        out.print(text, markup=False)
    how = (
        Sentence("no notice beforehand, by %(exempt)s", exempt=done.notice.exempt)
        if done.notice.exempt
        else Sentence("notice served on %(served_on)s", served_on=done.notice.served_on)
    )
    data = {"visit": visit, "code": done.code, "exempt": done.notice.exempt, "visits_told": done.notice.visits_told}
    tell_step(
        acting,
        Sentence("visit %(visit)s: %(how)s; its code is %(code)s", visit=visit, how=how, code=done.code),
        data,
        json=json,
    )
