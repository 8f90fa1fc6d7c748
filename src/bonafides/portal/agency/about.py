"""The record that a case is about: one of those that stand and are public, or another of the register by its reference."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bonafides.acts.wall import inside
from bonafides.entities.models import Entity
from bonafides.kernel.procedure.model import Procedure
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.officer import title_of
from bonafides.portal.design.forms import Form
from bonafides.procedures.named_evidence import named_record
from bonafides.records.models import Record
from bonafides.sharing.disclosure import disclosed_fields, ones
from bonafides.sharing.purpose import anyone

OTHER, FORM = "other", "AGENCY/REFERENCE"


class AboutForm(Form):
    """Which record; nothing to fill in where the procedure is about none."""

    def __init__(self, procedure: Procedure, records: Sequence[tuple[str, str]], *given: Any) -> None:
        super().__init__(*given[:1])
        self.needed = bool(procedure.on_record)
        if not self.needed:
            return
        self.fields["record"] = forms.ChoiceField(
            label=_("The record that the case is about"), widget=forms.RadioSelect,
            choices=[*records, (OTHER, _("another, that is not public or not listed here"))],
        )  # fmt: skip
        self.fields["ref"] = forms.CharField(
            label=_("The other record"), required=False, max_length=240, help_text=_("As %(form)s.") % {"form": FORM}
        )

    def ref(self) -> str:
        """The record as `AGENCY/REF`; nothing where the procedure is about none."""
        if not self.needed:
            return ""
        chosen = str(self.cleaned_data.get("record") or "")
        return str(self.cleaned_data.get("ref") or "").strip() if chosen == OTHER else chosen

    def clean(self) -> dict[str, Any]:
        """Another has a reference."""
        given = super().clean() or self.cleaned_data
        if given.get("record") == OTHER and not str(given.get("ref") or "").strip():
            self.add_error("ref", _("Give its reference, as %(form)s.") % {"form": FORM})
        return given


def found_records(pack: Pack, procedure: Procedure, entity: Entity, today: date) -> list[tuple[str, str]]:
    """The public records of a business of the kinds that a procedure is about, as (reference, words)."""
    kinds = [kind for kind in procedure.on_record if kind in pack.catalogue]
    if not kinds:
        return []
    wanted: dict[str, tuple[str, ...]] = {f"{pack.name}/{kind}": () for kind in kinds}
    found = disclosed_fields(anyone(today), ones(entity.pk), wanted)
    return [(f"{one.agency}/{one.ref}", _words(pack, one)) for one in found]


@inside()
def record_of(pack: str, ref: str) -> Record | None:
    """The record of a reference; of one that there is not, the act says so."""
    return named_record(pack, ref) if ref else None


def _words(pack: Pack, one: Any) -> str:
    told = {
        "kind": say(pack.catalogue[one.kind.partition("/")[2]].title), "day": one.event_date,
        "agency": title_of(pack, one.agency), "number": one.document_no or one.ref,
    }  # fmt: skip
    return _("%(kind)s of %(day)s, %(agency)s, %(number)s") % told
