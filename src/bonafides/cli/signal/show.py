"""`bonafides signal show`: one signal whole."""

from __future__ import annotations

from bonafides.cli.output import InLanguage, Json, fail, out, print_json, speaking
from bonafides.cli.signal.common import AgencyName, Number, PackName, lines, watching_pack


def show(
    signal: Number, agency: AgencyName, pack: PackName = None, language: InLanguage = None, json: Json = False
) -> None:
    """One signal: its reason, its figures, the records that it rests on, and what was made of it."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from bonafides.watch.signals.queries import signal_of

    found, _version = watching_pack(pack)
    one = signal_of(found.name, agency, signal, timezone.localdate())
    if one is None:
        fail(f"expected a signal of {agency}, came {signal}; bonafides signal list --agency {agency} shows them")
    if json:
        print_json(one.as_json())
        return
    with speaking(language):
        for line in lines(one, found):
            out.print(line, markup=False)
        out.print(
            "    " + _("Records: %(numbers)s") % {"numbers": ", ".join(map(str, one.signal.records)) or "-"},
            markup=False,
        )
