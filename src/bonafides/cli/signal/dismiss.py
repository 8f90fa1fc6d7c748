"""`bonafides signal dismiss`: it is not worth a look after all."""

from __future__ import annotations

from bonafides.cli.output import Json
from bonafides.cli.signal.common import BASIS, AgencyName, Number, Officer, PackName, Reason, watching_pack
from bonafides.cli.signal.told import tell


def dismiss(
    signal: Number, agency: AgencyName, officer: Officer, reason: Reason, pack: PackName = None, json: Json = False
) -> None:
    """Dismiss a signal, with the reason. The same records raise it no more; a newer one may."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.watch.signals.acts.dismiss import dismiss as act

    found, _ = watching_pack(pack)
    acting = Acting(officer, agency, BASIS, reason, pack=found.name)
    tell(acting, act(acting, signal), json=json)
