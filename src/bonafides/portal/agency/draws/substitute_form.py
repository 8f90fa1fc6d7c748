"""The form by which a drawn business is put aside: only for a reason that was committed to before anybody was drawn."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.labels import say
from bonafides.portal.agency.proof import ProofForm


class SubstituteForm(ProofForm):
    """Which business, which of the reasons, what happened, and the proof of it."""

    def __init__(self, item: InspectionItem, codes: Collection[str], *given: Any) -> None:
        super().__init__(*given)
        self.codes = codes
        self.fields["code"] = forms.CharField(
            label=_("Code of the business that is put aside"), max_length=120,
            help_text=_("One that is drawn and was not visited yet."),
        )  # fmt: skip
        self.fields["rule"] = forms.ChoiceField(
            label=_("For which reason"), widget=forms.RadioSelect,
            choices=[(name, say(one.title)) for name, one in item.substitutions.items()],
            help_text=_("These were committed to before the draw; there are no others."),
        )  # fmt: skip
        self.fields["why"] = forms.CharField(label=_("What happened"), max_length=400)
        self.add_proof(_("What shows it: a photo of the closed door, an extract."))

    def clean_code(self) -> str:
        """One of those that are drawn."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if code not in self.codes:
            raise ValidationError(_("No business with this code is drawn here and still to be visited."))
        return code
