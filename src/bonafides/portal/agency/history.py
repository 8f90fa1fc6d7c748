"""Every step that was taken in a case: by whom, when, on which basis, with what, and which rules let it be taken."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.acts.authority import OPERATOR
from bonafides.packs.labels import cited_words, say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.officer import title_of
from bonafides.portal.agency.told import lines
from bonafides.procedures.cases import Held
from bonafides.procedures.models import Step


def history(one: Held) -> list[dict[str, Any]]:
    """The last step first."""
    return [_step(one, row) for row in reversed(one.steps)]


def _step(one: Held, row: Step) -> dict[str, Any]:
    act = row.act
    return {
        "number": row.number, "title": say(one.procedure.step(row.step).title), "on": row.on,
        "entered": timezone.localtime(act.at).strftime("%Y-%m-%d %H:%M"), "by": _by(one.pack, act.agency, act.officer),
        "state": say(one.procedure.states[row.state].title), "basis": basis_told(one.pack, act.basis), "reason": act.reason,
        "act": act.pk, "lines": list(lines(one.procedure, row.fields, row.findings)), "files": row.files,
        "asked": [{"rule": each["decision"], "value": _value(each["value"]), "basis": basis_told(one.pack, each["basis"])}
                  for each in row.asked],
        "documents": row.documents,
    }  # fmt: skip


def basis_told(pack: Pack, basis: str) -> list[str]:
    """A basis as an act keeps it, put into words; what is no citation of the pack stays as it is."""
    parts = [part.strip() for part in basis.split(";") if part.strip()]
    return [cited_words(pack, part) if part.split(" ")[0] in pack.instruments else part for part in parts]


def _by(pack: Pack, agency: str, officer: str) -> str:
    if agency == OPERATOR:
        return _("by itself")
    return _("officer %(number)s, %(agency)s") % {"number": officer, "agency": title_of(pack, agency)}


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "—" if value is None else str(value)
